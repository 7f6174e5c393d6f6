import fc from "fast-check";
import { evict, relativeDistances } from "long-attention/kv";
import { expect, it } from "vitest";

it("evict(8, 4, 4, 1) keeps the sinks and the newest keys: [0, 1, 2, 3, 5, 6, 7]", () => {
  expect(evict(8, 4, 4, 1)).toEqual([0, 1, 2, 3, 5, 6, 7]);
});

it("evict(12, 4, 4) is [0, 1, 2, 3, 8, 9, 10, 11]", () => {
  expect(evict(12, 4, 4)).toEqual([0, 1, 2, 3, 8, 9, 10, 11]);
});

it("evict(5, 0, 3, 1) without sinks is a plain window: [3, 4]", () => {
  expect(evict(5, 0, 3, 1)).toEqual([3, 4]);
});

const sizes = fc
  .record({ len: fc.nat(40), sinks: fc.nat(6), recent: fc.integer({ min: 1, max: 9 }), pick: fc.nat(9) })
  .map(({ pick, ...rest }) => ({ ...rest, incoming: pick % (rest.recent + 1) }));

it("evict leaves room for the incoming tokens, and evicts no more than it must", () => {
  fc.assert(
    fc.property(sizes, ({ len, sinks, recent, incoming }) => {
      const kept = evict(len, sinks, recent, incoming);
      expect(kept.length).toBe(Math.min(len, sinks + recent - incoming));
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("evict keeps every sink, drops one run of indices, and keeps everything after it", () => {
  fc.assert(
    fc.property(sizes, ({ len, sinks, recent, incoming }) => {
      const kept = evict(len, sinks, recent, incoming);
      const gone = Array.from({ length: len }, (_, i) => i).filter((i) => !kept.includes(i));
      expect(gone).toEqual(gone.map((_, n) => sinks + n));
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("relativeDistances(lambda, …, 11, 6) measures in the text and stops at the ceiling", () => {
  expect(relativeDistances("lambda", [0, 1, 2, 3, 8, 9, 10, 11], 11, 6)).toEqual([6, 6, 6, 6, 3, 2, 1, 0]);
});

it("relativeDistances(streaming, …, 11) measures inside the cache, gapless down to 0", () => {
  expect(relativeDistances("streaming", [0, 1, 2, 3, 8, 9, 10, 11], 11)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
});

it("relativeDistances(streaming, …) for a query that is not cached yet ends at 1", () => {
  expect(relativeDistances("streaming", [0, 1, 7, 8], 9)).toEqual([4, 3, 2, 1]);
});

it("relativeDistances agree while nothing was evicted, and never exceed the limit or the cache", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 12 }), (len, limit) => {
      const all = Array.from({ length: len }, (_, j) => j);
      expect(relativeDistances("streaming", all, len - 1)).toEqual(relativeDistances("lambda", all, len - 1));
      const kept = evict(len, 2, 5);
      expect(Math.max(...relativeDistances("streaming", kept, len - 1))).toBe(kept.length - 1);
      expect(Math.max(...relativeDistances("lambda", kept, len - 1, limit))).toBe(Math.min(len - 1, limit));
    }),
    { seed: 7, numRuns: 100 },
  );
});
