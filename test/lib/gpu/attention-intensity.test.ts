import fc from "fast-check";
import {
  A100_80GB,
  decodeIntensity,
  fusedAttentionIntensity,
  naiveAttentionIntensity,
  naiveAttentionTraffic,
  opsPerByte,
  peakFlops,
} from "long-attention/gpu";
import { expect, test } from "vitest";

const fp16 = opsPerByte(peakFlops(A100_80GB, "fp16"), A100_80GB.hbmBytesPerSecond);
const fp32 = opsPerByte(peakFlops(A100_80GB, "fp32"), A100_80GB.hbmBytesPerSecond);

test("naiveAttentionIntensity(1024, 64, 2) is 56.89, 1.25 and 56.89 by step", () => {
  const { scores, softmax, output } = naiveAttentionIntensity(1024, 64, 2);
  expect(scores).toBeCloseTo(56.89, 2);
  expect(softmax).toBe(1.25);
  expect(output).toBe(scores);
});

test("naiveAttentionIntensity(1024, 64, 2) is 30.7059 overall, below the A100's 153", () => {
  const { overall } = naiveAttentionIntensity(1024, 64, 2);
  expect(overall).toBeCloseTo(30.7059, 4);
  expect(overall).toBeLessThan(fp16);
});

test("naiveAttentionIntensity(1024, 64, 4) is 15.35 overall, above the CUDA cores' 9.56: math-bound", () => {
  const { overall } = naiveAttentionIntensity(1024, 64, 4);
  expect(overall).toBeCloseTo(15.35, 2);
  expect(overall).toBeGreaterThan(fp32);
});

test("fusedAttentionIntensity(1024, 64, 2) is 522, above the A100's 153", () => {
  expect(fusedAttentionIntensity(1024, 64, 2)).toBe(522);
  expect(fusedAttentionIntensity(1024, 64, 2)).toBeGreaterThan(fp16);
});

test("decodeIntensity(4096, 128, 2) is 0.99976", () => {
  expect(decodeIntensity(4096, 128, 2)).toBeCloseTo(0.99976, 5);
});

test("decodeIntensity(4096, 128, 2, 4) is 3.996: GQA with 4 query heads a KV head", () => {
  expect(decodeIntensity(4096, 128, 2, 4)).toBeCloseTo(3.996, 3);
});

test("decodeIntensity(N, d, 2, g) is g / (1 + g/N), so always below g", () => {
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(size, size, size, (N, d, g) => {
      expect(decodeIntensity(N, d, 2, g) / (g / (1 + g / N))).toBeCloseTo(1, 9);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("naiveAttentionTraffic(128, 16) reads 38,912 and writes 34,816", () => {
  const { reads, writes, total } = naiveAttentionTraffic(128, 16);
  expect([reads, writes, total]).toEqual([38_912, 34_816, 73_728]);
});

test("naiveAttentionTraffic(6, 4) reads Q and K, then S, then P and V", () => {
  expect(naiveAttentionTraffic(6, 4)).toEqual({
    scores: { reads: 48, writes: 36 },
    softmax: { reads: 36, writes: 36 },
    output: { reads: 36 + 24, writes: 24 },
    reads: 144,
    writes: 96,
    total: 240,
  });
});

test("naiveAttentionTraffic(N, d) totals 4N² + 4Nd", () => {
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(size, size, (N, d) => {
      expect(naiveAttentionTraffic(N, d).total).toBe(4 * N * N + 4 * N * d);
    }),
    { seed: 7, numRuns: 50 },
  );
});
