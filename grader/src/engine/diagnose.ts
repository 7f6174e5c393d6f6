/**
 * Which known mistakes a failing solution has made. A mistake is said only when it is proved: the solution and the mutant
 * gave the same wherever they were tried, among that where the check failed, and on further inputs, drawn for this, on
 * which the mutant is wrong, and on others on which it is right.
 */
import { difference, gridOf } from "./compare.js";
import type { Check, Exercise, Mutant, Outcome, Reply, Request } from "./exercise.js";
import { inProcess } from "./in-process.js";
import type { Misconception } from "./report.js";

/** One input of a check, on which every call gave a value. */
export interface Attempt {
  readonly check: Check;
  readonly input: unknown;
  readonly calls: readonly { readonly args: readonly unknown[]; readonly outcome: Outcome }[];
  /** What the check expected, when it failed. */
  readonly failed?: { readonly expected?: unknown };
}

/** Tries the solution on one more input; undefined when it was stopped. */
export type Try = (check: Check, input: unknown) => Generator<Request, Attempt | undefined, Reply>;

/** How often mutant and solution must agree where the mutant is wrong, if there are so many inputs. */
const mostProofs = 16;
/** How many inputs of each check are tried on which the mutant is right. */
const mostRight = 12;
/** Fewer than this where the mutant is wrong, and it may be chance; a check may know better. */
const fewestProofs = 3;
/** Inputs of each check, drawn in search of these. */
export const mostDraws = 400;
/** After so many on which the mutant is right a check is given up: another one will tell. */
const fruitless = 60;

/**
 * The mistake that explains all attempts; else, for each check that failed, the one mistake that explains it, if no
 * other does. Two mistakes at once that meet in one check are like no mutant, and nothing is said.
 * @param attempts for visible checks
 * @param more further inputs of a check, as many as wanted
 */
export function* diagnose(
  exercise: Exercise,
  attempts: readonly Attempt[],
  more: (check: Check) => Iterable<unknown>,
  tryOut: Try,
): Generator<Request, Misconception[], Reply> {
  const failed = attempts.filter((attempt) => attempt.failed);
  if (failed.length === 0) return [];
  const suspects = exercise.mutants.map((mutant) => new Suspect(exercise, mutant));
  const fitting = (some: readonly Attempt[], part?: { readonly expected?: unknown }) =>
    suspects.filter((suspect) => some.toReversed().every((attempt) => suspect.explains(attempt, part)));

  const checks = [...new Set(attempts.map(({ check }) => check))];
  for (const suspect of fitting(attempts))
    if (yield* isProved(suspect, checks, attempts, more, tryOut)) return [suspect.told()];

  const parts: Misconception[] = [];
  for (const { check, failed: part } of failed) {
    const some = attempts.filter((attempt) => attempt.check === check);
    const proved: Suspect[] = [];
    for (const suspect of fitting(some, part))
      if (yield* isProved(suspect, [check], some, more, tryOut, part)) proved.push(suspect);
    const [found, ...others] = proved;
    if (found && others.length === 0 && !parts.some(({ id }) => id === found.told().id))
      parts.push({ ...found.told(), part: true });
  }
  return parts;
}

/** Whether a mistake that a solution seems to have made was also made on a hidden check's inputs. */
export function explains(exercise: Exercise, id: string, attempts: readonly Attempt[]): boolean {
  const mutant = exercise.mutants.find((one) => one.id === id);
  const suspect = mutant && new Suspect(exercise, mutant);
  return suspect !== undefined && attempts.every((attempt) => suspect.explains(attempt));
}

