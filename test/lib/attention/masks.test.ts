import { causalMask } from "long-attention/attention";
import { rowMajor, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

it("causalMask(3) is the lower triangle with its diagonal", () => {
  expect(toRows(causalMask(3))).toEqual([
    [1, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ]);
});

it("causalMask(2, 4) lets the last query read every key", () => {
  expect(toRows(causalMask(2, 4))).toEqual([
    [1, 1, 1, 0],
    [1, 1, 1, 1],
  ]);
});

it("causalMask(1, M) is a decoding step: all ones", () => {
  expect(toRows(causalMask(1, 5))).toEqual([[1, 1, 1, 1, 1]]);
});

it("causalMask(N, M) has N(N + 1)/2 + N(M − N) ones; 21 for the sentence", () => {
  const ones = (N: number, M = N) => rowMajor(causalMask(N, M)).reduce((a, b) => a + b);
  expect(ones(6)).toBe(21);
  for (let N = 1; N <= 7; N++)
    for (let M = N; M <= 9; M++) expect(ones(N, M)).toBe((N * (N + 1)) / 2 + N * (M - N));
});
