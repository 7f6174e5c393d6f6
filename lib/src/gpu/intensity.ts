import { dimension, finite } from "../tensor/check.js";

/** Whether the write of the result counts beside the reads; it does unless told otherwise. */
export interface CountWrites {
  readonly countWrites?: boolean;
}

/**
 * Arithmetic intensity of C [m, n] = A [m, k] B [k, n]: 2mkn FLOPs over the bytes of A and B, and of C
 * unless its write does not count.
 * @param bytes of one number  @returns FLOP per byte
 */
export function matmulIntensity(
  m: number,
  k: number,
  n: number,
  bytes: number,
  { countWrites = true }: CountWrites = {},
): number {
  for (const [name, value] of Object.entries({ m, k, n, bytes })) dimension("matmulIntensity", name, value);
  const numbers = m * k + k * n + (countWrites ? m * n : 0);
  return (2 * m * k * n) / (bytes * numbers);
}

/** Intensity of a linear layer, Y [batch, dOut] = X [batch, dIn] W [dIn, dOut], reads and write counted. */
export function linearIntensity(batch: number, dIn: number, dOut: number, bytes: number): number {
  for (const [name, value] of Object.entries({ batch, dIn, dOut, bytes }))
    dimension("linearIntensity", name, value);
  return matmulIntensity(batch, dIn, dOut, bytes);
}

/**
 * Intensity of an element-wise kernel; the number of elements cancels.
 * @param flops for each element  @param accesses reads and writes for each element, each of `bytes`
 * @returns FLOP per byte, such as ⅛ for `y = 2x` in fp32: one FLOP, one read, one write
 */
export function elementwiseIntensity(flops: number, accesses: number, bytes: number): number {
  finite("elementwiseIntensity", "flops", flops, { sign: "not negative" });
  dimension("elementwiseIntensity", "accesses", accesses);
  dimension("elementwiseIntensity", "bytes", bytes);
  return flops / (accesses * bytes);
}

/**
 * The n at which an n × n matmul's intensity, n/bytes reads-only or 2n/(3·bytes) with the write, equals a
 * machine's ops:byte. Larger squares are math-bound.
 */
export function squareBreakEven(
  opsPerByte: number,
  bytes: number,
  { countWrites = true }: CountWrites = {},
): number {
  finite("squareBreakEven", "opsPerByte", opsPerByte);
  dimension("squareBreakEven", "bytes", bytes);
  return (opsPerByte * bytes * (countWrites ? 3 : 2)) / 2;
}
