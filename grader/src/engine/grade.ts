/**
 * Grades one exercise. The engine is a generator: it asks for calls of the solution and is told what came,
 * so the same code serves a plain call in a notebook and a call into a sandbox (engine/drive).
 */
import type fc from "fast-check";
import { diagnose, type Seen } from "./diagnose.js";
import type { Call, Check, Exercise, Failure, Reply, Request } from "./exercise.js";
import { type CheckReport, type ExerciseReport, scoreOf } from "./report.js";
import { sample } from "./sample.js";
import { isStopped, type Stopped } from "./stopped.js";

/** A call that gave no value; the engine throws it through the check. */
class NoValue extends Error {
  constructor(
    readonly stopped: Stopped,
    readonly backstop: boolean,
    readonly notRun: boolean,
  ) {
    super(stopped.message);
  }
}

/** How many smaller inputs are tried before the smallest failing one so far is shown. */
const mostShrinks = 80;

/** Where inputs come from unless somebody asks for others. */
export const defaultSeed = 1;

export interface GradeOptions {
  /** Where the inputs come from; the same seed gives the same inputs. */
  readonly seed?: number;
}

/** Runs all checks of an exercise. */
export function* grade(
  exercise: Exercise,
  { seed = defaultSeed }: GradeOptions = {},
): Generator<Request, ExerciseReport, Reply> {
  const seen: Seen[] = [];
  const checks: CheckReport[] = [];
  for (const check of exercise.checks) {
    const why = hopeless(checks);
    checks.push(
      why
        ? { check, passed: false, notRun: true, failure: why }
        : yield* runCheck(exercise, check, seed, seen),
    );
  }
  const score = scoreOf(exercise.points, checks);
  // Where all values were right until the solution stopped, they would fit a mistake that nobody made.
  const first = checks.find(({ check, passed }) => !passed && check.visibility !== "hidden");
  const failure = first?.failure;
  const judged = !isStopped(failure) && checks.some((one) => one.failure && !isStopped(one.failure));
  const looked =
    first && failure && !isStopped(failure) ? { check: first.check, expected: failure.expected } : undefined;
  const misconception = judged ? diagnose(exercise, seen, looked) : undefined;
  const notes = notesOn(exercise, seen);
  return { exercise, score, seed, checks, notes, ...(misconception ? { misconception } : {}) };
}

/** An endless loop costs its time in each check that it is in; who has had it twice has heard it. */
const mostLimits = 2;

/**
 * Why the next check need not be run: a stub needs no further calls, and what is not there will not come. An
 * exception costs the check that it struck, and no other.
 */
function hopeless(checks: readonly CheckReport[]): Stopped | undefined {
  const stops = checks.map(({ failure }) => failure).filter(isStopped);
  const last = stops.at(-1);
  if (last === undefined) return undefined;
  const limits = stops.filter(({ stop }) => stop === "limit").length;
  return last.stop === "todo" || last.stop === "missing" || limits >= mostLimits ? last : undefined;
}

function* runCheck(
  exercise: Exercise,
  check: Check,
  seed: number,
  seen: Seen[],
): Generator<Request, CheckReport, Reply> {
  for (const value of inputsOf(exercise, check, seed)) {
    let bad = yield* attempt(exercise, check, value.value, seen);
    if (!bad) continue;
    if (check.visibility === "hidden") return { check, passed: false, ...struck(bad) };
    bad = yield* shrink(exercise, check, value, bad);
    return { check, passed: false, ...struck(bad), args: bad.args };
  }
  return { check, passed: true };
}

const struck = ({ failure, backstop, notRun }: Bad) => ({
  failure,
  backstop,
  ...(notRun ? { notRun } : {}),
});

/** The worked examples, then drawn inputs. Each check draws its own. */
function* inputsOf(
  exercise: Exercise,
  { id, examples = [], inputs, runs = 12 }: Check,
  seed: number,
): Generator<{
  value: unknown;
  smaller: (of: fc.Value<unknown>) => Iterable<fc.Value<unknown>>;
  drawn?: fc.Value<unknown>;
}> {
  for (const value of examples) yield { value, smaller: () => [] };
  if (!inputs) return;
  for (const drawn of sample(inputs, seedOf(seed, `${exercise.id} ${id}`), runs))
    yield { value: drawn.value, drawn, smaller: ({ value, context }) => inputs.shrink(value, context) };
}

/** FNV-1a: every check draws other inputs from the same seed. */
function seedOf(seed: number, name: string): number {
  let hash = 2166136261 ^ seed;
  for (const char of name) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619);
  return hash;
}

interface Bad {
  readonly failure: Failure | Stopped;
  readonly args: readonly unknown[];
  readonly backstop: boolean;
  readonly notRun?: true;
}

/** Runs a check on one input; undefined when it holds. */
function* attempt(
  exercise: Exercise,
  check: Check,
  input: unknown,
  seen: Seen[],
): Generator<Request, Bad | undefined, Reply> {
  let last: readonly unknown[] = [];
  const call: Call = function* (...args) {
    last = args;
    return yield { exercise, args, hidden: check.visibility === "hidden" };
  };
  const running = check.run(input, call);
  try {
    let next = running.next();
    while (!next.done) {
      const reply = yield next.value;
      if ("stopped" in reply)
        throw new NoValue(reply.stopped, reply.backstop ?? false, reply.notRun ?? false);
      seen.push({ check, args: next.value.args, outcome: reply.outcome });
      next = running.next(reply.outcome);
    }
    return next.value ? { failure: next.value, args: last, backstop: false } : undefined;
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    const { stopped, backstop, notRun } = error;
    return { failure: stopped, args: last, backstop, ...(notRun ? { notRun } : {}) };
  }
}

/** Looks for a smaller input that fails in the same manner. */
function* shrink(
  exercise: Exercise,
  check: Check,
  start: { smaller: (of: fc.Value<unknown>) => Iterable<fc.Value<unknown>>; drawn?: fc.Value<unknown> },
  bad: Bad,
): Generator<Request, Bad, Reply> {
  let [smallest, current, tries] = [bad, start.drawn, 0];
  if (isStopped(bad.failure) && bad.failure.stop !== "exception") return bad;
  search: while (current) {
    for (const candidate of start.smaller(current)) {
      if (++tries > mostShrinks) return smallest;
      const found: Bad | undefined = yield* attempt(exercise, check, candidate.value, []);
      if (!found || isStopped(found.failure) !== isStopped(bad.failure)) continue;
      [smallest, current] = [found, candidate];
      continue search;
    }
    return smallest;
  }
  return smallest;
}

/** From calls for visible checks only: a note could tell something about a hidden input. */
function notesOn(exercise: Exercise, all: readonly Seen[]): string[] {
  const seen = all.filter(({ check }) => check.visibility !== "hidden");
  const notes: string[] = [];
  if (seen.some(({ outcome }) => outcome.awaited))
    notes.push(
      `\`${exercise.name}\` gives a promise, which was awaited; remove \`async\`, since nothing here needs to wait`,
    );
  const changed = new Set(
    seen.flatMap(({ outcome }) =>
      outcome.after.flatMap((value, i) => (value === undefined ? [] : [exercise.params[i]!])),
    ),
  );
  if (changed.size > 0 && !exercise.mutates)
    notes.push(
      `\`${exercise.name}\` changes its input ${[...changed].map((name) => `\`${name}\``).join(", ")}; work on a copy, since callers do not expect that`,
    );
  return notes;
}
