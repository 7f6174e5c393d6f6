/** Files that are written as a whole. */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { asProblem } from "./problem.js";
import { replaceFile } from "./replace.js";

/** Replaces the file as a whole. One that already says the same is left alone. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  if (typeof content === "string" && readIfThere(path) === content) return;
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, content);
  } catch (error) {
    throw asProblem(error, path);
  }
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
