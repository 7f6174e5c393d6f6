import { z } from "zod";
import { asText } from "../feedback/index.js";
import { Problem } from "../files/problem.js";
import type { Result } from "../result/index.js";
import { blocksOf } from "./exercise.js";

const whole = z.int().min(0);

/**
 * `classroom50/result/v1`, as far as we write it, with what their runner's validate_result asks beyond the schema: whole
 * numbers, none above its maximum. @see https://github.com/foundation50/classroom50/blob/main/schemas/result-v1.schema.json
 */
export const classroom50Result = z
  .strictObject({
    schema: z.literal("classroom50/result/v1"),
    classroom: z.string().min(1),
    assignment: z.string().min(1),
    assignment_type: z.enum(["individual", "group", "team"]),
    owner: z.string().min(1),
    submission: z.string().startsWith("submit/"),
    commit: z.string().min(1),
    release: z.string().min(1),
    review: z.string().min(1),
    datetime: z.iso.datetime({ precision: 0 }),
    score: whole,
    "max-score": whole.positive(),
    tests: z
      .array(
        z
          .strictObject({
            "test-name": z.string().min(1),
            passed: z.boolean(),
            score: whole,
            "max-score": whole.positive(),
            /** Theirs allows more fields here: what a student is told. */
            output: z.string(),
          })
          .refine((test) => test.score <= test["max-score"], "a test's score is more than it can be"),
      )
      .min(1),
  })
  .refine(
    ({ score, tests }) => score === tests.reduce((sum, test) => sum + test.score, 0),
    "the score is not the sum of its tests'",
  );

/** What the platform's runner tells a run about itself, in variables of these names. */
const told = {
  classroom: "CLASSROOM",
  assignment: "ASSIGNMENT",
  assignment_type: "ASSIGNMENT_TYPE",
  owner: "USERNAME",
  submission: "SUBMISSION_TAG",
  commit: "COMMIT_URL",
  release: "RELEASE_URL",
  review: "REVIEW_URL",
  /** Ours: the commit's own date, so that grading again changes nothing. */
  datetime: "COMMIT_DATE",
} as const;

/**
 * Points in hundredths, since scores are whole there.
 * @throws Problem when there is no score, or the runner does not say what it runs
 */
export function classroom50(result: Result, env: NodeJS.ProcessEnv): z.infer<typeof classroom50Result> {
  if (result.status !== "graded") throw new Problem(result.reason ?? "it is not graded");
  const missing = Object.values(told).filter((name) => !env[name]);
  if (missing.length > 0)
    throw new Problem(`Classroom 50's runner sets ${missing.join(", ")}; here nothing does`);
  const about = Object.fromEntries(Object.entries(told).map(([key, name]) => [key, env[name]]));
  const committed = new Date(about.datetime!);
  if (Number.isNaN(committed.getTime()))
    throw new Problem(
      `COMMIT_DATE is ${about.datetime}, and no date: take what git show -s --format=%cI says`,
    );
  const tests = result.exercises.map((exercise) => ({
    "test-name": `${exercise.id} ${exercise.title}`,
    passed: exercise.state === "passed",
    score: Math.round(100 * exercise.score),
    "max-score": Math.round(100 * exercise.max),
    output: asText(blocksOf(exercise)),
  }));
  const sum = (key: "score" | "max-score") => tests.reduce((all, test) => all + test[key], 0);
  return classroom50Result.parse({
    ...{ schema: "classroom50/result/v1", ...about },
    datetime: committed.toISOString().replace(/\.\d+Z$/, "Z"),
    ...{ score: sum("score"), "max-score": sum("max-score"), tests },
  });
}
