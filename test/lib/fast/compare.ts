/** What every rung of the ladder is held against: plain attention, and log-sum-exp of its scores. */
import { type AttentionOptions, attention, attentionScores } from "long-attention/attention";
import { type Backend, type FastOptions, fastAttention } from "long-attention/fast";
import { denseMask } from "long-attention/sparse";
import { logSumExp, type Matrix, randn, rng, toRows } from "long-attention/tensor";

/** Relative to the largest |v|: what 64 and 32 bits can hold. */
export const tolerance = (backend: Backend): number => (backend.startsWith("wasm") ? 1e-6 : 1e-12);

/** Q [N, d], K [M, d] and V [M, dv] of normal numbers; Q times `size`. */
export function randomInputs(
  [N, M, d, dv]: readonly [number, number, number, number],
  seed: number,
  size = 1,
) {
  const random = rng(seed);
  const [Q, K, V] = [randn([N, d], random), randn([M, d], random), randn([M, dv], random)];
  Q.data.forEach((x, t) => {
    Q.data[t] = size * x;
  });
  return { Q, K, V };
}

const largest = (A: Matrix): number => A.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** Plain attention's O, and log-sum-exp of its scores. */
export function plainResult(Q: Matrix, K: Matrix, V: Matrix, { pattern, backend: _, ...rest }: FastOptions) {
  const options: AttentionOptions = { ...rest, ...(pattern && { mask: denseMask(pattern) }) };
  return {
    O: attention(Q, K, V, options),
    L: toRows(attentionScores(Q, K, options)).map(logSumExp),
    largestV: largest(V),
  };
}

/**
 * How far a rung is from plain attention: of O relative to the largest |v|, of L relative to the largest |L|, at least 1.
 * NaN anywhere is NaN here.
 */
export function farFromPlain(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  options: FastOptions,
  want = plainResult(Q, K, V, options),
): number {
  const { O, L } = fastAttention(Q, K, V, options);
  const largestL = want.L.reduce((m, x) => (x === -Infinity ? m : Math.max(m, Math.abs(x))), 1);
  const far = (a: number, b: number, size: number) => (a === b ? 0 : Math.abs(a - b) / size);
  let most = 0;
  O.data.forEach((x, t) => {
    most = Math.max(most, far(x, want.O.data[t]!, want.largestV));
  });
  want.L.forEach((x, i) => {
    most = Math.max(most, far(L.get(i), x, largestL));
  });
  return most;
}
