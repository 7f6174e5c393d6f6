/** The command line: long-attention check, long-attention grade, long-attention doctor. */
import { join } from "node:path";
import { Command, CommanderError, InvalidArgumentError } from "commander";
import { Problem } from "../batch/problem.js";
import { root } from "../learner/root.js";
import { packageVersion } from "../result/version.js";
import type { Bundle } from "../sandbox/bundle.js";
import { type Options as CheckOptions, checkCommand } from "./check/command.js";
import { doctorCommand } from "./doctor.js";
import { type GradeFlags, gradeCommand } from "./grade.js";

/** The variable that shows where an error came from. */
const DEBUG = "LONG_ATTENTION_DEBUG";

/** An option's value. */
const atLeast = (least: number) => (text: string) => {
  const x = Number(text);
  if (text.trim() === "" || !(x >= least))
    throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
  return x;
};

/** A mistake of the grader's, for a person who can only report it. */
function ownFault(error: unknown): string {
  if (process.env[DEBUG]) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `The grader itself failed (${what}). Nothing graded so far is lost; please report it, with what ${DEBUG}=1 adds`;
}

/** @returns the exit code; 2 for a command line that makes no sense */
export async function main(args: readonly string[], bundle?: Bundle): Promise<number> {
  let code = 0;
  const program = new Command("long-attention")
    .description("Checks exercises, and grades what students hand in, inside a sandbox.")
    .version(packageVersion)
    .exitOverride();
  program
    .command("grade")
    .description(
      "grade a folder in which every entry is one submission: a .ts file, a notebook, a folder, a .zip or a .tar.gz",
    )
    .argument("<submissions>", "the folder")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption("--out <folder>", "where the results go; what is there already is not graded again")
    .option("--sandbox <level>", "auto, portable, hardened or fast", "auto")
    .option("--workers <n>", "how many submissions at a time (default: one for each core)")
    .option("--seed <n>", "where the inputs come from", "1")
    .option("--only <names>", "these submissions, with commas between them")
    .option("--regrade", "grade again what has been graded")
    .option("--json", "say what came as JSON on standard output")
    .action(async (submissions: string, flags: GradeFlags) => {
      code = await gradeCommand(submissions, flags, bundle);
    });
  program
    .command("check")
    .description("check your exercises, and say what is right and what is not yet")
    .argument("[ids...]", "sets or exercises, such as 07 or 07.3; default all")
    .option("-w, --watch", "check again whenever you save")
    .option("--hint", "show the hint")
    .option("--reference", "show the authors' answer, once yours is right")
    .option("--json", "write the results as JSON")
    .option("--seed <number>", "draw other inputs", atLeast(0), 1)
    .option("--limit <seconds>", "stop an exercise after so long", atLeast(0.1), 10)
    .option("--folder <path>", "where the exercises are", join(root, "exercises"))
    .action(async (ids: string[], options: CheckOptions) => {
      code = await checkCommand(ids, options);
    });
  program
    .command("doctor")
    .description("say which levels of the sandbox work here")
    .action(async () => {
      code = await doctorCommand(bundle);
    });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${error instanceof Problem ? error.message : ownFault(error)}.\n`);
    return 1;
  }
}
