/** Downloads and rosters for tests, laid out in a folder of their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { collect, type Outcome } from "../../../grader/src/collect/collect.js";
import { type Files, homeworkOf, solution } from "../submission/listed.js";

export const homework = homeworkOf("01");
export const work = (whose: string) => `// ${whose}\n${solution("01-context-lengths")}`;

const root = mkdtempSync(join(tmpdir(), "long-attention-collect-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true })); // files of one worker share it
let count = 0;

/** A new folder with these files. */
export function lay(files: Files): string {
  const folder = join(root, String(++count));
  mkdirSync(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

export const zipped = (files: Files) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, typeof text === "string" ? strToU8(text) : text]),
    ),
  );

/** A table in a file of its own. */
export const csv = (...lines: readonly string[]): string =>
  join(lay({ "table.csv": `${lines.join("\n")}\n` }), "table.csv");

export const out = () => lay({});

/** Collects set 01. */
export const collected = (download: string, roster?: string, from = "auto", into = out()): Promise<Outcome> =>
  collect({ download, from, homework, out: into, ...(roster === undefined ? {} : { roster }) });
