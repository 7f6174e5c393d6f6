/** A result stays small, whatever it tells: platforms and journals take so much and no more. */
import type { Kept } from "../feedback/blocks.js";
import type { CheckResult, ExerciseResult } from "./schema.js";

/** Bytes of all exercises together; PrairieLearn takes a megabyte. */
export const mostBytes = 256 * 1024;

const leftOut: Kept = {
  kind: "say",
  text: "The values and inputs of this check are left out: with them, the report would be too large.",
};

/** Leaves out what the largest checks tell, one after the other, until all is small enough; only their first words stay. */
export function capped(exercises: readonly ExerciseResult[]): ExerciseResult[] {
  const sizes = new Map(
    exercises.flatMap(({ checks }) => checks.map((check) => [check, bytes(check.blocks)] as const)),
  );
  let left = bytes(exercises) - mostBytes;
  const large = new Set<CheckResult>();
  for (const [check, size] of [...sizes].sort(([, a], [, b]) => b - a)) {
    if (left <= 0) break;
    large.add(check);
    left -= size - bytes(shortened(check).blocks);
  }
  return exercises.map((one) => ({
    ...one,
    checks: one.checks.map((check) => (large.has(check) ? shortened(check) : check)),
  }));
}

const shortened = (check: CheckResult): CheckResult =>
  check.visibility === "hidden" ? check : { ...check, blocks: [...check.blocks.slice(0, 1), leftOut] };

const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
