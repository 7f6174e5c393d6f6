import { dimension, finite, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { attendTargets, type RoundOutput } from "./attend-targets.js";
import { combineRounds } from "./combine-rounds.js";
import type { Rotation } from "./factorised.js";
import { bucketsOfRound, hashTable } from "./hash-table.js";
import { multiplicity } from "./multiplicity.js";
import { sortByBucket } from "./sort-by-bucket.js";
import { lshTargets } from "./targets.js";
import { unitRows } from "./unit-rows.js";

/** The rounds and their chunks, the mask and the scale. */
export interface LshOptions {
  /** One for each round, such as `randomRotations(4, d, b, rng(1))`. */
  readonly rotations: readonly Rotation[];
  /** Chunk length, such as `chunkLength(T, b)`. */
  readonly m: number;
  /** Read earlier positions only. Default false. */
  readonly causal?: boolean;
  /** Factor on the scores. Default 1/√d. */
  readonly scale?: number;
  /** Count a pair once, however many rounds find it; see `multiplicity`. Default false: each round counts it. */
  readonly multiplicity?: boolean;
}

/** Everything one round does, for figures and for learners. */
export interface LshRound extends RoundOutput {
  readonly buckets: Float64Array;
  /** Positions sorted by bucket. */
  readonly perm: number[];
  /** Keys of each query. */
  readonly targets: number[][];
}

/**
 * LSH attention round by round: hash, sort, cut into chunks, attend inside buckets. Queries and keys are
 * shared, k_j = q_j / ‖q_j‖, so that a query and its own key fall into one bucket.
 * @param QK [T, d]  @param V [T, dv]
 * @throws RangeError when QK and V differ in rows, or there is no rotation
 */
export function lshRounds(QK: Matrix, V: Matrix, options: LshOptions): LshRound[] {
  isMatrix("lshAttention", "QK", QK);
  isMatrix("lshAttention", "V", V);
  if (QK.shape[0] !== V.shape[0])
    throw new RangeError(
      `lshAttention: QK is [${QK.shape}] but V is [${V.shape}]; they need the same number of rows`,
    );
  const { rotations, m, causal = false, scale = 1 / Math.sqrt(QK.shape[1]!) } = options;
  dimension("lshAttention", "the number of rounds in rotations", rotations.length);
  dimension("lshAttention", "m", m);
  finite("lshAttention", "scale", scale, { sign: "any" });

  const table = hashTable(QK, rotations);
  const sorted = rotations.map((_, round) => {
    const buckets = bucketsOfRound(table, round);
    const { perm } = sortByBucket(buckets);
    return { buckets, perm, targets: lshTargets(perm, buckets, m, { causal }) };
  });
  const N = options.multiplicity ? multiplicity(sorted.map(({ targets }) => targets)) : undefined;
  const K = unitRows(QK);
  return sorted.map((round) => ({ ...round, ...attendTargets(QK, K, V, round, scale, N) }));
}

/**
 * LSH attention: the rounds of `lshRounds`, weighed against each other by log-sum-exp.
 * @param QK [T, d], queries; keys are the same at unit length  @param V [T, dv]
 * @returns O [T, dv]; a row that found no other key in any round is its own row of V
 * @see Kitaev et al. 2020 (Reformer), §2
 */
export function lshAttention(QK: Matrix, V: Matrix, options: LshOptions): Matrix {
  const rounds = lshRounds(QK, V, options);
  const outs = rounds.map(({ O }) => O);
  const lse = rounds.map((round) => round.lse);
  const combined = combineRounds(outs, lse);
  const foundNothing = (i: number) => lse.every((row) => row[i] === -Infinity);
  return fromFunction([V.shape[0]!, V.shape[1]!], (i, c) => (foundNothing(i) ? V : combined).get(i, c));
}
