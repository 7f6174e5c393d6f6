import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { freshCopies, makeWorkingCopies } from "../../tools/start/work.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "long-attention-work-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write("notebooks/src/07-a.nb.ts", "");
  write("notebooks/07-a.ipynb", "[next](08-b.ipynb) [set](../exercises/07-a.ipynb) [code](../lib/src/a.ts)");
  write("notebooks/mine.ipynb", "mine");
  write("exercises/07-a.ts", "stub");
});

function write(path: string, text: string) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const read = (path: string) => readFileSync(join(root, path), "utf8");

it("makeWorkingCopies(root) copies the course's notebooks and exercises, with links that still lead there", () => {
  const all = ["work/notebooks/07-a.ipynb", "work/exercises/07-a.ts"];
  expect(makeWorkingCopies(root)).toEqual({ untouched: all, behind: [] });
  expect(read(all[0]!)).toBe("[next](08-b.ipynb) [set](../exercises/07-a.ipynb) [code](../../lib/src/a.ts)");
  expect(existsSync(join(root, "work/notebooks/mine.ipynb"))).toBe(false);
});

it("makeWorkingCopies(root) brings an untouched copy up to date, and leaves a changed one alone", () => {
  makeWorkingCopies(root);
  write("work/exercises/07-a.ts", "my answer");
  write("notebooks/07-a.ipynb", "newer");
  expect(makeWorkingCopies(root)).toEqual({ untouched: ["work/notebooks/07-a.ipynb"], behind: [] });
  expect(read("work/notebooks/07-a.ipynb")).toBe("newer");
  write("exercises/07-a.ts", "newer stub");
  expect(makeWorkingCopies(root).behind).toEqual(["work/exercises/07-a.ts"]);
  expect(read("work/exercises/07-a.ts")).toBe("my answer");
});

it("freshCopies(root, 07) replaces a copy and keeps the old one, when it was changed", () => {
  makeWorkingCopies(root);
  expect(freshCopies(root, "07")).toEqual(["work/notebooks/07-a.ipynb is fresh."]);
  write("work/exercises/07-a.ts", "my answer");
  const [said] = freshCopies(root, "exercises/07");
  const aside = /kept as (work\/old\/\S+-07-a\.ts)\.$/.exec(said!)![1]!;
  expect(read(aside)).toBe("my answer");
  expect(read("work/exercises/07-a.ts")).toBe("stub");
  expect(() => freshCopies(root, "99")).toThrow(
    "There is no 99: name a notebook as 07, or a set of exercises",
  );
});
