import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { type Level, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { Honest } from "./run.js";
import { table } from "./table.js";

/** Gives a run every level that works here; the others are told, with what they lack. */
export async function atEveryLevel(run: (levels: readonly Level[]) => Promise<number>): Promise<number> {
  const levels: Level[] = [];
  try {
    for (const name of levelNames) {
      const { level, why } = await tryLevel(name, loadBundle());
      if (level) levels.push(level);
      else console.log(`${name}: not compared, ${why}`);
    }
    return await run(levels);
  } finally {
    for (const level of levels) level.dispose();
  }
}

/**
 * The whole table, or the entries whose names hold one of the words, told line by line. Ends `0 of N differ`.
 * @returns the exit code
 */
export async function compareTable(words: readonly string[], levels: readonly Level[]): Promise<number> {
  const chosen = table.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const honest = new Honest(levels);
  let different = 0;
  try {
    for (const entry of chosen) {
      const found = await honest.differences(entry);
      if (found.length > 0) different++;
      console.log(`${found.length === 0 ? "✔" : "✘"} ${entry.ids.join(" ")} ${entry.name}`);
      for (const sentence of found) console.log(`    ${sentence}`);
    }
  } finally {
    await honest.close();
  }
  console.log(
    `${different} of ${chosen.length} differ (kernel, check, ${levels.map(({ name }) => name).join(", ")})`,
  );
  return different === 0 ? 0 : 1;
}
