/** A matrix as coloured cells: what attention maps, score maps and head maps have in common. */

import { fixed, power10 } from "../ink/format.js";
import { ink, inner, matrixColour, muted, palette, paper, rule, tint } from "../ink/palette.js";
import * as Plot from "../ink/plot.js";
import { textWidth } from "../ink/wrap.js";
import { type Matrix, rowMajor, toRows } from "../tensor/matrix.js";
import { type Panel, plotPanel } from "./panel.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

export interface HeatmapOptions {
  /** One word for each key; the queries are the last rows' words. */
  readonly words?: readonly string[] | undefined;
  /** Colour of a value; masked cells never ask. */
  readonly colour: (value: number) => string;
  readonly masked: (value: number) => boolean;
  /** Room for everything, in px. */
  readonly width?: number;
  /** Write the values into the cells. Default: when there are at most 8 × 8. */
  readonly values?: boolean;
  /** Name the axes. Default true. */
  readonly axes?: boolean;
  /** Write the words beside the rows, above the columns. Default: both. */
  readonly wordsAt?: { readonly rows: boolean; readonly columns: boolean };
  /** Largest side of a cell in px. */
  readonly cell?: number;
  /** Draw pixels instead of cells. Default: above 32 rows or columns. */
  readonly raster?: boolean;
}

/** Above this many rows or columns a figure shows means of blocks: a screen has no more pixels. */
const mostPixels = 256;

/** Queries downwards, keys to the right; striped where masked. */
export function heatmap(A: Matrix, options: HeatmapOptions): Panel {
  const [N, M] = A.shape as [number, number];
  const { masked, colour, width = inner, axes = true } = options;
  const { values = N <= 8 && M <= 8, raster = N > 32 || M > 32 } = options;
  const { wordsAt = { rows: true, columns: true } } = options;
  const cell = (left: number) => Math.min(options.cell ?? 64, (width - left - 2) / M, 460 / N);
  const leftOf = (words?: readonly string[]) =>
    (axes ? 26 : 0) + (words ? (wordsAt.rows ? wordLength(words) + 8 : 1) : axes ? 30 : 1);
  // Where words would be too small to read, positions stand in for them.
  const legible = cell(leftOf(options.words)) >= smallestWordCell;
  const words = legible ? options.words?.map(shortened) : undefined;
  const longest = wordLength(words);
  const left = leftOf(words);
  const cellWidth = cell(left);
  const fontSize = Math.min(12, cellWidth - 2);
  const upright = longest > cellWidth - 2;
  const above = words && wordsAt.columns ? (upright ? longest + 8 : 20) : 1;
  const top = (axes ? 22 : 0) + (words ? above : axes ? 18 : 1);
  const [w, h] = [Math.max(cellWidth * M, 24), Math.max(cellWidth * N, 24)];

  const rows = toRows(A);
  const cells = raster ? [] : rows.flatMap((row, i) => row.map((value, j) => ({ i, j, value })));
  const shown = cells.filter(({ value }) => !masked(value));
  const square = { x1: "j", x2: right, y1: "i", y2: below } as const;
  const gap = cellWidth >= 12 ? { stroke: paper, strokeWidth: 1 } : {};
  const small = raster ? pixels(A, masked) : undefined;
  const marks: Plot.Markish[] = [
    Plot.rect([0], { x1: 0, x2: M, y1: 0, y2: N, fill: hatched }),
    small
      ? Plot.raster(
          small.values.map((v) => (v === null ? null : colour(v))),
          {
            width: small.width,
            height: small.height,
            x1: 0,
            x2: M,
            y1: 0,
            y2: N,
            imageRendering: "pixelated",
          },
        )
      : Plot.rect(shown, { ...square, ...gap, fill: (cell) => colour(cell.value) }),
    Plot.rect([0], { x1: 0, x2: M, y1: 0, y2: N, stroke: rule }),
  ];
  if (values)
    marks.push(
      Plot.text(shown, {
        x: (cell) => cell.j + 0.5,
        y: (cell) => cell.i + 0.5,
        text: (cell) => fixed(cell.value, 2),
        fontSize: Math.min(13, cellWidth / 3.4),
        fill: ink,
      }),
    );
  if (words) {
    const word = { text: (w: string) => w, fill: ink, fontSize };
    const key = { ...word, y: 0, x: (_: string, j: number) => j + 0.5 };
    const query = { ...word, x: 0, y: (_: string, i: number) => i + 0.5, dx: -8, textAnchor: "end" } as const;
    const turned = { dy: -6, rotate: -90, textAnchor: "start" } as const;
    if (wordsAt.columns) marks.push(Plot.text(words, { ...key, ...(upright ? turned : { dy: -10 }) }));
    if (wordsAt.rows) marks.push(Plot.text(words.slice(M - N), query));
  } else if (axes) {
    const ticks = (n: number) => [0, Math.floor(n / 4), Math.floor(n / 2), Math.floor((3 * n) / 4), n - 1];
    const at = (n: number) => [...new Set(n <= 12 ? Array.from({ length: n }, (_, k) => k) : ticks(n))];
    marks.push(
      Plot.text(at(M), { x: (j) => j + 0.5, y: 0, dy: -9, text: String, fill: muted }),
      Plot.text(at(N), { x: 0, y: (i) => i + 0.5, dx: -6, textAnchor: "end", text: String, fill: muted }),
    );
  }
  const side = { frameAnchor: "top-left", text: String, fill: muted } as const;
  if (axes) marks.push(Plot.text(["key: who is read →"], { ...side, dy: -top + 2, lineAnchor: "top" }));
  if (axes && h > textWidth("← query: who reads", 12))
    marks.push(Plot.text(["← query: who reads"], { ...side, rotate: -90, dx: 8 - left, textAnchor: "end" }));
  return plotPanel({
    width: left + w + 2,
    height: top + h + 2,
    marginLeft: left,
    marginRight: 2,
    marginTop: top,
    marginBottom: 2,
    x: { domain: [0, M], axis: null },
    y: { domain: [0, N], range: [top, top + h], axis: null },
    color: { type: "identity" },
    marks,
  });
}

