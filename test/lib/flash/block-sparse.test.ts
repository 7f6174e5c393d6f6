import fc from "fast-check";
import { attention } from "long-attention/attention";
import {
  flash1Traffic,
  flash2Traffic,
  flashAttention1,
  flashAttention2,
  theorem2Constant,
} from "long-attention/flash";
import { Device } from "long-attention/gpu";
import { fromFunction, maxAbsDiff, rng, testTensors } from "long-attention/tensor";
import { expect, it } from "vitest";

it("flashAttention1 and flashAttention2 with `visits` equal attention under the mask of the visited tiles", () => {
  const size = fc.integer({ min: 1, max: 16 });
  const property = fc.property(size, size, size, fc.boolean(), fc.integer(), (N, Br, Bc, causal, seed) => {
    const { Q, K, V } = testTensors(N, 3);
    const random = rng(seed);
    const kept = Array.from({ length: 16 }, () => Array.from({ length: 16 }, () => random() < 0.6));
    const visits = (i: number, j: number) => kept[i]![j]!;
    const mask = fromFunction([N, N], (i, j) => (visits(Math.floor(i / Br), Math.floor(j / Bc)) ? 1 : 0));
    const O = attention(Q, K, V, { mask, causal });
    for (const flash of [flashAttention1, flashAttention2])
      expect(maxAbsDiff(flash(Q, K, V, { Br, Bc, causal, visits }).O, O)).toBeLessThan(1e-12);
  });
  fc.assert(property, { seed: 17, numRuns: 60 });
});

it("flashAttention1 and flashAttention2 with half of the tiles move as much less (Proposition 4)", () => {
  const { Q, K, V } = testTensors(64, 8);
  const checkerboard = (i: number, j: number) => (i + j) % 2 === 0;
  const run = (flash: typeof flashAttention1 | typeof flashAttention2) => {
    const device = new Device();
    flash(Q, K, V, { Br: 8, Bc: 8, visits: checkerboard, device });
    return device;
  };
  const [one, two] = [run(flashAttention1), run(flashAttention2)];
  const blocks = { Br: 8, Bc: 8 };
  expect(one.reads - 2 * 64 * 8).toBe((flash1Traffic(64, 8, blocks).reads - 2 * 64 * 8) / 2);
  expect(two.reads - 64 * 8).toBe((flash2Traffic(64, 8, blocks).reads - 64 * 8) / 2);
});

it("theorem2Constant(4096, 64, M) lies between 12.3 and 12.8 for M from 8,192 to 65,536", () => {
  for (const M of [8192, 16_384, 32_768, 65_536]) {
    expect(theorem2Constant(4096, 64, M)).toBeGreaterThan(12.3);
    expect(theorem2Constant(4096, 64, M)).toBeLessThan(12.8);
  }
});

it("theorem2Constant(N, d, M) is 12 + 16/d + 2M/(Nd) when blocks divide evenly", () => {
  for (const [N, d, M] of [
    [4096, 64, 8192],
    [16_384, 32, 4096],
    [8192, 128, 65_536],
  ] as const)
    expect(theorem2Constant(N, d, M)).toBeCloseTo(12 + 16 / d + (2 * M) / (N * d), 10);
});
