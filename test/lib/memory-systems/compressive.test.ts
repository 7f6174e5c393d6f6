import fc from "fast-check";
import {
  type CompressiveState,
  compressStep,
  emptyMemory,
  meanPool,
  temporalRange,
} from "long-attention/memory-systems";
import { expect, it } from "vitest";

/** Activations as lists of the tokens they are made from: compressing joins the lists. */
const join = (group: readonly (readonly number[])[]): readonly number[] => group.flat();
const segmentOf = (ns: number, s: number) => Array.from({ length: ns }, (_, i) => [s * ns + i]);

const run = (segments: number, ns: number, cfg: { nm: number; ncm: number; c: number }) => {
  let state: CompressiveState<readonly number[]> = emptyMemory;
  for (let s = 0; s < segments; s++)
    state = compressStep(state, segmentOf(ns, s), { ...cfg, compress: join });
  return state;
};
const paper = { nm: 6, ncm: 6, c: 3 };

it("compressStep after six segments of 3 remembers tokens 12 … 17 and groups [0–2], [3–5], [6–8], [9–11]", () => {
  expect(run(6, 3, paper)).toEqual({
    memory: [[12], [13], [14], [15], [16], [17]],
    compressed: [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [9, 10, 11],
    ],
  });
});

it("compressStep with meanPool after six segments holds the groups' means 1, 4, 7, 10", () => {
  let state: CompressiveState<number[]> = emptyMemory;
  for (let s = 0; s < 6; s++) state = compressStep(state, segmentOf(3, s), { ...paper, compress: meanPool });
  expect(state.compressed).toEqual([[1], [4], [7], [10]]);
});

it("compressStep forgets the oldest compressed memory once there are n_cm", () => {
  expect(run(9, 3, paper).compressed.map((group) => group[0])).toEqual([3, 6, 9, 12, 15, 18]);
});

it("temporalRange(3, { nm: 6, ncm: 6, c: 3 }) is 72", () => {
  expect(temporalRange(3, paper)).toBe(72);
});

it("compressStep remembers the newest n_m tokens whole and the c · n_cm before them in groups, without a gap", () => {
  const sizes = fc.record({
    c: fc.integer({ min: 1, max: 4 }),
    m: fc.integer({ min: 1, max: 4 }),
    s: fc.integer({ min: 1, max: 5 }),
    ncm: fc.integer({ min: 1, max: 5 }),
    segments: fc.nat(12),
  });
  fc.assert(
    fc.property(sizes, ({ c, m, s, ncm, segments }) => {
      const [nm, total] = [m * c, segments * s * c];
      const { memory, compressed } = run(segments, s * c, { nm, ncm, c });
      expect(memory.length).toBe(Math.min(nm, total));
      expect(compressed.length).toBe(Math.min(ncm, Math.max(0, total - nm) / c));
      expect(compressed.every((group) => group.length === c)).toBe(true);
      const held = [...compressed, ...memory].flat();
      expect(held).toEqual(held.map((_, i) => total - held.length + i));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("temporalRange of one layer is what the memories of that layer hold together", () => {
  const { memory, compressed } = run(30, 3, paper);
  expect([...compressed, ...memory].flat()).toHaveLength(temporalRange(1, paper));
});

it("compressStep leaves the state it was given as it was", () => {
  const state = run(6, 3, paper);
  const before = structuredClone(state);
  compressStep(state, segmentOf(3, 6), { ...paper, compress: join });
  expect(state).toEqual(before);
});

it("meanPool averages entry by entry", () => {
  expect(
    meanPool([
      [1, 10],
      [2, 20],
      [6, 60],
    ]),
  ).toEqual([3, 30]);
});
