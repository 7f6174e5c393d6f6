/** Bundled for a browser's worker, and run in Node: what the contract says of some exercises, without what is not data. */
import { exercises } from "../../../grader/src/checks/index.ts";
import { hold } from "../../../tools/press/exercises/contract.ts";

type Functions = Readonly<Record<string, unknown>>;

/** @param ids such as 07.3 */
export const verdictsOf = (ids: readonly string[], solutions: Functions, stubs: Functions) =>
  exercises
    .filter(({ id }) => ids.includes(id))
    .map((exercise) => {
      const verdict = hold(exercise, solutions[exercise.name], stubs[exercise.name]);
      const { solution, stub, mutants, problems } = verdict;
      return { id: exercise.id, scores: [solution.score, stub.score], mutants, problems };
    });
