import { expect, test } from "vitest";
import { sets } from "../../../grader/src/checks/index.js";
import { portableCommand } from "../../../grader/src/sandbox/portable.js";
import type { Sandbox } from "../../../grader/src/sandbox/session.js";
import { sandboxBundle } from "../support/bundle.js";
import { plain, sandboxed } from "../support/scores.js";
import { mutantsOf, reference } from "../support/solutions.js";

const portable = async (): Promise<Sandbox> => {
  const bundle = await sandboxBundle();
  return { bundle, engine: "quickjs", command: () => portableCommand(bundle.child) };
};

const set = (id: string) => sets.find((one) => one.id === id)!;

test.each(["00", "07"])("grade(set %s) gives its solutions full points in the sandbox", async (id) => {
  const scores = await sandboxed(await portable(), reference(set(id)), set(id));
  expect(scores.map(({ score }) => score)).toEqual(set(id).exercises.map(({ points }) => points));
});

test.each([
  ["00", 0],
  ["00", 1],
  ["00", 2],
  ["07", 0],
] as const)("grade(set %s) passes and fails mutant %i at the same checks as in process", async (id, i) => {
  const inSandbox = await sandboxed(await portable(), await mutantsOf(set(id), i), set(id));
  const here = await plain(set(id), ({ mutants }) => mutants[i % mutants.length]!.solution);
  expect(inSandbox).toEqual(here);
  expect(
    inSandbox.every(
      ({ id, score }) => score < set(id.slice(0, 2)).exercises.find((e) => e.id === id)!.points,
    ),
  ).toBe(true);
});
