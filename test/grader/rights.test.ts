import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { exercises } from "../../grader/src/checks/index.ts";
import { drive, grade, inProcess } from "../../grader/src/engine/index.ts";

const folder = new URL("./rights/", import.meta.url);

/** Exercise id → name of the style → a right answer. */
const rights: Record<string, Record<string, unknown>> = {};
for (const file of readdirSync(folder).sort())
  Object.assign(rights, (await import(new URL(file, folder).href)).rights);

test.each(Object.entries(rights))(
  "grade(%s) gives right answers in other styles full points at any seed",
  async (id, answers) => {
    const exercise = exercises.find((one) => one.id === id)!;
    const short: string[] = [];
    for (const [name, answer] of Object.entries(answers))
      for (const seed of [1, 2, 3]) {
        const { score, checks } = await drive(grade(exercise, { seed }), inProcess(answer));
        const failed = checks
          .filter(({ passed }) => !passed)
          .map(({ check, failure }) => `${check.id}: ${failure?.message}`);
        if (score < exercise.points)
          short.push(`${name}, seed ${seed}: ${score} of ${exercise.points}; ${failed.join("; ")}`);
      }
    expect(short).toEqual([]);
  },
);

test("rights/ holds at least 200 right answers, and three of every exercise", () => {
  const counts = exercises.map(({ id }) => ({ id, answers: Object.keys(rights[id] ?? {}).length }));
  expect(counts.reduce((sum, { answers }) => sum + answers, 0)).toBeGreaterThanOrEqual(200);
  expect(counts.filter(({ answers }) => answers < 3)).toEqual([]);
});
