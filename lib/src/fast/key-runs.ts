import { patternFits } from "../sparse/check.js";
import { patternFromMask } from "../sparse/given.js";
import type { Pattern } from "../sparse/pattern.js";
import { runsOf } from "../sparse/runs.js";
import { isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";

/** The keys that query i reads, as runs: [from, to, from, to, …], ascending and apart, each without its `to`. */
export type KeyRuns = (i: number) => readonly number[];

/** Who reads whom. */
export interface Reads {
  /** Which keys each query may read. Default: all. */
  readonly pattern?: Pattern;
  /** The same as a matrix [N, M] of 0 and 1; 1 = query i may read key j. Give a pattern or a mask, not both. */
  readonly mask?: Matrix;
  /** Query i reads keys j ≤ i + (M − N) only, so that the last query may see every key. Default false. */
  readonly causal?: boolean;
}

/**
 * The runs of a pattern or a mask, without the future where `causal`.
 * @param N queries  @param M keys
 * @throws RangeError naming the shapes when they do not fit
 */
export function keyRuns(where: string, N: number, M: number, { pattern, mask, causal }: Reads): KeyRuns {
  if (pattern && mask) throw new RangeError(`${where}: there is a pattern and a mask; give one of them`);
  if (causal && M < N)
    throw new RangeError(
      `${where}: causal attention needs at least as many keys as queries, not ${M} for ${N}`,
    );
  const chosen = mask ? ofMask(where, N, M, mask) : pattern;
  if (chosen) patternFits(where, chosen, N, M);
  const all = [0, M];
  const runs: KeyRuns = chosen ? (chosen.runs ?? ((i) => runsOf(chosen.keys(i)))) : () => all;
  return causal ? (i) => before(runs(i), i + M - N + 1) : runs;
}

function ofMask(where: string, N: number, M: number, mask: Matrix): Pattern {
  isMatrix(where, "mask", mask);
  if (mask.shape[0] !== N || mask.shape[1] !== M)
    throw new RangeError(`${where}: mask is [${mask.shape}] but Q and K need a mask of [${N},${M}]`);
  const odd = rowMajor(mask).find((x) => x !== 0 && x !== 1);
  if (odd !== undefined)
    throw new RangeError(
      `${where}: mask holds ${odd}; use 1 where a query may read a key and 0 where it may not`,
    );
  return patternFromMask(mask);
}

/** The part of the runs before `end`. */
function before(runs: readonly number[], end: number): readonly number[] {
  if (runs.length === 0 || runs.at(-1)! <= end) return runs;
  const kept: number[] = [];
  for (let t = 0; t < runs.length && runs[t]! < end; t += 2) kept.push(runs[t]!, Math.min(runs[t + 1]!, end));
  return kept;
}
