import { isMatrix } from "../tensor/check.js";
import { matmul } from "../tensor/matmul.js";
import { type Matrix, matrix, rowMajor, transpose } from "../tensor/matrix.js";
import { softmax } from "../tensor/softmax.js";
import { topK } from "./top-k.js";

/** One document that retrieval found. */
export interface Retrieved {
  /** Row of the index. */
  readonly document: number;
  /** Inner product of the query and the document's embedding. */
  readonly score: number;
  /** p(z | x): softmax of the scores over the k documents found, as RAG uses it. */
  readonly probability: number;
}

/**
 * Dense retrieval: the k documents whose embeddings have the largest inner product with the query's.
 * Exact search over the whole index, where large systems search approximately.
 * @param query [d]  @param index [documents, d], one embedding a row
 * @returns k documents, best first; ties go to the first document
 * @see Lewis et al. 2020 (RAG), §2.2
 */
export function retrieve(query: ArrayLike<number>, index: Matrix, k: number): Retrieved[] {
  isMatrix("retrieve", "index", index);
  if (query.length !== index.shape[1])
    throw new RangeError(
      `retrieve: query has ${query.length} numbers but the index is [${index.shape}]; they need the same d`,
    );
  const scores = rowMajor(matmul(matrix([Float64Array.from(query)]), transpose(index)));
  const found = topK(scores, k);
  const p = softmax(found.map((document) => scores[document]!));
  return found.map((document, rank) => ({ document, score: scores[document]!, probability: p[rank]! }));
}
