import fc from "fast-check";
import { ragMarginal } from "long-attention/memory-systems";
import { softmax } from "long-attention/tensor";
import { expect, it } from "vitest";

const pz = Array.from(softmax([2, 1]));
const py = [
  [0.9, 0.1],
  [0.2, 0.8],
];
const p = fc.double({ min: 0, max: 1, noNaN: true });
const cases = fc.integer({ min: 1, max: 5 }).chain((documents) =>
  fc.integer({ min: 0, max: 4 }).chain((tokens) =>
    fc.record({
      logits: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
        minLength: documents,
        maxLength: documents,
      }),
      py: fc.array(fc.array(p, { minLength: tokens, maxLength: tokens }), {
        minLength: documents,
        maxLength: documents,
      }),
    }),
  ),
);

it("ragMarginal(…, sequence) of the course's example is 0.10882589949589966", () => {
  expect(Math.abs(ragMarginal(pz, py, "sequence") - 0.10882589949589966)).toBeLessThanOrEqual(1e-12);
});

it("ragMarginal(…, token) of the course's example is 0.20516574678422578", () => {
  expect(Math.abs(ragMarginal(pz, py, "token") - 0.20516574678422578)).toBeLessThanOrEqual(1e-12);
});

it("ragMarginal(…, sequence) lies between the worst and the best document", () => {
  fc.assert(
    fc.property(cases, ({ logits, py }) => {
      const answers = py.map((row) => row.reduce((a, b) => a * b, 1));
      const marginal = ragMarginal(Array.from(softmax(logits)), py, "sequence");
      expect(marginal).toBeGreaterThanOrEqual(Math.min(...answers) - 1e-12);
      expect(marginal).toBeLessThanOrEqual(Math.max(...answers) + 1e-12);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("ragMarginal(…, token) lies between always the worst and always the best document for each token", () => {
  fc.assert(
    fc.property(cases, ({ logits, py }) => {
      const each = (pick: (...x: number[]) => number) =>
        py[0]!.map((_, t) => pick(...py.map((row) => row[t]!))).reduce((a, b) => a * b, 1);
      const marginal = ragMarginal(Array.from(softmax(logits)), py, "token");
      expect(marginal).toBeGreaterThanOrEqual(each(Math.min) - 1e-12);
      expect(marginal).toBeLessThanOrEqual(each(Math.max) + 1e-12);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("ragMarginal is the same in both modes for one token, and for one document", () => {
  fc.assert(
    fc.property(cases, ({ logits, py }) => {
      const same = (pz: number[], py: number[][]) =>
        expect(Math.abs(ragMarginal(pz, py, "token") - ragMarginal(pz, py, "sequence"))).toBeLessThanOrEqual(
          1e-12,
        );
      same(
        Array.from(softmax(logits)),
        py.map((row) => row.slice(0, 1)),
      );
      same([1], py.slice(0, 1));
    }),
    { seed: 7, numRuns: 50 },
  );
});

it("ragMarginal over all answers of two tokens sums to 1 in both modes", () => {
  const [a, b] = [
    [0.3, 0.6],
    [0.9, 0.2],
  ];
  for (const mode of ["sequence", "token"] as const) {
    let sum = 0;
    for (const first of [0, 1])
      for (const second of [0, 1]) {
        const rate = (x: number[]) => [first ? x[0]! : 1 - x[0]!, second ? x[1]! : 1 - x[1]!];
        sum += ragMarginal(pz, [rate(a), rate(b)], mode);
      }
    expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-12);
  }
});
