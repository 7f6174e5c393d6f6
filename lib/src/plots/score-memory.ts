import * as Plot from "@observablehq/plot";
import { maxContext, scoreMatrixBytes } from "../attention/cost.js";
import { bytes, int } from "../ink/format.js";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { dimension, finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

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

const looks = [
  { colour: palette.blue, text: textColour.Q, dash: "none", symbol: "circle" },
  { colour: palette.vermilion, text: textColour.warn, dash: "8 4", symbol: "square" },
  { colour: palette.green, text: textColour.V, dash: "2 3", symbol: "triangle" },
  { colour: palette.pink, text: textColour.O, dash: "8 3 2 3", symbol: "diamond" },
] as const;

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
  const lengths = [...new Set(Ts)].sort((a, b) => a - b);
  if (lengths.length < 2)
    throw new RangeError("scoreMemory: Ts needs at least two different context lengths; one gives no line");
  if (cases.length === 0 || cases.length > looks.length)
    throw new RangeError(`scoreMemory: cases has ${cases.length} entries; give one to ${looks.length}`);
  const {
    title = "How long a context fits?",
    subtitle = `Bytes of the score matrices, ${bytesPerScore} for each score; both axes logarithmic`,
  } = options;
  const [first, last] = [lengths[0]!, lengths.at(-1)!];
  const lines = cases.map(({ name, heads, layers }, k) => {
    const at = (T: number) => scoreMatrixBytes(T, bytesPerScore, heads, layers);
    return {
      name,
      ...looks[k]!,
      fits: maxContext(memoryBytes, bytesPerScore, heads, layers),
      ends: [first, last].map((T) => ({ T, bytes: at(T) })),
    };
  });
  const values = lines.flatMap(({ ends }) => ends.map((end) => end.bytes));
  const domain = [Math.min(...values) / 4, Math.max(...values, memoryBytes) * 4];
  const crossings = lines.filter(({ fits }) => fits > first && fits < last);
  const [marginLeft, marginRight] = [14, 170];
  const panel = plotPanel({
    width: inner,
    height: 380,
    marginLeft,
    marginRight,
    marginTop: 10,
    marginBottom: 46,
    x: { type: "log", domain: [first, last], axis: null },
    y: { type: "log", domain, axis: null },
    marks: [
      Plot.ruleX(lengths, { stroke: faint }),
      Plot.text(
        spread(lengths, (T) => Math.log(T / first) / Math.log(last / first), 0.17),
        {
          x: (T: number) => T,
          frameAnchor: "bottom",
          dy: 15,
          fill: muted,
          text: int,
        },
      ),
      Plot.text(["context length T in tokens"], { frameAnchor: "bottom", dy: 35, text: String, fill: muted }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      Plot.ruleY([memoryBytes], { stroke: muted, strokeDasharray: "5 4" }),
      Plot.text([memoryBytes], {
        y: (v: number) => v,
        frameAnchor: "right",
        dx: 8,
        textAnchor: "start",
        fill: muted,
        text: (v: number) => `${bytes(v)} of memory`,
      }),
      ...lines.flatMap(({ name, ends, colour, text, dash }) => [
        Plot.line(ends, { x: "T", y: "bytes", stroke: colour, strokeWidth: 2.25, strokeDasharray: dash }),
        Plot.text([ends[1]!], {
          x: "T",
          y: "bytes",
          dx: 8,
          dy: -7,
          textAnchor: "start",
          fill: text,
          fontWeight: 600,
          text: () => name,
        }),
        Plot.text([ends[1]!], {
          x: "T",
          y: "bytes",
          dx: 8,
          dy: 8,
          textAnchor: "start",
          fill: muted,
          text: (end: { bytes: number }) => bytes(end.bytes),
        }),
      ]),
      ...crossings.flatMap(({ fits, colour, text, symbol }) => [
        Plot.dot([fits], {
          x: (T: number) => T,
          y: memoryBytes,
          r: 5,
          symbol,
          fill: colour,
          stroke: "white",
        }),
        Plot.text([fits], {
          x: (T: number) => T,
          y: memoryBytes,
          dx: -6,
          dy: -13,
          textAnchor: "end",
          fill: text,
          fontWeight: 600,
          stroke: "white",
          strokeWidth: 4,
          text: int,
        }),
      ]),
    ] as Plot.Markish[],
  });
  const each = lines.map(
    ({ name, fits, ends }) =>
      `${name}: ${bytes(ends[0]!.bytes)} at ${int(first)} tokens, ${bytes(ends[1]!.bytes)} at ${int(last)}; ${int(fits)} tokens fit into ${bytes(memoryBytes)}`,
  );
  return figure({ title, subtitle, alt: `${title} ${each.join(". ")}.` }, [panel]);
}

/** The values that are at least `apart` from the one before, so that their labels do not touch. */
function spread(values: readonly number[], at: (value: number) => number, apart: number): number[] {
  const kept: number[] = [];
  for (const value of values)
    if (kept.length === 0 || at(value) - at(kept.at(-1)!) >= apart) kept.push(value);
  return kept;
}
