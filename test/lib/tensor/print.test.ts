import { inspect } from "node:util";
import ndarray from "ndarray";
import { expect, it } from "vitest";
import { fromFunction, matrix, rows, transpose, vector } from "../../../lib/src/tensor/index.js";

it("inspect(matrix) gives the shape and aligned columns", () => {
  expect(
    inspect(
      matrix([
        [1, 2.5],
        [-30, 4],
      ]),
    ),
  ).toBe("Matrix [2, 2]\n    1.0  2.5\n  −30.0  4.0");
});

it("inspect(vector) is one row", () => {
  expect(inspect(vector([1, 2, 30]))).toBe("Vector [3]\n  1  2  30");
});

it("inspect prints a view as it is seen", () => {
  const A = fromFunction([3, 2], (i, j) => 10 * i + j);
  expect(inspect(transpose(rows(A, 1, 3)))).toBe("Matrix [2, 2]\n  10  20\n  11  21");
});

it("inspect prints matrices inside objects and lists", () => {
  const A = matrix([[1, 2]]);
  expect(inspect({ A, list: [A] })).toMatch(/^\{\n {2}A: Matrix \[1, 2\]\n {4}1 {2}2,/);
});

it("inspect gives four digits after the point at most, and all numbers the same", () => {
  expect(inspect(matrix([[1 / 3, 0.5, 2]]))).toBe("Matrix [1, 3]\n  0.3333  0.5000  2.0000");
});

it("inspect writes what is no finite number, and what is too small or large for the columns", () => {
  expect(
    inspect(
      matrix([
        [-Infinity, NaN],
        [0.25, 1],
      ]),
    ),
  ).toBe("Matrix [2, 2]\n    −∞   NaN\n  0.25  1.00");
  expect(
    inspect(
      matrix([
        [0, -1e-9],
        [2e12, Infinity],
      ]),
    ),
  ).toBe("Matrix [2, 2]\n          0  −1.000e−9\n  2.000e+12          ∞");
});

it("inspect cuts what is large, and keeps the last row and column", () => {
  const lines = inspect(fromFunction([40, 30], (i, j) => i + j)).split("\n");
  expect(lines).toHaveLength(17);
  expect(lines[0]).toBe("Matrix [40, 30]");
  expect(lines[1]).toBe("   0   1   2   3   4   5   6   7  …  29");
  expect(lines[15]).toBe("   …   …   …   …   …   …   …   …  …   …");
  expect(lines[16]).toBe("  39  40  41  42  43  44  45  46  …  68");
});

it("inspect(ndarray) of other numbers says which", () => {
  expect(inspect(ndarray(new Float32Array([1, 2]), [2, 1]))).toBe("Matrix [2, 1] float32\n  1\n  2");
  expect(inspect(ndarray([1, 2]))).toBe("Vector [2] array\n  1  2");
});
