import fc from "fast-check";
import { pushApart } from "long-attention/ink";
import { expect, test } from "vitest";

test("pushApart leaves labels where they are wanted when none touch", () => {
  expect(pushApart([80, 20, 50], [16, 16, 16], [0, 100])).toEqual([80, 20, 50]);
});

test("pushApart moves two that touch by the same way, and keeps their order", () => {
  expect(pushApart([52, 48], [20, 20], [0, 100])).toEqual([60, 40]);
  expect(pushApart([50, 50, 50], [10, 10, 10], [0, 100])).toEqual([40, 50, 60]);
});

test("pushApart keeps labels inside the room", () => {
  expect(pushApart([2, 3], [20, 20], [0, 100])).toEqual([10, 30]);
  expect(pushApart([99, 98], [20, 20], [0, 100])).toEqual([90, 70]);
});

test("pushApart lets too many labels share the room evenly", () => {
  expect(pushApart([0, 0, 0, 0], [20, 20, 20, 20], [0, 40])).toEqual([5, 15, 25, 35]);
});

test("pushApart never lets two touch, nor changes their order, wherever they are wanted", () => {
  const label = fc.record({
    at: fc.integer({ min: -50, max: 350 }),
    height: fc.integer({ min: 10, max: 34 }),
  });
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), (labels) => {
      const places = pushApart(
        labels.map(({ at }) => at),
        labels.map(({ height }) => height),
        [0, 300],
      );
      const order = labels.map((_, k) => k).sort((a, b) => places[a]! - places[b]!);
      for (const [k, one] of order.entries()) {
        const half = labels[one]!.height / 2;
        expect(places[one]! - half).toBeGreaterThanOrEqual(-1e-9);
        expect(places[one]! + half).toBeLessThanOrEqual(300 + 1e-9);
        if (k === 0) continue;
        const above = order[k - 1]!;
        expect(labels[one]!.at).toBeGreaterThanOrEqual(labels[above]!.at);
        expect(places[one]! - places[above]!).toBeGreaterThanOrEqual(half + labels[above]!.height / 2 - 1e-9);
      }
    }),
    { seed: 12, numRuns: 200 },
  );
});
