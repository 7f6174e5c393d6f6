import { fusionTraffic, type Op } from "./fusion.js";

/** One array on its way between HBM and the chip. */
export interface Journey {
  readonly name: string;
  readonly kind: "read" | "write";
  /** The kernel that asks for it, from 0. */
  readonly kernel: number;
}

/**
 * The journeys that `fusionTraffic` counts, one by one in their order: all reads of a kernel, then its writes.
 * @param ops in the order they run; with `fused`, one kernel for all, instead of one each
 */
export function fusionSchedule(
  ops: readonly Op[],
  { fused = false }: { readonly fused?: boolean } = {},
): Journey[] {
  fusionTraffic(ops); // refuses a list that makes no sense
  if (!fused) return ops.flatMap((op, kernel) => journeys([...new Set(op.in)], [op.out], kernel));
  const made = ops.map((op) => op.out);
  const read = new Set(ops.flatMap((op) => op.in));
  const outside = [...read].filter((name) => !made.includes(name));
  return journeys(
    outside,
    made.filter((name) => !read.has(name)),
    0,
  );
}

const journeys = (reads: readonly string[], writes: readonly string[], kernel: number): Journey[] => [
  ...reads.map((name) => ({ name, kind: "read", kernel }) as const),
  ...writes.map((name) => ({ name, kind: "write", kernel }) as const),
];
