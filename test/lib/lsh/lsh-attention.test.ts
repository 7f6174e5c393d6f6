import fc from "fast-check";
import {
  attention,
  attentionScores,
  attentionWeights,
  fromFunction,
  logSumExp,
  type Matrix,
  matmul,
  maxAbsDiff,
  randn,
  rng,
  softmaxRows,
  toRows,
} from "long-attention";
import {
  combineRounds,
  factorBuckets,
  type LshRound,
  lshAttention,
  lshRounds,
  multiplicity,
  randomRotations,
  sameBucketAttention,
  sameBucketMask,
  unitRows,
  weightRecall,
} from "long-attention/lsh";
import { expect, test } from "vitest";

/** Which rounds found pair (i, j), as a matrix of counts. */
function counts(rounds: LshRound[], T: number): Matrix {
  const found = rounds.map(({ targets }) => targets.map((keys) => new Set(keys)));
  // A row that sees others in any round forgets the rounds in which it saw only itself.
  const others = (i: number) => found.some((round) => !round[i]!.has(i));
  return fromFunction([T, T], (i, j) =>
    j === i && others(i) ? 0 : found.filter((round) => round[i]!.has(j)).length,
  );
}

/** softmax of scores + log count, over all pairs at once. */
function dense(QK: Matrix, V: Matrix, N: Matrix, countTwice: boolean): Matrix {
  const S = attentionScores(QK, unitRows(QK));
  const [T] = S.shape as [number, number];
  const bonus = (n: number) => (n === 0 ? -Infinity : countTwice ? Math.log(n) : 0);
  return matmul(softmaxRows(fromFunction([T, T], (i, j) => S.get(i, j) + bonus(N.get(i, j)))), V);
}

const cases = fc.record({
  T: fc.integer({ min: 1, max: 30 }),
  rounds: fc.integer({ min: 1, max: 4 }),
  b: fc.constantFrom<number | number[]>(2, 4, 6, [2, 2], [4, 2]),
  m: fc.integer({ min: 1, max: 12 }),
  causal: fc.boolean(),
  seed: fc.integer({ min: 1, max: 1e6 }),
});

