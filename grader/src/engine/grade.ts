/**
 * Grades one exercise. The engine is a generator: it asks for calls of the solution and is told what came,
 * so the same code serves a plain call in a notebook and a call into a sandbox (engine/drive).
 */
import type fc from "fast-check";
import { type Attempt, diagnose, explains, mostDraws } from "./diagnose.js";
import type { Call, Check, Exercise, Failure, Outcome, Reply, Request } from "./exercise.js";
import { type CheckReport, type ExerciseReport, type Misconception, scoreOf } from "./report.js";
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

/** How many inputs are drawn together in search of a proof: few of them are needed as a rule. */
const atOnce = 40;

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
  const attempts: Attempt[] = [];
  const checks: CheckReport[] = [];
  let found: Misconception[] | undefined;
  for (const check of exercise.checks) {
    // Hidden checks come last: what is tried to prove a mistake must not come after a hidden input.
    if (check.visibility === "hidden") found ??= yield* mistakes(exercise, attempts, seed);
    const why = hopeless(checks) ?? unmet(check, checks);
    checks.push(
      why
        ? { check, passed: false, notRun: true, failure: why }
        : yield* runCheck(exercise, check, seed, attempts),
    );
  }
  found ??= yield* mistakes(exercise, attempts, seed);
  const score = scoreOf(exercise.points, checks);
  const hidden = attempts.filter(({ check }) => check.visibility === "hidden");
  // A mistake explains values; it is not all there is where the solution was stopped, too.
  const stopped = checks.some(({ failure, notRun }) => isStopped(failure) && !notRun);
  const [misconception, second] = found.map((one) =>
    one.part || (!stopped && explains(exercise, one.id, hidden)) ? one : { ...one, part: true as const },
  );
  const notes = notesOn(exercise, attempts);
  return {
    exercise,
    score,
    seed,
    checks,
    notes,
    ...(misconception ? { misconception } : {}),
    ...(second ? { second } : {}),
  };
}

/** Why a check is not run that means nothing without another one. */
function unmet({ needs }: Check, checks: readonly CheckReport[]): Stopped | undefined {
  const missed = checks.find(({ check, passed }) => check.id === needs && !passed);
  if (!missed) return undefined;
  return { stop: "needs", message: `this means nothing until another check passes: ${missed.check.title}` };
}

/** What the visible attempts tell, with further inputs of another seed as proof. */
function* mistakes(
  exercise: Exercise,
  attempts: readonly Attempt[],
  seed: number,
): Generator<Request, Misconception[], Reply> {
  const tryOut = function* (check: Check, input: unknown): Generator<Request, Attempt | undefined, Reply> {
    const kept: Attempt[] = [];
    yield* attempt(exercise, check, input, kept);
    return kept[0];
  };
  const more = function* (check: Check) {
    const tried = attempts.filter((one) => one.check === check).map(({ input }) => input);
    for (const example of check.examples ?? []) if (!tried.includes(example)) yield example;
    if (check.inputs)
      for (let k = 0; k < mostDraws; k += atOnce)
        for (const { value } of sample(
          check.inputs,
          seedOf(seed, `${exercise.id} ${check.id} proof ${k}`),
          atOnce,
        ))
          yield value;
  };
  return yield* diagnose(
    exercise,
    attempts.filter(({ check }) => check.visibility !== "hidden"),
    more,
    tryOut,
  );
}

/** An endless loop costs its time in each check that it is in; who has had it twice has heard it. */
const mostLimits = 2;

/**
 * Why the next check need not be run: a stub needs no further calls, and what is not there will not come. An
 * exception costs the check that it struck, and no other.
 */
function hopeless(checks: readonly CheckReport[]): Stopped | undefined {
  const stops = checks
    .map(({ failure }) => failure)
    .filter(isStopped)
    .filter(({ stop }) => stop !== "needs");
  const last = stops.at(-1);
  if (last === undefined) return undefined;
  const limits = stops.filter(({ stop }) => stop === "limit").length;
  return last.stop === "todo" || last.stop === "missing" || limits >= mostLimits ? last : undefined;
}

function* runCheck(
  exercise: Exercise,
  check: Check,
  seed: number,
  attempts: Attempt[],
): Generator<Request, CheckReport, Reply> {
  for (const value of inputsOf(exercise, check, seed)) {
    let bad = yield* attempt(exercise, check, value.value, attempts);
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
  attempts: Attempt[],
): Generator<Request, Bad | undefined, Reply> {
  let last: readonly unknown[] = [];
  const calls: { args: readonly unknown[]; outcome: Outcome }[] = [];
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
      calls.push({ args: next.value.args, outcome: reply.outcome });
      next = running.next(reply.outcome);
    }
    attempts.push({ check, input, calls, ...(next.value ? { failed: next.value } : {}) });
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
function notesOn(exercise: Exercise, attempts: readonly Attempt[]): string[] {
  const notes: string[] = [];
  const seen = attempts.filter(({ check }) => check.visibility !== "hidden").flatMap(({ calls }) => calls);
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
