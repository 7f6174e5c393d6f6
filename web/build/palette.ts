/** The course's colours and type as a stylesheet: `@import "virtual:palette.css"`. */
import { atNight, faint, fontFamily, hatch, ink, muted, paper, rule, textColour } from "long-attention/ink";

/** Each colour by day and by night; plots and figures on the page have the same. */
export function paletteCss(): string {
  const colours: Readonly<Record<string, string>> = {
    ink,
    muted,
    line: rule,
    faint,
    paper,
    ground: hatch.ground,
    accent: textColour.Q,
    warn: textColour.warn,
    "code-keyword": textColour.O,
    "code-string": textColour.V,
    "code-number": textColour.K,
    "code-type": textColour.Q,
    "code-name": textColour.S,
  };
  const lines = Object.entries(colours).map(
    ([name, day]) => `--${name}: light-dark(${day}, ${atNight(day)});`,
  );
  return `:root {\n${lines.join("\n")}\n--words: ${fontFamily};\n}`;
}
