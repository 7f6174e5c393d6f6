import { afterAll, beforeAll, expect, test } from "vitest";
import { type LevelName, levelNames } from "../../../../grader/src/sandbox/levels/index.js";
import { partName, shareOf } from "../../../share.ts";
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

/** This run's part of the attacks that are over quickly, dealt out to the levels: `npm run attacks` tries all at each. */
const dealt = shareOf(
  attacks.filter(({ family }) => family !== "exhaustion"),
  36,
);
const dealtTo = (level: LevelName) => dealt.filter((_, i) => levelNames[i % levelNames.length] === level);

/** Those that nobody should lose to, and that take a moment only. */
const exhausting = attacks.filter(({ id }) =>
  ["loop", "microtasks", "memory-typed", "result-shared", "recursion", "processes", "device-stores"].includes(
    id,
  ),
);

test("the suite holds at least 80 attacks over all families, each with a name of its own", () => {
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length);
  expect(attacks.length).toBeGreaterThanOrEqual(80);
  for (const family of families)
    expect(attacks.filter((attack) => attack.family === family).length).toBeGreaterThan(9);
});

test.for(levelNames)(
  `no attack on sets 00 and 07, of ${partName}, succeeds at level %s, and honest work earns full marks after it`,
  { timeout: 1_800_000 },
  async (level, context) => {
    skipIfUnchanged(context, GRADER);
    const chosen = level === "portable" ? [...dealtTo(level), ...exhausting] : dealtTo(level);
    const outcome = await attackGrader(level, chosen, built);
    if (outcome.why !== undefined) console.log(`level ${level} was not attacked: ${outcome.why}`);
    expect(level === "portable" ? outcome.why : undefined).toBeUndefined();
    expect(wins(outcome)).toEqual([]);
  },
);

test(`a careless grader loses to four of ten of these attacks, ${partName}, by points, canaries, files and processes`, async (context) => {
  skipIfUnchanged(context, GRADER);
  const always = ["loop", "processes", "zip-slip", "tar-slip", "link-to-answers"];
  const biting = attacks.filter(
    ({ id, family }) => !always.includes(id) && !["exhaustion", "submission", "types"].includes(family),
  );
  const chosen = [...attacks.filter(({ id }) => always.includes(id)), ...shareOf(biting, 24)];
  const outcome = await attackGrader("naive", chosen, built);
  expect(outcome.honest.filter((line) => line.startsWith("before"))).toEqual([]);
  const harm = ["points", "canary", "hidden input", "process", "write", "others", "network", "time"];
  const lost = outcome.verdicts.filter(({ achieved }) => achieved.some(({ what }) => harm.includes(what)));
  expect(lost.length / chosen.length).toBeGreaterThanOrEqual(0.4);
}, 1_800_000);
