import { attention, matmul, maxAbsDiff, toRows, transpose } from "long-attention";
import {
  handExample,
  hashTable,
  lshAttention,
  lshRounds,
  lshTargets,
  sameBucketAttention,
  sameBucketMask,
  sharedExample,
  sortByBucket,
} from "long-attention/lsh";
import { expect, test } from "vitest";

const { R1, R2, Q, K, V, keyTable, queryTable } = handExample;
const close = (seen: number[], wanted: number[]) =>
  wanted.forEach((value, c) => {
    expect(Math.abs(seen[c]! - value)).toBeLessThanOrEqual(1e-12);
  });
const kept = (mask: typeof Q) => mask.data.reduce((a, b) => a + b, 0);

test("hashTable(K, [R1, R2]) is the slides' first table: (0,2), (3,2), (0,2), (0,2)", () => {
  expect(toRows(hashTable(K, [R1, R2]))).toEqual([
    [0, 2],
    [3, 2],
    [0, 2],
    [0, 2],
  ]);
  expect(toRows(keyTable)).toEqual(toRows(hashTable(K, [R1, R2])));
});

test("hashTable(Q, [R1, R2]) is the slides' second table: (0,2), (0,2), (0,2), (3,2)", () => {
  expect(toRows(hashTable(Q, [R1, R2]))).toEqual([
    [0, 2],
    [0, 2],
    [0, 2],
    [3, 2],
  ]);
  expect(toRows(queryTable)).toEqual(toRows(hashTable(Q, [R1, R2])));
});

test("handExample's rotations have orthonormal columns", () => {
  for (const R of [R1, R2])
    expect(toRows(matmul(transpose(R), R))).toEqual([
      [1, 0],
      [0, 1],
    ]);
});

test("sameBucketMask(queries, keys) keeps 10 of 16 pairs in round 1 and all 16 in round 2", () => {
  const mask = (R: typeof R1) => sameBucketMask(hashTable(Q, [R]), hashTable(K, [R]));
  expect(kept(mask(R1))).toBe(10);
  expect(kept(mask(R2))).toBe(16);
  expect(kept(sameBucketMask(queryTable, keyTable))).toBe(16);
});

test("attention(Q, K, V) of the slide example has o1 = [0.5632068691710775, 1.2796509861437428]", () => {
  close(toRows(attention(Q, K, V, { scale: 0.5 }))[0]!, [0.5632068691710775, 1.2796509861437428]);
});

test("sameBucketAttention(Q, K, V, [R1]) has o1 = [0.7031585103597051, 1.3491416415550261] and o4 = [0, 1]", () => {
  const O = toRows(sameBucketAttention(Q, K, V, [R1], { scale: 0.5 }));
  close(O[0]!, [0.7031585103597051, 1.3491416415550261]);
  expect(O[3]).toEqual([0, 1]);
});

test("sameBucketAttention(Q, K, V, [R1, R2]) is full attention: a bad rotation costs work, never recall", () => {
  expect(maxAbsDiff(sameBucketAttention(Q, K, V, [R1, R2]), attention(Q, K, V))).toBeLessThanOrEqual(1e-12);
});

const shared = { rotations: [sharedExample.R1], m: sharedExample.m, causal: true, scale: 0.5 };

test("lshRounds(QK, V, …) of the eight vectors has buckets [0,3,0,0,0,0,0,3] and order [0,2,3,4,5,6,1,7]", () => {
  const [round] = lshRounds(sharedExample.QK, sharedExample.V, shared);
  expect([...round!.buckets]).toEqual([0, 3, 0, 0, 0, 0, 0, 3]);
  expect(round!.perm).toEqual([0, 2, 3, 4, 5, 6, 1, 7]);
});

test("lshTargets(perm, b, 4, { causal: true }) of the eight vectors is as worked out by hand", () => {
  const b = [0, 3, 0, 0, 0, 0, 0, 3];
  const targets = [[0], [1], [0], [0, 2], [0, 2, 3], [0, 2, 3, 4], [0, 2, 3, 4, 5], [1]];
  expect(lshTargets(sortByBucket(b).perm, b, 4, { causal: true })).toEqual(targets);
});

test("lshAttention(QK, V, …) of the eight vectors has the published rows 3, 6 and 7", () => {
  const O = toRows(lshAttention(sharedExample.QK, sharedExample.V, shared));
  close(O[3]!, [2.070042411234269, 2.1400848224685376]);
  close(O[6]!, [3.796671602694369, 1.8306269096586005]);
  close(O[7]!, [2, 1]);
  expect(O.slice(0, 2)).toEqual(toRows(sharedExample.V).slice(0, 2));
});
