/** What was handed in: every entry of the folder is one submission, whatever it is. */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "../result/index.js";
import { Problem } from "./problem.js";

/** What systems leave in folders. Anything else, whatever its name, is somebody's submission. */
const litter = new Set([".DS_Store", ".git", ".gitignore", ".gitkeep", "Thumbs.db", "desktop.ini"]);

/** In the order of their names. */
export function submissionsIn(folder: string): Job[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new Problem(
      `${folder} cannot be read (${(error as NodeJS.ErrnoException).code}); name the folder of submissions`,
    );
  }
  const ids = names.filter((name) => !litter.has(name)).sort();
  if (ids.length === 0) throw new Problem(`${folder} is empty; each entry in it should be one submission`);
  return ids.map((id) => ({ id, path: join(folder, id) }));
}

/** A name for files about a submission: short, plain, and different for different submissions on every system. */
export function slug(id: string): string {
  const short = id.replace(/[^A-Za-z0-9._-]/g, "_").slice(0, 80);
  if (short === id && id === id.toLowerCase()) return id;
  return `${short}-${createHash("sha256").update(id).digest("hex").slice(0, 8)}`;
}
