/**
 * Measures what each reference solution costs in the sandbox, in units of its fuel, and writes
 * grader/src/sandbox/reference-fuel.ts. Counts do not depend on the machine. Run it when solutions, checks or
 * the interpreter change: `npx tsx tools/press/exercises/measure-fuel.ts`; the tests say when that is due.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { sets } from "../../../grader/src/checks/index.js";
import { drive, grade } from "../../../grader/src/engine/index.js";
import { loadBundle } from "../../../grader/src/sandbox/bundle.js";
import { chooseLevel } from "../../../grader/src/sandbox/levels/index.js";
import { Session } from "../../../grader/src/sandbox/session.js";
import { buildSandbox } from "../../build/grader.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const seeds = [1, 2, 3];
const folder = mkdtempSync(join(tmpdir(), "long-attention-fuel-"));
await buildSandbox(folder);
const level = await chooseLevel("portable", loadBundle(folder));
const most: Record<string, number> = {};
for (const set of sets) {
  const main = `${set.name}.ts`;
  const source = { main, files: { [main]: readFileSync(join(root, "solutions", main), "utf8") } };
  for (const seed of seeds) {
    const session = new Session({ ...level, limits: { totalCpuMs: 600_000 } }, source, set);
    await session.start();
    for (const exercise of set.exercises) {
      await drive(grade(exercise, { seed }), session.answer);
      most[exercise.id] = Math.max(most[exercise.id] ?? 0, session.fuel.get(exercise.id) ?? 0);
    }
    console.log(`${set.id}, seed ${seed}: ${session.cpuMs} ms of processor time`);
    await session.close();
  }
}
level.dispose();
rmSync(folder, { recursive: true, force: true });
const lines = Object.entries(most)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([id, fuel]) => `  "${id}": ${fuel},`);
writeFileSync(
  join(root, "grader", "src", "sandbox", "reference-fuel.ts"),
  `/** The most fuel that one call of each reference solution took (tools/press/exercises/measure-fuel). */
export const referenceFuel: Readonly<Record<string, number>> = {
${lines.join("\n")}
};
`,
);
