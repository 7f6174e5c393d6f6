import fc from "fast-check";
import { linearIntensity, matmulIntensity, minBatch } from "long-attention/gpu";
import { expect, test } from "vitest";

test("linearIntensity(512, 4096, 1024, 2) is 315.0769230769231, the guide's 315", () => {
  expect(linearIntensity(512, 4096, 1024, 2)).toBeCloseTo(315.0769230769231, 12);
});

test("linearIntensity(1, 4096, 1024, 2) is 0.9987807851743478", () => {
  expect(linearIntensity(1, 4096, 1024, 2)).toBeCloseTo(0.9987807851743478, 12);
});

test("linearIntensity(batch, dIn, dOut, bytes) is the intensity of its matmul with the write", () => {
  expect(linearIntensity(7, 5, 3, 2)).toBe(matmulIntensity(7, 5, 3, 2));
});

test("minBatch(4096, 1024, 2, 153.016) is math-bound, and one fewer is not", () => {
  const batch = minBatch(4096, 1024, 2, 153.016);
  expect(batch).toBe(189);
  expect(linearIntensity(batch, 4096, 1024, 2)).toBeGreaterThan(153.016);
  expect(linearIntensity(batch - 1, 4096, 1024, 2)).toBeLessThanOrEqual(153.016);
});

test("minBatch(16, 16, 2, 8) is Infinity: the intensity comes near 8 but never exceeds it", () => {
  expect(minBatch(16, 16, 2, 8)).toBe(Infinity);
  expect(minBatch(16, 16, 2, 100)).toBe(Infinity);
});

test("minBatch(dIn, dOut, bytes, intensity at batch b) is b + 1: on the ridge is not yet math-bound", () => {
  const size = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(size, size, size, (batch, dIn, dOut) => {
      expect(minBatch(dIn, dOut, 2, linearIntensity(batch, dIn, dOut, 2))).toBe(batch + 1);
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("minBatch(dIn, dOut, bytes, opsPerByte) equals trying batch after batch", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 1, max: 64 }),
      fc.constantFrom(1, 2, 4),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      (dIn, dOut, bytes, ops) => {
        let batch = 1;
        while (batch < 20_000 && !(linearIntensity(batch, dIn, dOut, bytes) > ops)) batch++;
        const found = minBatch(dIn, dOut, bytes, ops);
        if (batch < 20_000) expect(found).toBe(batch);
        else expect(found).toBeGreaterThanOrEqual(20_000);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});
