import fc from "fast-check";
import { evictionInflation, sinkSoftmax } from "long-attention/kv";
import { softmax } from "long-attention/tensor";
import { expect, it } from "vitest";

const toy = [5, 0, 0, 0, 0, 0, 0, 0];
const sum = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b, 0);
const scores = fc.array(fc.double({ min: -800, max: 800, noNaN: true }), { minLength: 1, maxLength: 12 });

it("softmax of a sink logit 5 and seven zeros gives the sink 0.954959", () => {
  expect(softmax(toy)[0]!.toFixed(6)).toBe("0.954959");
});

it("evictionInflation of that sink is 22.2019", () => {
  expect(evictionInflation(toy, [0]).toFixed(4)).toBe("22.2019");
});

it("evictionInflation is the factor between the weights before and after", () => {
  const small = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(small, fc.nat(), (x, pick) => {
      const evicted = pick % x.length;
      const after = softmax(x.filter((_, j) => j !== evicted));
      const before = Array.from(softmax(x)).filter((_, j) => j !== evicted);
      const factor = evictionInflation(x, [evicted]);
      before.forEach((p, j) => expect(Math.abs(p * factor - after[j]!)).toBeLessThanOrEqual(1e-12));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("evictionInflation of nothing is 1, of a key without weight is 1, of all the weight is Infinity", () => {
  expect(evictionInflation(toy, [])).toBe(1);
  expect(evictionInflation([0, -Infinity], [1])).toBe(1);
  expect(evictionInflation([0, -Infinity], [0])).toBe(Infinity);
});

it("evictionInflation counts an index once however often it is named", () => {
  expect(evictionInflation(toy, [0, 0])).toBe(evictionInflation(toy, [0]));
});

it("sinkSoftmax([0, 0, 0, 0], 2) is 0.08780358892901519 each, 0.35121 in all", () => {
  const p = sinkSoftmax([0, 0, 0, 0], 2);
  for (const x of p) expect(Math.abs(x - 0.08780358892901519)).toBeLessThanOrEqual(1e-12);
  expect(sum(p).toFixed(5)).toBe("0.35121");
});

it("sinkSoftmax(scores, −∞) is softmax(scores)", () => {
  fc.assert(
    fc.property(scores, (x) => {
      expect(sinkSoftmax(x, -Infinity)).toEqual(softmax(x));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("sinkSoftmax keeps the scores' proportions, sums to at most 1, and survives large numbers", () => {
  fc.assert(
    fc.property(scores, fc.double({ min: -800, max: 800, noNaN: true }), (x, sink) => {
      const p = sinkSoftmax(x, sink);
      expect(p).toHaveLength(x.length);
      expect(p.every((w) => w >= 0 && w <= 1)).toBe(true);
      // One weight goes to the sink, so what is left is the share of the scores' own sum.
      const share =
        1 / (1 + Math.exp(sink - Math.max(...x)) / sum(x.map((s) => Math.exp(s - Math.max(...x)))));
      expect(Math.abs(sum(p) - share)).toBeLessThanOrEqual(1e-12);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("sinkSoftmax of masked scores gives everything to the sink", () => {
  expect(sinkSoftmax([-Infinity, -Infinity], 0)).toEqual(new Float64Array(2));
  expect(sinkSoftmax([-Infinity], -Infinity)).toEqual(new Float64Array(1));
});

it("evictionInflation of scores that are all −∞ is 1, and refuses what is no score", () => {
  expect(evictionInflation([-Infinity, -Infinity, -Infinity], [0])).toBe(1);
  expect(evictionInflation([0, -Infinity], [0])).toBe(Infinity);
  expect(() => evictionInflation([0, Number.NaN], [0])).toThrow(
    "evictionInflation: scores[1] must be a finite number or -Infinity, not NaN",
  );
  expect(() => evictionInflation([Infinity, 0], [0])).toThrow(
    "evictionInflation: scores[0] must be a finite",
  );
});
