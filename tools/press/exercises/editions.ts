/** What is generated from solutions/NN-name.ts: exercises/NN-name.ts, exercises/NN-name.ipynb and what hint() says. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sets } from "../../../grader/src/checks/index.ts";
import { ROOT } from "../notebook/files.ts";
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