for (const countOnce of [false, true])
  test(`lshAttention(QK, V, { multiplicity: ${countOnce} }) equals dense attention over the union of the rounds, a pair weighing ${countOnce ? "once" : "as often as it is found"}`, () => {
    fc.assert(
      fc.property(cases, ({ T, rounds, b, m, causal, seed }) => {
        const random = rng(seed);
        const [QK, V] = [randn([T, 5], random), randn([T, 3], random)];
        const options = {
          rotations: randomRotations(rounds, 5, b, random),
          m,
          causal,
          multiplicity: countOnce,
        };
        const N = counts(lshRounds(QK, V, options), T);
        expect(maxAbsDiff(lshAttention(QK, V, options), dense(QK, V, N, !countOnce))).toBeLessThan(1e-10);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

test("lshAttention(QK, V, …) of vectors that point one way is full attention without self", () => {
  const T = 9;
  const QK = fromFunction([T, 4], (i, k) => (i + 1) * (k - 1.3));
  const V = randn([T, 2], rng(1));
  const options = { rotations: randomRotations(2, 4, 8, rng(2)), m: T };
  const mask = fromFunction([T, T], (i, j) => (i === j ? 0 : 1));
  const full = attention(QK, unitRows(QK), V, { mask });
  expect(maxAbsDiff(lshAttention(QK, V, options), full)).toBeLessThan(1e-10);
});

test("lshAttention(QK, V, { causal: true }) leaves earlier rows as they are when later ones change", () => {
  const [T, cut] = [20, 11];
  const [QK, V, noise] = [randn([T, 4], rng(1)), randn([T, 3], rng(2)), randn([T, 4], rng(3))];
  const changed = fromFunction([T, 4], (i, k) => (i < cut ? QK : noise).get(i, k));
  // Chunks of T make each bucket whole, so that sorting later rows elsewhere cannot move a border.
  const options = { rotations: randomRotations(2, 4, 4, rng(4)), m: T, causal: true };
  const [before, after] = [QK, changed].map((X) => toRows(lshAttention(X, V, options)).slice(0, cut));
  expect(after).toEqual(before);
});

test("lshAttention([T = 1]) returns its one row of V", () => {
  const [QK, V] = [randn([1, 3], rng(1)), randn([1, 2], rng(2))];
  expect(toRows(lshAttention(QK, V, { rotations: randomRotations(3, 3, 2, rng(3)), m: 4 }))).toEqual(
    toRows(V),
  );
});

test("lshAttention(QK, V, …) with factorised buckets stays inside the range of V", () => {
  const [QK, V] = [randn([64, 8], rng(1)), randn([64, 1], rng(2))];
  const rotations = randomRotations(2, 8, factorBuckets(16), rng(3));
  const O = lshAttention(QK, V, { rotations, m: 8, causal: true });
  expect(Math.max(...O.data)).toBeLessThanOrEqual(Math.max(...V.data) + 1e-12);
  expect(Math.min(...O.data)).toBeGreaterThanOrEqual(Math.min(...V.data) - 1e-12);
});

test("combineRounds(outs, lse) of rounds that read disjoint keys reproduces full attention", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 1e6 }),
      (N, M, parts, seed) => {
        const random = rng(seed);
        const [Q, K, V] = [randn([N, 4], random), randn([M, 4], random), randn([M, 3], random)];
        const rounds = Array.from({ length: parts }, (_, r) => {
          const mask = fromFunction([N, M], (i, j) => ((i + j) % parts === r ? 1 : 0));
          const S = toRows(attentionScores(Q, K, { mask, scale: 40 }));
          return { O: attention(Q, K, V, { mask, scale: 40 }), lse: S.map(logSumExp) };
        });
        const O = combineRounds(
          rounds.map((round) => round.O),
          rounds.map((round) => round.lse),
        );
        expect(maxAbsDiff(O, attention(Q, K, V, { scale: 40 }))).toBeLessThan(1e-10);
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

test("combineRounds(outs, lse) does not overflow and gives a row that saw nothing zeros", () => {
  const outs = [fromFunction([2, 1], () => 4), fromFunction([2, 1], () => 8)];
  const O = combineRounds(outs, [
    [5000, -Infinity],
    [5000, -Infinity],
  ]);
  expect(toRows(O)).toEqual([[6], [0]]);
});

test("multiplicity(targets) counts in how many rounds a query reads a key", () => {
  const N = multiplicity([
    [[1, 2], [0]],
    [[2], [0]],
    [[1, 2], [1]],
  ]);
  expect(N.map((row) => [...row])).toEqual([
    [
      [1, 2],
      [2, 3],
    ],
    [
      [0, 2],
      [1, 1],
    ],
  ]);
});

test("weightRecall(P, targets) is 1 for all keys, grows with rounds, and never counts a key twice", () => {
  const T = 32;
  const [QK, V] = [randn([T, 6], rng(1)), randn([T, 2], rng(2))];
  const P = attentionWeights(QK, unitRows(QK), { scale: 3 });
  const everything = Array.from({ length: T }, () => Array.from({ length: T }, (_, j) => j));
  expect(weightRecall(P, [everything, everything])).toBeCloseTo(1, 12);
  const options = { rotations: randomRotations(6, 6, 8, rng(3)), m: 8 };
  const targets = lshRounds(QK, V, options).map((round) => round.targets);
  const recall = targets.map((_, r) => weightRecall(P, targets.slice(0, r + 1)));
  recall.reduce((before, now) => {
    expect(now).toBeGreaterThanOrEqual(before);
    return now;
  }, 0);
  expect(recall[5]! - recall[0]!).toBeGreaterThan(0.05);
});

test("sameBucketAttention(Q, K, V, Rs) equals attention with the union mask for N ≠ M", () => {
  const [Q, K, V] = [randn([5, 4], rng(1)), randn([9, 4], rng(2)), randn([9, 3], rng(3))];
  const Rs = randomRotations(2, 4, 4, rng(4));
  const shares = (r: number) =>
    sameBucketAttention(
      Q,
      K,
      fromFunction([9, 9], (i, j) => +(i === j)),
      [Rs[r]!],
    );
  const [first, second] = [shares(0), shares(1)];
  const mask = fromFunction([5, 9], (i, j) => (first.get(i, j) > 0 || second.get(i, j) > 0 ? 1 : 0));
  expect(maxAbsDiff(sameBucketAttention(Q, K, V, Rs), attention(Q, K, V, { mask }))).toBeLessThan(1e-12);
});

test("sameBucketMask(queries, keys) does not mix buckets of different rounds", () => {
  const [queries, keys] = [fromFunction([1, 2], (_, r) => r), fromFunction([1, 2], (_, r) => 1 - r)];
  expect(toRows(sameBucketMask(queries, keys))).toEqual([[0]]);
});

test("unitRows(A) has rows of length 1 and leaves a zero row alone", () => {
  const A = fromFunction([3, 2], (i, k) => (i === 1 ? 0 : 3 + k));
  expect(toRows(unitRows(A)).map((row) => Math.hypot(...row))).toEqual([1, 0, 1]);
});
