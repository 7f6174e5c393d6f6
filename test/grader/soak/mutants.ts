/** Every solution and every mutant of the course, at every level that works, against the same in process. */
import { sets } from "../../../grader/src/checks/index.js";
import { levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { plain, sandboxed } from "../support/scores.js";
import { mutantsOf, reference } from "../support/solutions.js";
import type { Run } from "./run.js";

export async function mutants({ bundle, level: only }: Run): Promise<boolean> {
  let different = 0;
  let compared = 0;
  for (const name of levelNames) {
    if (only !== "auto" && only !== name) continue;
    const { level, why } = await tryLevel(name, bundle);
    if (!level) {
      console.log(`${name}: not tested, ${why}`);
      continue;
    }
    for (const set of sets) {
      const full = await sandboxed(level, reference(set), set);
      const short = full.filter(
        ({ id, score }) => score !== set.exercises.find((one) => one.id === id)!.points,
      );
      for (const { id } of short) console.log(`${name}: the solution of ${id} does not get full points`);
      different += short.length;
      const rounds = Math.max(...set.exercises.map((exercise) => exercise.mutants.length));
      for (let i = 0; i < rounds; i++) {
        const there = await sandboxed(level, await mutantsOf(set, i), set);
        const here = await plain(set, (exercise) => exercise.mutants[i % exercise.mutants.length]!.solution);
        there.forEach((score, e) => {
          compared++;
          if (JSON.stringify(score) === JSON.stringify(here[e])) return;
          different++;
          console.log(`${name}: mutant ${i} of ${score.id} differs: ${JSON.stringify([score, here[e]])}`);
        });
      }
      console.log(`${name}: set ${set.id} done`);
    }
    level.dispose();
  }
  console.log(`${compared} mutants compared, ${different} differences`);
  return different === 0;
}
