import fc from "fast-check";
import {
  columns,
  fromFunction,
  type Matrix,
  matrix,
  rowMajor,
  rows,
  toRows,
  transpose,
  vector,
  zeros,
} from "long-attention/tensor";
import ndarray from "ndarray";
import { expect, it } from "vitest";

const seeded = { seed: 7, numRuns: 50 };
const size = fc.integer({ min: 1, max: 8 });
const places = (n: number, d: number) => fromFunction([n, d], (i, j) => 10 * i + j);

it("matrix(rows) keeps every number in its place, lists and Float64Arrays alike", () => {
  const A = matrix([[1, 2, 3], Float64Array.of(4, 5, 6)]);
  expect(A.shape).toEqual([2, 3]);
  expect([A.get(0, 2), A.get(1, 0)]).toEqual([3, 4]);
  expect(A.data).toBeInstanceOf(Float64Array);
});

it("matrix(rows) copies: changing the rows later changes nothing", () => {
  const row = [1, 2];
  const A = matrix([row]);
  row[0] = 9;
  expect(A.get(0, 0)).toBe(1);
});

it("matrix(rows) takes −∞ and NaN, which scores need", () => {
  expect(toRows(matrix([[-Infinity, NaN]]))).toEqual([[-Infinity, NaN]]);
});

it("toRows(matrix(rows)) gives the rows back, for any shape", () => {
  const nested = fc.tuple(size, size).chain(([n, d]) =>
    fc.array(fc.array(fc.double({ noNaN: true }), { minLength: d, maxLength: d }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(nested, (lists) => {
      expect(toRows(matrix(lists))).toEqual(lists);
    }),
    seeded,
  );
});

it("vector(values) is one-dimensional and takes any list of numbers", () => {
  expect(vector([1, 2, 3]).shape).toEqual([3]);
  expect(vector(Float32Array.of(0.5, 0.25)).get(1)).toBe(0.25);
});

it("fromFunction(shape, f) asks row by row, each entry once", () => {
  const asked: string[] = [];
  fromFunction([2, 3], (i, j) => asked.push(`${i}${j}`));
  expect(asked).toEqual(["00", "01", "02", "10", "11", "12"]);
});

it("zeros(shape) is all zeros, in memory of its own", () => {
  const A = zeros([2, 2]);
  A.set(0, 0, 1);
  expect(toRows(zeros([2, 2]))).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

it("rows(A, from, to) and columns(A, from, to) leave out `to` and share memory", () => {
  const A = places(4, 5);
  const B = columns(rows(A, 1, 3), 2, 4);
  expect(toRows(B)).toEqual([
    [12, 13],
    [22, 23],
  ]);
  B.set(0, 0, -1);
  expect(A.get(1, 2)).toBe(-1);
});

it("transpose(A) swaps indices and shares memory; twice gives A", () => {
  const A = places(2, 3);
  expect(toRows(transpose(A))).toEqual([
    [0, 10],
    [1, 11],
    [2, 12],
  ]);
  transpose(A).set(2, 0, 7);
  expect(A.get(0, 2)).toBe(7);
  expect(toRows(transpose(transpose(A)))).toEqual(toRows(A));
});

it("rowMajor(A) of a contiguous matrix is A's own memory, without a copy", () => {
  const A = places(4, 3);
  expect(rowMajor(A).buffer).toBe(A.data.buffer);
  expect(Array.from(rowMajor(rows(A, 2, 4)))).toEqual([20, 21, 22, 30, 31, 32]);
  expect(rowMajor(rows(A, 2, 4)).buffer).toBe(A.data.buffer);
});

it("rowMajor(A) reads any view in row-major order: columns, transposed, reversed, stepped, not Float64", () => {
  const A = places(4, 6);
  const views: Matrix[] = [
    A,
    rows(A, 1, 3),
    columns(A, 1, 3),
    columns(A, 5, 6),
    columns(rows(A, 3, 4), 0, 2),
    transpose(A),
    transpose(columns(A, 2, 5)),
    A.step(-1, 1),
    A.step(1, -1),
    A.step(2, 3),
    ndarray(Float32Array.of(0, 1, 2, 3), [2, 2]) as unknown as Matrix,
    ndarray([0, 1, 2, 3], [2, 2]) as unknown as Matrix,
  ];
  for (const view of views) expect(Array.from(rowMajor(view))).toEqual(toRows(view).flat());
});
