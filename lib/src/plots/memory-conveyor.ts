import { count } from "../ink/format.js";
import { ink, inner, muted, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import {
  type CompressiveState,
  compressStep,
  emptyMemory,
  type MemorySizes,
} from "../memory-systems/compressive.js";
import { dimension } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

export interface MemoryConveyor extends MemorySizes {
  /** n_s, tokens of a segment; a multiple of c. */
  readonly ns: number;
  /** How many segments enter; one row for each. */
  readonly segments: number;
}

/** The first and the last token that a place remembers. */
type Span = readonly [first: number, last: number];

const rowHeight = 34;

/** A layer's memory, segment after segment: recent tokens as they were, older ones compressed, the oldest forgotten. */
export function memoryConveyor(sizes: MemoryConveyor, options: Titles = {}): Picture {
  const { ns, nm, ncm, c, segments } = sizes;
  dimension("memoryConveyor", "ns", ns);
  dimension("memoryConveyor", "segments", segments);
  const [small, large] = [26, 44];
  const left = 92;
  const from = left + 64 + ncm * large + 16;
  if (segments > 12 || from + nm * small > inner)
    throw new RangeError(
      `memoryConveyor: ${count(segments, "segment")}, ${count(nm, "memory", "memories")} and ${ncm} compressed ones do not fit the page; give fewer`,
    );
  const {
    title = "A conveyor belt of memories",
    subtitle = `The newest enter at the right; ${nm} stay as they are, then ${c} become one, and ${ncm} of those are kept`,
  } = options;
  const compress = (group: readonly Span[]): Span => [group[0]![0], group.at(-1)![1]];
  const states: CompressiveState<Span>[] = [];
  for (let s = 0; s < segments; s++) {
    const segment = Array.from({ length: ns }, (_, k): Span => [s * ns + k, s * ns + k]);
    states.push(compressStep<Span>(states.at(-1) ?? emptyMemory, segment, { nm, ncm, c, compress }));
  }
  const head = { y: 12, "font-size": 12, fill: muted };
  const marks = [
    svg("text", { ...head, x: 0 }, "after segment"),
    svg(
      "text",
      { ...head, x: left + 64 + (ncm * large) / 2, "text-anchor": "middle", fill: textColour.K },
      `compressed, ${c} to 1`,
    ),
    svg(
      "text",
      { ...head, x: from + (nm * small) / 2, "text-anchor": "middle", fill: textColour.Q },
      "memory, as they were",
    ),
    ...states.flatMap(({ memory, compressed }, s) => {
      const y = 22 + s * rowHeight;
      const forgotten = (compressed[0] ?? memory[0])![0] - 1;
      const newest = (s + 1) * ns - ns;
      return [
        svg("text", { x: 0, y: y + 19, "font-size": 13 }, `${s + 1}`),
        svg(
          "text",
          { x: left + 54, y: y + 19, "font-size": 12, "text-anchor": "end", fill: textColour.warn },
          forgotten >= 0 ? `forgotten ${label([0, forgotten])}` : "",
        ),
        ...slots(ncm, compressed, left + 64, y, large, palette.orange, () => false),
        ...slots(nm, memory, from, y, small, palette.blue, ([first]) => first >= newest),
      ];
    }),
  ];
  const last = states.at(-1)!;
  const spans = (list: readonly Span[]) => list.map(label).join(", ") || "nothing";
  const alt = `${title}. After ${count(segments, "segment")} of ${count(ns, "token")} the memory holds ${spans(last.memory)}; compressed: ${spans(last.compressed)}.`;
  return pictureOf(
    { title, subtitle, caption: "Numbers are tokens. A thick rim: came in with this segment.", alt },
    [{ content: svg("g", {}, ...marks), width: inner, height: 22 + segments * rowHeight }],
  );
}

const label = ([first, last]: Span): string => (first === last ? `${first}` : `${first}–${last}`);

/** Places filled from the right, so that everything moves to the left as it ages. */
function slots(
  many: number,
  held: readonly Span[],
  x: number,
  y: number,
  wide: number,
  colour: string,
  fresh: (span: Span) => boolean,
) {
  return Array.from({ length: many }, (_, k) => {
    const span = held[k - (many - held.length)];
    const full = span !== undefined;
    const rim = full && fresh(span);
    const box = svg("rect", {
      x: x + k * wide + 1,
      y,
      width: wide - 2,
      height: rowHeight - 6,
      rx: 3,
      fill: full ? tint(colour, 0.28) : "none",
      stroke: full ? (rim ? ink : colour) : rule,
      "stroke-width": rim ? 2 : 1,
      "stroke-dasharray": full ? undefined : "3 3",
    });
    if (!full) return box;
    const text = { x: x + (k + 0.5) * wide, y: y + 18.5, "font-size": 11.5, "text-anchor": "middle" };
    return svg("g", {}, box, svg("text", text, label(span)));
  });
}
