import { dimension } from "../tensor/check.js";
import { type Accesses, naiveAttentionTraffic } from "./attention-traffic.js";
import type { Kernel } from "./roofline.js";

/** Softmax: max, subtract, exp, sum, divide. */
const SOFTMAX_FLOPS_PER_SCORE = 5;

/** The three kernels of naive attention, in order: FLOPs and the bytes that each moves. */
export interface AttentionKernels {
  /** S = QKᵀ. */
  readonly scores: Kernel;
  /** P = softmax(S). */
  readonly softmax: Kernel;
  /** O = PV. */
  readonly output: Kernel;
}

/**
 * One head of naive attention as kernels, one per step. The softmax counts five FLOPs per score.
 * `rooflineInSeries(Object.values(…), peak, bw)` times them.
 * @param N queries and keys  @param d head dimension  @param bytes of one number
 */
export function naiveAttentionKernels(N: number, d: number, bytes: number): AttentionKernels {
  dimension("naiveAttentionKernels", "bytes", bytes);
  const traffic = naiveAttentionTraffic(N, d);
  const kernel = (flops: number, { reads, writes }: Accesses): Kernel => ({
    flops,
    bytes: bytes * (reads + writes),
  });
  return {
    scores: kernel(2 * N * N * d, traffic.scores),
    softmax: kernel(SOFTMAX_FLOPS_PER_SCORE * N * N, traffic.softmax),
    output: kernel(2 * N * N * d, traffic.output),
  };
}

/**
 * Arithmetic intensity of one head of naive attention, step by step and overall, in FLOP per byte.
 * The softmax counts five FLOPs per score.
 * @param N queries and keys  @param d head dimension  @param bytes of one number
 */
export function naiveAttentionIntensity(N: number, d: number, bytes: number) {
  dimension("naiveAttentionIntensity", "bytes", bytes);
  const { scores, softmax, output } = naiveAttentionKernels(N, d, bytes);
  const perByte = (...kernels: Kernel[]) =>
    kernels.reduce((sum, { flops }) => sum + flops, 0) / kernels.reduce((sum, one) => sum + one.bytes, 0);
  return {
    scores: perByte(scores),
    softmax: perByte(softmax),
    output: perByte(output),
    overall: perByte(scores, softmax, output),
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
 * FLOPs per head over the cache, read once, and g queries and outputs. About g, whatever N is. The
 * softmax's own FLOPs are left out.
 * @param g query heads for each KV head: 1 is multi-head attention, more is GQA
 */
export function decodeIntensity(N: number, d: number, bytes: number, g = 1): number {
  for (const [name, value] of Object.entries({ N, d, bytes, g })) dimension("decodeIntensity", name, value);
  return (g * 4 * N * d) / (bytes * (2 * N * d + 2 * g * d));
}
