/** docs/security.md says what the code says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mostCells } from "../../grader/src/cells/notebook.js";
import { loadFuel, mostTicks } from "../../grader/src/sandbox/child/quickjs.js";
import { mostBytes as mostMessage } from "../../grader/src/sandbox/frames.js";
import { levelNames } from "../../grader/src/sandbox/levels/index.js";
import { mostCpuSeconds } from "../../grader/src/sandbox/levels/portable.js";
import { defaultLimits, fuelFor, limitsAlone, steps } from "../../grader/src/sandbox/limits.js";
import { referenceFuel } from "../../grader/src/sandbox/reference-fuel.js";
import { mostEntries } from "../../grader/src/submission/entries.js";
import { mostFiles } from "../../grader/src/submission/read.js";
import { mostBytes } from "../../grader/src/submission/regular-file.js";
import { most as mostForTypes } from "../../grader/src/types/types.js";
import { ROOT } from "../../tools/start/setup.mjs";
import { attacks as sets } from "../grader/attacks/sets/all.js";
import { families } from "../grader/attacks/tiny/all.js";

const page = readFileSync(join(ROOT, "docs/security.md"), "utf8");
const words = page.replace(/\s+/g, " ");
const size = (bytes: number) => (bytes < 1 << 20 ? `${bytes >> 10} KB` : `${bytes >> 20} MB`);
const seconds = (ms: number) => `${ms / 1000} s`;
const count = (n: number) => n.toLocaleString("en");

const { memoryBytes, rssBytes, callCpuMs, totalCpuMs, outputBytes, children } = defaultLimits;
const [dearest] = Object.entries(referenceFuel).sort(([, a], [, b]) => b - a);

test.each([
  [
    "| a file, a notebook, an archive, all that is read | " +
      [mostBytes.code, mostBytes.notebook, mostBytes.archive, mostBytes.unpacked].map(size).join(", "),
  ],
  [`| files in a submission, of them beside the solution | ${count(mostEntries)}, ${mostFiles}`],
  ["| steps of one call, of an exercise | fifty times the reference's, at least six million; six times that"],
  [`| steps at the top of files and cells | ${steps(loadFuel) / 1e6} million`],
  [`| cells of a notebook | ${mostCells}`],
  [`| memory of the guest, of its WebAssembly | ${size(memoryBytes)}, ${size(memoryBytes + (64 << 20))}`],
  [`| memory of the child's processes together | ${size(rssBytes)}`],
  [
    `| processor time of one call, of a submission | ${seconds(callCpuMs)}, ${seconds(totalCpuMs)} (${seconds(limitsAlone.totalCpuMs!)} when run again alone)`,
  ],
  [`| a message, all messages of a child | ${size(mostMessage)}, ${size(outputBytes)}`],
  [`| children of a submission | ${children}`],
  [`rlimits (no files, no core, ${mostCpuSeconds} s of processor)`],
  [
    `Timers have no clock: they come in their order while a promise is waited for, ${count(mostTicks)} at most.`,
  ],
  [
    `ended after ${seconds(mostForTypes.cpuMs)} of processor time or with ${mostForTypes.rssBytes >> 30} GB of memory`,
  ],
])("docs/security.md says %s", (row) => {
  expect(words).toContain(row);
});

test("fuelFor gives what the table says", () => {
  expect(fuelFor({ id: "08.1" } as Parameters<typeof fuelFor>[0])).toEqual({ call: 600, exercise: 6 * 600 });
  expect(fuelFor({ id: dearest![0] } as Parameters<typeof fuelFor>[0]).call).toBe(50 * dearest![1]);
});

test("docs/security.md names every level and every family of attacks", () => {
  const names = new Set([...families.map(({ family }) => family), ...sets.map(({ family }) => family)]);
  expect([...levelNames, ...names].filter((name) => !words.includes(name))).toEqual([]);
});
