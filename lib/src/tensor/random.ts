import { dimension, matrixSize } from "./check.js";
import { fromFunction, type Matrix } from "./matrix.js";

/** A source of uniform numbers in [0, 1). */
export type Rng = () => number;

/**
 * mulberry32, a small generator with a 32-bit state: the same seed gives the same numbers everywhere.
 * @param seed any whole number; its lowest 32 bits count
 */
export function rng(seed: number): Rng {
  // Without this, 0.1, 0.2 and a forgotten seed would all mean 0.
  if (!Number.isInteger(seed)) throw new RangeError(`rng: seed must be a whole number, not ${seed}`);
  let a = seed | 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One standard normal number: the cosine branch of Box and Muller (1958), two uniforms each. */
export function gaussian(random: Rng): number {
  // A u of 0, which comes once in 2³² draws, would give an infinite number.
  const u = random() || 2 ** -33;
  const v = random();
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** A matrix of independent standard normal numbers, filled row by row. */
export function randn([n, d]: readonly [number, number], random: Rng): Matrix {
  matrixSize("randn", n, d);
  return fromFunction([n, d], () => gaussian(random));
}

/** A whole number 0 ≤ k < n, each equally likely. */
export function randomInt(n: number, random: Rng): number {
  dimension("randomInt", "n", n);
  return Math.floor(random() * n);
}

/** A random order of 0 … n−1 (Fisher and Yates). */
export function permutation(n: number, random: Rng): number[] {
  dimension("permutation", "n", n, 0);
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInt(i + 1, random);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
