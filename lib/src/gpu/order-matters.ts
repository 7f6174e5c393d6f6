import { permutation, rng } from "../tensor/random.js";
import { type GridKernel, type GridRun, runGrid } from "./grid-run.js";

/** A number in HBM that ends otherwise when the blocks run in another order. */
export interface OrderMatters {
  readonly name: string;
  readonly row: number;
  readonly col: number;
  /** How many rows of the array end otherwise. */
  readonly rows: number;
  /** The order of the largest launch that changed it, and what the array's number is then and otherwise. */
  readonly order: readonly number[];
  readonly ends: readonly [inOrder: number, otherwise: number];
}

/** Orders tried besides the natural one: backwards, and so many drawn by chance. */
const drawn = 6;

/** Rounding of sums that are added up in another order is below this, relative to the number. */
const rounding = 1e-9;

/** The first number of each array that the order of the blocks decides. @param inOrder the run in the natural order */
export function orderMatters<Arrays>(
  kernel: GridKernel<Arrays>,
  blocks: number,
  seed: number,
  inOrder: GridRun,
): readonly OrderMatters[] {
  const random = rng(seed);
  const found = new Map<number, OrderMatters>();
  for (let k = 0; k <= drawn; k++) {
    let order: number[] = [];
    const draw = (n: number) => {
      const next = k === 0 ? Array.from({ length: n }, (_, b) => n - 1 - b) : permutation(n, random);
      if (next.length > order.length) order = next;
      return next;
    };
    const other = runGrid(kernel, blocks, draw);
    for (const [m, { name, cols, data }] of inOrder.memories.entries()) {
      const otherwise = other.memories[m]!.data;
      const at = [...data.keys()].filter((t) => differ(data[t]!, otherwise[t]!));
      if (at.length === 0 || found.has(m)) continue;
      const [first] = at as [number];
      found.set(m, {
        name,
        row: Math.floor(first / cols),
        col: first % cols,
        rows: new Set(at.map((t) => Math.floor(t / cols))).size,
        order,
        ends: [data[first]!, otherwise[first]!],
      });
    }
  }
  return [...found].sort(([a], [b]) => a - b).map(([, one]) => one);
}

const differ = (x: number, y: number): boolean =>
  !(Object.is(x, y) || x === y || Math.abs(x - y) <= rounding * Math.max(1, Math.abs(x)));
