import { muted } from "../ink/palette.js";
import { textWidth } from "../ink/wrap.js";
import type { Panel } from "./panel.js";
import { box, group, words } from "./svg.js";

/** A filling and what it stands for. */
export interface Swatch {
  readonly fill: string;
  readonly stroke?: string | undefined;
  readonly strokeWidth?: number;
  /** Inside. */
  readonly letter?: string;
  readonly says: string;
}

/** One line: each filling with what it stands for. */
export function legend(swatches: readonly Swatch[]): Panel {
  let x = 0;
  const entries = swatches.map(({ fill, stroke, strokeWidth, letter = "", says }) => {
    const at = x;
    x += 24 + 0.9 * textWidth(says, 12) + 16;
    return group(
      box(at + 0.5, 2.5, 15, 15, fill, { stroke, "stroke-width": strokeWidth }),
      words(at + 8, 14, letter, { size: 11, anchor: "middle" }),
      words(at + 22, 14, says, { fill: muted }),
    );
  });
  return { content: group(...entries), width: x, height: 20 };
}
