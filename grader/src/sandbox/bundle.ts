/** The built parts of the sandbox (tools/build/grader): the child's script, the type checker's, its interpreter, the texts of the guest's modules, hashes of what is handed out, and a version. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Library } from "../cells/library.js";
import type { ExerciseSet } from "../engine/index.js";
import { Problem } from "../files/problem.js";

interface Module {
  readonly text: string;
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

export interface Bundle {
  /** Path of the child's script. */
  readonly child: string;
  /** Path of the script that type-checks. */
  readonly types: string;
  /** The interpreter's WebAssembly, base64. */
  readonly quickjs: string;
  /** Another one whenever a check, the engine, the child or a guest's module is another. */
  readonly version: string;
  /** Hashes of the exercises as they are handed out: see contentHash in submission/content. */
  readonly released: ReadonlySet<string>;
  /** What a set's solutions may import. @throws RangeError for a module that no guest may have */
  library(set: ExerciseSet): Library;
}

/** Default folder: where the build puts it. @throws Problem for the learner's edition, which has none */
export function loadBundle(folder: string = builtFolder()): Bundle {
  if (!existsSync(join(folder, "child.cjs")))
    throw new Problem(
      "this edition of long-attention is the learner's: it checks exercises, and has no sandbox to grade a class in; whoever teaches you has",
    );
  return {
    child: join(folder, "child.cjs"),
    types: typesScript(folder),
    quickjs: readFileSync(join(folder, "quickjs.wasm"), "base64"),
    version: readFileSync(join(folder, "version"), "utf8"),
    released: new Set(JSON.parse(readFileSync(join(folder, "released.json"), "utf8")) as string[]),
    library: libraries(folder),
  };
}

/** The script that type-checks, which the learner's edition has, too. */
export const typesScript = (folder: string = builtFolder()): string => join(folder, "types.cjs");

/** What the solutions of each set may import. */
export function libraries(folder: string = builtFolder()): Bundle["library"] {
  const all = JSON.parse(readFileSync(join(folder, "guest.json"), "utf8")) as Record<string, Module>;
  return ({ exercises }) => {
    const names = new Set(["long-attention/tensor", ...exercises.flatMap(({ imports = [] }) => imports)]);
    const modules: Record<string, string> = {};
    const open = ["guest", ...names];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (Object.hasOwn(modules, name)) continue;
      if (!Object.hasOwn(all, name)) throw new RangeError(`library: no guest can have ${name}`);
      modules[name] = all[name]!.text;
      open.push(...all[name]!.imports);
    }
    return {
      modules,
      allowed: Object.fromEntries([...names].map((name) => [name, all[name]!.exports])),
      answers: Object.fromEntries(exercises.map(({ name, answers = [] }) => [name, answers])),
    };
  };
}

/** In dist beside this file; for the sources, what was built last. */
const builtFolder = (): string =>
  fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "../../dist/sandbox/" : ".", import.meta.url));
