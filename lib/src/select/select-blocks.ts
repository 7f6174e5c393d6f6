import { dimension, isList } from "../tensor/check.js";
import { best } from "./best.js";
import type { Compression } from "./compress.js";

/** Which blocks a query may choose from, and how many it reads. */
export interface Selection extends Compression {
  /** l′, tokens in a block that is read whole. */
  readonly lp: number;
  /** n, blocks that a query reads, the forced ones among them. */
  readonly n: number;
}

/** How many tokens entry i and block j share: |[is, is + l) ∩ [jl′, (j+1)l′)|. */
export function overlap(i: number, j: number, { l, s, lp }: Omit<Selection, "n">): number {
  const [from, to] = [Math.max(i * s, j * lp), Math.min(i * s + l, (j + 1) * lp)];
  return Math.max(0, to - from);
}

/**
 * How important each block is to a query: every entry that it looks at gives its weight to the blocks it lies across, in
 * proportion to the tokens they share, I_j = Σ_i p_i · overlap(i, j) / s. Query heads that share keys add their p first,
 * so that all of them read the same blocks.
 * @param p weights on the entries 0, 1, …
 * @param blocks how many blocks
 * @returns I, one number a block
 * @see NSA, eqs. 9 and 10. The index printed there is right if blocks count from 1; from 0 it credits the block before
 */
export function importance(p: ArrayLike<number>, blocks: number, sizes: Omit<Selection, "n">): Float64Array {
  isList("importance", "p", p);
  dimension("importance", "blocks", blocks);
  for (const name of ["l", "s", "lp"] as const) dimension("importance", name, sizes[name]);
  return Float64Array.from({ length: blocks }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < p.length; i++) sum += (p[i]! * overlap(i, j, sizes)) / sizes.s;
    return sum;
  });
}

/**
 * The blocks that query t reads: block 0 and its own, ⌊t/l′⌋, always; then the most important before its own, n in all or
 * as many as there are. Of equals the lower block. With n = 1 block 0 alone.
 * @param p the query's weights on the entries it may see
 * @returns ascending
 */
export function selectBlocks(p: ArrayLike<number>, t: number, sizes: Selection): number[] {
  dimension("selectBlocks", "t", t, 0);
  dimension("selectBlocks", "n", sizes.n);
  const own = Math.floor(t / sizes.lp);
  const forced = [...new Set([0, own])].slice(0, sizes.n);
  const I = importance(p, own + 1, sizes);
  const others = Array.from({ length: Math.max(0, own - 1) }, (_, j) => j + 1);
  return [...forced, ...best(others, I, sizes.n - forced.length)].sort((a, b) => a - b);
}
