import type { Audience } from "../facts/audience.js";
import { audienceLooks } from "../ink/audience-looks.js";
import { ink } from "../ink/palette.js";
import { textWidth } from "../ink/wrap.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { group, svg, words } from "./svg.js";

/** The dot of an audience at (x, y). */
export function audienceDot(who: Audience, x: number, y: number): SvgElement {
  const { colour, shape } = audienceLooks[who];
  return svg("path", { d: shape, fill: colour, transform: `translate(${x},${y})` });
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
