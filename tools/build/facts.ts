/**
 * Writes lib/src/facts/data/*.ts from assets/data/*.json: run `npx tsx tools/build/facts.ts` after editing
 * a table. The JSON is the source that people and other languages read; the modules make the same rows part
 * of the library, so that Node, a cell, a bundle and a packed library read them alike, without a path to a
 * folder outside the package, and the compiler checks every row against its type.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../", import.meta.url);

/** File, exported constant, its type, and the name in lib/src/facts/types.ts that the type needs. */
const tables = [
  ["context-lengths", "contextLengths", "ContextLengths", "ContextLengths"],
  ["datasets", "datasets", "readonly Dataset[]", "Dataset"],
  ["errata", "errata", "readonly Erratum[]", "Erratum"],
  ["gpus", "gpus", "readonly Gpu[]", "Gpu"],
  ["models-kv", "modelsKv", "readonly ModelKv[]", "ModelKv"],
  ["reported", "reported", "readonly Reported[]", "Reported"],
  ["sources", "sources", "Readonly<Record<string, Source>>", "Source"],
] as const;

const modules = tables.map(([file, constant, type, name]) => {
  const rows = JSON.parse(readFileSync(new URL(`assets/data/${file}.json`, root), "utf8"));
  const lines = [
    `// Written by tools/build/facts.ts from assets/data/${file}.json: edit that file, not this one.`,
    `import type { ${name} } from "../types.js";`,
    "",
    `export const ${constant}: ${type} = ${JSON.stringify(rows)};`,
  ];
  const module = fileURLToPath(new URL(`lib/src/facts/data/${file}.ts`, root));
  writeFileSync(module, lines.join("\n"));
  return module;
});

execFileSync("npx", ["biome", "check", "--write", ...modules], {
  cwd: fileURLToPath(root),
  stdio: "inherit",
  shell: process.platform === "win32",
});
