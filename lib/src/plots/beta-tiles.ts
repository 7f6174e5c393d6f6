import type { BetaBlock } from "../flash/beta-blocks.js";
import { fixed, int, subscript } from "../ink/format.js";
import { inner, matrixColour, palette, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, toRows } from "../tensor/matrix.js";
import type { SvgElement } from "./dom.js";
import { legend } from "./legend.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { at, box, group, heading, words } from "./svg.js";

/** What `betaBlocks` gives. */
export interface BetaTiles {
  /** [T_r][T_c] tiles, each with f and one β for each of its rows. */
  readonly blocks: readonly (readonly BetaBlock[])[];
  /** [N, M], put together from them. */
  readonly P: Matrix;
}

const tall = 30;
/** Of a cell, at least and at most. */
const [narrowest, widest] = [33, 42];
/** Beside and above a tile. */
const [aside, above] = [12, 26];
const [toP, gapOfP] = [22, 4];

/**
 * The tiles of a matrix of scores after each was exponentiated with its own row maxima, every one with its β, a number for
 * each of its rows; at the right what comes out when each row is multiplied by its β: P.
 * @throws RangeError when there are too many columns for their numbers
 */
export function betaTiles({ blocks, P }: BetaTiles, options: Titles = {}): Picture {
  isMatrix("betaTiles", "P", P);
  const [N, M] = P.shape as [number, number];
  const T = blocks[0]!.length;
  const wide = Math.min(widest, (inner - toP - T * (3 + aside) - (T - 1) * gapOfP) / (2 * M + T));
  if (wide < narrowest)
    throw new RangeError(
      `betaTiles: ${M} columns in ${T} tiles leave no room for their numbers; give at most 6 columns in 3 tiles`,
    );
  const count = blocks.length * blocks[0]!.length;
  const { title = `${int(count)} tiles, and what brings each to its place in P` } = options;
  const { subtitle = "A tile knows its own row maxima only; β, a number for each row, repairs that" } =
    options;
  const first = Array.from(blocks[0]![0]!.beta, (b) => fixed(b, 4)).join(" and ");
  const alt = `${title}. ${blocks.length} by ${blocks[0]!.length} tiles of a ${N} by ${M} matrix. The first tile has β = ${first}. P = Concat(βf), its rows sum to 1: the first is ${row(P, 0)}.`;
  const key = legend([
    { fill: fill(palette.yellow, 0.6), says: "f = exp(s − m), m: the tile's own row maximum" },
    { fill: fill(palette.orange, 0.6), says: "β, one for each row" },
    { fill: fill(matrixColour.P, 0.6), says: "P = β · f" },
  ]);
  return pictureOf({ title, subtitle, alt }, [drawn(blocks, P, wide), { ...key, height: key.height + 4 }]);
}

const row = (P: Matrix, i: number) =>
  toRows(P)
    [i]!.map((p) => fixed(p, 3))
    .join(", ");
/** Stronger for more; a small value is still seen. */
const fill = (colour: string, value: number) => tint(colour, 0.12 + 0.6 * Math.min(1, Math.max(0, value)));

/** Tiles at the left, P at the right, rows at the same height. */
function drawn(blocks: BetaTiles["blocks"], P: Matrix, wide: number): Panel {
  const widths = blocks[0]!.map(({ f }) => f.shape[1]! * wide);
  const heights = blocks.map(([one]) => one!.f.shape[0]! * tall);
  const across = (j: number) => sum(widths.slice(0, j)) + j * (wide + 3 + aside);
  const down = (i: number) => above + sum(heights.slice(0, i)) + i * above;
  const right = across(widths.length) + toP;
  const height = down(heights.length) - above;
  const largest = Math.max(...toRows(P).flat());
  const parts: SvgElement[] = [heading(right, above - 6, "P")];
  let i0 = 0;
  for (const [i, line] of blocks.entries()) {
    let j0 = 0;
    for (const [j, { f, beta }] of line.entries()) {
      const index = subscript(i * line.length + j);
      parts.push(
        at(
          across(j),
          down(i),
          words(0, -6, `f${subscript(i)}${subscript(j)}`, { weight: 600 }),
          words(widths[j]! + 3, -6, `β${index}`, { weight: 600, fill: textColour.K }),
          numbers(wide, toRows(f), (value) => fill(palette.yellow, value), 2),
          at(
            widths[j]! + 3,
            0,
            numbers(
              wide,
              Array.from(beta, (b) => [b]),
              (b) => fill(palette.orange, b),
              3,
            ),
          ),
        ),
        at(
          right + sum(widths.slice(0, j)) + j * gapOfP,
          down(i),
          numbers(
            wide,
            toRows(P)
              .slice(i0, i0 + f.shape[0]!)
              .map((p) => p.slice(j0, j0 + f.shape[1]!)),
            (value) => fill(matrixColour.P, value / largest),
            3,
          ),
        ),
      );
      j0 += f.shape[1]!;
    }
    parts.push(words(right - 20, down(i) + heights[i]! / 2, "=", { size: 16, weight: 600, central: true }));
    i0 += line[0]!.f.shape[0]!;
  }
  const width = right + sum(widths) + (widths.length - 1) * gapOfP;
  return { content: group(...parts), width, height: height + 10 };
}

/** Cells with their numbers. */
const numbers = (
  wide: number,
  rows: readonly (readonly number[])[],
  colour: (value: number) => string,
  digits: number,
) =>
  group(
    ...rows.flatMap((line, r) =>
      line.flatMap((value, c) => [
        box(c * wide, r * tall, wide, tall, colour(value), { stroke: rule }),
        words((c + 0.5) * wide, (r + 0.5) * tall, fixed(value, digits), {
          size: digits > 2 ? 11 : 12,
          anchor: "middle",
          central: true,
        }),
      ]),
    ),
  );

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
