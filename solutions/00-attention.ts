/**
 * Everything of this course grows from five small functions. Write them once with your own hands, and the
 * papers will read like code you know.
 *
 * What a `Matrix` can do, in five lines:
 *
 * - `matrix([[1, 2], [3, 4]])`, `zeros([n, d])` and `fromFunction([n, d], (i, j) => i + j)` make one; `zeros(A.shape)` makes one as large as A.
 * - `A.shape` is [rows, columns]; `A.get(i, j)` reads the number in row i and column j, both counted from 0.
 * - `A.set(i, j, x)` writes it. Leave what you are given as it is, and write into a matrix of your own.
 * - `matmul(A, B)` and `transpose(A)` make new ones, and so does `fromFunction(A.shape, (i, j) => 2 * A.get(i, j))`.
 * - `toRows(A)` gives plain lists of numbers: `toRows(A)[i]` is row i.
 */
import { fromFunction, type Matrix, matmul, transpose, zeros } from "long-attention/tensor";

/**
 * Turn scores into weights that are positive and sum to 1: $w_i = e^{x_i} / \sum_j e^{x_j}$. Do it so that
 * scores of 1000 work as well as scores of 1: $e^{1000}$ is too large for a 64-bit float.
 * @param x [n] scores, n ≥ 1
 * @returns [n] weights
 * @hint Adding the same number to every score changes no weight. Which number makes the largest exponent 0?
 */
export function stableSoftmax(x: Float64Array): Float64Array {
  // BEGIN SOLUTION
  const m = Math.max(...x);
  const e = x.map((score) => Math.exp(score - m));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
  // END SOLUTION
}

/**
 * Scaled dot-product attention: every query scores every key, a softmax over the keys turns its scores into
 * weights, and the output is the weighted sum of the values, $O = \mathrm{softmax}(QK^\top / \sqrt{d})\,V$.
 * @param Q [N, d] queries
 * @param K [M, d] keys
 * @param V [M, dv] values; dv need not be d
 * @returns [N, dv]
 * @hint `matmul(Q, transpose(K))` holds all the scores. Each row of it belongs to one query.
 */
export function sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  // BEGIN SOLUTION
  const scale = 1 / Math.sqrt(Q.shape[1]!);
  const S = matmul(Q, transpose(K));
  const [N, M] = S.shape as [number, number];
  const P = zeros([N, M]);
  for (let i = 0; i < N; i++) {
    const weights = stableSoftmax(Float64Array.from({ length: M }, (_, j) => scale * S.get(i, j)));
    weights.forEach((weight, j) => void P.set(i, j, weight));
  }
  return matmul(P, V);
  // END SOLUTION
}

/**
 * Attention for a text that is being written: token i may read itself and what came before it, never what
 * comes after. Token 0 can only repeat its own value.
 * @param Q [N, d] queries
 * @param K [N, d] keys
 * @param V [N, dv] values
 * @returns [N, dv]
 * @hint A masked score is −∞ before the softmax: then its weight is exactly 0, and the others still sum to 1.
 */
export function causalSdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  // BEGIN SOLUTION
  const scale = 1 / Math.sqrt(Q.shape[1]!);
  const S = matmul(Q, transpose(K));
  const N = Q.shape[0]!;
  const P = zeros([N, N]);
  for (let i = 0; i < N; i++) {
    const scores = Float64Array.from({ length: N }, (_, j) => (j <= i ? scale * S.get(i, j) : -Infinity));
    stableSoftmax(scores).forEach((weight, j) => void P.set(i, j, weight));
  }
  return matmul(P, V);
  // END SOLUTION
}

/**
 * Several heads look at once, each at its own slice of the columns: with $d = d_{model} / H$, head h attends
 * over columns $hd$ to $(h+1)d$ of Q, K and V. The heads' outputs stand side by side, in the heads' order.
 * @param Q [N, d_model] queries
 * @param K [M, d_model] keys
 * @param V [M, d_model] values
 * @param heads H, which divides d_model
 * @returns [N, d_model]
 * @hint Cut the three matrices into slices with `fromFunction`, call `sdpa` for each head, and put column k of the result back at column h·d + k.
 */
export function mha(Q: Matrix, K: Matrix, V: Matrix, heads: number): Matrix {
  // BEGIN SOLUTION
  const d = Q.shape[1]! / heads;
  const slice = (A: Matrix, h: number) => fromFunction([A.shape[0]!, d], (i, k) => A.get(i, h * d + k));
  const outputs = Array.from({ length: heads }, (_, h) => sdpa(slice(Q, h), slice(K, h), slice(V, h)));
  return fromFunction([Q.shape[0]!, Q.shape[1]!], (i, k) => outputs[Math.floor(k / d)]!.get(i, k % d));
  // END SOLUTION
}

/**
 * How much arithmetic is attention? Count the two matrix products only, $QK^\top$ and $PV$, for one head, and
 * a multiply-add as two FLOPs. With the causal mask, count only the pairs that are allowed: by a formula, since
 * for a long text a loop over all pairs would never end.
 * @param T tokens, from one to hundreds of thousands
 * @param d columns of Q, K and V
 * @param causal only pairs with j ≤ i
 * @returns FLOPs
 * @hint One pair (i, j) costs d multiply-adds for its score and d more for adding its value. How many pairs are there, with the diagonal?
 */
export function attentionFlops(T: number, d: number, causal: boolean): number {
  // BEGIN SOLUTION
  const pairs = causal ? (T * (T + 1)) / 2 : T * T;
  return 4 * d * pairs;
  // END SOLUTION
}

/**
 * Now you are the grader. Eight wrong solutions were handed in; an input catches one when it gives other weights than
 * a right softmax. Return inputs for `stableSoftmax`, each a list of scores, that catch as many as you can. Beware: a
 * right solution must never be rejected, or nothing counts.
 * @returns up to 4 lists of up to 20 scores each
 * @hint Where does $e^x$ overflow, and where does it vanish? Think of somebody who subtracts the first score, the mean, or 1000: which list proves them wrong?
 */
export function tellingScores(): number[][] {
  // BEGIN SOLUTION
  return [
    [0, 5000, 1],
    [-5001, -5000],
    [1, 2, 3],
  ];
  // END SOLUTION
}
