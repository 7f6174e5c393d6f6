/** A learner's file with all that it imports from beside it, read as a submission is read. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { filesFrom, isImportable } from "../../cells/files.js";
import type { Source } from "../../cells/program.js";
import { root } from "../../learner/root.js";
import { textOf } from "../../submission/text.js";

/** @param file exercises/NN-name.ts, or a notebook @throws NotGradable for what is no text */
export function readSource(file: string): Source {
  const folder = dirname(file);
  const main = basename(file);
  const there = (path: string) => join(folder, path);
  const has = (path: string) =>
    isImportable(path) && existsSync(there(path)) && statSync(there(path)).isFile();
  const text = (path: string) => textOf(path, readFileSync(there(path)));
  return {
    main,
    files: Object.fromEntries(filesFrom(main, has, text).map((path) => [path, text(path)])),
  };
}

/** A path as the reader would type it. */
export const shown = (file: string): string => {
  const path = relative(root, file);
  return path.startsWith("..") ? file : path.replaceAll("\\", "/");
};
