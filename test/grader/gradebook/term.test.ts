import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { skipIfUnchanged } from "../../unchanged.ts";
import { term } from "../soak/term.js";
import { sandboxBundle } from "../support/bundle.js";
import { GRADER } from "../support/reads.ts";

const folder = mkdtempSync(join(tmpdir(), "long-attention-term-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

test("collect, grade and gradebook lead from Canvas' and from Moodle's download to what these take back", async (context) => {
  skipIfUnchanged(context, GRADER);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation(() => true);
  expect(await term({ bundle: await sandboxBundle(), folder, level: "portable", count: 12 })).toBe(true);
}, 240_000);
