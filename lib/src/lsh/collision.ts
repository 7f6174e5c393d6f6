import { dimension, fraction } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import { argmax, project, randomDirections } from "./project.js";

function angle(where: string, theta: number): void {
  if (!(theta >= 0 && theta <= Math.PI))
    throw new RangeError(`${where}: theta must be an angle from 0 to π in radians, not ${theta}`);
}

function evenBuckets(where: string, b: number): void {
  dimension(where, "b", b, 2);
  if (b % 2 !== 0) throw new RangeError(`${where}: b must be even, not ${b}`);
}

/**
 * The probability that two vectors at angle θ fall into one bucket, where a formula is known.
 * b = 2 is one random hyperplane: 1 − θ/π. b = 4 is, turned by 45°, two independent ones: (1 − θ/π)².
 * For any b it is 1 at 0°, 1/b at 90° and 0 at 180°.
 * @param theta in radians  @param b buckets, even
 * @throws RangeError when there is no formula; `collision` estimates it
 */
export function collisionProbability(theta: number, b: number): number {
  angle("collisionProbability", theta);
  evenBuckets("collisionProbability", b);
  if (b <= 4) return (1 - theta / Math.PI) ** (b / 2);
  if (theta === 0) return 1;
  if (theta === Math.PI) return 0;
  if (theta === Math.PI / 2) return 1 / b;
  throw new RangeError(
    `collisionProbability: no formula is known for b=${b} at ${theta} rad; use collision(theta, b, rng, n) to estimate it`,
  );
}

/**
 * The same probability by experiment: the share of n random rotations under which two vectors at angle θ
 * share a bucket. Only their plane matters, so two dimensions are enough.
 * @param n trials, each with a rotation of its own; the standard error is √(P(1 − P)/n)
 */
export function collision(theta: number, b: number, random: Rng, n: number): number {
  angle("collision", theta);
  dimension("collision", "n", n);
  evenBuckets("collision", b);
  const [x, y] = [
    [1, 0],
    [Math.cos(theta), Math.sin(theta)],
  ] as const;
  let hits = 0;
  for (let trial = 0; trial < n; trial++) {
    const r = randomDirections(2, b / 2, random);
    if (argmax(project(x, r, b / 2)) === argmax(project(y, r, b / 2))) hits++;
  }
  return hits / n;
}

/** Probability that at least one of `rounds` independent rounds finds a pair that one finds with P: 1 − (1 − P)ⁿ. */
export function anyRound(P: number, rounds: number): number {
  fraction("anyRound", "P", P);
  dimension("anyRound", "rounds", rounds);
  return 1 - (1 - P) ** rounds;
}
