import type { Audience } from "../facts/audience.js";
import { ink, muted, palette } from "../ink/palette.js";
import { textWidth } from "../ink/wrap.js";
import { svg } from "./dom.js";
import type { Panel } from "./svg.js";

/** How each audience is drawn: a colour and a shape, so that either is enough. */
export const audienceLooks: Readonly<
  Record<Audience, { readonly colour: string; readonly symbol: string; readonly says: string }>
> = {
  everybody: { colour: palette.blue, symbol: "circle", says: "everybody" },
  "by invitation": { colour: palette.vermilion, symbol: "triangle", says: "by invitation, or preview" },
  "the vendor alone": { colour: palette.pink, symbol: "diamond", says: "the vendor's own tests" },
  "a catalogue": { colour: muted, symbol: "square", says: "a catalogue's limit" },
};

const shapes: Readonly<Record<string, string>> = {
  circle: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
  triangle: "M0 -5L5 4H-5Z",
  diamond: "M0 -6L5 0L0 6L-5 0Z",
  square: "M-4 -4H4V4H-4Z",
};

/** The shape of an audience's dots, at the origin. */
export const audienceShape = (who: Audience): string => shapes[audienceLooks[who].symbol]!;

/** One line that names the shapes of the audiences. */
export function audienceKey(audiences: readonly Audience[]): Panel {
  let x = 6;
  const entries = audiences.flatMap((who) => {
    const { colour, says } = audienceLooks[who];
    const at = x;
    x += textWidth(says, 12) * 0.85 + 38;
    return [
      svg("path", { d: audienceShape(who), fill: colour, transform: `translate(${at},9)` }),
      svg("text", { x: at + 10, y: 13, "font-size": 12, fill: ink }, says),
    ];
  });
  return { content: svg("g", {}, ...entries), width: x - 20, height: 26 };
}
