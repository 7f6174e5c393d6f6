/** Who imports whom, read from the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CODE = /\.([cm]?[jt]s|tsx)$/;
/** Folders with code that nobody wrote here. */
const FOREIGN = new Set(["node_modules", "dist", "fixtures", "api", "work"]);

/** Source files: path from the repository's root, such as "lib/src/gpu/waves.ts", to text. */
export type Sources = ReadonlyMap<string, string>;

/** The source files under folders of the repository. */
export function readSources(...folders: string[]): Map<string, string> {
  const walk = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return FOREIGN.has(entry.name) ? [] : walk(path);
      return CODE.test(entry.name) ? [path] : [];
    });
  const paths = folders.flatMap(walk).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), "utf8")]));
}

/** What a file imports, types too, re-exports, or loads with import() or require(). */
export const importsOf = (text: string): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** The packages of this repository, by the folder of their sources. */
const OURS: Readonly<Record<string, string>> = {
  "long-attention": "lib/src",
  "@long-attention/figures": "figures/src",
  "@long-attention/grader": "grader/src",
};

/** Where an import leads: a path in the repository, or nothing for a package of npm or of Node. */
export function pathOf(file: string, specifier: string, sources: Sources): string | undefined {
  const ours = Object.keys(OURS).find((name) => specifier === name || specifier.startsWith(`${name}/`));
  if (ours === undefined && !specifier.startsWith(".")) return undefined;
  const path = ours
    ? posix.join(OURS[ours]!, specifier.slice(ours.length) || "index.js")
    : posix.join(dirname(file), specifier);
  const spellings = [
    path,
    path.replace(/js$/, "ts"),
    path.replace(/js$/, "tsx"),
    `${path}.cjs`,
    `${path}/index.ts`,
  ];
  return spellings.find((spelling) => sources.has(spelling)) ?? path;
}
