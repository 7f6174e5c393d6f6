/** What grading a submission gives: the one format from which every report is made. */
import { z } from "zod";
import { stops } from "../engine/index.js";
import { notGradableCodes } from "../submission/not-gradable.js";

/** JSON has no word for numbers that are not finite; `Number` reads these. */
const numeral = z.union([z.number(), z.literal(["NaN", "Infinity", "-Infinity"])]);

/** A value to show: numbers with their shape, or a few words. */
export const shown = z.union([
  z.object({ shape: z.array(z.number().int()), data: z.array(numeral) }),
  z.string(),
]);

export const checkResult = z.object({
  id: z.string(),
  title: z.string(),
  visibility: z.enum(["visible", "hidden"]),
  passed: z.boolean(),
  weight: z.number(),
  message: z.string().optional(),
  misconception: z.string().optional(),
  /** The misconception explains this check only: there may be another mistake. */
  partly: z.literal(true).optional(),
  /** Why a call of a visible check gave no value. */
  stop: z.enum(stops).optional(),
  counterexample: z
    .object({
      args: z.array(z.object({ name: z.string(), value: shown })),
      expected: shown.optional(),
      actual: shown.optional(),
      seed: z.number(),
    })
    .optional(),
  line: z.number().int().optional(),
  /** Of a tiled algorithm: the first step that leaves the right path. */
  step: z.string().optional(),
  io: z
    .object({
      read: z.number(),
      written: z.number(),
      peak: z.number(),
      limit: z.number().optional(),
    })
    .optional(),
});

export const exerciseResult = z.object({
  id: z.string(),
  title: z.string(),
  score: z.number(),
  max: z.number(),
  notes: z.array(z.string()),
  checks: z.array(checkResult),
});

/** What a person should look at, although there is a score. */
export const flagCodes = [
  /** Every exercise still holds its TODO. */
  "nothing-started",
  /** Something is imported that a solution may not have. */
  "imports-refused",
  /** A cell of a notebook counts for nothing. */
  "cell-not-run",
  /** Another submission holds the same code. */
  "identical-to",
  /** The clock had the last word. */
  "stopped-by-clock",
] as const;

export const flag = z.object({ code: z.enum(flagCodes), words: z.string() });

export const result = z.object({
  schema: z.literal(1),
  course: z.literal("long-attention"),
  set: z.string(),
  submission: z.object({
    id: z.string(),
    /** Which of the files was graded. */
    main: z.string().optional(),
    /** A hash of its code alone: ends of lines, outputs and metadata do not count. */
    content: z.string().optional(),
    files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  }),
  /** `infrastructure`: the grader failed, and nobody's points depend on it. */
  status: z.enum(["graded", "not-gradable", "infrastructure"]),
  /** Why it is not graded. */
  reason: z.string().optional(),
  code: z.enum(notGradableCodes).optional(),
  flags: z.array(flag),
  score: z.number(),
  maxScore: z.number(),
  seed: z.number().int(),
  graderVersion: z.string(),
  sandbox: z.enum(["portable", "hardened", "fast"]),
  /** The only field that differs between two runs. */
  durationMs: z.number().optional(),
  exercises: z.array(exerciseResult),
});

export type Shown = z.infer<typeof shown>;
export type Numeral = z.infer<typeof numeral>;
export type CheckResult = z.infer<typeof checkResult>;
export type ExerciseResult = z.infer<typeof exerciseResult>;
export type Flag = z.infer<typeof flag>;
export type Result = z.infer<typeof result>;
export type Status = Result["status"];
