import { afterAll, beforeAll, expect, test } from "vitest";
import { type LevelName, levelNames } from "../../../../grader/src/sandbox/levels/index.js";
import { skipIfUnchanged } from "../../../unchanged.ts";
import { GRADER } from "../../support/reads.ts";
import { attacks } from "./all.js";
import { type Built, buildGraders } from "./build.js";
import { families } from "./plan.js";
import { attackGrader, type Outcome } from "./run.js";

let built: Built;
beforeAll(async () => {
  built = await buildGraders();
}, 60_000);
afterAll(() => built.dispose());

/** What an outcome says that it should not. */
const wins = ({ verdicts, honest }: Outcome) => [
  ...verdicts.flatMap(({ attack, achieved }) =>
    achieved.map(({ what, detail }) => `${attack.id}: ${what}: ${detail}`),
  ),
  ...honest,
];

/** Every n-th attack, from the start-th, that is over quickly: `npm run attacks` runs all of them. */
const some = (start: number, n: number) =>
  attacks.filter(({ family }) => family !== "exhaustion").filter((_, i) => i % n === start);

/** Those that nobody should lose to, and that take a moment only. */
const exhausting = attacks.filter(({ id }) =>
  ["loop", "microtasks", "memory-typed", "result-shared", "recursion", "processes", "device-stores"].includes(
    id,
  ),
);

/** Levels take turns, so that every attack is tried on every run, at one level at least. */
const share: Readonly<Record<LevelName, number>> = { portable: 0, hardened: 1, fast: 2 };

test("the suite holds at least 80 attacks over all families, each with a name of its own", () => {
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
  expect(attacks.length).toBeGreaterThanOrEqual(80);
  for (const family of families)
    expect(attacks.filter((attack) => attack.family === family).length).toBeGreaterThan(9);
});

test.for(levelNames)(
  "no attack on sets 00 and 07 succeeds at level %s, and honest work earns full marks after it",
  { timeout: 240_000 },
  async (level, context) => {
    skipIfUnchanged(context, GRADER);
    const chosen = level === "portable" ? [...some(0, 3), ...exhausting] : some(share[level], 3);
    const outcome = await attackGrader(level, chosen, built);
    if (outcome.why !== undefined) console.log(`level ${level} was not attacked: ${outcome.why}`);
    expect(level === "portable" ? outcome.why : undefined).toBeUndefined();
    expect(wins(outcome)).toEqual([]);
  },
);

test("a careless grader loses to at least 30 of these attacks, by points, canaries, files and processes", async (context) => {
  skipIfUnchanged(context, GRADER);
  const chosen = attacks.filter(
    ({ id, family }, i) =>
      ["loop", "processes", "zip-slip", "tar-slip", "link-to-answers"].includes(id) ||
      (i % 2 === 0 && !["exhaustion", "submission"].includes(family)),
  );
  const outcome = await attackGrader("naive", chosen, built);
  expect(outcome.honest.filter((line) => line.startsWith("before"))).toEqual([]);
  const harm = ["points", "canary", "hidden input", "process", "write", "others", "network", "time"];
  const lost = outcome.verdicts.filter(({ achieved }) => achieved.some(({ what }) => harm.includes(what)));
  expect(lost.length).toBeGreaterThanOrEqual(30);
}, 240_000);
