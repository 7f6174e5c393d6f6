import "./relaxed-simd.js";
import { attentionWork, backends, machineProbes, medianSeconds, timeLadder } from "long-attention/fast";
import { rng } from "long-attention/tensor";
import { expect, it } from "vitest";

it("attentionWork counts 4 N² d FLOP on every rung, and the bytes of the N × N matrix on the naive ones only", () => {
  expect(attentionWork("typed", 1024, 64)).toEqual({
    flops: 4 * 1024 ** 2 * 64,
    bytes: 8 * (4 * 1024 ** 2 + 4 * 1024 * 64),
  });
  expect(attentionWork("ndarray", 1024, 64)).toEqual(attentionWork("typed", 1024, 64));
  // Q and O once; K and V once for each of 16 tiles of queries
  expect(attentionWork("wasm", 1024, 64).bytes).toBe(4 * 1024 * 64 * (2 + 2 * 16));
  expect(attentionWork("typescript", 1024, 64).bytes).toBe(8 * 1024 * 64 * (2 + 2 * 32));
  expect(() => attentionWork("wasm", 0, 64)).toThrow("attentionWork: N must be a whole number of at least 1");
});

it("machineProbes() are all there in an engine with relaxed SIMD, and run", () => {
  const { scalar, simd, fma, read } = machineProbes(2 ** 20);
  for (const probe of [scalar, simd!, fma!, read!]) {
    probe.run();
    expect(probe.amount).toBeGreaterThan(0);
  }
  expect(read!.amount).toBe(2 ** 20);
  expect(simd!.amount).toBe(4 * scalar.amount);
});

it("medianSeconds(run, runs, clock) is the middle of the measurements, after runs that warm up", () => {
  let now = 0;
  let calls = 0;
  const lengths = [5, 1, 3];
  const run = () => {
    now += calls < 1 ? 100 : lengths[calls - 1]!;
    calls++;
  };
  expect(medianSeconds(run, 3, () => now)).toBe(3);
  expect(calls).toBe(4); // the first took longer than warming up needs
});

it("medianSeconds repeats what is shorter than the clock can tell", () => {
  let now = 0;
  let calls = 0;
  const run = () => {
    now += 0.001;
    calls++;
  };
  expect(medianSeconds(run, 1, () => now)).toBeCloseTo(0.001, 9);
  expect(calls).toBeGreaterThan(40 + 4);
  expect(() => medianSeconds(run, 0)).toThrow("medianSeconds: runs must be a whole number of at least 1");
  expect(medianSeconds(() => {}, 1)).toBeGreaterThanOrEqual(0);
});

it("timeLadder(N, d, random, clock) times every rung, and says its rate and what it moves", () => {
  let now = 0;
  const ladder = timeLadder(32, 8, rng(1), () => (now += 1));
  expect(ladder.map(({ name }) => name)).toEqual([...backends]);
  const { flops, bytes } = attentionWork("wasm", 32, 8);
  expect(ladder[3]).toEqual({ name: "wasm", seconds: 1, flopsPerSecond: flops, intensity: flops / bytes });
});
