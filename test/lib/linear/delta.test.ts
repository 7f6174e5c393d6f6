import fc from "fast-check";
import {
  correctionMatrix,
  decayed,
  decayedChunks,
  deltaChunks,
  deltaStep,
  gatedDelta,
  halfLife,
  lightningDecay,
  retnetDecay,
  unitRows,
} from "long-attention/linear";
import {
  fromFunction,
  type Matrix,
  matrix,
  maxAbsDiff,
  randn,
  rng,
  rows,
  testTensors,
  toRows,
  zeros,
} from "long-attention/tensor";
import { describe, expect, it, test } from "vitest";
import { close } from "./close.ts";
import { delta8 } from "./delta8.ts";

const { Q, K, V, alpha, beta, ones, scale } = delta8;
const total = (A: Matrix) =>
  toRows(A)
    .flat()
    .reduce((a, b) => a + b);
const chunks = [1, 2, 3, 4, 8, 20];

describe("decayed of the worked example", () => {
  const steps = decayed(Q, K, V, alpha, { scale });

  it("gives o(7) = 0.0638, 0.4251, 0.0592, −0.7843, ΣO = −0.44468709691077624 and ΣS = 0.5551613015776581", () => {
    expect(toRows(steps.O)[7]).toEqual(
      close([0.06378586935355987, 0.4250997224886031, 0.05919296433619234, -0.7842681829637677]),
    );
    expect(total(steps.O)).toBeCloseTo(-0.44468709691077624, 12);
    expect(total(steps.S)).toBeCloseTo(0.5551613015776581, 12);
  });

  it.each(chunks)("equals decayedChunks in chunks of %d", (c) => {
    const found = decayedChunks(Q, K, V, alpha, c, { scale });
    expect(maxAbsDiff(found.O, steps.O)).toBeLessThan(1e-15);
    expect(maxAbsDiff(found.S, steps.S)).toBeLessThan(1e-15);
  });
});

describe("gatedDelta of the worked example", () => {
  const steps = gatedDelta(Q, K, V, alpha, beta, { scale });

  it("gives o(7) = 0.1667, 0.0514, −0.1046, −0.4014, ΣO = −0.3128540850132041 and ΣS = 0.5597845540706022", () => {
    expect(toRows(steps.O)[7]).toEqual(
      close([0.16668106735976684, 0.05135457380567707, -0.1046014207652794, -0.40135366272596257]),
    );
    expect(total(steps.O)).toBeCloseTo(-0.3128540850132041, 12);
    expect(total(steps.S)).toBeCloseTo(0.5597845540706022, 12);
  });

  it("without decay gives o(7) = 0.1331, 0.0703, −0.0994, −0.5030 and ΣO = −0.3034856848938664", () => {
    const { O } = gatedDelta(Q, K, V, ones, beta, { scale });
    expect(toRows(O)[7]).toEqual(
      close([0.13312190369806692, 0.07032215031904976, -0.09938230840445678, -0.502999157175723]),
    );
    expect(total(O)).toBeCloseTo(-0.3034856848938664, 12);
  });

  it("is not what an error before the decay gives, −0.3196643329506177, nor keys as they are, −0.43662138864013766", () => {
    // Its error against the old state, then α: α S + β kᵀ(v − k S), which is a step of α = 1 with α − 1 of S on top.
    let S: Matrix = zeros([4, 4]);
    let sum = 0;
    for (let t = 0; t < 8; t++) {
      const [k, v, q] = [K, V, Q].map((A) => toRows(A)[t]!) as [number[], number[], number[]];
      const whole = deltaStep(S, k, v, 1, beta[t]!);
      const old = S;
      S = fromFunction([4, 4], (a, b) => whole.get(a, b) - (1 - alpha[t]!) * old.get(a, b));
      for (let b = 0; b < 4; b++) for (let a = 0; a < 4; a++) sum += scale * q[a]! * S.get(a, b);
    }
    expect(sum).toBeCloseTo(-0.3196643329506177, 12);
    expect(total(gatedDelta(Q, testTensors(8, 4).K, V, alpha, beta, { scale }).O)).toBeCloseTo(
      -0.43662138864013766,
      12,
    );
  });

  it.each(chunks)("equals deltaChunks in chunks of %d", (c) => {
    const found = deltaChunks(Q, K, V, alpha, beta, c, { scale });
    expect(maxAbsDiff(found.O, steps.O)).toBeLessThan(1e-15);
    expect(maxAbsDiff(found.S, steps.S)).toBeLessThan(1e-15);
  });

  it("goes on from a state wherever the text is cut", () => {
    for (let cut = 1; cut < 8; cut++) {
      const part = (A: Matrix, from: number, to: number) => rows(A, from, to);
      const run = (from: number, to: number, S?: Matrix) =>
        deltaChunks(
          part(Q, from, to),
          part(K, from, to),
          part(V, from, to),
          alpha.slice(from, to),
          beta.slice(from, to),
          3,
          {
            scale,
            ...(S && { S }),
          },
        );
      const second = run(cut, 8, run(0, cut).S);
      expect(maxAbsDiff(second.S, steps.S)).toBeLessThan(1e-14);
      expect(maxAbsDiff(second.O, rows(steps.O, cut, 8))).toBeLessThan(1e-14);
    }
  });
});

