/** Modules that exist only in a build. Their types are in web/client/virtual.d.ts. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "../../tools/start/setup.mjs";
import { declarations } from "./declarations.ts";
import { paletteCss } from "./palette.ts";

/** Files that only the build knows the names of, relative to the scripts. */
export type Workers = Readonly<Record<"kernel" | "types", string | undefined>>;

const NAME = /^virtual:/;

export function virtual({
  workers,
  solutions,
}: {
  readonly workers: Workers;
  readonly solutions: boolean;
}): Plugin {
  const modules: Readonly<Record<string, () => string>> = {
    "virtual:workers": () => `export const workers = ${JSON.stringify(workers)};`,
    "virtual:solutions": () =>
      `export const solutions = ${JSON.stringify(solutions ? readSolutions() : {})};`,
    "virtual:declarations": () => `export const declarations = ${JSON.stringify(declarations())};`,
    "virtual:palette.css": paletteCss,
  };
  return {
    name: "virtual",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: NAME }, ({ path }) => ({ path, namespace: "virtual" }));
      onLoad({ filter: NAME, namespace: "virtual" }, ({ path }) => ({
        contents: modules[path]!(),
        loader: path.endsWith(".css") ? "css" : "js",
        resolveDir: ROOT,
      }));
    },
  };
}

/** The sources of all solutions, by the name of their set. */
function readSolutions(): Record<string, string> {
  const folder = join(ROOT, "solutions");
  const names = readdirSync(folder).filter((name) => /^\d\d.*\.ts$/.test(name));
  return Object.fromEntries(
    names.map((name) => [name.replace(".ts", ""), readFileSync(join(folder, name), "utf8")]),
  );
}
