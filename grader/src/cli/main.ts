/** The command line: long-attention check, long-attention grade, long-attention doctor. */
import { CommanderError } from "commander";
import { Problem } from "../files/problem.js";
import type { Bundle } from "../sandbox/bundle.js";
import { autogradeCommand } from "./autograde.js";
import { checkCommand } from "./check/command.js";
import { collectCommand } from "./collect.js";
import { commandLine } from "./command-line.js";
import { doctorCommand } from "./doctor.js";
import { gradeCommand } from "./grade.js";
import { gradebookCommand } from "./gradebook.js";
import { mergeCommand } from "./merge.js";
import { regradeCommand } from "./regrade.js";

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
  const program = commandLine({
    grade: async (submissions, flags) => {
      code = await gradeCommand(submissions, flags, bundle);
    },
    merge: async (submissions, flags) => {
      code = await mergeCommand(submissions, flags, bundle);
    },
    regrade: async (submissions, flags) => {
      code = await regradeCommand(submissions, flags, bundle);
    },
    collect: async (download, flags) => {
      code = await collectCommand(download, flags, bundle);
    },
    gradebook: async (folder, flags) => {
      code = await gradebookCommand(folder, flags);
    },
    autograde: async (submission, flags) => {
      code = await autogradeCommand(submission, flags, bundle);
    },
    check: async (ids, options) => {
      code = await checkCommand(ids, options);
    },
    doctor: async () => {
      code = await doctorCommand(bundle);
    },
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
