/** Colours for a terminal. */
import { styleText } from "node:util";
import type { Paint } from "../../feedback/index.js";

export function paint({ colour }: { readonly colour: boolean }): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  return { good: style("green"), bad: style("red"), strong: style("bold"), quiet: style("dim") };
}
