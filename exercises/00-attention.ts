/**
 * Exercises 00 · Attention from scratch
 *
 * Everything of this course grows from five small functions. Write them once with your own hands, and the
 * papers will read like code you know.
 *
 * What a `Matrix` can do, in five lines:
 *
 * - `matrix([[1, 2], [3, 4]])`, `zeros([n, d])` and `fromFunction([n, d], (i, j) => i + j)` make one;
 *   `zeros(A.shape)` makes one as large as A.
 * - `A.shape` is [rows, columns]; `A.get(i, j)` reads the number in row i and column j, both counted from 0.
 * - `A.set(i, j, x)` writes it. Leave what you are given as it is, and write into a matrix of your own.
 * - `matmul(A, B)` and `transpose(A)` make new ones, and so does `fromFunction(A.shape, (i, j) => 2 *
 *   A.get(i, j))`.
 * - `toRows(A)` gives plain lists of numbers: `toRows(A)[i]` is row i.
 *
 * Write each function, then run `npm run check -- 00 --watch`. A hint: `npm run check -- 00.1 --hint`.
 */
import { fromFunction, type Matrix, matmul, transpose, zeros } from "long-attention/tensor";

// 00.1 · A softmax that does not overflow · 3 points · easy
/**
 * Turn scores into weights that are positive and sum to 1: w_i = e^(x_i) / Σ_j e^(x_j). Do it so that scores
 * of 1000 work as well as scores of 1: e^1000 is too large for a 64-bit float.
 * @param x [n] scores, n ≥ 1
 * @returns [n] weights
 * (The reference takes 4 lines.)
 */
export function stableSoftmax(x: Float64Array): Float64Array {
  throw new Error("TODO exercise 00.1: stableSoftmax");
}

// 00.2 · Scaled dot-product attention · 5 points · medium
/**
 * Scaled dot-product attention: every query scores every key, a softmax over the keys turns its scores into
 * weights, and the output is the weighted sum of the values, O = softmax(QKᵀ / √d)V.
 * @param Q [N, d] queries
 * @param K [M, d] keys
 * @param V [M, dv] values; dv need not be d
 * @returns [N, dv]
 * (The reference takes 9 lines.)
 */
export function sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  throw new Error("TODO exercise 00.2: sdpa");
}

// 00.3 · Attention that cannot see the future · 5 points · medium
/**
 * Attention for a text that is being written: token i may read itself and what came before it, never what
 * comes after. Token 0 can only repeat its own value.
 * @param Q [N, d] queries
 * @param K [N, d] keys
 * @param V [N, dv] values
 * @returns [N, dv]
 * (The reference takes 9 lines.)
 */
export function causalSdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  throw new Error("TODO exercise 00.3: causalSdpa");
}

// 00.4 · Several heads · 5 points · medium
/**
 * Several heads look at once, each at its own slice of the columns: with d = d_model / H, head h attends
 * over columns hd to (h+1)d of Q, K and V. The heads' outputs stand side by side, in the heads' order.
 * @param Q [N, d_model] queries
 * @param K [M, d_model] keys
 * @param V [M, d_model] values
 * @param heads H, which divides d_model
 * @returns [N, d_model]
 * (The reference takes 4 lines.)
 */
export function mha(Q: Matrix, K: Matrix, V: Matrix, heads: number): Matrix {
  throw new Error("TODO exercise 00.4: mha");
}

// 00.5 · What attention costs · 2 points · easy
/**
 * How much arithmetic is attention? Count the two matrix products only, QKᵀ and PV, for one head, and a
 * multiply-add as two FLOPs. With the causal mask, count only the pairs that are allowed: by a formula,
 * since for a long text a loop over all pairs would never end.
 * @param T tokens, from one to hundreds of thousands
 * @param d columns of Q, K and V
 * @param causal only pairs with j ≤ i
 * @returns FLOPs
 * (The reference takes 2 lines.)
 */
export function attentionFlops(T: number, d: number, causal: boolean): number {
  throw new Error("TODO exercise 00.5: attentionFlops");
}

// 00.6 · You write the test · 4 points · medium
/**
 * Now you are the grader. Eight wrong solutions were handed in; an input catches one when it gives other
 * weights than a right softmax. Return inputs for `stableSoftmax`, each a list of scores, that catch as many
 * as you can. Beware: a right solution must never be rejected, or nothing counts.
 * @returns up to 4 lists of up to 20 scores each
 * (The reference takes 5 lines.)
 */
export function tellingScores(): number[][] {
  throw new Error("TODO exercise 00.6: tellingScores");
}
