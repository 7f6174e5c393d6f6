/**
 * `npm run golden`: runs the tests that hold the course's published numbers, and only those, and shows
 * section by section that every number is held by one test that passes.
 */
import { fileURLToPath } from "node:url";
import type { TestCase } from "vitest/node";
import { commandLine } from "../start/command-line.mjs";
import { type Golden, names, readGoldens } from "./lists.ts";

commandLine({
  name: "npm run golden",
  usage: "npm run golden   which test holds each published number of the course, and that it passes",
});
const root = fileURLToPath(new URL("../../", import.meta.url));
const goldens = readGoldens(fileURLToPath(new URL("../../test/lib/golden/", import.meta.url)));

/** Vitest looks for a pattern in a name whose groups are joined by spaces; " > " may be part of a name too. */
const quoted = ({ test }: Golden) => test.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" > ", " (> )?");
const pattern = new RegExp([...new Set(goldens.map(quoted))].join("|"));

const { startVitest } = await import("vitest/node");
const vitest = await startVitest(
  "test",
  ["test/lib/"],
  { root, watch: false, reporters: [{}], testNamePattern: pattern },
  { logLevel: "error" },
);
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()]);
const unloaded = vitest.state.getTestModules().filter((module) => module.errors().length > 0);
await vitest.close();

/** Why a golden is not held; nothing when it is. */
function problem(found: readonly TestCase[]): string | undefined {
  if (found.length === 0) return "there is no such test";
  if (found.length > 1) return `${found.length} tests have this name`;
  const { state } = found[0]!.result();
  return state === "passed" ? undefined : `the test ${state}`;
}

const results = goldens.map((golden) => ({
  golden,
  problem: problem(tests.filter(({ fullName }) => names(golden, fullName))),
}));

console.log("section             numbers  tests  held");
for (const section of new Set(goldens.map((golden) => golden.section))) {
  const rows = results.filter(({ golden }) => golden.section === section);
  const held = rows.filter((row) => row.problem === undefined).length;
  const distinct = new Set(rows.map(({ golden }) => golden.test)).size;
  console.log(
    `${section.padEnd(18)}${String(rows.length).padStart(9)}${String(distinct).padStart(7)}${String(held).padStart(6)}`,
  );
}

for (const { moduleId } of unloaded) console.log(`✘ ${moduleId.slice(root.length)} could not be loaded`);
const lost = results.filter((row) => row.problem !== undefined);
for (const { golden, problem } of lost)
  console.log(`✘ §${golden.section} ${golden.value}\n  ${golden.list}: "${golden.test}": ${problem}`);
console.log(`${lost.length === 0 ? "✔" : "✘"} ${results.length - lost.length} of ${results.length}`);
process.exitCode = lost.length === 0 && unloaded.length === 0 ? 0 : 1;
