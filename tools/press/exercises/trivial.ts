/** Answers that nobody has thought about, and what they earn. */
import {
  drive,
  type Exercise,
  type ExerciseReport,
  grade,
  inProcess,
} from "../../../grader/src/engine/index.ts";
import { fromFunction, type Matrix } from "../../../lib/src/tensor/index.ts";

type Answer = (...args: unknown[]) => unknown;

const isMatrix = (x: unknown): x is Matrix => Array.isArray((x as Matrix | undefined)?.shape);
const zerosLike = (A: Matrix) => fromFunction([A.shape[0]!, A.shape[1]!], () => 0);

/** Constants, empty things, an argument handed back, and the right shape with nothing in it. */
const answers: Readonly<Record<string, Answer>> = {
  nothing: () => undefined,
  "nothing at all": () => null,
  NaN: () => Number.NaN,
  zero: () => 0,
  one: () => 1,
  "minus one": () => -1,
  infinity: () => Infinity,
  "an empty text": () => "",
  yes: () => true,
  no: () => false,
  "an empty list": () => [],
  "an empty object": () => ({}),
  "a list of zeros": (first) => Array.from({ length: lengthOf(first) }, () => 0),
  "a list of empty lists": (first) => Array.from({ length: lengthOf(first) }, () => []),
  "numbers in order": (first) => Array.from({ length: lengthOf(first) }, (_, i) => i),
  "a square of zeros": (first) => square(lengthOf(first), 0),
  "a square of ones": (first) => square(lengthOf(first), 1),
  "the first input": (first) => first,
  "the second input": (_, second) => second,
  "the last input": (...args) => args.at(-1),
  "zeros like the first input": (first) => (isMatrix(first) ? zerosLike(first) : 0),
  "zeros like the last input": (...args) => args.map((x) => (isMatrix(x) ? zerosLike(x) : x)).at(-1),
};

const lengthOf = (x: unknown): number =>
  typeof x === "number"
    ? Math.min(Math.max(Math.trunc(x) || 0, 0), 200)
    : ((x as { length?: number; shape?: number[] } | undefined)?.shape?.[0] ??
      (x as { length?: number } | undefined)?.length ??
      0);
const square = (n: number, value: number) => fromFunction([Math.max(n, 1), Math.max(n, 1)], () => value);

/** A class whose methods all answer the same, for exercises that ask for one. */
function classOf(answer: Answer): unknown {
  return class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: every method that is asked for is there
      return new Proxy({}, { get: () => answer });
    }
  };
}

/** "01.4: “an empty list” earns 0.4 of 2 points" for each trivial answer that earns anything. */
export function pointsForNothing(exercise: Exercise, seed = 1): string[] {
  return Object.entries(answers).flatMap(([name, answer]) => {
    const solution = exercise.driver === "methods" ? classOf(answer) : answer;
    const { score } = drive(grade(exercise, { seed }), inProcess(solution)) as ExerciseReport;
    return score > 0 ? [`${exercise.id}: “${name}” earns ${score} of ${exercise.points} points`] : [];
  });
}
