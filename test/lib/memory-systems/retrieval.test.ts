import fc from "fast-check";
import { retrieve, topK } from "long-attention/memory-systems";
import { matrix, randn, rng, softmax, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

it("topK([0.2, 0.9, 0.5, 0.9], 3) is [1, 3, 2]: the lower index first among equals", () => {
  expect(topK([0.2, 0.9, 0.5, 0.9], 3)).toEqual([1, 3, 2]);
});

it("topK compares as numbers, so 10 is above 9 and −∞ is last", () => {
  expect(topK([9, -Infinity, 10, 2, -Infinity], 5)).toEqual([2, 0, 3, 1, 4]);
});

it("topK(scores, k) equals k times taking the first maximum, and changes nothing", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }), fc.nat(), (scores, pick) => {
      const k = pick % (scores.length + 1);
      const [before, left] = [[...scores], [...scores]];
      const expected = Array.from({ length: k }, () => {
        const best = left.indexOf(Math.max(...left));
        left[best] = -1;
        return best;
      });
      expect(topK(scores, k)).toEqual(expected);
      expect(scores).toEqual(before);
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("retrieve scores [2, 1] give p(z) = [0.7310585786300049, 0.2689414213699951]", () => {
  const found = retrieve(
    [1, 1],
    matrix([
      [1, 0],
      [0, -3],
      [1, 1],
    ]),
    2,
  );
  expect(found.map(({ document, score }) => [document, score])).toEqual([
    [2, 2],
    [0, 1],
  ]);
  const golden = [0.7310585786300049, 0.2689414213699951];
  found.forEach(({ probability }, z) =>
    expect(Math.abs(probability - golden[z]!)).toBeLessThanOrEqual(1e-12),
  );
});

it("retrieve over the whole index ranks every document by its inner product and its softmax", () => {
  const random = rng(5);
  const index = randn([9, 4], random);
  const query = toRows(randn([1, 4], random))[0]!;
  const scores = toRows(index).map((row) => row.reduce((s, x, k) => s + x * query[k]!, 0));
  const p = softmax(scores);
  const found = retrieve(query, index, 9);
  expect(found.map(({ document }) => document).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  found.forEach(({ document, score, probability }, rank) => {
    expect(Math.abs(score - scores[document]!)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(probability - p[document]!)).toBeLessThanOrEqual(1e-12);
    if (rank > 0) expect(score).toBeLessThanOrEqual(found[rank - 1]!.score);
  });
});
