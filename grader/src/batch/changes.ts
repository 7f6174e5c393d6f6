/** What another version of the checks changes in a gradebook, and by which of them. */
import type { CheckResult, ExerciseResult, Result } from "../result/index.js";
import { plain } from "../text/plain.js";
import type { Row } from "./row.js";

export interface Change {
  readonly row: Row;
  readonly before: Result;
  readonly now: Result;
  /** The submission itself is another one, too. */
  readonly handedInAgain: boolean;
  readonly checks: readonly CheckChange[];
}

export interface CheckChange {
  /** Such as "07.3 traffic". */
  readonly check: string;
  /** States, or "not there". */
  readonly before: string;
  readonly now: string;
  /** In a sentence without a full stop. */
  readonly why: string;
}

/** @param before by the submissions' slugs */
export function changesBetween(before: ReadonlyMap<string, Result>, rows: readonly Row[]): Change[] {
  return rows.flatMap((row) => {
    const [old, now] = [before.get(row.slug), row.result];
    if (!old || !now) return [];
    const states = statesBetween(old, now);
    if (old.status === now.status && old.score === now.score && states.length === 0) return [];
    const hashes = ({ submission }: Result) => submission.files.map(({ sha256 }) => sha256).join();
    return [
      {
        row,
        before: old,
        now,
        handedInAgain: hashes(old) !== hashes(now),
        checks: [...states, ...pointsBetween(old, now)],
      },
    ];
  });
}

function statesBetween(before: Result, now: Result): CheckChange[] {
  const [was, is] = [checksIn(before), checksIn(now)];
  // A submission that was not graded has no checks, and its reason says why.
  if (was.size === 0 || is.size === 0) return [];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((check) => {
    const [one, other] = [was.get(check), is.get(check)];
    return one?.state === other?.state
      ? []
      : [
          {
            check,
            before: one?.state ?? "not there",
            now: other?.state ?? "not there",
            why: whyOther(one, other),
          },
        ];
  });
}

const checksIn = ({ exercises }: Result): Map<string, CheckResult> =>
  new Map(
    exercises.flatMap(({ id, checks }) => checks.map((check) => [`${id} ${check.id}`, check] as const)),
  );

function whyOther(before: CheckResult | undefined, now: CheckResult | undefined): string {
  if (!now) return "this check is gone";
  if (!before) return now.state === "failed" ? `this check is new; ${failing(now)}` : "this check is new";
  return now.state === "failed" ? failing(now) : now.state === "passed" ? "it passes now" : "it was not run";
}

/** In the words that the student reads, of which the first sentence says what is wrong. */
function failing({ blocks, reason }: CheckResult): string {
  const told = blocks.find(({ kind }) => kind === "message");
  const text =
    told && "text" in told ? told.text : reason === "wrong" ? "a wrong value" : `stopped (${reason})`;
  return plain(/^.*?([.!?](?=\s|$)|$)/s.exec(text)![0], 200).replace(/\.$/, "");
}

/** What checks and exercises count, where it is another than before. */
function pointsBetween(before: Result, now: Result): CheckChange[] {
  const is = new Map(now.exercises.map((one) => [one.id, one]));
  return before.exercises.flatMap(({ id, max, checks }: ExerciseResult) => {
    const other = is.get(id);
    if (!other) return [];
    const weights = new Map(other.checks.map((check) => [check.id, check.weight]));
    return [
      ...(other.max === max
        ? []
        : [
            {
              check: id,
              before: `of ${max}`,
              now: `of ${other.max}`,
              why: "this exercise gives other points",
            },
          ]),
      ...checks
        .filter((check) => (weights.get(check.id) ?? check.weight) !== check.weight)
        .map((check) => ({
          check: `${id} ${check.id}`,
          before: `weight ${check.weight}`,
          now: `weight ${weights.get(check.id)}`,
          why: "this check counts otherwise",
        })),
    ];
  });
}
