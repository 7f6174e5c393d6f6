import { expect, test } from "vitest";
import { exercises } from "../../grader/src/checks/index.ts";
import { broken, measure, sampled, whole } from "../../tools/press/exercises/measures.ts";
import { rights } from "../../tools/press/exercises/rights.ts";
import { lucky, unlucky } from "../../tools/press/exercises/seeds.ts";
import { isWhole, part, partName } from "../share.ts";

const found = await measure(isWhole ? whole : sampled(part));

test.each(
  found.verdicts.map((verdict) => [`${verdict.exercise.id} ${verdict.exercise.name}`, verdict] as const),
)(
  "%s: its stub fails with its TODO, its solution gets full points, its mutants lose points by value",
  (_, { problems }) => {
    expect(problems).toEqual([]);
  },
);

test("exercises list their hidden checks last, so that no visible call comes after a hidden input", () => {
  for (const { id, checks } of exercises) {
    const order = checks.map(({ visibility = "visible" }) => visibility);
    expect({ id, order }).toEqual({ id, order: order.toSorted().reverse() });
  }
});

test("exercises have different ids and names, and mutants and checks different ids within an exercise", () => {
  const distinct = (names: readonly string[]) => expect(names).toEqual([...new Set(names)]);
  distinct(exercises.map(({ id }) => id));
  distinct(exercises.map(({ name }) => name));
  for (const { checks, mutants } of exercises) {
    distinct(checks.map(({ id }) => id));
    distinct(mutants.map(({ id }) => id));
  }
});

test(`broken(measures) is empty, of ${partName}: rights, precision, recall, sentences, nothing for nothing, seeds`, () => {
  expect(broken(found)).toEqual([]);
});

test("broken(measures) tells of each bound that does not hold", () => {
  const none = { ...found, verdicts: [], rights: 3, precision: 0.98, recall: 0.5 };
  expect(broken({ ...none, statements: [], unheld: ["u"], forNothing: ["f"], luck: ["l"] })).toEqual([
    "mutants: 0, and 560 is the least",
    "right answers: 3, and 200 is the least",
    "precision: 98.0 %, and 99.0 % is the least; not true: ",
    "recall: 50.0 %, and 90.0 % is the least",
    "u",
    "f",
    "l",
  ]);
});

test("lucky(exercise) and unlucky(exercise) tell who gets through, and who does not, at some seed", async () => {
  const softmax = exercises.find(({ id }) => id === "00.1")!;
  const right = rights["00.1"]!;
  const [style, answer] = Object.entries(right)[0]!;
  const [wrong] = softmax.mutants;
  const swapped = { ...softmax, mutants: [{ ...wrong!, solution: answer }] };
  expect(await lucky(swapped, [5, 9])).toEqual(
    [5, 9].map((seed) => `00.1: the mutant ${wrong!.id} gets full points at seed ${seed}`),
  );
  expect(await unlucky(softmax, { [style]: wrong!.solution }, [7])).toEqual([
    expect.stringMatching(`00.1: the right answer “${style}” fails at seed 7; shift: `),
  ]);
});
