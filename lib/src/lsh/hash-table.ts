import { dimension, isMatrix } from "../tensor/check.js";
import { columns, fromFunction, type Matrix, rowMajor } from "../tensor/matrix.js";
import { bucketOf, type Rotation } from "./factorised.js";

/**
 * The bucket of every row in every round, as in the slides' tables.
 * @param X [n, d]  @param Rs one rotation for each round
 * @returns [n, rounds]
 */
export function hashTable(X: Matrix, Rs: readonly Rotation[]): Matrix {
  isMatrix("hashTable", "X", X);
  dimension("hashTable", "the number of rounds (rotations in Rs)", Rs.length);
  const [n, d] = X.shape as [number, number];
  const x = rowMajor(X);
  return fromFunction([n, Rs.length], (i, round) => bucketOf(x.subarray(i * d, (i + 1) * d), Rs[round]!));
}

/** One round's buckets out of a hash table [n, rounds]. @returns n numbers */
export function bucketsOfRound(table: Matrix, round: number): Float64Array {
  isMatrix("bucketsOfRound", "table", table);
  dimension("bucketsOfRound", "round", round, 0);
  if (round >= table.shape[1]!)
    throw new RangeError(`bucketsOfRound: there is no round ${round} in a table of shape [${table.shape}]`);
  return rowMajor(columns(table, round, round + 1));
}
