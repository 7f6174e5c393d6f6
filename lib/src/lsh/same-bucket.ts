import { attention } from "../attention/attention.js";
import { attentionShapes, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import type { Rotation } from "./factorised.js";
import { hashTable } from "./hash-table.js";

/**
 * Who may read whom when queries and keys are hashed apart, as in the slides' tables: query i reads key j
 * when they share a bucket in at least one round.
 * @param queryTable [N, rounds]  @param keyTable [M, rounds], from `hashTable`
 * @returns mask [N, M] of 0 and 1
 */
export function sameBucketMask(queryTable: Matrix, keyTable: Matrix): Matrix {
  isMatrix("sameBucketMask", "queryTable", queryTable);
  isMatrix("sameBucketMask", "keyTable", keyTable);
  const [N, rounds] = queryTable.shape as [number, number];
  if (keyTable.shape[1] !== rounds)
    throw new RangeError(
      `sameBucketMask: queryTable is [${queryTable.shape}] but keyTable is [${keyTable.shape}]; both need the same rounds`,
    );
  return fromFunction([N, keyTable.shape[0]!], (i, j) => {
    for (let r = 0; r < rounds; r++) if (queryTable.get(i, r) === keyTable.get(j, r)) return 1;
    return 0;
  });
}

/**
 * Attention over the pairs that share a bucket in at least one round. The mask is N × M, so this shows
 * what LSH keeps, not how it saves time: that is `lshAttention`.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]  @param Rs one rotation for each round
 * @returns O [N, dv]; a query that meets no key is all zeros
 */
export function sameBucketAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  Rs: readonly Rotation[],
  options: { readonly scale?: number } = {},
): Matrix {
  attentionShapes("sameBucketAttention", Q, K, V);
  return attention(Q, K, V, { ...options, mask: sameBucketMask(hashTable(Q, Rs), hashTable(K, Rs)) });
}
