/** Checks of an exercise whose answer is inputs: those that tell wrong solutions of another exercise from right ones. */
import { type Check, check, type Exercise, type Outcome } from "../engine/index.js";

type Solution = (...args: never[]) => unknown;

export interface Subject<Input> {
  /** The exercise whose wrong solutions are to be caught. */
  readonly of: Exercise;
  /** Which of its mutants, and what kind each is: as much as the learner is told of it. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Two at least, and different ones. */
  readonly rights: readonly Solution[];
  /** The inputs, or a sentence on why these are none. Called with whatever the learner gives. */
  readonly read: (value: unknown) => readonly Input[] | string;
  readonly args: (input: Input) => readonly unknown[];
  /** Whether a result is right. */
  readonly isRight: (result: unknown, input: Input) => boolean;
  /** Such as "softmax". */
  readonly what: string;
  readonly holds: { readonly right: readonly string[]; readonly caught: readonly string[] };
}

/** A check that no right solution is rejected, then one for each wrong solution, of equal weight. */
export function inputsThatTell<Input>(subject: Subject<Input>): Pick<Exercise, "checks" | "telling"> {
  const { of, kinds, read, what, holds } = subject;
  // The learner's edition has no wrong solutions: there only the first check is left, and the rest comes with the grade.
  const wrongs = Object.entries(kinds).flatMap(([id, kind]) => {
    const mutant = of.mutants.find((one) => one.id === id);
    return mutant ? [{ id, kind, solution: mutant.solution as Solution }] : [];
  });
  const passes = (solution: Solution, input: Input) => {
    try {
      return subject.isRight(solution(...(subject.args(input) as never[])), input);
    } catch {
      return false;
    }
  };
  const catches = (solution: Solution, inputs: readonly Input[]) =>
    inputs.some((input) => !passes(solution, input));
  /** A sentence on the first input that a right solution does not pass. */
  const refused = (inputs: readonly Input[]) => {
    const k = inputs.findIndex((input) => subject.rights.some((right) => !passes(right, input)));
    return k < 0
      ? undefined
      : `a right ${what} is rejected on input ${k}, which the text of ${of.id} rules out`;
  };
  const once = { examples: [undefined], proofs: 1 };
  const checks: Check[] = [
    check<unknown>({
      ...once,
      id: "right",
      title: `rejects no right ${what}`,
      weight: wrongs.length > 0 ? 0 : 1,
      holds: holds.right,
      *run(_, call) {
        const { value } = yield* call();
        const inputs = read(value);
        const message = typeof inputs === "string" ? inputs : refused(inputs);
        return message === undefined ? undefined : { message };
      },
    }),
    ...wrongs.map(({ id, kind, solution }, k) =>
      check<unknown>({
        ...once,
        id,
        title: `catches one that ${kind}`,
        needs: "right",
        holds: k === 0 ? holds.caught : [],
        *run(_, call) {
          const { value } = yield* call();
          const inputs = read(value);
          if (typeof inputs === "string") return { message: inputs };
          if (catches(solution, inputs)) return undefined;
          const all = ["", "your one input", "both of your inputs"][inputs.length];
          return {
            message:
              all === ""
                ? "there are no inputs, so nothing is caught"
                : `a wrong ${what} gets through: it is right on ${all ?? `all ${inputs.length} of your inputs`}`,
          };
        },
      }),
    ),
  ];
  return {
    checks,
    // Two lists of inputs are the same mistake when they let the same solutions through.
    telling: ({ value }: Outcome) => {
      const inputs = read(value);
      if (typeof inputs === "string") return inputs;
      if (refused(inputs)) return "refused";
      return wrongs.filter(({ solution }) => catches(solution, inputs)).map(({ id }) => id);
    },
  };
}
