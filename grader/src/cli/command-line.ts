/** What long-attention can be asked, and nothing of how it answers: help needs no library, not even a built one. */
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { layoutNames } from "../download/layout-names.js";
import { root } from "../learner/root.js";
import { packageVersion } from "../result/version.js";
import type { AutogradeFlags } from "./autograde.js";
import type { Options as CheckOptions } from "./check/command.js";
import type { CollectFlags } from "./collect.js";
import type { GradeFlags } from "./grade.js";
import type { GradebookFlags } from "./gradebook.js";
import type { MergeFlags } from "./merge.js";
import type { RegradeFlags } from "./regrade.js";

/** What to do for each command. */
export interface Actions {
  readonly grade: (submissions: string, flags: GradeFlags) => Promise<void>;
  readonly merge: (submissions: string, flags: MergeFlags) => Promise<void>;
  readonly regrade: (submissions: string, flags: RegradeFlags) => Promise<void>;
  readonly collect: (download: string, flags: CollectFlags) => Promise<void>;
  readonly gradebook: (folder: string, flags: GradebookFlags) => Promise<void>;
  readonly autograde: (submission: string, flags: AutogradeFlags) => Promise<void>;
  readonly check: (ids: string[], options: CheckOptions) => Promise<void>;
  readonly doctor: () => Promise<void>;
}

/** An option's value. */
const atLeast = (least: number) => (text: string) => {
  const x = Number(text);
  if (text.trim() === "" || !(x >= least))
    throw new InvalidArgumentError(`It must be a number of at least ${least}.`);
  return x;
};

/** How much of a hint; the exercise stands before the option. */
const hintLevel = (text: string) => {
  if (/^[123]$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be 1, 2 or 3, after the exercise: 00.2 --hint 2.");
};

/** An option that may be given several times. */
const also = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** The program; like its commands it throws a CommanderError instead of ending the process. */
export function commandLine(does: Actions): Command {
  const program = new Command("long-attention")
    .description("Checks exercises, and grades what students hand in, inside a sandbox.")
    .version(packageVersion)
    .exitOverride();
  program
    .command("grade")
    .description(
      "grade a folder in which every entry is one submission: a .ts file, a notebook, a folder, a .zip or a .tar.gz",
    )
    .argument("<submissions>", "the folder, or the zip that a learning platform hands out")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption(
      "--out <folder>",
      "where the results go, each set in a folder of its own; what is there already is not graded again",
    )
    .option("--sandbox <level>", "auto, portable, hardened or fast", "auto")
    .option("--workers <n>", "how many submissions at a time (default: one for each core)")
    .option("--seed <n>", "where the inputs come from (default: as before, at first 1)")
    .option("--only <name>", "this submission, or how its name begins; may be given several times", also)
    .option("--regrade", "grade again what has been graded")
    .option("--accept", "take into the gradebook what other checks than before have changed")
    .option(
      "--shard <i/n>",
      "only the i-th of n parts, here or on another machine; merge makes the gradebook of all",
    )
    .option("--json", "say what came as JSON on standard output")
    .action(does.grade);
  program
    .command("merge")
    .description("make one gradebook of shards, the same as one run would have made")
    .argument("<submissions>", "what was graded")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption("--out <folder>", "where the results go")
    .option("--shards <folder>", "where shards lie (default: in --out); may be given several times", also)
    .option("--accept", "take into the gradebook what other checks than before have changed")
    .option("--json", "say what came as JSON on standard output")
    .action(does.merge);
  program
    .command("regrade")
    .description("grade with the checks of now, and say who moves, by which check and why")
    .argument("<submissions>", "what was graded")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption("--out <folder>", "where the results are")
    .requiredOption(
      "--since <version>",
      "compare with what this version of the grader found there, such as 0.2.0+3fa9c210",
    )
    .option("--sandbox <level>", "auto, portable, hardened or fast", "auto")
    .option("--workers <n>", "how many submissions at a time (default: one for each core)")
    .option("--accept", "take it into the gradebook; without, nothing changes there")
    .option("--json", "say what came as JSON on standard output")
    .action(does.regrade);
  program
    .command("collect")
    .description(
      "find out who handed in what, in a learning platform's download, and keep it in a folder that can be graded",
    )
    .argument("<download>", "the zip that the platform hands out, or the folder in it")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption("--out <folder>", "where submissions.json and the files go")
    .option("--roster <csv>", "the class: columns id and name, or Canvas' gradebook, or Moodle's worksheet")
    .option("--from <platform>", `auto, ${layoutNames.join(", ")}`, "auto")
    .option("--json", "say what came as JSON on standard output")
    .action(does.collect);
  program
    .command("gradebook")
    .description(
      "turn the results of a collected class into grades, tables that platforms import, and feedback",
    )
    .argument("<folder>", "what collect wrote")
    .option("--graded <folder>", "what grade wrote (default: graded, in that folder)")
    .option("--out <folder>", "where the tables go (default: gradebook, in that folder)")
    .option("--policy <yaml>", "what being late costs; without one, nothing")
    .option("--extensions <csv>", "later deadlines: columns id, due or days, reason")
    .option("--overrides <csv>", "what a person decided: columns id, points, submitted, waive, reason")
    .option("--canvas <csv>", "a gradebook that Canvas exported, to fill in")
    .option("--moodle <csv>", "Moodle's grading worksheet, to fill in")
    .option("--column <name>", "which column of that table is meant")
    .option("--out-of <points>", "scale to so many points", atLeast(0.01))
    .option("--json", "say what came as JSON on standard output")
    .action(does.gradebook);
  program
    .command("autograde")
    .description("grade one submission, for a platform that runs a grader for each")
    .argument("<submission>", "a file, a folder or an archive")
    .requiredOption("--set <id>", "which exercises, such as 07")
    .requiredOption("--as <platform>", "gradescope, prairielearn, classroom50, or ours")
    .requiredOption("--out <file>", "where the result goes, such as /autograder/results/results.json")
    .option("--sandbox <level>", "auto, portable, hardened or fast", "auto")
    .option("--seed <n>", "where the inputs come from", atLeast(0), 1)
    .action(does.autograde);
  program
    .command("check")
    .description("check your exercises, and say what is right and what is not yet")
    .argument(
      "[ids...]",
      "sets or exercises, such as 07 or 07.3, default all; or a file or notebook of yours, such as my/07.ipynb",
    )
    .option("-w, --watch", "check again whenever you save")
    .addOption(
      new Option("--hint [level]", "show a hint, from 1 to 3: how much").preset("1").argParser(hintLevel),
    )
    .option("--reference", "show the authors' answer, once yours is right")
    .option("--json", "write the results as JSON")
    .option("--seed <number>", "draw other inputs", atLeast(0), 1)
    .option("--limit <seconds>", "stop an exercise after so long", atLeast(0.1), 10)
    .option("--folder <path>", "where the exercises are", join(root, "exercises"))
    .action(does.check);
  program.command("doctor").description("say which levels of the sandbox work here").action(does.doctor);
  return program;
}
