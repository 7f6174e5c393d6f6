import { finite, fraction } from "../tensor/check.js";

/** Where a kernel stands under the roofline. */
export interface Roofline {
  /** Seconds of arithmetic alone. */
  readonly tMath: number;
  /** Seconds of memory traffic alone. */
  readonly tMem: number;
  /** Seconds in all. */
  readonly total: number;
  /** What takes longer; on a tie, memory. */
  readonly bound: "math" | "memory";
  /** FLOP/s reached, at most `peak`. */
  readonly attainable: number;
}

/**
 * The roofline model: T_math = flops/peak, T_mem = bytes/bw, and when the two overlap fully,
 * total = max(T_math, T_mem). Without any overlap it is their sum; the truth lies between.
 * @param flops of the kernel, may be 0 for a copy  @param bytes it moves
 * @param peak FLOP/s  @param bw B/s
 * @param options `overlap`: share of the shorter time that hides behind the longer, default 1
 * @see NVIDIA, GPU Performance Background User's Guide; Williams, Waterman and Patterson 2009
 */
export function roofline(
  flops: number,
  bytes: number,
  peak: number,
  bw: number,
  { overlap = 1 }: { overlap?: number } = {},
): Roofline {
  finite("roofline", "flops", flops, { sign: "not negative" });
  finite("roofline", "bytes", bytes, { sign: "not negative" });
  finite("roofline", "peak", peak);
  finite("roofline", "bw", bw);
  fraction("roofline", "overlap", overlap);
  if (flops === 0 && bytes === 0)
    throw new RangeError("roofline: flops and bytes are both 0; there is nothing to time");
  const [tMath, tMem] = [flops / peak, bytes / bw];
  const total = Math.max(tMath, tMem) + (1 - overlap) * Math.min(tMath, tMem);
  return { tMath, tMem, total, bound: tMath > tMem ? "math" : "memory", attainable: flops / total };
}

/** A kernel, as the roofline sees it. */
export interface Kernel {
  readonly flops: number;
  /** That it moves. */
  readonly bytes: number;
}

/** Kernels that run one after another. */
export interface RooflineInSeries extends Kernel {
  /** Each by itself. */
  readonly kernels: readonly Roofline[];
  /** Seconds in all: the sum. */
  readonly total: number;
  /** FLOP/s reached over all. */
  readonly attainable: number;
  /** What bounds all of them alike; "mixed" when some wait for arithmetic and some for memory. */
  readonly bound: "math" | "memory" | "mixed";
}

/**
 * The roofline of kernels that run one after another: each has a bound of its own, and their times add up. To put the sum
 * of their FLOPs over the sum of their bytes is right only where all have the same bound; elsewhere it hides the time in
 * which one kernel waits for arithmetic and another for memory.
 * @param kernels one or more, in order  @param peak FLOP/s  @param bw B/s
 * @throws RangeError when there are none, or one has neither FLOPs nor bytes
 */
export function rooflineInSeries(kernels: readonly Kernel[], peak: number, bw: number): RooflineInSeries {
  if (kernels.length === 0)
    throw new RangeError("rooflineInSeries: kernels is empty; give at least one { flops, bytes }");
  const each = kernels.map(({ flops, bytes }) => roofline(flops, bytes, peak, bw));
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const flops = sum(kernels.map((kernel) => kernel.flops));
  const total = sum(each.map((kernel) => kernel.total));
  const bound = each[0]!.bound;
  return {
    flops,
    bytes: sum(kernels.map((kernel) => kernel.bytes)),
    kernels: each,
    total,
    attainable: flops / total,
    bound: each.every((kernel) => kernel.bound === bound) ? bound : "mixed",
  };
}

/** A machine's ops:byte, FLOPs it can do while one byte arrives: a kernel above it is math-bound. */
export function opsPerByte(peak: number, bw: number): number {
  finite("opsPerByte", "peak", peak);
  finite("opsPerByte", "bw", bw);
  return peak / bw;
}

/** A point of the roof: what a kernel of this intensity reaches at best. */
export interface RoofPoint {
  /** FLOP per byte. */
  readonly intensity: number;
  /** FLOP/s. */
  readonly rate: number;
}

/** The roof between two intensities as three points: up the slope of memory to its edge, then level. */
export function roofLine(peak: number, bw: number, [low, high]: readonly [number, number]): RoofPoint[] {
  const edge = opsPerByte(peak, bw);
  return [
    { intensity: low, rate: Math.min(peak, low * bw) },
    { intensity: edge, rate: peak },
    { intensity: high, rate: peak },
  ];
}
