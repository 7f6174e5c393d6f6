import { fromFunction } from "long-attention";
import {
  anyRound,
  collision,
  collisionProbability,
  lshHash,
  lshTargets,
  sortByBucket,
} from "long-attention/lsh";
import { rng } from "long-attention/tensor";
import { expect, test } from "vitest";
import { between, curve, derive, directions, init, meeting, T } from "../../figures/src/lsh/state.ts";

test("init({}) shows 12 vectors, 8 buckets in chunks of 3, 4 rounds", () => {
  expect(init({})).toMatchObject({ b: 8, m: 3, rounds: 4, x: 3, y: 7, shown: 0, note: "" });
  expect(init({ b: 4 })).toMatchObject({ b: 4, m: 6 });
});

test("init brings props into range and says so", () => {
  const state = init({ b: 5, rounds: 99, x: -1, m: "x", shown: 9 });
  expect(state).toMatchObject({ b: 4, rounds: 6, x: 0, m: 6, shown: 5 });
  expect(state.note).toContain("rounds: 99 is out of range, showing 6.");
  expect(state.note).toContain("m: x is out of range, showing 6.");
});

test("derive(state) hashes as lshHash and reads as lshTargets do", () => {
  const state = { ...init({ b: 8, rounds: 3 }), turns: [0, 75, 200, 0, 0, 0] };
  derive(state).all.forEach(({ buckets, perm, targets }, round) => {
    const along = directions(state, round);
    const R = fromFunction([2, 4], (i, c) => along[c]![i]!);
    const angles = state.angles.map((a) => (a * Math.PI) / 180);
    expect(buckets).toEqual(angles.map((a) => lshHash([Math.cos(a), Math.sin(a)], R)));
    expect(perm).toEqual(sortByBucket(buckets).perm);
    const expected = lshTargets(perm, buckets, state.m).map((keys, i) => keys.filter((j) => j !== i));
    expect(targets).toEqual(expected);
  });
});

test("derive(state) finds no fewer near keys with every round, and never more than there are", () => {
  for (let seed = 1; seed < 30; seed++) {
    const { nearFound, nearPairs, read, pairs } = derive(init({ seed, rounds: 6 }));
    expect([...nearFound].sort((a, b) => a - b)).toEqual(nearFound);
    expect(nearFound.at(-1)!).toBeLessThanOrEqual(nearPairs);
    expect(read).toBeLessThanOrEqual(pairs);
    expect(pairs).toBe(T * (T - 1));
  }
});

test("derive: turning every vector and the rotation by one angle changes no bucket", () => {
  const state = init({ rounds: 1 });
  const turned = { ...state, angles: state.angles.map((a) => a + 77), turns: state.turns.map(() => 77) };
  expect(derive(turned).now.buckets).toEqual(derive(state).now.buckets);
});

test("meeting and curve are the library's formula for b ≤ 4 and its experiment beyond", () => {
  expect(meeting(1, 4)).toBe(collisionProbability(1, 4));
  expect(meeting(1, 8)).toBe(collision(1, 8, rng(7), 1000));
  expect(curve(2).line).toHaveLength(37);
  expect(curve(8).line).toBe(curve(8).dots);
  expect(anyRound(meeting(Math.PI / 2, 2), 2)).toBe(0.75);
});

test("between(state, i, j) is the short way round", () => {
  const state = { ...init({}), angles: [350, 20, ...init({}).angles.slice(2)] };
  expect(between(state, 0, 1)).toBe(30);
  expect(between(state, 1, 0)).toBe(30);
});
