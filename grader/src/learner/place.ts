/** Where an error comes from: the learner's own line, in a cell or in a TypeScript file. */
import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Stopped, stoppedBy } from "../engine/stopped.js";
import { root } from "./root.js";

/** A line of the learner's. */
export interface Place {
  /** Such as "cell [3], line 2". */
  readonly name: string;
  readonly line: number;
  /** What the line says. */
  readonly source?: string;
}

/** An error of the learner's in one sentence, with the line it comes from. */
export function toldWithPlace(error: unknown): Stopped {
  const told = stoppedBy(error);
  const place = told.stop === "exception" ? placeOf(error) : undefined;
  if (!place) return told;
  const { name, line, source } = place;
  return { ...told, line, place: { name, ...(source === undefined ? {} : { source }) } };
}

/** The innermost frame of an error's stack that the learner wrote. */
export function placeOf(error: unknown): Place | undefined {
  if (!(error instanceof Error)) return undefined;
  for (const frame of String(error.stack).split("\n")) {
    const match = /^\s+at (?:.*? \()?(.+?):(\d+):(\d+)\)?$/.exec(frame);
    if (!match) continue;
    const place =
      inCell(match[1]!, Number(match[2]), Number(match[3])) ?? inFile(match[1]!, Number(match[2]));
    if (place) return place;
  }
  return undefined;
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** What this course's kernel knows of the way back from running code to the learner's. */
export interface KernelMaps {
  /** Cells that ran, in their order. */
  readonly taken?: readonly { readonly count: number; readonly code: string }[];
  inCell(url: string, at: Position): { cell: { count: number; code: string }; at?: Position } | undefined;
  inFile(file: string, at: Position): { file: string; at: Position } | undefined;
}

/** In a notebook; nothing in any other kernel, which leaves no way back. */
function inCell(url: string, line: number, column: number): Place | undefined {
  const maps = kernelMaps();
  const inCell = maps?.inCell(url, { line, column });
  if (inCell?.at) {
    const { cell, at } = inCell;
    return placed(`cell [${cell.count}]`, at.line, cell.code);
  }
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!maps || !isAbsolute(path)) return undefined;
  const imported = maps.inFile(relative(root, path).replaceAll("\\", "/"), { line, column });
  return imported && placed(imported.file, imported.at.line, textOf(`${root}/${imported.file}`));
}

/** A TypeScript file that runs by its own name: a loader or source maps took care of the lines. */
function inFile(url: string, line: number): Place | undefined {
  const path = url.startsWith("file:") ? fileURLToPath(url) : url;
  if (!/\.tsx?$/.test(path) || !isAbsolute(path)) return undefined;
  const file = relative(root, path).replaceAll("\\", "/");
  if (/(^|\/)node_modules\/|^(lib|grader|kernel)\//.test(file)) return undefined;
  return placed(file.startsWith("..") ? path : file, line, textOf(path));
}

function placed(where: string, line: number, code: string | undefined): Place {
  const source = code?.split("\n")[line - 1];
  return { name: `${where}, line ${line}`, line, ...(source === undefined ? {} : { source }) };
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** The course's kernel leaves its maps under this symbol while it runs. */
export function kernelMaps(): KernelMaps | undefined {
  return (globalThis as Record<symbol, unknown>)[Symbol.for("long-attention.source-maps")] as
    | KernelMaps
    | undefined;
}