/** Words need cells of at least this many px. */
export const smallestWordCell = 9;
const longestWord = 16;
const shortened = (word: string) =>
  [...word].length > longestWord ? `${[...word].slice(0, longestWord - 1).join("")}…` : word;
const right = (cell: { j: number }) => cell.j + 1;
const below = (cell: { i: number }) => cell.i + 1;

/** Width in px of the longest word, as it is written. */
export const wordLength = (words: readonly string[] = []): number =>
  Math.max(0, ...words.map((word) => textWidth(shortened(word), 12)));

/** At most 256 × 256 numbers: means over blocks, null where a whole block is masked. */
function pixels(A: Matrix, masked: (value: number) => boolean) {
  const [N, M] = A.shape as [number, number];
  const [height, width] = [Math.min(N, mostPixels), Math.min(M, mostPixels)];
  const span = (k: number, size: number, count: number) =>
    [Math.floor((k * size) / count), Math.floor(((k + 1) * size) / count)] as const;
  const values = Array.from({ length: width * height }, (_, at) => {
    const [i0, i1] = span(Math.floor(at / width), N, height);
    const [j0, j1] = span(at % width, M, width);
    let [sum, count] = [0, 0];
    for (let i = i0; i < i1; i++)
      for (let j = j0; j < j1; j++)
        if (!masked(A.get(i, j))) {
          sum += A.get(i, j);
          count++;
        }
    return count === 0 ? null : sum / count;
  });
  return { values, width, height };
}

/** The colour scale as a strip with its ends named, and what stripes mean. */
export function colourKey(scale: ColourScale, name: string, hasMasked: boolean): Panel {
  const { colour, from, to } = scale;
  const upper = `${scale.open ? "≥ " : ""}${end(to)}`;
  const steps = 64;
  const strip = Array.from({ length: steps }, (_, k) =>
    svg("rect", { x: 2 * k, width: 2.2, height: 10, fill: colour(from + ((to - from) * k) / (steps - 1)) }),
  );
  const label = (x: number, text: string, anchor = "start") =>
    svg("text", { x, y: 9.5, "font-size": 12, fill: muted, "text-anchor": anchor }, text);
  const start = textWidth(name, 12) + 10;
  const low = start + textWidth(end(from), 12) + 6;
  const after = low + 2 * steps + 6;
  const parts = [
    label(0, name),
    label(low - 6, end(from), "end"),
    svg(
      "g",
      { transform: `translate(${low},0)` },
      ...strip,
      svg("rect", { width: 2 * steps, height: 10, fill: "none", stroke: rule }),
    ),
    label(after, upper),
  ];
  if (hasMasked) {
    const x = after + textWidth(upper, 12) + 20;
    parts.push(
      svg("rect", { x, width: 18, height: 10, fill: hatched, stroke: rule }),
      label(x + 24, "masked: not read"),
    );
  }
  const width = after + textWidth(upper, 12) + (hasMasked ? 190 : 0);
  return { content: svg("g", { transform: "translate(0,10)" }, ...parts), width, height: 28 };
}

function end(value: number): string {
  if (value === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (exponent < -4) return `${value.toExponential(1).split("e")[0]}·${power10(exponent)}`;
  return fixed(value, Math.max(2, 1 - exponent));
}

/** A colour scale and the value at which it is full; `open` when some values lie beyond. */
export interface ColourScale {
  readonly colour: (value: number) => string;
  readonly from: number;
  readonly to: number;
  readonly open: boolean;
}

/**
 * From white at 0 to the weights' colour. Few weights, written in their cells, get an even scale. Many
 * spread over several powers of ten: opacity then follows the square root, and in pictures too large for
 * single cells the colour is full from the 99th percentile on.
 */
export function weightScale(maps: readonly Matrix[], written: boolean, raster: boolean): ColourScale {
  const weights = maps.flatMap((P) => Array.from(rowMajor(P)).filter((w) => w > 0)).sort((a, b) => a - b);
  const largest = weights.at(-1) ?? 1;
  const to = raster ? weights[Math.floor(0.99 * (weights.length - 1))]! : largest;
  const colour = (w: number) => tint(matrixColour.P, written ? w / to : Math.sqrt(w / to));
  return { colour, from: 0, to, open: to < largest };
}

/** Blue above zero, orange below, white at zero. */
export function signedScale(S: Matrix): ColourScale {
  const to =
    rowMajor(S).reduce((most, s) => (Number.isFinite(s) ? Math.max(most, Math.abs(s)) : most), 0) || 1;
  const colour = (s: number) => tint(s < 0 ? palette.orange : palette.sky, Math.abs(s) / to);
  return { colour, from: -to, to, open: false };
}

/** One word a key, or a clear complaint. */
export function checkWords(where: string, words: readonly string[] | undefined, A: Matrix): void {
  const [N, M] = A.shape as [number, number];
  if (words && (words.length !== M || N > M))
    throw new RangeError(
      `${where}: there are ${words.length} words but the map is [${N},${M}]; give one word for each of the ${M} keys, and no more queries than keys`,
    );
}
