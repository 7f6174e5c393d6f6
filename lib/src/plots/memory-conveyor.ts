import { count } from "../ink/format.js";
import { ink, inner, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import {
  type CompressiveState,
  compressStep,
  emptyMemory,
  type MemorySizes,
} from "../memory-systems/compressive.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { type Attributes, at, box, group, quiet, words } from "./svg.js";

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
  const compressed = { x: left + 64, wide: large, many: ncm, colour: palette.orange };
  const memory = { x: from, wide: small, many: nm, colour: palette.blue };
  const over = ({ x, wide, many }: Belt, text: string, fill: string) =>
    words(x + (many * wide) / 2, 12, text, { anchor: "middle", fill });
  const marks = [
    quiet(0, 12, "after segment"),
    over(compressed, `compressed, ${c} to 1`, textColour.K),
    over(memory, "memory, as they were", textColour.Q),
    ...states.map((state, s) => {
      const forgotten = (state.compressed[0] ?? state.memory[0])![0] - 1;
      const lost = forgotten >= 0 ? `forgotten ${label([0, forgotten])}` : "";
      return at(
        0,
        22 + s * rowHeight,
        words(0, 19, `${s + 1}`, { size: 13 }),
        words(left + 54, 19, lost, { anchor: "end", fill: textColour.warn }),
        ...slots(compressed, state.compressed, () => false),
        ...slots(memory, state.memory, ([first]) => first >= s * ns),
      );
    }),
  ];
  const last = states.at(-1)!;
  const spans = (list: readonly Span[]) => list.map(label).join(", ") || "nothing";
  const alt = `${title}. After ${count(segments, "segment")} of ${count(ns, "token")} the memory holds ${spans(last.memory)}; compressed: ${spans(last.compressed)}.`;
  return pictureOf(
    { title, subtitle, caption: "Numbers are tokens. A thick rim: came in with this segment.", alt },
    [{ content: group(...marks), width: inner, height: 22 + segments * rowHeight }],
  );
}

const label = ([first, last]: Span): string => (first === last ? `${first}` : `${first}–${last}`);

/** Places side by side from x on. */
interface Belt {
  readonly x: number;
  readonly wide: number;
  readonly many: number;
  readonly colour: string;
}

/** Places filled from the right, so that everything moves to the left as it ages. */
function slots(
  { x, wide, many, colour }: Belt,
  held: readonly Span[],
  fresh: (span: Span) => boolean,
): SvgElement[] {
  return Array.from({ length: many }, (_, k) => {
    const span = held[k - (many - held.length)];
    const place = (fill: string, more: Attributes) =>
      box(x + k * wide + 1, 0, wide - 2, rowHeight - 6, fill, { rx: 3, ...more });
    if (!span) return place("none", { stroke: rule, "stroke-dasharray": "3 3" });
    const rim = fresh(span) ? { stroke: ink, "stroke-width": 2 } : { stroke: colour };
    const name = words(x + (k + 0.5) * wide, 18.5, label(span), { size: 11.5, anchor: "middle" });
    return group(place(tint(colour, 0.28), rim), name);
  });
}
