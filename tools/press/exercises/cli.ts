/**
 * `npm run exercises`: writes exercises/NN-name.ts, exercises/NN-name.ipynb and what hint() says from
 * solutions/NN-name.ts.
 *   npm run exercises              all sets
 *   npm run exercises -- --check   only says which files are not in step
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sets } from "../../../grader/src/checks/index.ts";
import { ROOT, shown, writeAtomically } from "../notebook/files.ts";
import { readSource } from "./edition.ts";
import { exerciseNotebook } from "./exercise-notebook.ts";
import { stubFile } from "./stub-file.ts";
import { textsModule } from "./texts.ts";

/** Every generated file and its text. */
export function editions(): { path: string; text: string }[] {
  const texts = new Map(
    sets.map(({ name }) => [name, readFileSync(join(ROOT, "solutions", `${name}.ts`), "utf8")]),
  );
  const files = sets.flatMap((set) => {
    const source = readSource(set, texts.get(set.name)!);
    return [
      { path: join(ROOT, "exercises", `${set.name}.ts`), text: stubFile(source) },
      { path: join(ROOT, "exercises", `${set.name}.ipynb`), text: exerciseNotebook(source) },
    ];
  });
  return [...files, { path: join(ROOT, "grader/src/learner/texts.ts"), text: textsModule(texts) }];
}

/** Files that are not what their solutions file says. */
export const stale = () =>
  editions().filter(({ path, text }) => !existsSync(path) || readFileSync(path, "utf8") !== text);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = stale();
  if (process.argv.includes("--check")) {
    for (const { path } of files)
      console.error(`${shown(path)} is not in step with its solutions file; run npm run exercises`);
    process.exitCode = files.length > 0 ? 1 : 0;
  } else {
    for (const { path, text } of files) {
      writeAtomically(path, text);
      console.log(`wrote ${shown(path)}`);
    }
    if (files.length === 0) console.log("all exercises are in step with their solutions");
  }
}
