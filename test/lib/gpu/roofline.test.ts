import fc from "fast-check";
import {
  A100_40GB,
  A100_80GB,
  elementwiseIntensity,
  fusedAttentionIntensity,
  matmulIntensity,
  naiveAttentionKernels,
  opsPerByte,
  peakFlops,
  ROUND_MACHINE,
  roofLine,
  roofline,
  rooflineInSeries,
  squareBreakEven,
  V100,
} from "long-attention/gpu";
import { expect, test } from "vitest";

const FLOPS_100 = 2 * 100 ** 3;
const ns = (seconds: number) => seconds * 1e9;

test("opsPerByte(peak, bw) of the A100-80GB is 9.5635 in fp32, 76.508 in TF32, 153.016 in fp16", () => {
  const bw = A100_80GB.hbmBytesPerSecond;
  expect(opsPerByte(peakFlops(A100_80GB, "fp32"), bw)).toBeCloseTo(9.5635, 4);
  expect(opsPerByte(peakFlops(A100_80GB, "tf32"), bw)).toBeCloseTo(76.508, 3);
  expect(opsPerByte(peakFlops(A100_80GB, "fp16"), bw)).toBeCloseTo(153.016, 3);
});

test("opsPerByte(peak, bw) of the A100-40GB is 12.5402 in fp32, 100.32 in TF32, 200.64 in fp16", () => {
  const bw = A100_40GB.hbmBytesPerSecond;
  expect(opsPerByte(peakFlops(A100_40GB, "fp32"), bw)).toBeCloseTo(12.5402, 4);
  expect(opsPerByte(peakFlops(A100_40GB, "tf32"), bw)).toBeCloseTo(100.32, 2);
  expect(opsPerByte(peakFlops(A100_40GB, "fp16"), bw)).toBeCloseTo(200.64, 2);
});

test("opsPerByte(125e12, 900e9) of the V100 is 138.89", () => {
  expect(opsPerByte(peakFlops(V100, "fp16"), V100.hbmBytesPerSecond)).toBeCloseTo(138.89, 2);
});

test("matmulIntensity(100, 100, 100, 4, { countWrites }) is 25 for 2,000,000 FLOPs, and 16.6667 with the write", () => {
  expect(FLOPS_100).toBe(2_000_000);
  expect(matmulIntensity(100, 100, 100, 4, { countWrites: false })).toBe(FLOPS_100 / 80_000);
  expect(matmulIntensity(100, 100, 100, 4, { countWrites: false })).toBe(25);
  expect(matmulIntensity(100, 100, 100, 4)).toBe(FLOPS_100 / 120_000);
  expect(matmulIntensity(100, 100, 100, 4)).toBeCloseTo(16.6667, 4);
});

test("rooflineInSeries(naive attention, fp32) is the sum of its kernels: 17.9 µs on the A100, 22.5 µs on the round machine", () => {
  const kernels = Object.values(naiveAttentionKernels(1024, 64, 4));
  const on = (gpu: typeof A100_80GB) =>
    rooflineInSeries(kernels, peakFlops(gpu, "fp32"), gpu.hbmBytesPerSecond);
  const { total, attainable, bound, flops } = on(A100_80GB);
  expect(total).toBeCloseTo(17.88e-6, 8);
  expect(attainable).toBeCloseTo(15.3e12, -11);
  expect([bound, on(A100_80GB).kernels.map((kernel) => kernel.bound)]).toEqual([
    "mixed",
    ["math", "memory", "math"],
  ]);
  expect(on(ROUND_MACHINE).total).toBeCloseTo(22.5e-6, 7);
  const fused = roofline(
    flops,
    flops / fusedAttentionIntensity(1024, 64, 4),
    peakFlops(A100_80GB, "fp32"),
    A100_80GB.hbmBytesPerSecond,
  );
  expect(total / fused.total).toBeCloseTo(1.27, 2);
});

test("rooflineInSeries(kernels of one bound) is roofline(all FLOPs, all bytes), never faster elsewhere", () => {
  const kernel = fc.record({
    flops: fc.integer({ min: 1, max: 1e9 }),
    bytes: fc.integer({ min: 1, max: 1e9 }),
  });
  fc.assert(
    fc.property(fc.array(kernel, { minLength: 1, maxLength: 5 }), (kernels) => {
      const { flops, bytes, total, bound, attainable } = rooflineInSeries(kernels, 19e12, 1e12);
      const together = roofline(flops, bytes, 19e12, 1e12);
      expect(total * (1 + 1e-12)).toBeGreaterThanOrEqual(together.total);
      if (bound !== "mixed") expect(total).toBeCloseTo(together.total, 12);
      expect(attainable * total).toBeCloseTo(flops, 3);
    }),
    { seed: 3 },
  );
});

test("rooflineInSeries([], …) is refused", () => {
  expect(() => rooflineInSeries([], 1, 1)).toThrow(
    "rooflineInSeries: kernels is empty; give at least one { flops, bytes }",
  );
});

test("roofline(2e6, 80e3, 19e12, 1e12) is math-bound at 105.26 ns against 80 ns", () => {
  const { tMath, tMem, total, bound } = roofline(FLOPS_100, 80e3, peakFlops(ROUND_MACHINE, "fp32"), 1e12);
  expect(ns(tMath)).toBeCloseTo(105.26, 2);
  expect(ns(tMem)).toBeCloseTo(80, 9);
  expect([total, bound]).toEqual([tMath, "math"]);
});

