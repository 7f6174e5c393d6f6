import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { replaceFile } from "../../../grader/src/files/replace.ts";

const root = resolve(import.meta.dirname, "../../..");
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "replace-"));
  file = join(folder, "grades.csv");
  writeFileSync(file, "old");
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

it("replaceFile(path, text) leaves the new text and nothing else", () => {
  replaceFile(file, "né\n".repeat(40_000));
  expect(readFileSync(file, "utf8")).toBe("né\n".repeat(40_000));
  expect(readdirSync(folder)).toEqual(["grades.csv"]);
});

it("replaceFile(path, text) says that there is no such folder, and makes none", () => {
  expect(() => replaceFile(join(folder, "none", "grades.csv"), "new")).toThrow("ENOENT");
  expect(readdirSync(folder)).toEqual(["grades.csv"]);
});

// A limit on the size of files ends a write as a full disk does: a part is taken, then no more.
it.skipIf(process.platform === "win32")(
  "replaceFile(path, text) keeps the old file when the disk takes only a part of the new one",
  () => {
    const script = `
      import { replaceFile } from ${JSON.stringify(join(root, "grader/src/files/replace.ts"))};
      process.on("SIGXFSZ", () => {});
      try { replaceFile(${JSON.stringify(file)}, "x".repeat(5000)); console.log("written"); }
      catch (error) { console.log(error.code); }`;
    const main = join(folder, "main.mts");
    writeFileSync(main, script);
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    const limited = `ulimit -f 2; TSX_DISABLE_CACHE=1 '${process.execPath}' '${tsx}' '${main}'`;
    expect(spawnSync("/bin/sh", ["-c", limited], { encoding: "utf8" }).stdout).toBe("EFBIG\n");
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["grades.csv", "main.mts"]);
  },
);
