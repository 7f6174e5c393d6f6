/** The learner's line in a file; in a bundle for a browser, in-file.web.ts stands in for this file. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelMaps } from "./kernel-maps.js";
import { type Place, placed } from "./placed.js";
import { root } from "./root.js";

/** The line behind a position of a stack trace; nothing where it is in no file of the learner's. */
export function inFile(url: string, line: number, column: number): Place | undefined {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!isAbsolute(path)) return undefined;
  return importedByCell(path, line, column) ?? underOwnName(path, line);
}

/** A file that the kernel compiled for a cell. */
function importedByCell(path: string, line: number, column: number): Place | undefined {
  const found = kernelMaps()?.inFile(relative(root, path).replaceAll("\\", "/"), { line, column });
  return found && placed(found.file, found.at.line, textOf(`${root}/${found.file}`));
}

/** A TypeScript file that runs by its own name: a loader or source maps took care of the lines. */
function underOwnName(path: string, line: number): Place | undefined {
  if (!/\.tsx?$/.test(path)) return undefined;
  const file = relative(root, path).replaceAll("\\", "/");
  if (/(^|\/)node_modules\/|^(lib|grader|kernel)\//.test(file)) return undefined;
  return placed(file.startsWith("..") ? path : file, line, textOf(path));
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);