test("chunks equal steps for any sizes, decays and strengths", () => {
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(
      fc.integer(),
      fc.integer({ min: 1, max: 14 }),
      size,
      size,
      fc.integer({ min: 1, max: 16 }),
      (seed, T, d, dv, c) => {
        const random = rng(seed);
        const [Q, K, V] = [randn([T, d], random), unitRows(randn([T, d], random)), randn([T, dv], random)];
        const alpha = Array.from({ length: T }, () => 1 - 0.9 * random());
        const beta = Array.from({ length: T }, random);
        const start = { S: randn([d, dv], random) };
        const faded = decayed(Q, K, V, alpha, start);
        const corrected = gatedDelta(Q, K, V, alpha, beta, start);
        const pairs = [
          [decayedChunks(Q, K, V, alpha, c, start), faded],
          [deltaChunks(Q, K, V, alpha, beta, c, start), corrected],
        ] as const;
        for (const [ours, plain] of pairs) {
          expect(maxAbsDiff(ours.O, plain.O)).toBeLessThan(1e-11);
          expect(maxAbsDiff(ours.S, plain.S)).toBeLessThan(1e-11);
        }
      },
    ),
    { seed: 12, numRuns: 60 },
  );
});

describe("deltaStep", () => {
  const twice = (beta: number) => {
    const first = deltaStep(zeros([2, 2]), [1, 0], [1, 2], 1, beta);
    return toRows(deltaStep(first, [1, 0], [5, -3], 1, beta))[0];
  };

  it("writes one key twice: a sum reads (6, −1), delta (5, −3), half a delta (2.75, −1)", () => {
    const K = matrix([
      [1, 0],
      [1, 0],
    ]);
    expect(
      toRows(
        decayed(
          K,
          K,
          matrix([
            [1, 2],
            [5, -3],
          ]),
          [1, 1],
        ).O,
      )[1],
    ).toEqual([6, -1]);
    expect(twice(1)).toEqual([5, -3]);
    expect(twice(0.5)).toEqual([2.75, -1]);
  });

  it("with orthonormal keys writes what a sum writes, and reads each value back", () => {
    const I = fromFunction([4, 4], (i, j) => Number(i === j));
    const values = rows(V, 0, 4);
    const four = ones.slice(0, 4);
    expect(maxAbsDiff(gatedDelta(I, I, values, four, four).S, decayed(I, I, values, four).S)).toBe(0);
    expect(maxAbsDiff(gatedDelta(I, I, values, four, four).S, values)).toBe(0);
  });

  it("leaves S as it was, and refuses shapes that do not fit", () => {
    const S = zeros([2, 3]);
    deltaStep(S, [1, 0], [1, 2, 3], 1, 1);
    expect(toRows(S).flat()).toEqual([0, 0, 0, 0, 0, 0]);
    expect(() => deltaStep(S, [1, 0], [1, 2], 1, 1)).toThrow(
      "deltaStep: S is [2,3] but k has 2 numbers and v 2; they need [2,2]",
    );
    expect(() => deltaStep(S, [1, 0], [1, 2, 3], 0, 1)).toThrow("deltaStep: alpha[0] must lie above 0");
  });
});

test("correctionMatrix is zero on and above the diagonal", () => {
  const A = correctionMatrix(toRows(rows(K, 0, 3)), [-0.1, -0.2, -0.4], beta);
  for (let i = 0; i < 3; i++) for (let j = i; j < 3; j++) expect(A.get(i, j)).toBe(0);
  expect(A.get(2, 0)).not.toBe(0);
});

test("decayedChunks holds where e^{−b} alone would overflow: α = ¼ is safe to c = 63, and 64 gives 2^128", () => {
  expect(Math.fround(0.25 ** -63)).toBe(8.507059173023462e37);
  expect(Math.fround(0.25 ** -64)).toBe(Infinity);
  const random = rng(3);
  const [Q, K, V] = [randn([70, 2], random), randn([70, 2], random), randn([70, 3], random)];
  const alpha = new Array<number>(70).fill(2 ** -20);
  const found = decayedChunks(Q, K, V, alpha, 64);
  expect(maxAbsDiff(found.O, decayed(Q, K, V, alpha).O)).toBeLessThan(1e-14);
});

test("retnetDecay and halfLife: 21.8, 44.0, … tokens; lightningDecay of 64 heads, layer 0, from 0.3997 to 0.9961", () => {
  expect([0, 1, 2].map(retnetDecay)).toEqual([0.96875, 0.984375, 0.9921875]);
  expect([0, 1, 7].map((h) => halfLife(retnetDecay(h)))).toEqual(
    close([21.832302341719117, 44.01393630854736, 2838.7842638794186], 9),
  );
  expect([1, 64].map((h) => lightningDecay(h, 64, 0, 80))).toEqual(
    close([0.39971111182235014, 0.9961013305599085]),
  );
  expect(() => halfLife(1)).toThrow("halfLife: alpha must lie between 0 and 1, not 1");
});
