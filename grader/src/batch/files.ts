/** Files of the results. */
import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { replaceFile } from "../files/replace.js";
import { asProblem } from "./problem.js";

/** Replaces the file as a whole. One that already says the same is left alone. */
export function writeWhole(path: string, text: string): void {
  if (readIfThere(path) === text) return;
  try {
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, text);
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
