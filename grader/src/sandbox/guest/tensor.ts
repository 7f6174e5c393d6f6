/**
 * `long-attention/tensor` as a solution may import it: everything but the softmax, which is an answer.
 */
export * from "long-attention/tensor/compare.js";
export * from "long-attention/tensor/elementwise.js";
export * from "long-attention/tensor/fixtures.js";
export * from "long-attention/tensor/matmul.js";
export * from "long-attention/tensor/matrix.js";
export * from "long-attention/tensor/random.js";
export * from "long-attention/tensor/side-by-side.js";
