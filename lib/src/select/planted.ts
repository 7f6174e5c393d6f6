/** A task with a known answer: a query points at four of many keys, and a method that reads few must find them. */
import { randomRotation } from "../lsh/hash.js";
import { dimension, isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor } from "../tensor/matrix.js";
import { gaussian, permutation, type Rng, randn, randomInt } from "../tensor/random.js";
import { score } from "../tensor/score.js";
import { softmax } from "../tensor/softmax.js";

/** Four words anywhere, or four in a row. */
export type Planting = "scattered" | "clustered";

/** One query of the task. */
export interface PlantedQuery {
  /** The tokens that it is about, in the order they were drawn. */
  readonly positions: readonly number[];
  readonly q: Float64Array;
  /** A random order of the tokens, for patterns that draw keys. */
  readonly order: readonly number[];
}

/** Keys that all methods search, and what they search with. */
export interface PlantedTask {
  /** [T, d] */
  readonly K: Matrix;
  /** [d, 32] what an indexer's small vectors are made with: it uses the first d_I columns. Random, not trained. */
  readonly projection: Matrix;
  /** [d, 8] a rotation into 16 buckets. */
  readonly R: Matrix;
  readonly queries: readonly PlantedQuery[];
}

/** Four different whole numbers below `end`, in the order they were drawn. */
export function fourPositions(end: number, random: Rng): number[] {
  dimension("fourPositions", "end", end, 4);
  const found = new Set<number>();
  while (found.size < 4) found.add(randomInt(end, random));
  return [...found];
}

/** A query about these keys: 2.5 · (their sum / 2) and noise of half a unit. @param K [T, d]  @returns q, d numbers */
export function queryAbout(positions: readonly number[], K: Matrix, random: Rng): Float64Array {
  isMatrix("queryAbout", "K", K);
  return Float64Array.from({ length: K.shape[1]! }, (_, c) => {
    let sum = 0;
    for (const j of positions) sum += K.get(j, c) / 2;
    return 2.5 * sum + 0.5 * gaussian(random);
  });
}

/**
 * The course's task: T = 1,024 keys of d = 64 numbers, and queries at the last token. Everything comes from one generator.
 * @param count queries, at most 64 in the course
 */
export function plantedTask(kind: Planting, count: number, random: Rng): PlantedTask {
  dimension("plantedTask", "count", count);
  const [T, d] = [1024, 64];
  const K = randn([T, d], random);
  const projection = randn([d, 32], random);
  const R = randomRotation(d, 16, random);
  const inARow = () => {
    const first = 16 * randomInt((T - 128) / 16, random) + randomInt(13, random);
    return [0, 1, 2, 3].map((k) => first + k);
  };
  const queries = Array.from({ length: count }, () => {
    const positions = kind === "scattered" ? fourPositions(T - 128, random) : inARow();
    const q = queryAbout(positions, K, random);
    return { positions, q, order: permutation(T, random) };
  });
  return { K, projection, R, queries };
}

/** Full attention's weights of one query on all keys, scale 1/√d. @param K [T, d] */
export function fullWeights(q: ArrayLike<number>, K: Matrix): Float64Array {
  isMatrix("fullWeights", "K", K);
  return softmax(dots(q, K).map((s) => s / Math.sqrt(q.length)));
}

/** q · k_j for every row of K [T, d]. */
export function dots(q: ArrayLike<number>, K: Matrix): Float64Array {
  const [T, d] = K.shape as [number, number];
  const k = rowMajor(K);
  return Float64Array.from({ length: T }, (_, j) => score(1, q, k.subarray(j * d, (j + 1) * d)));
}

/** The share of attention's weight on the keys that were read: 1 when nothing is lost. */
export const massOn = (keys: readonly number[], weights: ArrayLike<number>): number =>
  keys.reduce((sum, j) => sum + weights[j]!, 0);
