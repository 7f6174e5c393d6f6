// @ts-check
/** Colours for a terminal. */
import { styleText } from "node:util";

/**
 * @param {boolean} colour
 * @returns {import("@long-attention/grader/feedback/index.js").Paint}
 */
export function paint(colour) {
  const style = /** @type {(format: any) => (text: string) => string} */ (
    (format) => (text) =>
      colour ? styleText(format, text, /** @type {any} */ ({ validateStream: false })) : text
  );
  return { good: style("green"), bad: style("red"), strong: style("bold"), quiet: style("dim") };
}
