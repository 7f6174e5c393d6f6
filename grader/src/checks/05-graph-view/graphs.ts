/** Graphs as the matrices that solutions are given. */
import fc from "fast-check";
import { type Matrix, matrix } from "long-attention/tensor";
import { whole } from "../inputs.js";

/** A matrix [n, n] of 0 and 1, from few arcs to many; the diagonal is drawn, too. */
export const digraphs = (least = 1, most = 7): fc.Arbitrary<Matrix> =>
  fc.tuple(whole(least, most), whole(1, 5)).chain(([n, dense]) => {
    const entry = whole(0, 9).map((x) => (x >= 10 - dense ? 1 : 0));
    const row = fc.array(entry, { minLength: n, maxLength: n });
    return fc.array(row, { minLength: n, maxLength: n }).map(matrix);
  });

/** The same with every arc in both directions. */
export const graphs = (least = 1, most = 8): fc.Arbitrary<Matrix> => digraphs(least, most).map(bothWays);

/** A graph, whose upper triangle is given. */
export function bothWays(A: Matrix): Matrix {
  const n = A.shape[0]!;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) A.set(i, j, A.get(j, i));
  return A;
}

/** Without what stands on the diagonal. */
export function withoutLoops(A: Matrix): Matrix {
  for (let i = 0; i < A.shape[0]!; i++) A.set(i, i, 0);
  return A;
}

/** The matrix [n, n] with these arcs. */
export function arcs(n: number, ...list: readonly (readonly [from: number, to: number])[]): Matrix {
  const rows = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (const [i, j] of list) rows[i]![j] = 1;
  return matrix(rows);
}

/** Complete graphs of these sizes, side by side without a link. */
export function cliques(...sizes: readonly number[]): Matrix {
  const clique = sizes.flatMap((size, c) => new Array<number>(size).fill(c));
  return matrix(clique.map((c, i) => clique.map((other, j) => (c === other && i !== j ? 1 : 0))));
}
