import { basename, resolve } from "node:path";
import { forSecondTry } from "../batch/work.js";
import { Problem } from "../files/problem.js";
import { writeWhole } from "../files/whole.js";
import { classroom50 } from "../platforms/classroom50.js";
import { gradescope } from "../platforms/gradescope.js";
import { prairieLearn } from "../platforms/prairielearn.js";
import { gradeSubmission, type Result } from "../result/index.js";
import { type Bundle, loadBundle } from "../sandbox/bundle.js";
import { othersOf, setOf } from "./set.js";
import { surroundings } from "./surroundings.js";

const forms: Readonly<Record<string, (result: Result) => unknown>> = {
  ours: (result) => result,
  gradescope,
  prairielearn: prairieLearn,
  classroom50: (result) => classroom50(result, process.env),
};
export const formNames = Object.keys(forms);

/** As commander gives them. */
export interface AutogradeFlags {
  readonly set: string;
  readonly as: string;
  readonly out: string;
  readonly sandbox: string;
  readonly seed: number;
}

/** One submission, for a platform that runs a grader for each. @returns 0 when there is a result @throws Problem */
export async function autogradeCommand(
  submission: string,
  { set: id, as, out, sandbox, seed }: AutogradeFlags,
  bundle: Bundle = loadBundle(),
): Promise<number> {
  const form = forms[as];
  if (!form) throw new Problem(`--as ${as}: choose ${formNames.join(", ")}`);
  const set = setOf(id);
  const { level, types, close } = await surroundings(sandbox, bundle);
  try {
    const path = resolve(submission);
    const [job, setting] = [
      { id: basename(path), path },
      { set, others: othersOf(set), level, types, seed },
    ];
    const first = await gradeSubmission(job, setting);
    const { result } = first.again
      ? await gradeSubmission(job, { ...setting, level: forSecondTry(level) }, { alone: true })
      : first;
    writeWhole(resolve(out), `${JSON.stringify(form(result), null, 1)}\n`);
    // Not every platform's form has a place for them.
    for (const { words } of result.flags) process.stderr.write(`Please look: ${words}\n`);
    process.stderr.write(`${out} is written\n`);
    return 0;
  } finally {
    await close();
  }
}
