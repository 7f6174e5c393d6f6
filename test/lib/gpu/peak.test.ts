import fc from "fast-check";
import {
  A100_40GB,
  A100_80GB,
  gpus,
  H100_SXM,
  peakFlops,
  peakTflops,
  peakTflopsPerSm,
} from "long-attention/gpu";
import { expect, test } from "vitest";

test("peakTflopsPerSm(512, 1.4) is 1.4336, the slides' 1.43", () => {
  expect(peakTflopsPerSm(512, 1.4)).toBeCloseTo(1.4336, 12);
});

test("peakTflops(512, 1.4, 108) is 154.8288; from the rounded 1.43 it would be 154.44", () => {
  expect(peakTflops(512, 1.4, 108)).toBeCloseTo(154.8288, 12);
  expect(1.43 * 108).toBeCloseTo(154.44, 12);
});

test("peakTflops(512, 1.41, 108) is 155.93472, NVIDIA's 156 for TF32", () => {
  expect(peakTflopsPerSm(512, 1.41)).toBeCloseTo(1.44384, 12);
  expect(peakTflops(512, 1.41, 108)).toBeCloseTo(155.93472, 12);
});

test("peakTflops(1024, 1.41, 108) is 311.87, NVIDIA's 312 for FP16", () => {
  expect(peakTflops(1024, 1.41, 108)).toBeCloseTo(311.87, 2);
});

test("peakTflops(64, 1.41, 108) is 19.49, NVIDIA's 19.5 for FP32", () => {
  expect(peakTflops(64, 1.41, 108)).toBeCloseTo(19.49, 2);
});

test("peakFlops(A100, dtype) is what the chain of multiply-adds gives, within half a percent", () => {
  for (const gpu of [A100_80GB, A100_40GB])
    for (const dtype of ["fp32", "tf32", "fp16"] as const) {
      const chain = peakTflops(gpu.fmaPerClkPerSm![dtype], gpu.clockGhz!, gpu.smCount!) * 1e12;
      expect(Math.abs(peakFlops(gpu, dtype) / chain - 1)).toBeLessThan(0.005);
    }
});

test("peakTflops(fma, ghz, sms) grows in proportion to each argument", () => {
  const size = fc.integer({ min: 1, max: 4096 });
  fc.assert(
    fc.property(size, size, size, (fma, ghz, sms) => {
      const peak = peakTflops(fma, ghz, sms);
      expect(peakTflops(2 * fma, ghz, sms)).toBe(2 * peak);
      expect(peakTflops(fma, 2 * ghz, sms)).toBe(2 * peak);
      expect(peakTflops(fma, ghz, 2 * sms)).toBe(2 * peak);
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("gpus have distinct names, and H100_SXM does about 295 FP16 operations for each byte", () => {
  expect(new Set(gpus.map((gpu) => gpu.name)).size).toBe(gpus.length);
  expect(peakFlops(H100_SXM, "fp16") / H100_SXM.hbmBytesPerSecond).toBeCloseTo(295, 0);
});
