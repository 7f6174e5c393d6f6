import { rng } from "long-attention";
import {
  anyRound,
  bucketOf,
  collision,
  collisionProbability,
  lshCost,
  randomRotations,
} from "long-attention/lsh";
import { expect, test } from "vitest";

const degrees = (a: number) => (a * Math.PI) / 180;
const n = 10_000;

/** Whether the experiment, over three seeds, stays within four standard errors of P. */
function measured(angle: number, b: number, P: number, rounding = 0): void {
  for (const seed of [1, 2, 3]) {
    const error = Math.abs(collision(degrees(angle), b, rng(seed), n) - P);
    expect(error).toBeLessThanOrEqual(4 * Math.sqrt((P * (1 - P)) / n) + rounding);
  }
}

test("collisionProbability(θ, 2) is 1 − θ/π, and collision(θ, 2, rng, n) agrees", () => {
  for (const angle of [10, 30, 60, 120, 170]) {
    expect(collisionProbability(degrees(angle), 2)).toBeCloseTo(1 - angle / 180, 12);
    measured(angle, 2, 1 - angle / 180);
  }
});

test("collisionProbability(θ, 4) is (1 − θ/π)², and collision(θ, 4, rng, n) agrees", () => {
  for (const angle of [10, 30, 60, 120, 170]) {
    expect(collisionProbability(degrees(angle), 4)).toBeCloseTo((1 - angle / 180) ** 2, 12);
    measured(angle, 4, (1 - angle / 180) ** 2);
  }
});

test("collision(30°, b, rng, n) is .612 for b = 8 and .545 for b = 16", () => {
  measured(30, 8, 0.612, 5e-4);
  measured(30, 16, 0.545, 5e-4);
});

test("collision(60°, b, rng, n) is .317 for b = 8 and .233 for b = 16", () => {
  measured(60, 8, 0.317, 5e-4);
  measured(60, 16, 0.233, 5e-4);
});

test("collisionProbability(90°, b) is 1/b for every b, and collision(90°, b, rng, n) agrees", () => {
  for (const b of [2, 4, 6, 8, 16]) {
    expect(collisionProbability(Math.PI / 2, b)).toBeCloseTo(1 / b, 12);
    measured(90, b, 1 / b);
  }
});

test("collisionProbability(θ, b) is 1 at 0° and 0 at 180°, and collision(θ, b, rng, n) hits both exactly", () => {
  for (const b of [2, 4, 8]) {
    expect([collisionProbability(0, b), collisionProbability(Math.PI, b)]).toEqual([1, 0]);
    expect([collision(0, b, rng(1), 500), collision(Math.PI, b, rng(1), 500)]).toEqual([1, 0]);
  }
});

test("collision(θ, b, rng, n) falls as the angle grows and as buckets get finer", () => {
  const at = (angle: number, b: number) => collision(degrees(angle), b, rng(1), 5000);
  for (const b of [4, 8, 16]) expect(at(20, b)).toBeGreaterThan(at(70, b));
  for (const angle of [30, 60]) expect(at(angle, 4)).toBeGreaterThan(at(angle, 16));
});

test("bucketOf(x, [R, S]) of factors 4 and 2 collides with probability (1 − θ/π)² · (1 − θ/π)", () => {
  const [theta, random] = [degrees(40), rng(1)];
  const y = [Math.cos(theta), Math.sin(theta)];
  let hits = 0;
  for (const rotation of randomRotations(n, 2, [4, 2], random))
    if (bucketOf([1, 0], rotation) === bucketOf(y, rotation)) hits++;
  const P = (1 - 40 / 180) ** 3;
  expect(Math.abs(hits / n - P)).toBeLessThanOrEqual(4 * Math.sqrt((P * (1 - P)) / n));
});

test("anyRound(0.3, n) is .51, .7599, .94235 for 2, 4, 8 rounds", () => {
  expect(anyRound(0.3, 1)).toBeCloseTo(0.3, 12);
  expect(anyRound(0.3, 2)).toBeCloseTo(0.51, 12);
  expect(anyRound(0.3, 4)).toBeCloseTo(0.7599, 12);
  expect(anyRound(0.3, 8)).toBeCloseTo(0.94235, 5);
});

test("lshCost(65536, 1024) has chunks of 128 and 0.39 % of T²", () => {
  const { m, pairs, fraction } = lshCost(65_536, 1024);
  expect(m).toBe(128);
  expect(pairs).toBe(65_536 * 256);
  expect(fraction).toBeCloseTo(0.0039, 4);
});

test("lshCost(T, b, rounds) grows in proportion to the rounds, and to T when T/b stays", () => {
  expect(lshCost(4096, 64, 8).pairs).toBe(8 * lshCost(4096, 64).pairs);
  expect(lshCost(8192, 128).pairs).toBe(2 * lshCost(4096, 64).pairs);
});
