import { count } from "../ink/format.js";
import { inner, onHue, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import { rollingSteps } from "../kv/rolling.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { at, box, group, quiet, words } from "./svg.js";

/** A rolling cache and what is pushed into it. */
export interface RingBuffer {
  /** Slots. */
  readonly W: number;
  /** The tokens in their order; one row for each. */
  readonly words: readonly string[];
}

const most = { slots: 8, words: 16 };

/** A rolling cache, one row per token: what lies in each slot, where the new token went, and what is read. */
export function ringBuffer({ W, words: tokens }: RingBuffer, options: Titles = {}): Picture {
  dimension("ringBuffer", "W", W);
  if (W > most.slots || tokens.length === 0 || tokens.length > most.words)
    throw new RangeError(
      `ringBuffer: ${count(tokens.length, "token")} in ${count(W, "slot")} cannot be drawn; give 1 to ${most.words} tokens and at most ${most.slots} slots`,
    );
  const {
    title = "A buffer that never grows",
    subtitle = `Token i goes to slot i mod ${W} and overwrites what was there`,
  } = options;
  const rows = rollingSteps(W, tokens.length).map((step) => ({ ...step, word: tokens[step.i]! }));
  const left = Math.max(...tokens.map((word, i) => textWidth(`${i} ${word}`, 13))) + 34;
  const cell = Math.min(92, (inner - left - 150) / W);
  const [rowHeight, head] = [38, 24];
  const reads = left + W * cell + 20;
  const middle = { size: 13, central: true } as const;
  const marks = [
    ...Array.from({ length: W }, (_, s) =>
      quiet(left + (s + 0.5) * cell, 12, `slot ${s}`, { anchor: "middle" }),
    ),
    quiet(reads, 12, "read, oldest first"),
    ...rows.map(({ word, i, slot: written, slots, items }) =>
      at(
        0,
        head + i * rowHeight,
        words(0, rowHeight / 2 - 1, `${i} ${word}`, middle),
        quiet(left - 24, rowHeight / 2 - 1, "→", middle),
        ...Array.from({ length: W }, (_, s) =>
          at(left + s * cell, 0, slot(slots[s], s === written, cell, rowHeight)),
        ),
        words(reads, rowHeight / 2 - 1, items.join(", "), middle),
      ),
    ),
  ];
  const panel = { content: group(...marks), width: inner, height: head + rows.length * rowHeight };
  const last = rows.at(-1)!;
  const alt = `${title}. ${count(tokens.length, "token")} into ${count(W, "slot")}. After the last one the slots hold ${last.slots.join(", ")}; oldest first that is ${last.items.join(", ")}.`;
  return pictureOf(
    { title, subtitle, caption: "Dark with a thick rim: just written. Striped: still empty.", alt },
    [panel],
  );
}

/** One slot with its token, if it has one; what was just written stands out. */
function slot(token: number | undefined, fresh: boolean, wide: number, high: number): SvgElement {
  const fill = token === undefined ? hatched : fresh ? palette.orange : tint(palette.orange, 0.2);
  const rim = fresh ? { stroke: textColour.K, "stroke-width": 2 } : { stroke: rule, "stroke-width": 1 };
  const type = { size: 13, anchor: "middle", central: true, weight: fresh ? 700 : 400 } as const;
  const fillOfToken = fresh ? { fill: onHue.bright } : {};
  return group(
    box(2, 2, wide - 4, high - 6, fill, { rx: 4, ...rim }),
    words(wide / 2, high / 2 - 1, token === undefined ? "" : `${token}`, { ...type, ...fillOfToken }),
  );
}
