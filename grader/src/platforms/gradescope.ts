import { z } from "zod";
import { asHtml } from "../feedback/index.js";
import { Problem } from "../files/problem.js";
import type { Result } from "../result/index.js";
import { blocksOf, rounded } from "./exercise.js";

/** results.json, as far as we write it. @see https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format */
export const gradescopeResults = z.strictObject({
  score: z.number().min(0),
  output: z.string(),
  output_format: z.literal("text"),
  visibility: z.literal("visible"),
  stdout_visibility: z.literal("hidden"),
  tests: z.array(
    z.strictObject({
      name: z.string(),
      number: z.string(),
      score: z.number().min(0),
      max_score: z.number().min(0),
      status: z.enum(["passed", "failed"]),
      output: z.string(),
      output_format: z.literal("html"),
      visibility: z.literal("visible"),
    }),
  ),
  extra_data: z.record(z.string(), z.unknown()),
});

/**
 * A test for each exercise, none of them hidden: Gradescope hides a student's total when one is.
 * @throws Problem when the grader itself failed: then there is no result, and Gradescope says so
 */
export function gradescope(result: Result): z.infer<typeof gradescopeResults> {
  const { status, score, reason, flags, exercises, seed, graderVersion, sandbox } = result;
  if (status === "infrastructure") throw new Problem(reason ?? "the grader failed");
  return gradescopeResults.parse({
    score: rounded(score),
    output:
      status === "graded"
        ? flags
            .filter(({ code }) => code !== "identical-to")
            .map(({ words }) => `${words}.`)
            .join("\n")
        : `This could not be graded: ${reason}. Mend it and hand it in again.`,
    output_format: "text",
    visibility: "visible",
    stdout_visibility: "hidden",
    tests: exercises.map((exercise) => ({
      name: exercise.title,
      number: exercise.id,
      score: rounded(exercise.score),
      max_score: exercise.max,
      status: exercise.state === "passed" ? "passed" : "failed",
      output: asHtml(blocksOf(exercise)),
      output_format: "html",
      visibility: "visible",
    })),
    extra_data: { status, seed, graderVersion, sandbox },
  });
}
