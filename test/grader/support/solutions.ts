/** The reference solutions and the known mistakes, as texts that somebody could hand in. */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Source } from "../../../grader/src/cells/program.js";
import type { ExerciseSet } from "../../../grader/src/engine/index.js";
import { librarySources } from "../../../tools/build/grader.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

export function reference({ name }: ExerciseSet): Source {
  const file = `${name}.ts`;
  return { main: file, files: { [file]: readFileSync(join(root, "solutions", file), "utf8") } };
}

/** What draws inputs is of no use to a mutant, and large. */
const withoutFastCheck: Plugin = {
  name: "without-fast-check",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^fast-check$/ }, () => ({ path: "fast-check", namespace: "nothing" }));
    onLoad({ filter: /./, namespace: "nothing" }, () => ({
      contents: `const any = new Proxy(class {}, {
        get: (target, name) => (name === "prototype" ? target.prototype : any),
        apply: () => any,
      });
      export default any;`,
    }));
  },
};

/** One file that exports, for each exercise of a set, or of a part of one, its mutant number `i` (counted round). */
export async function mutantsOf(set: ExerciseSet, i: number): Promise<Source> {
  const checks = join(root, "grader", "src", "checks", set.name, "index.ts");
  const lines = set.exercises.map(
    ({ name, mutants }) =>
      `export const ${name} = set.exercises.find((one) => one.name === "${name}").mutants[${i % mutants.length}].solution;`,
  );
  const result = await build({
    stdin: {
      contents: [
        `import * as all from ${JSON.stringify(checks)};`,
        "const set = Object.values(all)[0];",
        ...lines,
      ].join("\n"),
      resolveDir: root,
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    plugins: [withoutFastCheck, librarySources],
  });
  return { main: "mutants.ts", files: { "mutants.ts": result.outputFiles[0]!.text } };
}
