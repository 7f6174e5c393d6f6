/**
 * The declarations that a cell can meet, packed for the worker that knows types: what the packages export, with their docs,
 * and the language's own, without. Packages behind them, of which a cell sees nothing, are stubs.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { ROOT } from "../../tools/start/setup.mjs";

/** Where a name leads: its folder here, and where its package is for the worker. */
const packages = [
  { name: "long-attention", folder: "lib" },
  { name: "@long-attention/figures", folder: "figures" },
  { name: "@long-attention/grader", folder: "grader" },
] as const;

/** Types of these are named in our declarations; cells draw charts with Plot. */
const stubs: Readonly<Record<string, string>> = {
  "fast-check":
    "declare namespace fc { type Arbitrary<T> = { readonly of?: T } }\nexport default fc;\nexport type Arbitrary<T> = fc.Arbitrary<T>;",
  preact: "export type VNode<T = object> = object;\nexport type ComponentChildren = unknown;",
};

/** What is there without an import, in a worker and in Node alike. */
const globals = `interface Console { log(...values: unknown[]): void; info(...values: unknown[]): void; debug(...values: unknown[]): void; warn(...values: unknown[]): void; error(...values: unknown[]): void }
declare var console: Console;
declare function setTimeout<T extends unknown[]>(act: (...given: T) => void, ms?: number, ...given: T): number;
declare function clearTimeout(id: number | undefined): void;
declare function setInterval<T extends unknown[]>(act: (...given: T) => void, ms?: number, ...given: T): number;
declare function clearInterval(id: number | undefined): void;
declare function queueMicrotask(act: () => void): void;
declare function structuredClone<T>(value: T): T;
declare function atob(text: string): string;
declare function btoa(text: string): string;
declare const performance: { now(): number };
declare class URL { constructor(url: string, base?: string | URL); readonly href: string }
declare class TextEncoder { encode(text?: string): Uint8Array }
declare class TextDecoder { constructor(label?: string); decode(bytes?: ArrayBufferView | ArrayBuffer): string }
declare namespace WebAssembly { class Module { constructor(bytes: BufferSource) } type BufferSource = ArrayBufferView | ArrayBuffer; function validate(bytes: BufferSource): boolean }
declare module "@observablehq/plot";
declare module "tslab";
`;

const LIB = join(ROOT, "node_modules", "typescript", "lib");
const NDARRAY = "node_modules/@types/ndarray/index.d.ts";

/** By their paths in the worker's file system. */
export function declarations(): Record<string, string> {
  const files: Record<string, string> = {
    "/globals.d.ts": globals,
    "/node_modules/ndarray/index.d.ts": readFileSync(join(ROOT, NDARRAY), "utf8"),
  };
  for (const [name, text] of Object.entries(stubs)) files[`/node_modules/${name}/index.d.ts`] = text;
  for (const { name, folder } of packages) {
    const manifest = readFileSync(join(ROOT, folder, "package.json"), "utf8");
    const { exports } = JSON.parse(manifest) as { exports: Record<string, unknown> };
    const paths = Object.fromEntries(Object.entries(exports).filter(([path]) => !path.endsWith(".json")));
    files[`/node_modules/${name}/package.json`] = JSON.stringify({ name, type: "module", exports: paths });
    for (const entry of Object.values(paths))
      if (typeof entry === "string" && !entry.includes("*"))
        addWithImports(files, name, join(ROOT, folder, entry));
  }
  addLanguage(files, "lib.es2023.d.ts");
  return files;
}

/** A module's declarations, and those of the files beside it that it imports. */
function addWithImports(files: Record<string, string>, name: string, module: string): void {
  const path = module.replace(/\.js$/, ".d.ts");
  const home = join(ROOT, packages.find((one) => one.name === name)!.folder);
  const key = `/node_modules/${name}/${relative(home, path).replaceAll("\\", "/")}`;
  if (files[key] !== undefined || !existsSync(path)) return;
  const text = readFileSync(path, "utf8").replace(/\n\/\/# sourceMappingURL=.*/, "");
  files[key] = text;
  for (const { fileName } of ts.preProcessFile(text, true).importedFiles)
    if (fileName.startsWith(".")) addWithImports(files, name, join(dirname(path), fileName));
}

/** The language's own, with the files that it is made of. */
function addLanguage(files: Record<string, string>, name: string): void {
  if (files[`/${name}`] !== undefined) return;
  const text = readFileSync(join(LIB, name), "utf8");
  files[`/${name}`] = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\n\s*\n+/g, "\n");
  for (const [, lib] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm))
    addLanguage(files, `lib.${lib}.d.ts`);
}
