import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { commandLine } from "../../grader/src/cli/command-line.js";
import { readPolicy } from "../../grader/src/gradebook/policy.js";
import { containerOptions } from "../../grader/src/sandbox/levels/why-no-walls.js";
import { platformNames } from "../../tools/release/autograder.js";
import { out } from "../grader/collect/class.js";
import { schedules } from "./schedules.js";

const text = readFileSync("docs/instructors.md", "utf8");
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)![1]!;
const commands = block("sh")
  .split("\n")
  .map((line) => line.replace(/\s+#.*$|^#.*$/, "").trim())
  .filter((line) => line !== "");

/** The subcommands that these lines ask for, in their order. @throws CommanderError for a line that is not understood */
async function askedBy(lines: readonly string[]): Promise<string[]> {
  const asked: string[] = [];
  const note = (name: string) => async () => void asked.push(name);
  vi.spyOn(process.stderr, "write").mockImplementation(() => true);
  for (const line of lines)
    await commandLine({
      grade: note("grade"),
      merge: note("merge"),
      regrade: note("regrade"),
      collect: note("collect"),
      gradebook: note("gradebook"),
      autograde: note("autograde"),
      check: note("check"),
      doctor: note("doctor"),
    }).parseAsync(
      [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!),
      { from: "user" },
    );
  vi.restoreAllMocks();
  return asked;
}

test("docs/instructors.md leads to grades in ten lines, each a command that is there", async () => {
  expect(commands).toHaveLength(10);
  const ours = commands.filter((one) => one.startsWith("npx long-attention "));
  expect(await askedBy(ours.map((line) => line.replace("npx long-attention ", "")))).toEqual([
    ...["doctor", "collect", "grade", "gradebook", "collect", "grade", "grade", "gradebook"],
  ]);
});

test("docs/instructors.md shows no command that the grader does not understand", async () => {
  const lines = [...text.matchAll(/^(?:npx )?long-attention (.*?)(?:\s+#.*)?$/gm)].map(([, words]) => words!);
  expect([...new Set(await askedBy(lines))].sort()).toEqual(
    expect.arrayContaining(["autograde", "collect", "doctor", "grade", "gradebook", "merge", "regrade"]),
  );
});

test("docs/instructors.md tells containers what doctor tells them", () => {
  expect(text.replace(/\s+/g, " ")).toContain(`only with \`${containerOptions}\``);
});

test("docs/instructors.md shows a policy that can be used", () => {
  const path = join(out(), "late.yaml");
  writeFileSync(path, block("yaml"));
  expect(readPolicy(path)).toMatchObject({ percentPerDay: 10, mostPercent: 50, lastDay: 7, attempt: "last" });
});

test("docs/instructors.md plans the notebooks with the goals, minutes and points that they say themselves", () => {
  expect(text).toContain(schedules());
});

test("docs/instructors.md shows pictures that are there, each with words for who does not see it", () => {
  const pictures = [...text.matchAll(/<img src="([^"]+)"[^>]* alt="([^"]+)"/g)];
  expect(pictures.length).toBeGreaterThanOrEqual(3);
  for (const [, path, words] of pictures) {
    expect(statSync(join("docs", path!)).size).toBeLessThan(150_000);
    expect(words!.length).toBeGreaterThan(80);
  }
});

test("docs/instructors.md names runs and platforms that are there", () => {
  for (const [, platform] of text.matchAll(/--for (\w+)/g)) expect(platformNames).toContain(platform);
  for (const [, script] of text.matchAll(/npm run (\w+)/g))
    expect([script, script! in scripts]).toEqual([script, true]);
});
