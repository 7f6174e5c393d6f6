/** The ladder's rungs and special cases as things to time. */
import {
  availableBackends,
  type Backend,
  FastCache,
  type FastOptions,
  type FloatMatrix,
  fastAttention,
} from "long-attention/fast";
import { chunkLength, factorBuckets, lshAttention, randomRotations } from "long-attention/lsh";
import { inBlocks, randomPattern, windowPattern } from "long-attention/sparse";
import { gaussian, randn, rng } from "long-attention/tensor";
import ndarray from "ndarray";
import type { Inputs } from "./peers.ts";

/** Normal numbers in 32 bits. */
export function randomInputs(N: number, d: number): Inputs {
  const random = rng(N);
  // Filled in place: what is thrown away here would count as memory that attention takes.
  const normal = () => {
    const A = new Float32Array(N * d);
    for (let t = 0; t < A.length; t++) A[t] = gaussian(random);
    return A;
  };
  return { N, d, q: normal(), k: normal(), v: normal() };
}

/** The best rung that this engine has. */
export const best = availableBackends().at(-1)!;

/** The same numbers as Q, K and V. */
export const matrices = ({ N, d, q, k, v }: Inputs) =>
  [q, k, v].map((x) => ndarray(x, [N, d])) as [FloatMatrix, FloatMatrix, FloatMatrix];

/** Full attention, or a pattern's, by one rung. */
export function ours(inputs: Inputs, options: FastOptions) {
  const [Q, K, V] = matrices(inputs);
  return () => fastAttention(Q, K, V, options).O.data;
}

/** 4 of 64 blocks in every row of blocks: 6.25 % of the tiles. */
export const sixteenth = inBlocks(randomPattern(64, 4, rng(1)), 64);

export const windowed = (N: number, backend: Backend) =>
  ours(randomInputs(N, 64), { backend, pattern: windowPattern(N, 257) });

/** LSH attention over T tokens in two rounds: chunks of 64, so the buckets grow with T, made of factors. */
export function hashed(T: number) {
  const random = rng(2);
  const [QK, V] = [randn([T, 64], random), randn([T, 64], random)];
  const b = T / 32;
  const rotations = randomRotations(2, 64, factorBuckets(b), random);
  return () => lshAttention(QK, V, { rotations, m: chunkLength(T, b), causal: true });
}

/** One query over a cache of n tokens; the second number is the bytes that it reads. */
export function decoding(n: number, d: number) {
  const { q, k, v } = randomInputs(n, d);
  const cache = new FastCache({ capacity: n, d });
  for (let j = 0; j < n; j++) cache.append(k.subarray(j * d, (j + 1) * d), v.subarray(j * d, (j + 1) * d));
  return { run: () => cache.attend(q.subarray(0, d)).o, bytes: 2 * 4 * n * d };
}
