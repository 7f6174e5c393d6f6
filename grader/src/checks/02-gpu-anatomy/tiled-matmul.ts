import fc from "fast-check";
import { tiledMatmul as oracle } from "long-attention/gpu";
import { fromFunction, type Matrix, testEntry } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { matrixOf, whole } from "../inputs.js";

type Input = [A: Matrix, B: Matrix, tile: number];

const product = (m: number, k: number, n: number, tile: number): fc.Arbitrary<Input> =>
  fc.tuple(matrixOf(m, k), matrixOf(k, n), fc.constant(tile));

/** The course's test tensors in a given shape; the notebook has [10, 7] and [7, 9]. */
const shaped = (m: number, k: number, n: number, tile: number): Input => [
  fromFunction([m, k], testEntry.Q),
  fromFunction([k, n], testEntry.K),
  tile,
];

const expect = (input: Input) => oracle(...input);

/** The product and the count are two parts of the exercise. */
const productOnly = (input: Input) => ({ C: expect(input).C });
const callsOnly = (input: Input) => ({ calls: expect(input).calls });

const wholeTiles = fc
  .tuple(whole(1, 3), whole(1, 3), whole(1, 3), whole(1, 4))
  .chain(([m, k, n, t]) => product(m * t, k * t, n * t, t));

const ragged = fc
  .tuple(whole(1, 7), whole(1, 7), whole(1, 7), whole(1, 4))
  .chain((shape) => product(...shape));

