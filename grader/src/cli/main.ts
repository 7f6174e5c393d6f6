/** The command line: long-attention grade, long-attention doctor. */
import { Command, CommanderError } from "commander";
import { Problem } from "../batch/problem.js";
import type { Bundle } from "../sandbox/bundle.js";
import { doctorCommand } from "./doctor.js";
import { type GradeFlags, gradeCommand } from "./grade.js";

/** The variable that shows where an error came from. */
const DEBUG = "LONG_ATTENTION_DEBUG";

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
    .description("Grades what students hand in, inside a sandbox.")
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
