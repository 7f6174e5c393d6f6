/** The results on the disk, one file a submission. */
import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { readIfThere, writeWhole } from "../files/whole.js";
import { type Result, resultSchema } from "../result/index.js";
import type { Listener, Row } from "./row.js";
import { slugEnd } from "./slugs.js";

/** By the submissions' slugs. What cannot be read is not there. */
export function resultsIn(out: string): Map<string, Result> {
  const found = new Map<string, Result>();
  for (const name of readdirSync(join(out, "results"))) {
    const text = name.endsWith(".json") ? readIfThere(join(out, "results", name)) : undefined;
    const result = text === undefined ? undefined : parsed(text);
    if (result) found.set(basename(name, ".json"), result);
  }
  return found;
}

function parsed(text: string): Result | undefined {
  try {
    return resultSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Writes all results, and removes those of submissions that are not there any more. */
export function writeResults(out: string, rows: readonly Row[], listener: Listener): void {
  for (const { slug, result } of rows)
    if (result) writeWhole(join(out, "results", `${slug}.json`), `${JSON.stringify(result, null, 1)}\n`);
  const gone = removeOthers(join(out, "results"), ".json", rows);
  if (gone.length > 0)
    listener.note(`no longer handed in, so their pages and results are removed: ${gone.join(", ")}`);
}

/**
 * Removes what is named like a file about a submission, but about none of these.
 * @returns the slugs
 */
export function removeOthers(folder: string, end: string, rows: readonly Row[]): string[] {
  const kept = new Set(rows.map(({ slug }) => slug));
  const gone = readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => basename(name, end))
    .filter((slug) => slugEnd.test(slug) && !kept.has(slug));
  for (const slug of gone) rmSync(join(folder, `${slug}${end}`), { force: true });
  return gone;
}
