import { dimension } from "../tensor/check.js";
import type { SmLimits } from "./devices.js";

const THREADS_PER_WARP = 32;

/** What one thread block of a kernel needs. */
export interface KernelNeeds {
  readonly threads: number;
  readonly registersPerThread: number;
  readonly sharedBytes: number;
}

/**
 * How many blocks of a kernel one SM holds at once: the scarcest of warps, registers, shared memory and
 * block slots decides. Threads come in warps of 32, so 33 threads cost two warps. The rounding with which
 * hardware hands out registers and shared memory is left out.
 * @param limits of the SM, such as `A100_80GB.smLimits`
 * @returns 0 when not even one block fits
 */
export function residentBlocks(limits: SmLimits, kernel: KernelNeeds): number {
  const where = "residentBlocks";
  for (const [name, value] of Object.entries(limits)) dimension(where, `limits.${name}`, value);
  dimension(where, "kernel.threads", kernel.threads);
  dimension(where, "kernel.registersPerThread", kernel.registersPerThread, 0);
  dimension(where, "kernel.sharedBytes", kernel.sharedBytes, 0);
  const warps = Math.ceil(kernel.threads / THREADS_PER_WARP);
  const registers = warps * THREADS_PER_WARP * kernel.registersPerThread;
  return Math.min(
    limits.blocks,
    Math.floor(limits.warps / warps),
    Math.floor(limits.registers / registers),
    Math.floor(limits.sharedBytes / kernel.sharedBytes),
  );
}
