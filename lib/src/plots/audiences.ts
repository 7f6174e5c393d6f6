import type { Audience } from "../facts/audience.js";
import { type Look, look } from "../ink/looks.js";
import { ink, muted } from "../ink/palette.js";
import { textWidth } from "../ink/wrap.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { group, svg, words } from "./svg.js";

/** How each audience is drawn: a colour and a shape, so that either is enough. */
export const audienceLooks: Readonly<Record<Audience, Look & { readonly says: string }>> = {
  everybody: { ...look.blue, says: "everybody" },
  "by invitation": { ...look.vermilion, symbol: "triangle", says: "by invitation, or preview" },
  "the vendor alone": { ...look.pink, says: "the vendor's own tests" },
  "a catalogue": { ...look.ink, colour: muted, text: muted, symbol: "square", says: "a catalogue's limit" },
};

const shapes: Readonly<Record<string, string>> = {
  circle: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0",
  triangle: "M0 -5L5 4H-5Z",
  diamond: "M0 -6L5 0L0 6L-5 0Z",
  square: "M-4 -4H4V4H-4Z",
};

/** The dot of an audience at (x, y). */
export function audienceDot(who: Audience, x: number, y: number): SvgElement {
  const { colour, symbol } = audienceLooks[who];
  return svg("path", { d: shapes[symbol], fill: colour, transform: `translate(${x},${y})` });
}

/** One line that names the shapes of the audiences. */
export function audienceKey(audiences: readonly Audience[]): Panel {
  let x = 6;
  const entries = audiences.flatMap((who) => {
    const { says } = audienceLooks[who];
    const at = x;
    x += textWidth(says, 12) * 0.85 + 38;
    return [audienceDot(who, at, 9), words(at + 10, 13, says, { fill: ink })];
  });
  return { content: group(...entries), width: x - 20, height: 26 };
}