export const tiledMatmul: Exercise = {
  id: "02.5",
  name: "tiledMatmul",
  title: "A product in tiles",
  points: 6,
  difficulty: "H",
  params: ["A", "B", "tile"],
  checks: [
    matches<Input>({
      id: "whole-tiles",
      title: "adds up tile after tile where the tiles fit exactly",
      holds: ["along the tiles of A's rows and B's columns", "[m, k]", "[k, n]", "C [m, n]"],
      examples: [shaped(4, 4, 4, 4), shaped(1, 1, 1, 1), shaped(4, 8, 4, 4), shaped(4, 6, 8, 2)],
      inputs: wholeTiles,
      expect: productOnly,
    }),
    matches<Input>({
      id: "edges",
      title: "does not lose what sticks out over the edges",
      weight: 2,
      holds: ["edge of the tiles;", "it need not divide m, k or n"],
      examples: [shaped(10, 7, 9, 4), shaped(4, 6, 4, 4), shaped(5, 3, 4, 2)],
      inputs: ragged,
      expect: productOnly,
    }),
    matches<Input>({
      id: "calls",
      title: "counts a call for each pair of tiles",
      holds: ["one call for each pair, and keep adding"],
      examples: [shaped(4, 4, 4, 4), shaped(4, 8, 4, 4), shaped(4, 6, 8, 2)],
      inputs: wholeTiles,
      expect: callsOnly,
    }),
    matches<Input>({
      id: "calls-at-edges",
      title: "counts a whole call for a tile that is cut short",
      holds: ["but cost a whole call"],
      examples: [shaped(10, 7, 9, 4), shaped(4, 6, 4, 4), shaped(5, 3, 4, 2)],
      inputs: ragged,
      expect: callsOnly,
    }),
    matches<Input>({
      id: "large-tile",
      title: "works when a tile is larger than the matrices",
      holds: ["Compute C this way, and count the calls."],
      visibility: "hidden",
      examples: [shaped(2, 3, 1, 4), shaped(3, 5, 2, 4)],
      inputs: fc
        .tuple(whole(1, 4), whole(1, 4), whole(1, 4), whole(5, 8))
        .chain((shape) => product(...shape)),
      runs: 6,
      expect,
    }),
  ],
  background: ["A tensor core does one thing"],
  mutants: [
    {
      id: "overwrites",
      misconception:
        "Each call overwrites the tile of C, and only the last one is left. A tensor core *adds* to it: C ← C + A B.",
      solution: (A: Matrix, B: Matrix, tile: number) =>
        tiled(A, B, tile, { spans: (k) => spans(k, tile).slice(-1) }),
    },
    {
      id: "drops-edges",
      misconception:
        "You stop at the last whole tile, so that rows and columns that stick out are lost. Let the loops go on while a tile *begins* inside.",
      solution: (A: Matrix, B: Matrix, tile: number) => {
        const whole = (x: number) => Math.floor(x / tile);
        const [m, k, n] = [A.shape[0]!, A.shape[1]!, B.shape[1]!].map(whole) as [number, number, number];
        return {
          ...tiled(A, B, tile, {
            spans: (end) => spans(end, tile).slice(0, whole(end)),
            inside: (i, j) => i < m * tile && j < n * tile,
          }),
          calls: m * k * n,
        };
      },
    },
    {
      id: "drops-inner-edge",
      misconception:
        "You handle the edges of C, but drop the last, shorter tile along the inner dimension. Every sum is then too short.",
      solution: (A: Matrix, B: Matrix, tile: number) => {
        const depth = Math.floor(A.shape[1]! / tile);
        return {
          ...tiled(A, B, tile, { spans: (k) => spans(k, tile).slice(0, depth) }),
          calls: tilesOf(A.shape[0]!, tile) * tilesOf(B.shape[1]!, tile) * depth,
        };
      },
    },
    {
      id: "shifted-last-tile",
      misconception:
        "You pull the last tile back inside so that it is whole. Then it overlaps the tile before it, and some products are added twice; cut it short instead.",
      solution: (A: Matrix, B: Matrix, tile: number) =>
        tiled(A, B, tile, {
          spans: (k) => spans(k, tile).map(([from, to]) => [Math.max(0, Math.min(from, k - tile)), to]),
        }),
    },
    {
      id: "calls-of-c-only",
      misconception:
        "You count one call for each tile of C. Each of them needs a call for every tile along the inner dimension.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: tilesOf(A.shape[0]!, tile) * tilesOf(B.shape[1]!, tile),
      }),
    },
    {
      id: "calls-round-the-depth-down",
      misconception:
        "You round the tiles along the inner dimension down. The last, shorter one costs a whole call, too.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: tilesOf(A.shape[0]!, tile) * tilesOf(B.shape[1]!, tile) * Math.floor(A.shape[1]! / tile),
      }),
    },
    {
      id: "calls-of-squares",
      misconception:
        "You count as if the matrices were square. m, k and n have numbers of tiles of their own; multiply the three.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: tilesOf(A.shape[0]!, tile) ** 3,
      }),
    },
    {
      id: "parts-of-calls",
      misconception:
        "You count a part of a call for a tile that is cut short. It costs a whole one: round each number of tiles up.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: (A.shape[0]! * A.shape[1]! * B.shape[1]!) / tile ** 3,
      }),
    },
    {
      id: "tiles-of-four",
      misconception: "You use tiles of 4 × 4 whatever `tile` says.",
      solution: (A: Matrix, B: Matrix) => tiled(A, B, 4),
    },
    {
      id: "b-transposed",
      misconception:
        "You read B by rows, as if it were Bᵀ. C[i][j] adds up A[i][t] · B[t][j]: down a column of B.",
      solution: (A: Matrix, B: Matrix, tile: number) => {
        const right = tiled(A, B, tile);
        const [n, k] = [B.shape[1]!, B.shape[0]!];
        const turned = fromFunction([k, n], (t, j) => B.get((t * n + j) % k, Math.floor((t * n + j) / k)));
        return { ...right, C: tiled(A, turned, tile).C };
      },
    },
    {
      id: "calls-by-volume",
      misconception:
        "You divide all multiply-adds by those of one tile. A tile that sticks out costs a whole call, so each of the three numbers of tiles rounds up by itself.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: Math.ceil((A.shape[0]! * A.shape[1]! * B.shape[1]!) / tile ** 3),
      }),
    },
    {
      id: "calls-are-multiply-adds",
      misconception:
        "You count multiply-adds. A call does all those of one pair of tiles at once: count where the pair begins, outside the three inner loops.",
      solution: (A: Matrix, B: Matrix, tile: number) => ({
        ...tiled(A, B, tile),
        calls: A.shape[0]! * A.shape[1]! * B.shape[1]!,
      }),
    },
  ],
};

type Span = readonly [from: number, to: number];

const tilesOf = (n: number, tile: number) => Math.ceil(n / tile);

/** The tiles along one axis. */
const spans = (end: number, tile: number): Span[] =>
  Array.from({ length: tilesOf(end, tile) }, (_, i) => [i * tile, Math.min((i + 1) * tile, end)]);

/** C from the given stretches of the inner dimension, and the right number of calls. */
function tiled(
  A: Matrix,
  B: Matrix,
  tile: number,
  bend: { spans?: (k: number) => readonly Span[]; inside?: (i: number, j: number) => boolean } = {},
): { C: Matrix; calls: number } {
  const [m, k, n] = [A.shape[0]!, A.shape[1]!, B.shape[1]!];
  const { spans: inner = (k) => spans(k, tile), inside = () => true } = bend;
  const C = fromFunction([m, n], (i, j) => {
    if (!inside(i, j)) return 0;
    let sum = 0;
    for (const [from, to] of inner(k)) for (let t = from; t < to; t++) sum += A.get(i, t) * B.get(t, j);
    return sum;
  });
  return { C, calls: tilesOf(m, tile) * tilesOf(n, tile) * tilesOf(k, tile) };
}
