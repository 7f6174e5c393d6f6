/** One batch in a process of its own, which somebody may kill: bundle, submissions, out, workers, level, set. */
import { runBatch } from "../../../grader/src/batch/run.js";
import { sets } from "../../../grader/src/checks/index.js";
import { writeReports } from "../../../grader/src/reports/index.js";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { chooseLevel, type LevelName } from "../../../grader/src/sandbox/levels/index.js";
import { Types } from "../../../grader/src/types/types.js";
import { tinySet } from "../support/tiny-set.js";

type Words = [
  bundle: string,
  submissions: string,
  out: string,
  workers: string,
  level: LevelName,
  set: string,
];
const [bundle, submissions, out, workers, name, id] = process.argv.slice(2) as Words;
const set = [tinySet, ...sets].find((one) => one.id === id)!;
const level = await chooseLevel(name, loadBundle(bundle));
const types = Types.here(level.bundle.types);
const { rows } = await runBatch({ submissions, out, set, level, types, seed: 1, workers: Number(workers) });
writeReports(out, rows, set);
level.dispose();
await types?.close();
