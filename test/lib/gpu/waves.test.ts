import fc from "fast-check";
import { A100_80GB, attentionGrid, residentBlocks, sawTeeth, waves } from "long-attention/gpu";
import { expect, test } from "vitest";

test("waves(12, 8, 1) needs 2 waves, the second half empty", () => {
  expect(waves(12, 8, 1)).toEqual({ waves: 2, tail: 4, util: 0.75 });
});

test("waves(108, 108, 1) fills one wave exactly: the tail is full, not 0", () => {
  expect(waves(108, 108, 1)).toEqual({ waves: 1, tail: 108, util: 1 });
});

test("waves(109, 108, 1) starts a second wave for one block", () => {
  expect(waves(109, 108, 1)).toEqual({ waves: 2, tail: 1, util: 0.5046296296296297 });
});

test("waves(217, 108, 2) puts two blocks on each SM", () => {
  expect(waves(217, 108, 2)).toEqual({ waves: 2, tail: 1, util: 0.5023148148148148 });
});

test("waves(1, 108) uses 0.926 % of an A100", () => {
  expect(waves(1, 108).util).toBeCloseTo(0.00926, 5);
});

const size = fc.integer({ min: 1, max: 500 });

test("waves(blocks, sms, perSm) accounts for every block: full waves and a tail", () => {
  fc.assert(
    fc.property(size, size, size, (blocks, sms, perSm) => {
      const { waves: count, tail, util } = waves(blocks, sms, perSm);
      const wave = sms * perSm;
      expect((count - 1) * wave + tail).toBe(blocks);
      expect(tail).toBeGreaterThanOrEqual(1);
      expect(tail).toBeLessThanOrEqual(wave);
      expect(util * count * wave).toBeCloseTo(blocks, 8);
      expect(waves(blocks, wave)).toEqual({ waves: count, tail, util });
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("waves(blocks, sms, perSm) equals filling places one block at a time", () => {
  fc.assert(
    fc.property(
      size,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      (blocks, sms, perSm) => {
        let [count, tail] = [0, sms * perSm];
        for (let block = 0; block < blocks; block++)
          if (tail === sms * perSm) {
            count++;
            tail = 1;
          } else tail++;
        expect(waves(blocks, sms, perSm)).toMatchObject({ waves: count, tail });
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

const limits = A100_80GB.smLimits!;

test("residentBlocks(limits, kernel) is set by the scarcest resource", () => {
  const kernel = { threads: 128, registersPerThread: 32, sharedBytes: 1024 };
  expect(residentBlocks(limits, kernel)).toBe(16); // 64 warps / 4
  expect(residentBlocks(limits, { ...kernel, registersPerThread: 128 })).toBe(4); // 65,536 / 16,384
  expect(residentBlocks(limits, { ...kernel, sharedBytes: 50_000 })).toBe(3); // 167,936 / 50,000 = 3.36
  expect(residentBlocks(limits, { ...kernel, threads: 32 })).toBe(32); // block slots
});

test("residentBlocks(limits, kernel) counts whole warps: 33 threads cost two", () => {
  const kernel = { threads: 33, registersPerThread: 0, sharedBytes: 0 };
  expect(residentBlocks({ ...limits, warps: 9, blocks: 99 }, kernel)).toBe(4);
});

test("residentBlocks(limits, kernel) is 0 when one block already needs too much", () => {
  expect(residentBlocks(limits, { threads: 32, registersPerThread: 8, sharedBytes: 200_000 })).toBe(0);
});

test("residentBlocks(limits, kernel) blocks fit, and one more does not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1024 }),
      fc.integer({ min: 1, max: 255 }),
      fc.integer({ min: 1, max: 170_000 }),
      (threads, registersPerThread, sharedBytes) => {
        const n = residentBlocks(limits, { threads, registersPerThread, sharedBytes });
        const warps = Math.ceil(threads / 32);
        const fits = (k: number) =>
          k * warps <= limits.warps &&
          k * warps * 32 * registersPerThread <= limits.registers &&
          k * sharedBytes <= limits.sharedBytes &&
          k <= limits.blocks;
        expect([fits(n), fits(n + 1)]).toEqual([true, false]);
      },
    ),
    { seed: 7, numRuns: 100 },
  );
});

test("attentionGrid(1, 8, 4096, 128, 108, algo) leaves most SMs idle in fa1 and fills them in fa2", () => {
  expect(attentionGrid(1, 8, 4096, 128, 108, "fa1")).toEqual({ blocks: 8, waves: 1, tail: 8, util: 8 / 108 });
  expect(attentionGrid(1, 8, 4096, 128, 108, "fa2")).toMatchObject({ blocks: 256, waves: 3, tail: 40 });
});

test('attentionGrid(2, 3, 100, 32, 10, "fa2") rounds the blocks of queries up', () => {
  expect(attentionGrid(2, 3, 100, 32, 10, "fa2").blocks).toBe(24);
});

test("sawTeeth(20, 4, 2) are the ends of each wave, and all between lies on a straight line", () => {
  const teeth = sawTeeth(20, 4, 2);
  expect(teeth.map(({ first, last }) => [first, last])).toEqual([
    [1, 8],
    [9, 16],
    [17, 20],
  ]);
  for (const { first, last, low, high } of teeth)
    for (let blocks = first; blocks <= last; blocks++)
      expect(low + ((high - low) * (blocks - first)) / (last - first)).toBeCloseTo(
        waves(blocks, 4, 2).util,
        12,
      );
  expect(() => sawTeeth(0, 4)).toThrow("sawTeeth: most must be a whole number of at least 1, not 0");
});
