import fc from "fast-check";
import {
  add,
  columns,
  exp,
  fromFunction,
  type Matrix,
  matrix,
  maxAbsDiff,
  randn,
  rng,
  rowMajor,
  scale,
  sideBySide,
  softmaxRows,
  toRows,
  transpose,
} from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const A = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);

describe("add(A, B)", () => {
  it("adds entry by entry and leaves both as they were", () => {
    const B = matrix([
      [10, 20, 30],
      [40, 50, 60],
    ]);
    expect(toRows(add(A, B))).toEqual([
      [11, 22, 33],
      [44, 55, 66],
    ]);
    expect(toRows(A)[0]).toEqual([1, 2, 3]);
    expect(toRows(B)[0]).toEqual([10, 20, 30]);
  });

  it("adds views by their entries, not by their memory", () => {
    const T = transpose(fromFunction([3, 2], (i, j) => 100 * j + i));
    expect(toRows(add(A, T))).toEqual([
      [1, 3, 5],
      [104, 106, 108],
    ]);
    expect(toRows(add(columns(A, 1, 3), columns(T, 0, 2)))).toEqual([
      [2, 4],
      [105, 107],
    ]);
  });

  it("refuses two shapes, naming both, also when they hold equally many numbers", () => {
    const message = "add: A is [2,3] but B is [3,2]; they need the same shape";
    expect(() => add(A, transpose(A))).toThrow(new RangeError(message));
    expect(() => add(A, [1, 2] as unknown as Matrix)).toThrow(/^add: B must be a matrix/);
    expect(() => add(3 as unknown as Matrix, A)).toThrow(/^add: A must be a matrix/);
  });
});

describe("scale(A, factor)", () => {
  it("multiplies every entry and leaves A as it was", () => {
    expect(toRows(scale(A, -0.5))).toEqual([
      [-0.5, -1, -1.5],
      [-2, -2.5, -3],
    ]);
    expect(toRows(A)[0]).toEqual([1, 2, 3]);
    expect(toRows(scale(transpose(A), 2))).toEqual([
      [2, 8],
      [4, 10],
      [6, 12],
    ]);
  });

  it("refuses a factor that is no finite number", () => {
    expect(() => scale(A, NaN)).toThrow(new RangeError("scale: factor must be a finite number, not NaN"));
    expect(() => scale([] as unknown as Matrix, 2)).toThrow(/^scale: A must be a matrix/);
  });
});

describe("exp(A)", () => {
  it("is e to the power of every entry, 0 where a score is masked", () => {
    expect(toRows(exp(matrix([[0, 1, -Infinity, 2.5]])))).toEqual([[1, Math.E, 0, Math.exp(2.5)]]);
  });

  it("exp(S), each row divided by its sum, is softmaxRows(S)", () => {
    const S = randn([3, 5], rng(4));
    const E = toRows(exp(S));
    const P = matrix(E.map((row) => row.map((e) => e / row.reduce((a, b) => a + b))));
    expect(maxAbsDiff(P, softmaxRows(S))).toBeLessThan(1e-15);
  });

  it("refuses what is no matrix", () => {
    expect(() => exp(undefined as unknown as Matrix)).toThrow(/^exp: A must be a matrix/);
  });
});

describe("sideBySide(parts)", () => {
  it("joins columns in order, of any widths, views too", () => {
    expect(toRows(sideBySide([A, columns(A, 2, 3), columns(A, 0, 2)]))).toEqual([
      [1, 2, 3, 3, 1, 2],
      [4, 5, 6, 6, 4, 5],
    ]);
  });

  it("of a matrix cut anywhere is the matrix", () => {
    const cut = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 9 }), fc.nat());
    fc.assert(
      fc.property(cut, ([n, d, seed]) => {
        const M = randn([n, d], rng(seed));
        const at = 1 + (seed % (d - 1));
        expect(maxAbsDiff(sideBySide([columns(M, 0, at), columns(M, at, d)]), M)).toBe(0);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("copies: writing to it leaves the parts as they were", () => {
    const B = matrix([[1, 2]]);
    sideBySide([B]).set(0, 0, 9);
    expect(B.get(0, 0)).toBe(1);
  });

  it("refuses no parts, parts of different rows, and what is no matrix", () => {
    expect(() => sideBySide([])).toThrow(/^sideBySide: the number of parts must be a whole number/);
    expect(() => sideBySide([A, transpose(A)])).toThrow(
      new RangeError(
        "sideBySide: parts[0] is [2,3] but parts[1] is [3,2]; they need the same number of rows",
      ),
    );
    expect(() => sideBySide([A, 1 as unknown as Matrix])).toThrow(/^sideBySide: parts\[1\] must be a matrix/);
  });
});

it("rowMajor(A) of a strided view is a copy in row-major order", () => {
  const view = columns(transpose(A), 1, 2);
  expect([...rowMajor(view)]).toEqual([4, 5, 6]);
  rowMajor(view)[0] = 99;
  expect(A.get(1, 0)).toBe(4);
});
