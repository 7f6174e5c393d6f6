/** Which submissions are meant by what somebody typed. */

import { Problem } from "../files/problem.js";
import type { Job } from "../result/index.js";

/**
 * @param only whole ids, or how one alone begins, in any spelling of their letters; undefined: all are meant
 * @throws Problem for a name that nobody has, or that several begin with
 */
export function choose<T extends Job>(jobs: readonly T[], only: readonly string[] | undefined): T[] {
  if (!only) return [...jobs];
  const chosen = new Set(only.map((asked) => oneOf(jobs, asked)));
  return jobs.filter((job) => chosen.has(job));
}

function oneOf<T extends Job>(jobs: readonly T[], asked: string): T {
  const spelled = (text: string) => text.normalize("NFC");
  const exact = jobs.find(({ id }) => id === asked);
  if (exact) return exact;
  const same = jobs.filter(({ id }) => spelled(id) === spelled(asked));
  const found = same.length > 0 ? same : jobs.filter(({ id }) => spelled(id).startsWith(spelled(asked)));
  if (found.length === 1) return found[0]!;
  if (found.length === 0) throw new Problem(`--only ${asked}: there is no such submission`);
  const some = found.slice(0, 3).map(({ id }) => JSON.stringify(id));
  throw new Problem(
    `--only ${asked}: ${found.length} submissions begin like this (${some.join(", ")}${found.length > 3 ? ", …" : ""}); give more of the name`,
  );
}
