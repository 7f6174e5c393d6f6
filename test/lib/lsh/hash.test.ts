import fc from "fast-check";
import { gaussian, matmul, matrix, randn, rng, rows, toRows } from "long-attention";
import {
  bucketOf,
  factorBuckets,
  handExample,
  hashFlops,
  hashTable,
  lshHash,
  randomRotation,
  randomRotations,
  rotate,
} from "long-attention/lsh";
import { expect, test } from "vitest";

const { R1, Q, K } = handExample;
const row = (A: typeof Q, i: number) => toRows(A)[i]!;

test("rotate(q1, R1) is (0.5, 0.25, −0.5, −0.25), and lshHash(q1, R1) is 0", () => {
  expect([...rotate(row(Q, 0), R1)]).toEqual([0.5, 0.25, -0.5, -0.25]);
  expect(lshHash(row(Q, 0), R1)).toBe(0);
});

test("rotate(k2, R1) is (−0.25, −0.5, 0.25, 0.5), and lshHash(k2, R1) is 3", () => {
  expect([...rotate(row(K, 1), R1)]).toEqual([-0.25, -0.5, 0.25, 0.5]);
  expect(lshHash(row(K, 1), R1)).toBe(3);
});

test("lshHash(x, R) takes the lowest index on a tie, and 0 for the zero vector", () => {
  const R = matrix([[1, 1, -1]]);
  expect(lshHash([2], R)).toBe(0);
  expect(lshHash([-2], R)).toBe(2);
  expect(lshHash([0], R)).toBe(0);
  expect(Object.is(rotate([0], R)[3], 0)).toBe(true);
});

const half = fc.integer({ min: 1, max: 8 });
const seed = fc.integer({ min: 1, max: 1e6 });
const draw = (d: number, random: () => number) => Array.from({ length: d }, () => gaussian(random));

test("lshHash(x, R) equals the argmax of [xR; −xR] by matmul, for d = 7 and ragged b", () => {
  fc.assert(
    fc.property(half, seed, (h, s) => {
      const random = rng(s);
      const [x, R] = [randn([1, 7], random), randomRotation(7, 2 * h, random)];
      const y = [...toRows(matmul(x, R))[0]!];
      const all = [...y, ...y.map((value) => -value)];
      expect(lshHash(toRows(x)[0]!, R)).toBe(all.indexOf(Math.max(...all)));
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("lshHash(c·x, R) equals lshHash(x, R) for every c > 0", () => {
  fc.assert(
    fc.property(half, seed, fc.integer({ min: -20, max: 20 }), (h, s, power) => {
      const random = rng(s);
      const [x, R] = [draw(5, random), randomRotation(5, 2 * h, random)];
      expect(
        lshHash(
          x.map((value) => value * 2 ** power),
          R,
        ),
      ).toBe(lshHash(x, R));
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("lshHash(−x, R) is (lshHash(x, R) + b/2) mod b", () => {
  fc.assert(
    fc.property(half, seed, (h, s) => {
      const random = rng(s);
      const [x, R] = [draw(5, random), randomRotation(5, 2 * h, random)];
      const opposite = lshHash(
        x.map((value) => -value),
        R,
      );
      expect(opposite).toBe((lshHash(x, R) + h) % (2 * h));
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("hashTable(X, Rs) is [n, rounds], each column by its own rotation", () => {
  const Rs = randomRotations(3, 5, 8, rng(2));
  const X = randn([7, 5], rng(1));
  const table = hashTable(X, Rs);
  expect(table.shape).toEqual([7, 3]);
  for (let i = 0; i < 7; i++)
    for (let r = 0; r < 3; r++) expect(table.get(i, r)).toBe(bucketOf(row(X, i), Rs[r]!));
  expect(
    new Set(
      [0, 1, 2].map((r) =>
        toRows(table)
          .map((line) => line[r])
          .join(),
      ),
    ).size,
  ).toBe(3);
});

test("hashTable(rows(X, 2, 5), Rs) of a view equals those rows of hashTable(X, Rs)", () => {
  const [X, Rs] = [randn([7, 5], rng(1)), randomRotations(2, 5, 4, rng(2))];
  expect(toRows(hashTable(rows(X, 2, 5), Rs))).toEqual(toRows(hashTable(X, Rs)).slice(2, 5));
});

test("randomRotation(d, b, rng) repeats with its seed and differs with another", () => {
  const numbers = (s: number) => [...randomRotation(4, 6, rng(s)).data];
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

test("factorBuckets(b) gives even factors of at most 8 whose product is b", () => {
  expect(factorBuckets(512)).toEqual([8, 8, 8]);
  expect(factorBuckets(128)).toEqual([8, 8, 2]);
  expect(factorBuckets(48)).toEqual([8, 6]);
  expect(factorBuckets(6)).toEqual([6]);
  expect(factorBuckets(34)).toEqual([34]);
  expect(factorBuckets(256, 16)).toEqual([16, 16]);
});

test("factorBuckets(b) multiplies back to b for every even b", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4096 }), (h) => {
      const factors = factorBuckets(2 * h);
      expect(factors.reduce((a, b) => a * b)).toBe(2 * h);
      expect(factors.every((factor) => factor % 2 === 0)).toBe(true);
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("bucketOf(x, [R, S]) reads the two hashes as digits, the first most significant", () => {
  const random = rng(5);
  const [R, S] = [randomRotation(6, 8, random), randomRotation(6, 4, random)];
  for (let k = 0; k < 20; k++) {
    const x = draw(6, random);
    expect(bucketOf(x, [R, S])).toBe(4 * lshHash(x, R) + lshHash(x, S));
  }
});

test("bucketOf(x, [R, S]) reaches all 8 · 4 buckets and nothing else", () => {
  const [X, Rs] = [randn([3000, 6], rng(3)), randomRotations(1, 6, [8, 4], rng(4))];
  const seen = [...new Set(hashTable(X, Rs).data)].sort((a, b) => a - b);
  expect(seen).toEqual(Array.from({ length: 32 }, (_, b) => b));
});

test("hashFlops(T, d, factors) of 512 buckets falls from 512 to 24 for each number hashed", () => {
  expect(hashFlops(1000, 64, [512])).toBe(1000 * 64 * 512);
  expect(hashFlops(1000, 64, factorBuckets(512), 2)).toBe(2 * 1000 * 64 * 24);
});
