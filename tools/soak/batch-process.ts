/** One batch in a process of its own, which somebody may kill: bundle, submissions, out, workers. */
import { runBatch } from "../../grader/src/batch/run.js";
import { writeReports } from "../../grader/src/reports/index.js";
import { loadBundle } from "../../grader/src/sandbox/bundle.js";
import { chooseLevel, type LevelName } from "../../grader/src/sandbox/levels/index.js";
import { tinySet } from "../../test/grader/support/tiny-set.js";

const [bundle, submissions, out, workers, name] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  LevelName,
];
const level = await chooseLevel(name, loadBundle(bundle));
const { rows } = await runBatch({ submissions, out, set: tinySet, level, seed: 1, workers: Number(workers) });
writeReports(out, rows, tinySet);
level.dispose();
