/** What the library uses of ndarray-ops, for the page: see ndarray.ts. */
import type { View } from "./ndarray.js";

/** Calls `f` with every place of a view, as indices into its own data and the others'. */
function each(out: View, others: readonly View[], f: (at: number, ...from: number[]) => void): void {
  const walk = (axis: number, at: number, from: readonly number[]): void => {
    if (axis === out.dimension) f(at, ...from);
    else
      for (let i = 0; i < out.shape[axis]!; i++)
        walk(
          axis + 1,
          at + i * out.stride[axis]!,
          from.map((start, k) => start + i * others[k]!.stride[axis]!),
        );
  };
  walk(
    0,
    out.offset,
    others.map(({ offset }) => offset),
  );
}

const unary = (f: (a: number) => number) => (out: View, A: View) =>
  each(out, [A], (at, a) => {
    out.data[at] = f(A.data[a!]!);
  });

export default {
  assign: unary((a) => a),
  exp: unary(Math.exp),
  add: (out: View, A: View, B: View) =>
    each(out, [A, B], (at, a, b) => {
      out.data[at] = A.data[a!]! + B.data[b!]!;
    }),
  muls: (out: View, A: View, factor: number) => unary((a) => a * factor)(out, A),
};
