/** How often what is said of a wrong solution is true: for each mutant, for mixtures of two, and for mutants that are sometimes right. */
import {
  type Attempt,
  type Check,
  drive,
  type Exercise,
  type ExerciseReport,
  explains,
  grade,
  inProcess,
  type Mutant,
  type Reply,
  sample,
} from "../../../grader/src/engine/index.ts";

type Solution = (...args: unknown[]) => unknown;

/** Wrong in one way, or in two ways by turns, or wrong only now and then. */
interface Candidate {
  readonly name: string;
  readonly kind: "mutant" | "pair" | "near miss";
  readonly solution: unknown;
}

/** What was said, and whether it was true. */
export interface Statement {
  readonly exercise: string;
  readonly candidate: string;
  readonly id: string;
  readonly part: boolean;
  readonly isTrue: boolean;
}

/** One part of so many, [3, 8]: which ones are in it hangs on their names alone. */
export type Share = readonly [part: number, parts: number];

/** Everything that is said of an exercise's mutants and of what lies between them, and how many were tried. */
export function statements(
  exercise: Exercise,
  reference: unknown,
  [part, parts]: Share = [0, 1],
  seed = 1,
): { pairs: number; nearMisses: number; statements: Statement[] } {
  const tried = candidates(exercise, reference).filter(
    ({ name }) => fingerprint([exercise.id, name]) % parts === part % parts,
  );
  const count = (kind: Candidate["kind"]) => tried.filter((one) => one.kind === kind).length;
  return {
    pairs: count("pair"),
    nearMisses: count("near miss"),
    statements: tried.flatMap(({ name, solution }) => {
      const report = drive(grade(exercise, { seed }), inProcess(solution)) as ExerciseReport;
      return [report.misconception, report.second].flatMap((found) => {
        if (found === undefined) return [];
        const { id, part = false } = found;
        const isTrue = behavesLike(exercise, solution, id, part);
        return [{ exercise: exercise.id, candidate: name, id, part, isTrue }];
      });
    }),
  };
}

function candidates(exercise: Exercise, reference: unknown): Candidate[] {
  const { mutants } = exercise;
  const alone = mutants.map(({ id, solution }): Candidate => ({ name: id, kind: "mutant", solution }));
  if (exercise.driver === "methods") return alone;
  const turns = (a: unknown, b: unknown, everyth: number): Solution => {
    return (...args) => ((fingerprint(args) % everyth === 0 ? b : a) as Solution)(...args);
  };
  const next = (k: number): Mutant => mutants[(k + 1) % mutants.length]!;
  return [
    ...alone,
    ...mutants.map(
      ({ id, solution }, k): Candidate => ({
        name: `${id} and ${next(k).id} by turns`,
        kind: "pair",
        solution: turns(solution, next(k).solution, 2),
      }),
    ),
    ...mutants.map(
      ({ id, solution }): Candidate => ({
        name: `${id}, but every third time right`,
        kind: "near miss",
        solution: turns(solution, reference, 3),
      }),
    ),
  ];
}

/** The same number for the same arguments. */
function fingerprint(args: readonly unknown[]): number {
  const text = JSON.stringify(args, (_, value) => {
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
    return typeof value === "function" ? undefined : value;
  });
  let hash = 7;
  for (let t = 0; t < text.length; t++) hash = (Math.imul(hash, 31) + text.charCodeAt(t)) >>> 0;
  return (hash ^ (hash >>> 13)) >>> 0;
}

const fresh = 80;

/** Tried on inputs that nobody has seen: as a whole on every visible check, as a part on one of them. */
function behavesLike(exercise: Exercise, solution: unknown, id: string, part: boolean): boolean {
  const held = exercise.checks
    .filter(({ visibility }) => visibility !== "hidden")
    .map((check) =>
      inputsOf(check).every((input) => {
        const attempt = attemptOf(exercise, check, input, solution);
        return attempt !== undefined && explains(exercise, id, [attempt]);
      }),
    );
  return part ? held.some(Boolean) : held.every(Boolean);
}

const inputsOf = ({ examples = [], inputs }: Check): unknown[] => [
  ...examples,
  ...(inputs ? sample(inputs, 4242, fresh).map(({ value }) => value) : []),
];

function attemptOf(exercise: Exercise, check: Check, input: unknown, solution: unknown): Attempt | undefined {
  const answer = inProcess(solution);
  const calls: { args: readonly unknown[]; outcome: Extract<Reply, { outcome: unknown }>["outcome"] }[] = [];
  const running = check.run(input, function* (...args) {
    return yield { exercise, args };
  });
  let next = running.next();
  while (!next.done) {
    const { args } = next.value;
    const reply = answer({ exercise, args });
    if (reply instanceof Promise || !("outcome" in reply)) return undefined;
    calls.push({ args, outcome: reply.outcome });
    next = running.next(reply.outcome);
  }
  return { check, input, calls };
}
