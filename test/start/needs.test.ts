import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { expect, it } from "vitest";
import { needsOfTests } from "../../tools/start/needs.mjs";
import { ROOT } from "./project.ts";

const needs = (...filters: string[]) => [...needsOfTests(filters)].sort();

it("needsOfTests([]) is all there is, for all tests run", () => {
  expect(needs()).toEqual(["bubblewrap", "chromium", "python"]);
});

it.each([
  ["test/lib", []],
  ["test/lib/kv", []],
  ["test/figures/kv-cache.test.ts:12", []],
  ["test/grader/batch", ["bubblewrap"]],
  ["test/browser", ["chromium", "python"]],
  ["./test/kernel/", ["python"]],
  ["kv-cache", ["chromium", "python"]], // test/browser/kv-cache.test.ts is among them
  [join(ROOT, "test", "notebooks"), ["python"]],
])("needsOfTests([%j]) is what the files of that name need", (filter, expected) => {
  expect(needs(filter)).toEqual(expected);
});

/** How a file gives itself away that runs Python, or a browser. */
const SIGNS = {
  python: /\bvenvPython\(|\brunInKernel\(|\bstart\.mjs"/,
  chromium: /\bchromiumPath\b/,
};

const testFiles = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.test\.tsx?$/.test(file))
  .map((file) => join(ROOT, "test", file));

/** The texts of a test and of all files under test/ that it imports. */
function texts(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return "";
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const imports = [...text.matchAll(/\bfrom "(\.[^"]+)"/g)]
    .map(([, path = ""]) => resolve(dirname(file), path))
    .flatMap((path) => [path, path.replace(/\.js$/, ".ts"), path.replace(/\.js$/, ".tsx")])
    .filter((path) => path.startsWith(join(ROOT, "test") + sep) && existsSync(path));
  return text + imports.map((path) => texts(path, seen)).join("");
}

it.each(Object.entries(SIGNS))("needsOfTests([file]) has %s for every test that uses it", (need, sign) => {
  const users = testFiles.filter((file) => sign.test(texts(file))).map((file) => relative(ROOT, file));
  expect(users.length).toBeGreaterThan(2);
  expect(users.filter((file) => !needs(file).some((one) => one === need))).toEqual([]);
});
