/** What a folder of results is of: run.json, so that nothing that was graded otherwise is mixed into it. */
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../files/problem.js";
import { readIfThere, writeWhole } from "../files/whole.js";

const runFile = z.object({
  course: z.literal("long-attention"),
  set: z.string(),
  seed: z.number().int(),
  /** Of the results that the gradebook shows. */
  graderVersion: z.string(),
});

export type RunFile = z.infer<typeof runFile>;

const fileIn = (out: string) => join(out, "run.json");

/** Undefined where nothing was graded yet. @throws Problem for a file that is none */
export function readRunFile(out: string): RunFile | undefined {
  const text = readIfThere(fileIn(out));
  if (text === undefined) return undefined;
  try {
    return runFile.parse(JSON.parse(text));
  } catch {
    throw new Problem(
      `${fileIn(out)} cannot be read; it says which set, seed and grader the results are of. Choose another --out`,
    );
  }
}

export const writeRunFile = (out: string, run: RunFile): void =>
  writeWhole(fileIn(out), `${JSON.stringify(run, null, 1)}\n`);

/**
 * The seed to grade with here: the one that was asked for, the one from before, or 1.
 * @throws Problem when what lies here is of another set or seed
 */
export function seedFor(
  out: string,
  before: RunFile | undefined,
  set: string,
  asked: number | undefined,
): number {
  if (before && before.set !== set)
    throw new Problem(
      `${out} holds the results of set ${before.set}, and not of ${set}; choose another --out`,
    );
  if (before && asked !== undefined && before.seed !== asked)
    throw new Problem(
      `${out} was graded with --seed ${before.seed}, and not ${asked}: points would not compare. Leave --seed out, or choose another --out`,
    );
  return asked ?? before?.seed ?? 1;
}
