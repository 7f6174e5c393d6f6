import { z } from "zod";
import { asText } from "../feedback/index.js";
import { Problem } from "../files/problem.js";
import type { Result } from "../result/index.js";
import { blocksOf, rounded } from "./exercise.js";

/** results.json of an external grader, as far as we write it. @see https://docs.prairielearn.com/externalGrading/ */
export const prairieLearnResults = z.strictObject({
  gradable: z.boolean(),
  score: z.number().min(0).max(1),
  message: z.string(),
  format_errors: z.array(z.string()).optional(),
  tests: z
    .array(
      z.strictObject({
        name: z.string(),
        points: z.number(),
        max_points: z.number().positive(),
        output: z.string(),
      }),
    )
    .optional(),
});

/**
 * What is not gradable costs no attempt there.
 * @throws Problem when the grader itself failed
 */
export function prairieLearn(result: Result): z.infer<typeof prairieLearnResults> {
  const { status, score, maxScore, reason = "", flags, exercises } = result;
  if (status === "infrastructure") throw new Problem(reason);
  if (status === "not-gradable")
    return prairieLearnResults.parse({ gradable: false, score: 0, message: reason, format_errors: [reason] });
  return prairieLearnResults.parse({
    gradable: true,
    score: score / maxScore,
    message: flags
      .filter(({ code }) => code !== "identical-to")
      .map(({ words }) => words)
      .join("; "),
    tests: exercises.map((exercise) => ({
      name: `${exercise.id} ${exercise.title}`,
      points: rounded(exercise.score),
      max_points: exercise.max,
      output: asText(blocksOf(exercise)),
    })),
  });
}
