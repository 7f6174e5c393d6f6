import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseLevel, type Level } from "../../../../grader/src/sandbox/levels/index.js";
import { skipIfUnchanged } from "../../../unchanged.ts";
import { sandboxBundle } from "../../support/bundle.js";
import { GRADER } from "../../support/reads.ts";
import { attacks } from "./all.js";
import { fight } from "./battle.js";
import { naiveLosses } from "./naive.js";

let level: Level;
beforeAll(async () => {
  level = await chooseLevel("auto", await sandboxBundle());
});
afterAll(() => level.dispose());

test("the suite holds at least 80 attacks, each with a name of its own", () => {
  expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  expect(attacks.length).toBeGreaterThanOrEqual(80);
});

test("no attack forges a point, reads a canary, leaves a process, writes a file or changes another result", async (context) => {
  skipIfUnchanged(context, GRADER);
  const fights = await fight(
    level,
    attacks.filter(({ slow }) => !slow),
  );
  expect(fights.filter(({ won }) => won !== undefined)).toEqual([]);
}, 240_000);

test("a naive grader loses to at least 30 of the attacks, so the suite bites", async (context) => {
  skipIfUnchanged(context, GRADER);
  const losses = await naiveLosses(
    attacks.filter(({ family }) => family !== "exhausting" && family !== "running"),
  );
  expect(losses.length).toBeGreaterThanOrEqual(30);
}, 120_000);
