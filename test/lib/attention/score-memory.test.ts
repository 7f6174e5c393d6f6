import fc from "fast-check";
import { maxContext, scoreMatrixBytes } from "long-attention/attention";
import { expect, it } from "vitest";

it.each([
  [4_096, "33.55 MB", 1e6],
  [32_768, "2.147 GB", 1e9],
  [128_000, "32.77 GB", 1e9],
  [1_048_576, "2199 GB", 1e9],
  [10_000_000, "200 TB", 1e12],
])("scoreMatrixBytes(%d) in fp16 is %s", (T, size, unit) => {
  const [digits, name] = size.split(" ");
  const decimals = digits!.split(".")[1]?.length ?? 0;
  expect(`${(scoreMatrixBytes(T) / unit).toFixed(decimals)} ${name}`).toBe(size);
});

it("scoreMatrixBytes is linear in bytes, heads and layers and quadratic in T", () => {
  expect(scoreMatrixBytes(7, 4, 3, 5)).toBe(7 * 7 * 4 * 3 * 5);
  expect(scoreMatrixBytes(14, 4, 3, 5)).toBe(4 * scoreMatrixBytes(7, 4, 3, 5));
});

it("maxContext(80 GB) is 200,000 tokens for one head of one layer in fp16", () => {
  expect(maxContext(80e9)).toBe(200_000);
});

it("maxContext fits, and one token more does not", () => {
  const one = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(1, 2, 4), one, one, (memory, bytes, heads, layers) => {
      const T = maxContext(memory * 1000, bytes, heads, layers);
      if (T > 0) expect(scoreMatrixBytes(T, bytes, heads, layers)).toBeLessThanOrEqual(memory * 1000);
      expect(scoreMatrixBytes(T + 1, bytes, heads, layers)).toBeGreaterThan(memory * 1000);
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("maxContext is exact at whole squares and one byte below", () => {
  for (const T of [1, 2, 3, 1000, 94_906_265]) {
    expect(maxContext(T * T, 1)).toBe(T);
    expect(maxContext(T * T - 1, 1)).toBe(T - 1);
  }
});

it("maxContext(1e300) ends", () => {
  expect(maxContext(1e300)).toBeGreaterThan(1e149);
});
