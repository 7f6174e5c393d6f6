/** What a head does, in one number or one number per row: for sentences about P that can be checked. */
import { isMatrix } from "../tensor/check.js";
import { type Matrix, toRows } from "../tensor/matrix.js";

/**
 * The entropy of every row, H = −Σⱼ Pᵢⱼ log₂ Pᵢⱼ: 0 bits when all weight is on one key, log₂ M when all
 * M keys get the same. A weight of 0 adds nothing, so a row that sees nothing has 0 bits.
 * @param P [N, M] attention weights
 * @returns N entropies in bits
 * @see Shannon 1948, §6
 */
export function rowEntropy(P: Matrix): number[] {
  isMatrix("rowEntropy", "P", P);
  return toRows(P).map((row) => row.reduce((bits, p) => (p > 0 ? bits - p * Math.log2(p) : bits), 0));
}

/**
 * The share of its weight that a query gives to key j, on average over the queries.
 * @param P [N, M] attention weights  @param j 0 ≤ j < M
 */
export function meanWeightTo(P: Matrix, j: number): number {
  isMatrix("meanWeightTo", "P", P);
  const [N, M] = P.shape as [number, number];
  if (!Number.isInteger(j) || j < 0 || j >= M)
    throw new RangeError(`meanWeightTo: j must be the number of a key, 0 to ${M - 1}, not ${j}`);
  return toRows(P).reduce((sum, row) => sum + row[j]!, 0) / N;
}

/**
 * The share of its weight that a query gives to the key `offset` places away, on average over the
 * queries that have such a key: −1 is the previous token, 0 the token itself, 1 the next one.
 * @param P [N, N] attention weights  @param offset −N < offset < N
 */
export function meanWeightAt(P: Matrix, offset: number): number {
  isMatrix("meanWeightAt", "P", P);
  const [N, M] = P.shape as [number, number];
  if (N !== M)
    throw new RangeError(`meanWeightAt: P is [${P.shape}]; it needs as many keys as queries, in one order`);
  if (!Number.isInteger(offset) || Math.abs(offset) >= N)
    throw new RangeError(
      `meanWeightAt: offset must be a whole number from ${1 - N} to ${N - 1}, not ${offset}`,
    );
  const along = toRows(P).flatMap((row, i) => row[i + offset] ?? []);
  return along.reduce((sum, p) => sum + p, 0) / along.length;
}
