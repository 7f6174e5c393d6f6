import fc from "fast-check";
import {
  chunkLength,
  chunks,
  chunkViews,
  lookBack,
  lshTargets,
  sharedExample,
  sortByBucket,
} from "long-attention/lsh";
import { expect, test } from "vitest";

test("sortByBucket([10, 2, 10, 2]) sorts 2 before 10 and keeps equal buckets in order", () => {
  expect(sortByBucket([10, 2, 10, 2])).toEqual({ perm: [1, 3, 0, 2], inv: [2, 0, 3, 1] });
});

const buckets = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 40 });

test("sortByBucket(b) sorts, keeps order inside a bucket, and inv undoes perm", () => {
  fc.assert(
    fc.property(buckets, (b) => {
      const before = [...b];
      const { perm, inv } = sortByBucket(b);
      expect(b).toEqual(before);
      perm.forEach((i, place) => {
        expect(inv[i]).toBe(place);
        const next = perm[place + 1];
        if (next !== undefined) expect(b[i]! < b[next]! || (b[i] === b[next] && i < next)).toBe(true);
      });
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("chunks([0,2,3,4,5,6,1,7], 4) is [[0,2,3,4],[5,6,1,7]]", () => {
  expect(chunks([0, 2, 3, 4, 5, 6, 1, 7], sharedExample.m)).toEqual([
    [0, 2, 3, 4],
    [5, 6, 1, 7],
  ]);
});

test("chunks(perm, 3) of 7 positions leaves a short last chunk, and lookBack does not wrap", () => {
  const cut = chunks([6, 5, 4, 3, 2, 1, 0], 3);
  expect(cut).toEqual([[6, 5, 4], [3, 2, 1], [0]]);
  expect(lookBack(cut, 0)).toEqual([6, 5, 4]);
  expect(lookBack(cut, 2)).toEqual([3, 2, 1, 0]);
});

test("chunkLength(T, b) is 2T/b, rounded up: 128 for 65,536 tokens in 1,024 buckets", () => {
  expect(chunkLength(65_536, 1024)).toBe(128);
  expect(chunkLength(10, 6)).toBe(4);
});

/** The definition, pair by pair. */
function reference(b: number[], m: number, causal: boolean): number[][] {
  const { perm, inv } = sortByBucket(b);
  const chunk = (i: number) => Math.floor(inv[i]! / m);
  return b.map((_, i) => {
    const keys = perm.filter(
      (j) => j !== i && b[j] === b[i] && [0, 1].includes(chunk(i) - chunk(j)) && (!causal || j < i),
    );
    return keys.length > 0 ? keys : [i];
  });
}

test("lshTargets(perm, b, m, { causal }) equals the definition pair by pair, ragged chunks included", () => {
  fc.assert(
    fc.property(buckets, fc.integer({ min: 1, max: 9 }), fc.boolean(), (b, m, causal) => {
      expect(lshTargets(sortByBucket(b).perm, b, m, { causal })).toEqual(reference(b, m, causal));
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("lshTargets(perm, b, m, { causal: true }) never looks ahead and reads itself only when alone", () => {
  fc.assert(
    fc.property(buckets, fc.integer({ min: 1, max: 9 }), (b, m) => {
      lshTargets(sortByBucket(b).perm, b, m, { causal: true }).forEach((keys, i) => {
        expect(keys.every((j) => j < i) || (keys.length === 1 && keys[0] === i)).toBe(true);
      });
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("lshTargets(perm, b, 2) of one bucket sees its own chunk and the one before, no more", () => {
  expect(lshTargets([0, 1, 2, 3, 4], [0, 0, 0, 0, 0], 2)).toEqual([[1], [0], [0, 1, 3], [0, 1, 2], [2, 3]]);
});

test("chunkViews(T, m) are the bounds of chunks and of what lookBack gives them", () => {
  const perm = [4, 2, 0, 6, 1, 5, 3];
  const cut = chunks(perm, 3);
  const views = chunkViews(7, 3);
  expect(views.map(({ from, to }) => perm.slice(from, to))).toEqual(cut);
  expect(views.map(({ sees, to }) => perm.slice(sees, to))).toEqual(cut.map((_, c) => lookBack(cut, c)));
});
