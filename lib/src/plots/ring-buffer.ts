import { count } from "../ink/format.js";
import { inner, muted, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import { RollingCache } from "../kv/rolling.js";
import { dimension } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

/** A rolling cache and what is pushed into it. */
export interface RingBuffer {
  /** Slots. */
  readonly W: number;
  /** The tokens in their order; one row for each. */
  readonly words: readonly string[];
}

const most = { slots: 8, words: 16 };

/** A rolling cache, one row a token: what lies in each slot, where the new token went, and what is read. */
export function ringBuffer({ W, words }: RingBuffer, options: Titles = {}): Picture {
  dimension("ringBuffer", "W", W);
  if (W > most.slots || words.length === 0 || words.length > most.words)
    throw new RangeError(
      `ringBuffer: ${count(words.length, "token")} in ${count(W, "slot")} cannot be drawn; give 1 to ${most.words} tokens and at most ${most.slots} slots`,
    );
  const {
    title = "A buffer that never grows",
    subtitle = `Token i goes to slot i mod ${W} and overwrites what was there`,
  } = options;
  const cache = new RollingCache<number>(W);
  const rows = words.map((word, i) => {
    cache.push(i);
    return { word, i, slots: cache.slots(), items: cache.items() };
  });
  const left = Math.max(...words.map((word, i) => textWidth(`${i} ${word}`, 13))) + 34;
  const cell = Math.min(92, (inner - left - 150) / W);
  const [rowHeight, head] = [38, 24];
  const middle = { "dominant-baseline": "central", "font-size": 13 };
  const reads = left + W * cell + 20;
  const marks = [
    ...Array.from({ length: W }, (_, s) =>
      svg(
        "text",
        { x: left + (s + 0.5) * cell, y: 12, "text-anchor": "middle", fill: muted, "font-size": 12 },
        `slot ${s}`,
      ),
    ),
    svg("text", { x: reads, y: 12, fill: muted, "font-size": 12 }, "read, oldest first"),
    ...rows.flatMap(({ word, i, slots, items }) => {
      const y = head + i * rowHeight;
      const written = i % W;
      const boxes = Array.from({ length: W }, (_, s) => {
        const token = slots[s];
        const fresh = s === written;
        const box = {
          x: left + s * cell + 2,
          y: y + 2,
          width: cell - 4,
          height: rowHeight - 6,
          rx: 4,
          fill: token === undefined ? hatched : fresh ? palette.orange : tint(palette.orange, 0.2),
          stroke: fresh ? textColour.K : rule,
          "stroke-width": fresh ? 2 : 1,
        };
        const label = token === undefined ? "" : `${token}`;
        return svg(
          "g",
          {},
          svg("rect", box),
          svg(
            "text",
            {
              ...middle,
              x: left + (s + 0.5) * cell,
              y: y + rowHeight / 2 - 1,
              "text-anchor": "middle",
              "font-weight": fresh ? 700 : 400,
            },
            label,
          ),
        );
      });
      return [
        svg("text", { ...middle, x: 0, y: y + rowHeight / 2 - 1 }, `${i} ${word}`),
        svg("text", { ...middle, x: left - 24, y: y + rowHeight / 2 - 1, fill: muted }, "→"),
        ...boxes,
        svg("text", { ...middle, x: reads, y: y + rowHeight / 2 - 1 }, items.join(", ")),
      ];
    }),
  ];
  const panel = { content: svg("g", {}, ...marks), width: inner, height: head + rows.length * rowHeight };
  const last = rows.at(-1)!;
  const alt = `${title}. ${count(words.length, "token")} into ${count(W, "slot")}. After the last one the slots hold ${last.slots.join(", ")}; oldest first that is ${last.items.join(", ")}.`;
  return pictureOf(
    { title, subtitle, caption: "Dark with a thick rim: just written. Striped: still empty.", alt },
    [panel],
  );
}