function* isProved(
  suspect: Suspect,
  checks: readonly Check[],
  attempts: readonly Attempt[],
  more: (check: Check) => Iterable<unknown>,
  tryOut: Try,
  part?: { readonly expected?: unknown },
): Generator<Request, boolean, Reply> {
  const proofs = attempts.filter(({ check, input }) => suspect.isWrong(check, input));
  const telling = new Set<Check>();
  const right = new Map<Check, number>();
  const drawn = function* (check: Check) {
    let n = 0;
    for (const input of more(check)) {
      if (n++ >= fruitless && !telling.has(check)) return;
      yield input;
    }
  };
  for (const [check, input] of inTurn(checks, drawn)) {
    if (proofs.length >= mostProofs) break;
    const isWrong = suspect.isWrong(check, input);
    if (isWrong) telling.add(check);
    else {
      const n = (right.get(check) ?? 0) + 1;
      if (n > mostRight) continue;
      right.set(check, n);
    }
    const attempt = yield* tryOut(check, input);
    if (!attempt || !suspect.explains(attempt, part)) return false;
    if (isWrong) proofs.push(attempt);
  }
  return proofs.some(({ check }) => proofs.length >= (check.proofs ?? fewestProofs));
}

/** The inputs of several checks, one of each in turn. */
function* inTurn(
  checks: readonly Check[],
  more: (check: Check) => Iterable<unknown>,
): Generator<[Check, unknown]> {
  let open = checks.map((check) => ({ check, inputs: more(check)[Symbol.iterator]() }));
  while (open.length > 0) {
    const still: typeof open = [];
    for (const one of open) {
      const next = one.inputs.next();
      if (next.done) continue;
      yield [one.check, next.value];
      still.push(one);
    }
    open = still;
  }
}

/** A mutant, held against what a solution did. */
class Suspect {
  readonly #answer: (request: Request) => Reply | Promise<Reply>;
  readonly #exercise: Exercise;
  readonly #mutant: Mutant;

  constructor(exercise: Exercise, mutant: Mutant) {
    this.#exercise = exercise;
    this.#mutant = mutant;
    this.#answer = inProcess(mutant.solution);
  }

  told(): Misconception {
    return { id: this.#mutant.id, message: this.#mutant.misconception };
  }

  /** The mutant gives what the solution gave; `part` looks only at what that failure was about. */
  explains({ calls }: Attempt, part?: { readonly expected?: unknown }): boolean {
    const telling = this.#exercise.telling ?? (part ? only(part.expected) : everything);
    return calls.every(({ args, outcome }) => {
      const reply = this.#call(args);
      return reply !== undefined && sameValue(telling(outcome), telling(reply));
    });
  }

  /** The check rejects the mutant on this input. */
  isWrong(check: Check, input: unknown): boolean {
    const exercise = this.#exercise;
    const running = check.run(input, function* (...args) {
      return yield { exercise, args };
    });
    let next = running.next();
    while (!next.done) {
      const outcome = this.#call(next.value.args);
      if (!outcome) return true;
      next = running.next(outcome);
    }
    return next.value !== undefined;
  }

  #call(args: readonly unknown[]): Outcome | undefined {
    const reply = this.#answer({ exercise: this.#exercise, args });
    return reply instanceof Promise || !("outcome" in reply) ? undefined : reply.outcome;
  }
}

type Telling = (outcome: Outcome) => unknown;

const everything: Telling = ({ value, after, seen }) => ({ value, after, seen });

/** Of a result with properties, those that were expected: another check looks at the others. */
function only(expected: unknown): Telling {
  if (!isRecord(expected)) return everything;
  return (outcome) => {
    const { value } = outcome;
    if (!isRecord(value)) return everything(outcome);
    const names = Object.keys(expected).filter((name) => Object.hasOwn(value, name));
    return everything({ ...outcome, value: Object.fromEntries(names.map((name) => [name, value[name]])) });
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !gridOf(value);

/** A matrix and nested rows with the same numbers are the same, and NaN is the same as NaN. */
const sameValue = (actual: unknown, expected: unknown): boolean =>
  difference(comparable(actual), comparable(expected)) === undefined;

const marker = 7.77e223;

/** Numbers in lists of lists, and a number that is equal to itself for NaN. */
function comparable(value: unknown): unknown {
  if (typeof value === "number") return Number.isNaN(value) ? marker : value;
  const grid = gridOf(value, { nested: true });
  if (grid) return { shape: grid.shape.join(), data: Array.from(grid.data, comparable) };
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, comparable(part)]));
}