test("roofline(2e6, 120e3, 19e12, 1e12) is memory-bound at 120 ns: the write flips the verdict", () => {
  const { tMem, total, bound } = roofline(FLOPS_100, 120e3, 19e12, 1e12);
  expect(ns(tMem)).toBeCloseTo(120, 9);
  expect([total, bound]).toEqual([tMem, "memory"]);
});

test("roofline(2e6, 120e3, …) on an A100 is math-bound in fp32 and memory-bound in TF32", () => {
  const bw = A100_80GB.hbmBytesPerSecond;
  const fp32 = roofline(FLOPS_100, 120e3, peakFlops(A100_80GB, "fp32"), bw);
  expect(ns(fp32.tMath)).toBeCloseTo(102.56, 2);
  expect(ns(fp32.tMem)).toBeCloseTo(58.85, 2);
  expect(fp32.bound).toBe("math");
  const tf32 = roofline(FLOPS_100, 120e3, peakFlops(A100_80GB, "tf32"), bw);
  expect(ns(tf32.tMath)).toBeCloseTo(12.82, 2);
  expect(tf32.bound).toBe("memory");
});

test("matmulIntensity(1000, 1000, 1000, 4, { countWrites: false }) is the slides' 250, which they print for n = 100", () => {
  expect(matmulIntensity(1000, 1000, 1000, 4, { countWrites: false })).toBe(250);
});

test("matmulIntensity(n, n, n, 4, { countWrites }) is n/4 reads-only and n/6 with the write", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), (n) => {
      expect(matmulIntensity(n, n, n, 4, { countWrites: false })).toBeCloseTo(n / 4, 9);
      expect(matmulIntensity(n, n, n, 4)).toBeCloseTo(n / 6, 9);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("matmulIntensity(2, 3, 5, 2) counts a matrix of each shape", () => {
  expect(matmulIntensity(2, 3, 5, 2)).toBe(60 / (2 * (6 + 15 + 10)));
});

test("squareBreakEven(19, 4, { countWrites }) is 76 reads-only and 114 with the write", () => {
  expect(squareBreakEven(19, 4, { countWrites: false })).toBe(76);
  expect(squareBreakEven(19, 4)).toBe(114);
  for (const [n, writes] of [
    [76, false],
    [114, true],
  ] as const) {
    expect(matmulIntensity(n, n, n, 4, { countWrites: writes })).toBeCloseTo(19, 12);
    expect(matmulIntensity(n + 1, n + 1, n + 1, 4, { countWrites: writes })).toBeGreaterThan(19);
  }
});

test("elementwiseIntensity(1, accesses, 4) of scaling 100 × 100 is 0.25 reads-only and 0.125 with the write", () => {
  expect(elementwiseIntensity(1, 1, 4)).toBe(0.25);
  expect(elementwiseIntensity(1, 2, 4)).toBe(0.125);
  expect(10_000 / (10_000 * 2 * 4)).toBe(elementwiseIntensity(1, 2, 4));
  for (const gpu of [A100_80GB, A100_40GB, ROUND_MACHINE])
    expect(roofline(10_000, 80_000, peakFlops(gpu, "fp32"), gpu.hbmBytesPerSecond).bound).toBe("memory");
});

const positive = fc.integer({ min: 1, max: 1e9 });

test("roofline(flops, bytes, peak, bw) attains min(peak, intensity · bw) and is math-bound above ops:byte", () => {
  fc.assert(
    fc.property(positive, positive, positive, positive, (flops, bytes, peak, bw) => {
      const { attainable, bound } = roofline(flops, bytes, peak, bw);
      expect(attainable / Math.min(peak, (flops / bytes) * bw)).toBeCloseTo(1, 9);
      fc.pre(flops * bw !== bytes * peak);
      expect(bound).toBe(flops / bytes > opsPerByte(peak, bw) ? "math" : "memory");
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("roofline(…, { overlap }) runs from the sum of both times at 0 to the longer one at 1", () => {
  fc.assert(
    fc.property(positive, positive, fc.double({ min: 0, max: 1, noNaN: true }), (flops, bytes, overlap) => {
      const { tMath, tMem, total } = roofline(flops, bytes, 19e12, 1e12, { overlap });
      expect(total).toBeGreaterThanOrEqual(Math.max(tMath, tMem));
      expect(total).toBeLessThanOrEqual((tMath + tMem) * (1 + 1e-12));
    }),
    { seed: 7, numRuns: 50 },
  );
  const { tMath, tMem, total } = roofline(3e6, 1e5, 19e12, 1e12, { overlap: 0 });
  expect(total).toBeCloseTo(tMath + tMem, 15);
});

test("roofline(flops, bytes, peak, bw) on the ridge calls it memory: math-bound needs more than ops:byte", () => {
  expect(roofline(19, 1, 19, 1).bound).toBe("memory");
});

test("roofline(0, bytes, peak, bw) of a copy takes the memory's time and attains 0 FLOP/s", () => {
  expect(roofline(0, 100, 10, 20)).toEqual({ tMath: 0, tMem: 5, total: 5, bound: "memory", attainable: 0 });
});

test("roofLine(peak, bw, [low, high]) rises with memory to the edge, and is what roofline attains at each point", () => {
  const points = roofLine(19, 2, [0.1, 100]);
  expect(points).toEqual([
    { intensity: 0.1, rate: 0.2 },
    { intensity: 9.5, rate: 19 },
    { intensity: 100, rate: 19 },
  ]);
  for (const { intensity, rate } of points)
    expect(roofline(intensity, 1, 19, 2).attainable).toBeCloseTo(rate, 12);
});
