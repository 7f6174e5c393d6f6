/** What another version of the checks changes in a gradebook. */
import type { Result } from "../result/index.js";
import type { Row } from "./row.js";

export interface Change {
  readonly row: Row;
  readonly before: Result;
  readonly now: Result;
  /** The submission itself is another one, too. */
  readonly handedInAgain: boolean;
  /** Such as "07.3 traffic: passed, now failed". */
  readonly checks: readonly string[];
}

/** @param before by the submissions' slugs */
export function changesBetween(before: ReadonlyMap<string, Result>, rows: readonly Row[]): Change[] {
  return rows.flatMap((row) => {
    const [old, now] = [before.get(row.slug), row.result];
    if (!old || !now) return [];
    const checks = checksBetween(old, now);
    if (old.status === now.status && old.score === now.score && checks.length === 0) return [];
    const hashes = ({ submission }: Result) => submission.files.map(({ sha256 }) => sha256).join();
    return [{ row, before: old, now, handedInAgain: hashes(old) !== hashes(now), checks }];
  });
}

function checksBetween(before: Result, now: Result): string[] {
  const [was, is] = [statesIn(before), statesIn(now)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((check) => was.get(check) !== is.get(check))
    .map((check) => `${check}: ${was.get(check) ?? "not there"}, now ${is.get(check) ?? "not there"}`);
}

const statesIn = ({ exercises }: Result): Map<string, string> =>
  new Map(
    exercises.flatMap(({ id, checks }) => checks.map((check) => [`${id} ${check.id}`, check.state] as const)),
  );
