/** The machines of the course: `assets/data/gpus.json`, where each figure has its source. */
import { gpus as rows } from "../facts/data/gpus.js";
import type { Gpu } from "../facts/types.js";

export type { Gpu, SmLimits } from "../facts/types.js";

/** A number format that a GPU computes in. */
export type Dtype = "fp32" | "tf32" | "fp16";

/** All of them, for tables and menus. */
export const gpus: readonly Gpu[] = rows;

function named(name: string): Gpu {
  const gpu = rows.find((row) => row.name === name);
  if (!gpu) throw new RangeError(`gpus: assets/data/gpus.json has no ${name}`);
  return gpu;
}

/** NVIDIA A100 with 80 GB: the same chip as the 40 GB card, with faster memory. */
export const A100_80GB: Gpu = named("A100-80GB");

/** NVIDIA A100 with 40 GB. */
export const A100_40GB: Gpu = named("A100-40GB");

/** NVIDIA V100, as the guide uses it. */
export const V100: Gpu = named("V100");

/** NVIDIA H100, SXM module; dense figures. */
export const H100_SXM: Gpu = named("H100-SXM");

/** The round numbers of the lecture slides: 19 TFLOPS and 1 TB/s, so 19 FLOPs for each byte. */
export const ROUND_MACHINE: Gpu = named("round machine");

/**
 * The peak rate of a GPU for one number format.
 * @returns FLOP/s
 * @throws RangeError when its source does not say
 */
export function peakFlops(gpu: Gpu, dtype: Dtype): number {
  const peak = gpu.peakFlopsPerSecond[dtype];
  if (peak === undefined)
    throw new RangeError(
      `peakFlops: ${gpu.name} has no figure for ${dtype} here; it has ${Object.keys(gpu.peakFlopsPerSecond).join(", ")}`,
    );
  return peak;
}
