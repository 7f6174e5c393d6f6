/** Every level that works here gives the same scores. The others are named, with what they lack. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sets } from "../../../grader/src/checks/index.js";
import { chooseLevel, type Level, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { sandboxBundle } from "../support/bundle.js";
import { plain, sandboxed } from "../support/scores.js";
import { mutantsOf, reference } from "../support/solutions.js";

const set = (id: string) => sets.find((one) => one.id === id)!;

describe.each(levelNames)("level %s", (name) => {
  let level: Level | undefined;
  beforeAll(async () => {
    const found = await tryLevel(name, await sandboxBundle());
    level = found.level;
    console.log(
      found.level ? `${name}: ${found.level.layers.join(", ")}` : `${name}: not tested, ${found.why}`,
    );
  });
  afterAll(() => level?.dispose());

  test.each(["00", "07"])("gives the solutions of set %s full points", async (id) => {
    if (!level) return;
    const scores = await sandboxed(level, reference(set(id)), set(id));
    expect(scores.map(({ score }) => score)).toEqual(set(id).exercises.map(({ points }) => points));
  });

  test.each([
    ["00", 0],
    ["07", 1],
  ] as const)(
    "passes and fails the mutants of set %s, number %i, at the same checks as in process",
    async (id, i) => {
      if (!level) return;
      const here = await plain(set(id), ({ mutants }) => mutants[i % mutants.length]!.solution);
      expect(await sandboxed(level, await mutantsOf(set(id), i), set(id))).toEqual(here);
    },
  );
});

test("chooseLevel refuses a level that does not work, and never takes another in silence", async () => {
  const bundle = await sandboxBundle();
  const nowhere = { ...bundle, child: `${bundle.child}.missing` };
  await expect(chooseLevel("portable", nowhere)).rejects.toThrow(
    /--sandbox portable: this level does not work here/,
  );
});
