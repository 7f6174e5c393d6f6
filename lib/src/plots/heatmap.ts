/** A matrix as coloured cells: what attention maps, score maps and head maps have in common. */

import { chart } from "../ink/chart.js";
import { fixed } from "../ink/format.js";
import { atNight, dayOrNight } from "../ink/night.js";
import { ink, inner, paper, rule } from "../ink/palette.js";
import * as Plot from "../ink/plot.js";
import { textWidth } from "../ink/wrap.js";
import { type Matrix, toRows } from "../tensor/matrix.js";
import { gridAxes } from "./grid-axes.js";
import { type Panel, plotPanel } from "./panel.js";
import { hatched } from "./stripes.js";

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
  const { values = N <= 8 && M <= 8, raster = N > 32 || M > 32 } = options;
  const { left, top, cell, columns, rows } = layout([N, M], options);
  const side = (n: number) => Math.max(cell * n, 24);
  const whole = { x1: 0, x2: M, y1: 0, y2: N };
  const panel = chart(
    {
      width: left + side(M) + 2,
      height: top + side(N) + 2,
      left,
      right: 2,
      top,
      bottom: 2,
      x: { domain: [0, M] },
      y: { domain: [N, 0] },
      bare: true,
    },
    [
      Plot.rect([0], { ...whole, fill: hatched }),
      ...(raster ? pixels(A, options) : cells(A, options, { cell, values })),
      Plot.rect([0], { ...whole, stroke: rule }),
      ...gridAxes(columns, rows),
    ],
  );
  return plotPanel(panel);
}

/** Where words would be too small to read, positions stand in for them. */
function layout([N, M]: readonly [number, number], options: HeatmapOptions) {
  const { width = inner, axes = true, wordsAt = { rows: true, columns: true } } = options;
  const captioned = (text: string, fits = true) => (axes && fits ? text : undefined);
  const cellOf = (left: number) => Math.min(options.cell ?? 64, (width - left - 2) / M, 460 / N);
  const leftOf = (words?: readonly string[]) =>
    (axes ? 26 : 0) + (words ? (wordsAt.rows ? wordLength(words) + 8 : 1) : axes ? 30 : 1);
  const legible = cellOf(leftOf(options.words)) >= smallestWordCell;
  const words = legible ? options.words?.map(shortened) : undefined;
  const [longest, left] = [wordLength(words), leftOf(words)];
  const cell = cellOf(left);
  const upright = longest > cell - 2;
  const above = words && wordsAt.columns ? (upright ? longest + 8 : 20) : 1;
  const top = (axes ? 22 : 0) + (words ? above : axes ? 18 : 1);
  const size = words && Math.min(12, cell - 2);
  const ticks = (n: number, shown: boolean, named: readonly string[] | undefined) =>
    named ? (shown ? named.map((text, k) => ({ at: k + 0.5, text })) : []) : axes ? positions(n) : [];
  const tall = cell * N > textWidth("← query: who reads", 12);
  return {
    left,
    top,
    cell,
    columns: {
      ticks: ticks(M, wordsAt.columns, words),
      caption: captioned("key: who is read →"),
      offset: top,
      size,
      upright,
    },
    rows: {
      ticks: ticks(N, wordsAt.rows, words?.slice(M - N)),
      caption: captioned("← query: who reads", tall),
      offset: left,
      size,
    },
  };
}

/** Every position of a few, five of many. */
function positions(n: number) {
  const all = n <= 12 ? Array.from({ length: n }, (_, k) => k) : [0, n / 4, n / 2, (3 * n) / 4, n - 1];
  return [...new Set(all.map(Math.floor))].map((k) => ({ at: k + 0.5, text: String(k) }));
}

/** One rectangle a value, with its number when `values`. */
function cells(
  A: Matrix,
  { masked, colour }: HeatmapOptions,
  { cell, values }: { readonly cell: number; readonly values: boolean },
): Plot.Markish[] {
  const all = toRows(A).flatMap((row, i) => row.map((value, j): Cell => ({ i, j, value })));
  const shown = all.filter(({ value }) => !masked(value));
  const square = { x1: "j", x2: ({ j }: Cell) => j + 1, y1: "i", y2: ({ i }: Cell) => i + 1 } as const;
  const gap = cell >= 12 ? { stroke: paper, strokeWidth: 1 } : {};
  const number = Plot.text(shown, {
    x: ({ j }) => j + 0.5,
    y: ({ i }) => i + 0.5,
    text: ({ value }) => fixed(value, 2),
    fontSize: Math.min(13, cell / 3.4),
    fill: ink,
  });
  const squares = Plot.rect(shown, { ...square, ...gap, fill: ({ value }: Cell) => colour(value) });
  return values ? [squares, number] : [squares];
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly value: number;
}

/** All values as one bitmap for the day and one for the night. */
function pixels(A: Matrix, { masked, colour }: HeatmapOptions): Plot.Markish[] {
  const [N, M] = A.shape as [number, number];
  const { values, width, height } = means(A, masked);
  const place = { width, height, x1: 0, x2: M, y1: 0, y2: N, imageRendering: "pixelated" } as const;
  const colours = values.map((v) => (v === null ? null : colour(v)));
  return [
    Plot.raster(
      colours.map((one) => one && atNight(one)),
      { ...place, className: dayOrNight.night },
    ),
    Plot.raster(colours, { ...place, className: dayOrNight.day }),
  ];
}

/** Words need cells of at least this many px. */
export const smallestWordCell = 9;
const longestWord = 16;
const shortened = (word: string) =>
  [...word].length > longestWord ? `${[...word].slice(0, longestWord - 1).join("")}…` : word;

/** Width in px of the longest word, as it is written. */
export const wordLength = (words: readonly string[] = []): number =>
  Math.max(0, ...words.map((word) => textWidth(shortened(word), 12)));

/** At most 256 × 256 numbers: means over blocks, null where a whole block is masked. */
function means(A: Matrix, masked: (value: number) => boolean) {
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

/** One word per key, or a clear complaint. */
export function checkWords(where: string, words: readonly string[] | undefined, A: Matrix): void {
  const [N, M] = A.shape as [number, number];
  if (words && (words.length !== M || N > M))
    throw new RangeError(
      `${where}: there are ${words.length} words but the map is [${N},${M}]; give one word for each of the ${M} keys, and no more queries than keys`,
    );
}
