/** What a journal knows of a class. */
import { createHash } from "node:crypto";
import { graderVersion, type Job, type Result, type Setting } from "../result/index.js";
import { fingerprint, lastChange } from "../submission/place.js";
import type { Row } from "./row.js";
import type { HandedIn } from "./submissions.js";
import { withTwins } from "./twins.js";

/** What a result's key is made of, besides the submission. */
export type Keyed = Pick<Setting, "set" | "seed"> & { readonly level: Pick<Setting["level"], "bundle"> };

/** The class against the journal. */
export interface Known {
  readonly submissions: readonly HandedIn[];
  keyOf(job: HandedIn): string;
  /** The submission as it is now, with what was found for it so far. */
  rows(): Row[];
}

export async function knownOf(
  submissions: readonly HandedIn[],
  setting: Keyed,
  { done }: { readonly done: ReadonlyMap<string, Result> },
): Promise<Known> {
  const keys = new Map<HandedIn, string>();
  const about = new Map<HandedIn, Omit<Row, "result">>();
  for (const job of submissions) {
    const { path, ...rest } = job;
    const changed = await lastChange(path);
    keys.set(job, await keyOf(job, setting));
    about.set(job, { ...rest, ...(changed ? { changed } : {}) });
  }
  const keyed = (job: HandedIn) => keys.get(job)!;
  const rows = () =>
    withTwins(submissions.map((job) => ({ ...about.get(job)!, result: done.get(keyed(job)) })));
  return { submissions, keyOf: keyed, rows };
}

/** The same bytes, set, seed and grader give the same result. */
async function keyOf({ id, path }: Job, { set, seed, level }: Keyed): Promise<string> {
  const parts = [id, await fingerprint(path), set.id, seed, graderVersion(level.bundle)];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
