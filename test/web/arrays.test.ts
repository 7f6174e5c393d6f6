/** What stands in for ndarray in the page, against ndarray. */
import fc from "fast-check";
import real from "ndarray";
import realOps from "ndarray-ops";
import { expect, it } from "vitest";
import ndarray, { type View } from "../../web/client/arrays/ndarray.ts";
import ops from "../../web/client/arrays/ndarray-ops.ts";

const small = fc.integer({ min: 0, max: 3 });
const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
const steps = fc.array(
  fc.record({
    how: fc.constantFrom("hi", "lo", "pick", "transpose"),
    at: fc.array(small, { minLength: 3, maxLength: 3 }),
  }),
  { maxLength: 4 },
);

/** ndarray's or ours. */
type Either = ReturnType<typeof ndarray>;

/** Views of views, as far as they stay inside. */
function viewed(
  array: Either,
  how: readonly { readonly how: string; readonly at: readonly number[] }[],
): Either {
  return how.reduce((view, { how, at }) => {
    const n = view.shape.length;
    if (n === 0) return view;
    const within = at.slice(0, n).map((k, axis) => Math.min(k, view.shape[axis]! - 1));
    if (how === "hi") return view.hi(...within.map((k) => k + 1));
    if (how === "lo") return view.lo(...within);
    if (how === "pick") return n > 1 ? view.pick(within[0], ...within.slice(1).map(() => null)) : view;
    return view.transpose(...view.shape.map((_, k) => n - 1 - k));
  }, array);
}

function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, n) => all.flatMap((at) => Array.from({ length: n }, (_, i) => [...at, i])),
    [[]],
  );
}

/** Axes of one stride may come in any order. */
const stepsInOrder = ({ order, stride }: Either) => order.map((k) => stride[k]);

it("views of views have ndarray's shape, places and numbers", () => {
  fc.assert(
    fc.property(shapes, steps, (shape, how) => {
      const data = Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, k) => k);
      const [a, b] = [viewed(ndarray(data, shape), how), viewed(real(data, shape) as unknown as Either, how)];
      expect([a.shape, a.stride, a.offset, a.size, a.dimension, a.dtype, stepsInOrder(a)]).toEqual([
        ...[b.shape, b.stride, b.offset, b.size, b.dimension, b.dtype, stepsInOrder(b)],
      ]);
      for (const at of places(a.shape))
        expect([a.get(...at), a.index(...at)]).toEqual([b.get(...at), b.index(...at)]);
    }),
    { seed: 7, numRuns: 300 },
  );
});

it.each(["float32", "uint8", "int32"])("dtype of a %s array is ndarray's", (name) => {
  const data = { float32: new Float32Array(2), uint8: new Uint8Array(2), int32: new Int32Array(2) }[name]!;
  expect(ndarray(data, [2]).dtype).toBe(real(data, [2]).dtype);
});

it("assign, exp, add and muls write what ndarray-ops writes, through views too", () => {
  const run = (make: typeof ndarray, by: typeof ops) => {
    const A = make(
      Float64Array.from({ length: 12 }, (_, k) => k / 7),
      [3, 4],
    );
    const T = A.transpose(1, 0);
    const outs = ["assign", "exp", "add", "muls"].map(() =>
      make(new Float64Array(20), [4, 5]).hi(4, 4).lo(0, 1),
    );
    by.assign(outs[0]!, T);
    by.exp(outs[1]!, T);
    by.add(outs[2]!, T, T);
    by.muls(outs[3]!, T, 2.5);
    expect(A.set(1, 2, 9)).toBe(9);
    return [...outs, A].map(({ data }) => [...(data as Float64Array)]);
  };
  expect(run(ndarray, ops)).toEqual(run(real as unknown as typeof ndarray, realOps as unknown as typeof ops));
  expect((ndarray(new Float64Array(2)) as View).shape).toEqual([2]);
});
