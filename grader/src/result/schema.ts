/** What grading a submission gives: the one format from which every report is made. */
import { z } from "zod";
import { stops } from "../engine/index.js";
import { blocks, hiddenBlocks, state } from "../feedback/schema.js";
import { notGradableCodes } from "../submission/not-gradable.js";
import { isPlain } from "../text/plain.js";

const text = z.string().max(2000).refine(isPlain, "holds characters that could do something");

const check = {
  id: text,
  title: text,
  state: state.exclude(["not started"]),
  /** Why it failed, or was not run: a wrong value, or none. */
  reason: z.enum(["wrong", ...stops]).optional(),
  weight: z.number(),
};

export const checkResult = z.discriminatedUnion("visibility", [
  z.strictObject({ ...check, visibility: z.literal("visible"), blocks }),
  z.strictObject({ ...check, visibility: z.literal("hidden"), blocks: hiddenBlocks }),
]);

export const exerciseResult = z.strictObject({
  id: text,
  title: text,
  state,
  score: z.number(),
  max: z.number(),
  /** The known mistake that it shows, to count; `blocks` tells it. */
  misconception: z.strictObject({ id: text, text }).optional(),
  /** What there is to say of the exercise as a whole. */
  blocks,
  checks: z.array(checkResult).max(64),
});

/** What a person should look at, although there is a score. */
export const flagCodes = [
  /** Every exercise still holds its TODO. */
  "nothing-started",
  /** Something is imported that a solution may not have. */
  "imports-refused",
  /** A cell of a notebook counts for nothing. */
  "cell-not-run",
  /** A cell counts here that the kernel would have refused. */
  "cell-does-not-type-check",
  /** Its types took too long, or too much memory. */
  "types-not-checked",
  /** Another submission holds the same code. */
  "identical-to",
  /** The clock had the last word. */
  "stopped-by-clock",
] as const;

export const flag = z.strictObject({ code: z.enum(flagCodes), words: text });

export const result = z.strictObject({
  schema: z.literal(2),
  course: z.literal("long-attention"),
  set: text,
  submission: z.strictObject({
    id: text,
    /** Which of the files was graded. */
    main: text.optional(),
    /** A hash of its code alone: ends of lines, outputs and metadata do not count. */
    content: text.optional(),
    files: z.array(z.strictObject({ name: text, sha256: text })).max(64),
  }),
  /** `infrastructure`: the grader failed, and nobody's points depend on it. */
  status: z.enum(["graded", "not-gradable", "infrastructure"]),
  /** Why it is not graded. */
  reason: text.optional(),
  code: z.enum(notGradableCodes).optional(),
  flags: z.array(flag).max(64),
  score: z.number(),
  maxScore: z.number(),
  seed: z.int(),
  graderVersion: text,
  sandbox: z.enum(["portable", "hardened", "fast"]),
  /** The only field that differs between two runs. */
  durationMs: z.number().optional(),
  exercises: z.array(exerciseResult).max(64),
});

export type CheckResult = z.infer<typeof checkResult>;
export type ExerciseResult = z.infer<typeof exerciseResult>;
export type Flag = z.infer<typeof flag>;
export type Result = z.infer<typeof result>;
export type Status = Result["status"];
