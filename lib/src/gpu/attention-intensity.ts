import { dimension } from "../tensor/check.js";
import { type Accesses, naiveAttentionTraffic } from "./attention-traffic.js";

/** Softmax: max, subtract, exp, sum, divide. */
const SOFTMAX_FLOPS_PER_SCORE = 5;

/**
 * Arithmetic intensity of one head of naive attention, step by step and overall, in FLOP per byte.
 * The softmax counts five FLOPs a score.
 * @param N queries and keys  @param d head dimension  @param bytes of one number
 */
export function naiveAttentionIntensity(N: number, d: number, bytes: number) {
  dimension("naiveAttentionIntensity", "bytes", bytes);
  const traffic = naiveAttentionTraffic(N, d);
  const perByte = (flops: number, moved: Accesses) => flops / (bytes * (moved.reads + moved.writes));
  const product = 2 * N * N * d;
  const softmax = SOFTMAX_FLOPS_PER_SCORE * N * N;
  return {
    scores: perByte(product, traffic.scores),
    softmax: perByte(softmax, traffic.softmax),
    output: perByte(product, traffic.output),
    overall: perByte(2 * product + softmax, traffic),
  };
}

/** The same FLOPs when S and P never leave the chip: only Q, K, V and O move, 4Nd elements. */
export function fusedAttentionIntensity(N: number, d: number, bytes: number): number {
  for (const [name, value] of Object.entries({ N, d, bytes }))
    dimension("fusedAttentionIntensity", name, value);
  return (4 * N * N * d + SOFTMAX_FLOPS_PER_SCORE * N * N) / (bytes * 4 * N * d);
}

/**
 * Intensity of one decoding step: `g` query heads share one KV head of N cached keys and values, so 4Nd
 * FLOPs a head over the cache, read once, and g queries and outputs. About g, whatever N is. The
 * softmax's own FLOPs are left out.
 * @param g query heads for each KV head: 1 is multi-head attention, more is GQA
 */
export function decodeIntensity(N: number, d: number, bytes: number, g = 1): number {
  for (const [name, value] of Object.entries({ N, d, bytes, g })) dimension("decodeIntensity", name, value);
  return (g * 4 * N * d) / (bytes * (2 * N * d + 2 * g * d));
}
