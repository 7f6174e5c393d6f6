import { maxContext, scoreMatrixBytes } from "../attention/cost.js";
import { chart } from "../ink/chart.js";
import { bytes, int } from "../ink/format.js";
import { looks } from "../ink/looks.js";
import { muted, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { extent } from "../ink/scale.js";
import { dimension, finite } from "../tensor/check.js";
import { atMost, differentLengths } from "./check.js";
import { dashed, label, line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** Scores to be stored, and the memory they must fit. */
export interface ScoreMemory {
  /** What has to be stored at once: all these heads of all these layers. One to four. */
  readonly cases: readonly { readonly name: string; readonly heads: number; readonly layers: number }[];
  /** The memory that there is. */
  readonly memoryBytes: number;
  /** Context lengths in tokens to mark, at least two. */
  readonly Ts: readonly number[];
  /** Bytes of one score. Default 2, fp16. */
  readonly bytesPerScore?: number;
}

/**
 * Bytes of the score matrices against the context length, both logarithmic, and the longest context that
 * fits into a memory. Four times the tokens need sixteen times the bytes, whatever the case.
 */
export function scoreMemory(
  { cases, memoryBytes, Ts, bytesPerScore = 2 }: ScoreMemory,
  options: Titles = {},
): Picture {
  finite("scoreMemory", "memoryBytes", memoryBytes);
  for (const T of Ts) dimension("scoreMemory", "each of Ts", T);
  const lengths = differentLengths("scoreMemory", Ts);
  atMost("scoreMemory", "cases", cases.length, 4);
  const {
    title = "How long a context fits?",
    subtitle = `Bytes of the score matrices, ${bytesPerScore} for each score; both axes logarithmic`,
  } = options;
  const domain = [lengths[0]!, lengths.at(-1)!] as const;
  const lines = cases.map(({ name, heads, layers }, k) => {
    const points = domain.map((T) => ({ T, bytes: scoreMatrixBytes(T, bytesPerScore, heads, layers) }));
    const fits = maxContext(memoryBytes, bytesPerScore, heads, layers);
    return { name, look: looks[k]!, fits, points, start: points[0]!.bytes, end: points[1]!.bytes };
  });
  const [least, most] = extent(lines.flatMap(({ start, end }) => [start, end]));
  const panel = plotPanel(
    chart(
      {
        height: 380,
        x: {
          type: "log",
          domain,
          ticks: lengths,
          grid: true,
          written: int,
          caption: "context length T in tokens",
        },
        y: { type: "log", domain: [least / 4, Math.max(most, memoryBytes) * 4] },
        ends: [
          ...lines.map(({ name, end, look }) => ({ y: end, name, value: bytes(end), fill: look.text })),
          { y: memoryBytes, name: `${bytes(memoryBytes)} of memory`, fill: muted },
        ],
      },
      [
        Plot.ruleY([memoryBytes], dashed),
        ...lines.flatMap(({ points, look }) => line(points, { x: "T", y: "bytes" }, look)),
        ...lines
          .filter(({ fits }) => fits > domain[0] && fits < domain[1])
          .flatMap(({ fits, look: { colour, text, symbol } }) => [
            Plot.dot([fits], {
              x: fits,
              y: memoryBytes,
              r: 5,
              symbol,
              fill: colour,
              stroke: paper,
            }),
            label({ x: fits, y: memoryBytes }, int(fits), "upper left", { strong: true, fill: text }),
          ]),
      ],
    ),
  );
  const each = lines.map(
    ({ name, fits, start, end }) =>
      `${name}: ${bytes(start)} at ${int(domain[0])} tokens, ${bytes(end)} at ${int(domain[1])}; ${int(fits)} tokens fit into ${bytes(memoryBytes)}`,
  );
  return pictureOf({ title, subtitle, alt: `${title} ${each.join(". ")}.` }, [panel]);
}
