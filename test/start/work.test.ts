import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { checkCourseIsYours, freshCopies, makeWorkingCopies, workFolder } from "../../tools/start/work.mjs";

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

it("makeWorkingCopies(root) keeps every copy where its list of them was lost", () => {
  makeWorkingCopies(root);
  write("work/exercises/07-a.ts", "my answer");
  write("work/.copied.json", '{ "exercis');
  makeWorkingCopies(root);
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

it("freshCopies(root, 07, folder) works in a folder elsewhere, with links through its link to the course", () => {
  const folder = mkdtempSync(join(tmpdir(), "long-attention-home-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  makeWorkingCopies(root, folder);
  writeFileSync(join(folder, "notebooks/07-a.ipynb"), "mine");
  const [said] = freshCopies(root, "07", folder);
  expect(said!.startsWith(`${folder}/notebooks/07-a.ipynb is fresh; yours is kept as ${folder}/old/`)).toBe(
    true,
  );
  expect(readFileSync(join(folder, "notebooks/07-a.ipynb"), "utf8")).toContain(
    "[code](../course/lib/src/a.ts)",
  );
  expect(existsSync(join(root, "work"))).toBe(false);
});

it("workFolder(root) is work/, or the folder that LONG_ATTENTION_WORK names by its whole path", () => {
  expect(workFolder(root, {})).toBe(join(root, "work"));
  expect(workFolder(root, { LONG_ATTENTION_WORK: "/home/ann/mine" })).toBe("/home/ann/mine");
  expect(() => workFolder(root, { LONG_ATTENTION_WORK: "mine" })).toThrow(
    "LONG_ATTENTION_WORK is mine, and not the whole path of a folder: write it as /",
  );
});

it.skipIf(process.platform === "win32")(
  "checkCourseIsYours(root) refuses a folder that holds another user's work",
  () => {
    checkCourseIsYours(root, 1001);
    makeWorkingCopies(root);
    const owner = process.getuid!();
    checkCourseIsYours(root, owner);
    expect(() => checkCourseIsYours(root, owner + 1)).toThrow(
      `The copies in ${join(root, "work")} are another user's (number ${owner}): clone the course into a folder of your own, or let a JupyterHub serve you both (docs/instructors.md).`,
    );
  },
);
