/**
 * What must hold for every exercise: its stub fails with its own TODO, its solution gets full points, and each
 * of its mutants loses points by value and is recognised.
 */
import {
  drive,
  type Exercise,
  type ExerciseReport,
  grade,
  inProcess,
  isStopped,
} from "../../../grader/src/engine/index.ts";

/** Fewer plausible mistakes than this are too few to know what a check is worth. */
export const fewestMutants = 3;

/** One mutant under its exercise's checks. */
export interface MutantVerdict {
  readonly id: string;
  readonly score: number;
  /** Lost points, and never by an exception. */
  readonly rejected: boolean;
  /** The mutant that the diagnosis named. */
  readonly diagnosed: string | undefined;
}

/** One exercise held against the contract. */
export interface Verdict {
  readonly exercise: Exercise;
  readonly solution: ExerciseReport;
  readonly stub: ExerciseReport;
  readonly mutants: readonly MutantVerdict[];
  /** What is broken, in sentences. */
  readonly problems: readonly string[];
}

/** @param solution the exported function of solutions/, @param stub the one of exercises/ */
export function hold(exercise: Exercise, solution: unknown, stub: unknown, seed = 1): Verdict {
  const run = (candidate: unknown) =>
    drive(grade(exercise, { seed }), inProcess(candidate)) as ExerciseReport;
  const [solved, unsolved] = [run(solution), run(stub)];
  const mutants = exercise.mutants.map((mutant): MutantVerdict => {
    const { score, checks, misconception } = run(mutant.solution);
    const byValue = checks.every(({ failure }) => !isStopped(failure) || failure.stop === "needs");
    return {
      id: mutant.id,
      score,
      rejected: byValue && score < exercise.points,
      diagnosed: misconception?.id,
    };
  });
  return {
    exercise,
    solution: solved,
    stub: unsolved,
    mutants,
    problems: problems(exercise, solved, unsolved, mutants),
  };
}

function problems(
  { id, name, points, mutants: { length } }: Exercise,
  solution: ExerciseReport,
  stub: ExerciseReport,
  mutants: readonly MutantVerdict[],
): string[] {
  const todo = stub.checks[0]?.failure;
  const says = (text: string) => `${id} ${name}: ${text}`;
  return [
    ...(solution.score === points ? [] : [says(`the solution gets ${solution.score} of ${points} points`)]),
    ...(solution.notes.length === 0 ? [] : [says(`the solution ${solution.notes.join("; ")}`)]),
    ...(isStopped(todo) &&
    todo.stop === "todo" &&
    todo.message.includes(`TODO exercise ${id}`) &&
    stub.score === 0
      ? []
      : [says("the stub does not fail with its TODO")]),
    ...(length >= fewestMutants ? [] : [says(`has ${length} mutants; ${fewestMutants} are the least`)]),
    ...mutants
      .filter(({ rejected }) => !rejected)
      .map((mutant) =>
        says(`the mutant ${mutant.id} is not rejected by value (${mutant.score} of ${points} points)`),
      ),
  ];
}

/** How many mutants were recognised as themselves, and the others: who was taken for whom. */
export function confusion(verdicts: readonly Verdict[]): { right: number; all: number; confused: string[] } {
  const mutants = verdicts.flatMap(({ exercise, mutants }) =>
    mutants.map((mutant) => ({ exercise, ...mutant })),
  );
  const confused = mutants.filter(({ id, diagnosed }) => id !== diagnosed);
  return {
    right: mutants.length - confused.length,
    all: mutants.length,
    confused: confused.map(
      ({ exercise, id, diagnosed }) => `${exercise.id} ${id} → ${diagnosed ?? "nothing"}`,
    ),
  };
}
