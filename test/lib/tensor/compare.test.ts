import { columns, fromFunction, matrix, maxAbsDiff, transpose } from "long-attention/tensor";
import { expect, it } from "vitest";

it("maxAbsDiff(A, B) is the largest difference, wherever it is and whichever is larger", () => {
  expect(maxAbsDiff(matrix([[1, 2]]), matrix([[1.5, 2]]))).toBe(0.5);
  expect(maxAbsDiff(matrix([[1], [2]]), matrix([[1], [-1]]))).toBe(3);
});

it("maxAbsDiff(A, A) is 0, also with −∞ in it, as masked scores have", () => {
  const S = matrix([[-Infinity, 1, Infinity]]);
  expect(maxAbsDiff(S, S)).toBe(0);
});

it("maxAbsDiff(A, B) is ∞ where only one has −∞, and NaN as soon as one entry is NaN", () => {
  expect(maxAbsDiff(matrix([[-Infinity]]), matrix([[0]]))).toBe(Infinity);
  expect(maxAbsDiff(matrix([[NaN, 5]]), matrix([[NaN, 0]]))).toBeNaN();
  expect(maxAbsDiff(matrix([[5, NaN]]), matrix([[0, 0]]))).toBeNaN();
});

it("maxAbsDiff(A, B) compares views by their entries, not by their memory", () => {
  const A = fromFunction([3, 4], (i, j) => i * 4 + j);
  const B = fromFunction([4, 3], (j, i) => i * 4 + j);
  expect(maxAbsDiff(A, transpose(B))).toBe(0);
  expect(maxAbsDiff(columns(A, 1, 3), columns(transpose(B), 1, 3))).toBe(0);
});
