import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { unchangedSince } from "../../tools/start/unchanged.mjs";

let root: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const ask = (env: NodeJS.ProcessEnv = {}, name = "slow check", files = ["a.txt", "lib"]) =>
  unchangedSince(name, files, { root, env });

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "unchanged-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write("a.txt", "one");
  write("lib/deep/b.js", "two");
  write("package-lock.json", "{}");
});

it("unchangedSince(name, files) is unchanged only once the check has passed", () => {
  expect(ask().unchanged).toBe(false);
  expect(ask().unchanged).toBe(false); // it ran, and did not pass
  ask().remember();
  expect(ask().unchanged).toBe(true);
  expect(ask({}, "another check").unchanged).toBe(false);
  expect(ask().unchanged).toBe(true);
});

it.each([
  ["a file's text", () => write("a.txt", "One")],
  ["a file deep in a folder", () => write("lib/deep/b.js", "two ")],
  ["a file that came", () => write("lib/c.js", "")],
  ["a file that went", () => rmSync(join(root, "a.txt"))],
  ["a file that moved", () => renameSync(join(root, "lib/deep/b.js"), join(root, "lib/b.js"))],
  ["the lock file", () => write("package-lock.json", "{ }")],
  ["the Python packages", () => write(".venv/made-from", "3f")],
  ["a removed cache", () => rmSync(join(root, ".cache"), { recursive: true })],
])("unchangedSince(name, files) notices %s", (_, change) => {
  ask().remember();
  expect(ask().unchanged).toBe(true);
  change();
  expect(ask().unchanged).toBe(false);
});

it("unchangedSince(name, files) notices other files under the same name", () => {
  ask().remember();
  expect(ask({}, "slow check", ["a.txt"]).unchanged).toBe(false);
});

it("unchangedSince(name, files) does not see packages, nor what tsc notes beside them", () => {
  ask().remember();
  write("lib/node_modules/x/index.js", "");
  write("lib/dist.tsbuildinfo", "");
  expect(ask().unchanged).toBe(true);
});

it.each([{ CI: "1" }, { CI: "true" }, { LONG_ATTENTION_FRESH: "1" }])(
  "unchangedSince(name, files) skips nothing with %o",
  (env) => {
    ask().remember();
    expect(ask(env).unchanged).toBe(false);
  },
);

it("unchangedSince(name, files) forgets a pass when the check runs again and fails", () => {
  ask().remember();
  expect(ask({ CI: "" }).unchanged).toBe(true);
  ask({ LONG_ATTENTION_FRESH: "1" }); // runs, and never comes to remember
  expect(ask().unchanged).toBe(false);
});

it("unchangedSince(name, files).remember() keeps nothing when somebody edited while the check ran", () => {
  const last = ask();
  write("a.txt", "edited");
  last.remember();
  expect(readdirSync(root)).not.toContain(".cache");
  expect(ask().unchanged).toBe(false);
});
