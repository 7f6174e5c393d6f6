/** Every level that works here gives the same scores. The others are named, with what they lack. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sets } from "../../../grader/src/checks/index.js";
import { drive, grade } from "../../../grader/src/engine/index.js";
import { chooseLevel, type Level, levelNames, tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { inContainer } from "../../../grader/src/sandbox/levels/why-no-walls.js";
import { defaultLimits, fuelFor } from "../../../grader/src/sandbox/limits.js";
import { Session } from "../../../grader/src/sandbox/session.js";
import { skipIfUnchanged } from "../../unchanged.ts";
import { sandboxBundle } from "../support/bundle.js";
import { GRADER } from "../support/reads.ts";
import { plain, sandboxed } from "../support/scores.js";
import { mutantsOf, reference } from "../support/solutions.js";

const flash = sets.find(({ id }) => id === "07")!;

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

  test("passes and fails mutants of set 07 at the same checks as in process, with the same traffic", async (context) => {
    skipIfUnchanged(context, GRADER);
    if (!level) return;
    const here = await plain(flash, ({ mutants }) => mutants[1 % mutants.length]!.solution);
    expect(await sandboxed(level, await mutantsOf(flash, 1), flash)).toEqual(here);
  });

  test("calls a function for hidden checks with all that it remembers of the visible ones, as in process", async () => {
    if (!level) return;
    const [set] = sets;
    const mha = { ...set!, exercises: set!.exercises.filter(({ name }) => name === "mha") };
    const stale = mha.exercises[0]!.mutants.findIndex(({ id }) => id === "remembered-by-shape");
    const here = await plain(mha, ({ mutants }) => mutants[stale]!.solution);
    expect(await sandboxed(level, await mutantsOf(mha, stale), mha)).toEqual(here);
  });
});

test("a Session lets V8's child go on with hidden calls, and takes another for a visible one after them", async () => {
  const { level, why } = await tryLevel("fast", await sandboxBundle());
  if (!level) return console.log(`fast: not tested, ${why}`);
  let children = 0;
  const command: Level["command"] = (engine) => {
    children++;
    return level.command(engine);
  };
  const [exercise] = flash.exercises;
  const session = new Session({ ...level, command }, reference(flash), flash);
  const [check] = exercise!.checks;
  const call = async (hidden: boolean) => {
    await session.answer({ exercise: exercise!, args: check!.examples![0] as unknown[], hidden });
    return children;
  };
  try {
    await session.start();
    expect([await call(false), await call(true), await call(true)]).toEqual([1, 1, 1]);
    expect([await call(false), await call(true), await call(false)]).toEqual([2, 2, 2]);
  } finally {
    await session.close();
    level.dispose();
  }
});

describe("the reference solutions", () => {
  let level: Level;
  beforeAll(async () => {
    level = await chooseLevel("auto", await sandboxBundle());
  });
  afterAll(() => level.dispose());

  test.for(sets.map((set) => [set.id, set] as const))(
    "of set %s get full points with a tenth of the fuel and of the memory",
    async ([, set], context) => {
      skipIfUnchanged(context, GRADER);
      const session = new Session(
        { ...level, limits: { memoryBytes: defaultLimits.memoryBytes / 10 } },
        reference(set),
        set,
      );
      try {
        for (const exercise of set.exercises) {
          const { score } = await drive(grade(exercise), session.answer);
          const fuel = fuelFor(exercise);
          expect({ id: exercise.id, score }).toEqual({ id: exercise.id, score: exercise.points });
          expect(10 * (session.fuel.get(exercise.id) ?? 0)).toBeLessThanOrEqual(fuel.call);
          expect(10 * session.spent(exercise.id)).toBeLessThanOrEqual(fuel.exercise);
        }
      } finally {
        await session.close();
      }
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

test("inContainer says what a container must be told, and nothing outside of one", () => {
  expect(inContainer(() => false)).toBeUndefined();
  for (const mark of ["/run/.containerenv", "/.dockerenv"])
    expect(inContainer((path) => path === mark)).toContain(
      "not root, started with --security-opt seccomp=unconfined --security-opt unmask=ALL",
    );
});
