/** What the three packages say of themselves, beside what they are. */
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../tools/start/setup.mjs";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const text = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const manifest = (folder: string): Manifest => JSON.parse(text(folder, "package.json"));
const folders = ["lib", "figures", "grader"];
const library = manifest("lib");

/** What the sources of a package import by name, types included, and from where. */
const importsOf = (folder: string): { file: string; name: string }[] =>
  readdirSync(join(ROOT, folder, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?tsx?$/.test(file) && !file.endsWith(".d.ts"))
    .flatMap((file) =>
      ts
        .preProcessFile(text(folder, "src", file), true)
        .importedFiles.map(({ fileName: name }) => ({ file: join(folder, "src", file), name }))
        .filter(({ name }) => !name.startsWith(".")),
    );

const packageOf = (name: string) =>
  name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");

it("package.json's version is one for the course and its packages, also where one needs another and where one is cited", () => {
  const { version } = manifest(".");
  expect(text("CITATION.cff")).toMatch(new RegExp(`^version: ${version}$`, "m"));
  for (const folder of folders) expect(manifest(folder).version, folder).toBe(version);
  for (const folder of ["figures", "grader"])
    expect(manifest(folder).dependencies["long-attention"], folder).toBe(version);
});

describe.each(folders)("%s", (folder) => {
  it("carries the course's licence", () => {
    expect(text(folder, "LICENSE")).toBe(text("LICENSE"));
  });

  it("imports only the packages that it depends on", () => {
    const { name: own, dependencies } = manifest(folder);
    const undeclared = importsOf(folder).filter(({ name }) => {
      const from = packageOf(name);
      return (
        !isBuiltin(name) &&
        from !== own &&
        !(from in dependencies) &&
        !(folder === "grader" && bundled.has(from))
      );
    });
    expect(undeclared).toEqual([]);
  });
});

/**
 * The sandbox's guest is a bundle, so what only it imports is built in; of ndarray the grader takes types alone, and of
 * TypeScript too: it runs the one that tslab brings along.
 */
const bundled = new Set(["cwise-compiler", "ndarray", "typescript"]);

it.each(["figures", "grader"])("%s imports only what long-attention exports", (folder) => {
  const inside = importsOf(folder).filter(
    ({ name }) =>
      packageOf(name) === "long-attention" && !isExported(`.${name.slice("long-attention".length)}`),
  );
  expect(inside).toEqual([]);
});

const isExported = (path: string) =>
  Object.keys(library.exports).some((each) => {
    const [start, end] = each.split("*") as [string, string?];
    return end === undefined ? path === each : path.startsWith(start) && path.endsWith(end);
  });

describe("lib/package.json's exports", () => {
  const floors = Object.keys(library.exports).filter((path) => !/\.js(on)?$/.test(path));

  it("name every floor", () => {
    const folders = readdirSync(join(ROOT, "lib", "src"), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    expect(floors.toSorted()).toEqual([".", ...folders.map(({ name }) => `./${name}`)].toSorted());
  });

  it("stand in lib/README.md's table of floors, and nothing else does", () => {
    const rows = [...text("lib", "README.md").matchAll(/^\| `([\w/-]+)` \|/gm)].map(([, name]) => name);
    expect(rows).toEqual(floors.map((path) => `long-attention${path.slice(1)}`));
  });
});
