/**
 * The slides' example of LSH, four keys and four queries hashed in two rounds. The slides print some
 * vectors' projections and both tables but not the vectors; these reproduce all of it, and every entry is
 * a multiple of 1/8, so nothing rounds. The slides head both tables "Query"; the first holds the keys.
 */
import { fromFunction, matrix } from "../tensor/matrix.js";

/** Round 1. [4, 2] */
const R1 = matrix([
  [0.5, 0.5],
  [-0.5, 0.5],
  [0.5, -0.5],
  [-0.5, -0.5],
]);

/** Round 2. All eight vectors share one large component, so it separates nothing. [4, 2] */
const R2 = matrix([
  [-0.5, 0.5],
  [-0.5, -0.5],
  [-0.5, -0.5],
  [-0.5, 0.5],
]);

const keys = [
  [0.75, 0, 0.75, 0.5],
  [0.375, 0.125, 0.375, 1.125],
  [1, 0.5, 0.75, -0.25],
  [0.625, 0.625, 0.875, -0.125],
];

const queries = [
  [0.875, 0.375, 0.625, 0.125],
  [0.75, -0.25, 1, 0.5],
  [0.625, 0.375, 0.875, 0.125],
  [0.5, -0.25, 0.75, 1],
];

const values = [
  [1, 0],
  [0, 1],
  [2, 1],
  [-1, 3],
];

/** The slides' eight vectors, rotations and tables; d = 4, b = 4 buckets, scale ½. */
export const handExample = {
  R1,
  R2,
  K: matrix(keys),
  Q: matrix(queries),
  V: matrix(values),
  /** Buckets of k1 … k4 in both rounds, as printed. */
  keyTable: matrix([
    [0, 2],
    [3, 2],
    [0, 2],
    [0, 2],
  ]),
  /** Buckets of q1 … q4 in both rounds, as printed. */
  queryTable: matrix([
    [0, 2],
    [0, 2],
    [0, 2],
    [3, 2],
  ]),
};

/** The same eight vectors as one sequence with shared queries and keys: T = 8, one round, chunks of 4. */
export const sharedExample = {
  R1,
  m: 4,
  /** k1 … k4, q1 … q4 [8, 4] */
  QK: matrix([...keys, ...queries]),
  /** V[i] = (i + 1, i² mod 5) [8, 2] */
  V: fromFunction([8, 2], (i, c) => (c === 0 ? i + 1 : i ** 2 % 5)),
};
