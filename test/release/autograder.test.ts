import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, expect, it } from "vitest";
import { parse } from "yaml";
import { sets } from "../../grader/src/checks/index.js";
import { gradescopeResults } from "../../grader/src/platforms/gradescope.js";
import { autograder, filledIn, templates } from "../../tools/release/autograder.js";
import { ROOT } from "../../tools/start/setup.mjs";
import { skipIfUnchanged } from "../unchanged.ts";

const home = mkdtempSync(join(tmpdir(), "long-attention-autograder-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
chmodSync(home, 0o755); // where this is root the grader is somebody else
const posix = process.platform !== "win32";

it.runIf(posix)(
  "autograder writes what Gradescope runs in its own folder tree",
  { timeout: 120_000 },
  (context) => {
    skipIfUnchanged(context, ["grader", "lib", "tools/release"]);
    const [zip, tree] = [join(home, "hw01.zip"), join(home, "autograder")];
    autograder({ id: "01", platform: "gradescope", out: zip });
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
      mkdirSync(dirname(join(tree, "source", path)), { recursive: true });
      writeFileSync(join(tree, "source", path), bytes);
    }
    expect(readdirSync(join(tree, "source")).sort()).toEqual([
      ...["grade-one", "package-lock.json", "package.json", "packages", "run_autograder", "setup.sh"],
    ]);
    // Its own set-up asks npm's registry; `npm run soak -- platforms` tries that.
    symlinkSync(join(ROOT, "node_modules"), join(tree, "source", "node_modules"));
    writeFileSync(join(tree, "run_autograder"), readFileSync(join(tree, "source", "run_autograder")));
    mkdirSync(join(tree, "submission"));
    const half = readFileSync("solutions/01-context-lengths.ts", "utf8").replace(
      "return T * T *",
      "return T *",
    );
    writeFileSync(join(tree, "submission", "01-context-lengths.ts"), half);
    const { status, stderr } = spawnSync("bash", [join(tree, "run_autograder")], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, expect.stringContaining("Sandbox: ")]);
    const results = gradescopeResults.parse(
      JSON.parse(readFileSync(join(tree, "results", "results.json"), "utf8")),
    );
    expect(results.tests.map(({ status }) => status)).toEqual([
      "passed",
      "failed",
      "passed",
      "passed",
      "passed",
    ]);
  },
);

it.each([
  [
    { id: "01", platform: "gradescope", out: join(home, "folder") } as const,
    /takes one archive: name a .zip/,
  ],
  [{ id: "99", platform: "prairielearn", out: join(home, "x") } as const, /There is no set 99/],
])("autograder says in a sentence what cannot be", (asked, words) => {
  expect(() => autograder(asked)).toThrow(words);
});

const files = readdirSync(templates, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const text = (path: string) => filledIn(readFileSync(path, "utf8"), sets.slice(0, 2));

it("filledIn leaves no blank in any file that platforms are given", () => {
  expect(files.length).toBeGreaterThan(7);
  for (const path of files) expect([path, text(path).match(/@[A-Z]+@/g)]).toEqual([path, null]);
});

it.runIf(posix)("scripts that platforms are given parse, and stop at the first failure", () => {
  const scripts = files.filter((path) => readFileSync(path, "utf8").startsWith("#!/usr/bin/env bash"));
  expect(scripts).toHaveLength(4);
  for (const path of scripts) {
    expect(text(path)).toContain("set -euo pipefail");
    expect([path, spawnSync("bash", ["-n"], { input: text(path) }).status]).toEqual([path, 0]);
  }
});

it("the workflow for GitHub pins its actions to commits, may only read, and lets no solution speak to the runner", () => {
  const { jobs, permissions } = parse(text(join(templates, "github", "check.yml")));
  const steps: { uses?: string; run?: string }[] = jobs.check.steps;
  expect(permissions).toEqual({ contents: "read" });
  for (const { uses } of steps) if (uses) expect(uses).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  const check = steps.find(({ run }) => run?.includes("npm run --silent check -- 00 01"))!.run!;
  expect(check.indexOf("::stop-commands::")).toBeLessThan(check.indexOf("npm run"));
});
