import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { skipIfUnchanged } from "../../unchanged.ts";
import { killed } from "../soak/kill.js";
import { lms } from "../soak/lms.js";
import { sandboxBundle } from "../support/bundle.js";
import { GRADER } from "../support/reads.ts";

const folder = mkdtempSync(join(tmpdir(), "long-attention-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a batch that is killed and resumed writes what an uninterrupted one writes", async (context) => {
  skipIfUnchanged(context, GRADER);
  const bundle = await sandboxBundle();
  expect(await killed({ bundle, folder, level: "portable", count: 2 })).toBe(true);
}, 120_000);

test("a class in Canvas' and in Moodle's layout loses, doubles and mistakes nobody, also when it is killed", async (context) => {
  skipIfUnchanged(context, GRADER);
  const bundle = await sandboxBundle();
  expect(await lms({ bundle, folder, level: "portable", count: 20 })).toBe(true);
}, 240_000);
