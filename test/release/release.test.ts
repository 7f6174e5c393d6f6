import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync, strToU8 } from "fflate";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sets } from "../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { type Needles, needlesFor } from "../../tools/release/needles.js";
import { prune } from "../../tools/release/prune.js";
import { type Release, release } from "../../tools/release/release.js";
import { scan } from "../../tools/release/scan.js";
import { untar } from "../../tools/release/untar.js";
import { ROOT } from "../../tools/start/setup.mjs";
import { skipIfUnchanged } from "../unchanged.ts";

const READS = ["grader", "lib", "solutions", "exercises", "tools/release"];
const home = mkdtempSync(join(tmpdir(), "long-attention-release-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it("prune takes hidden checks and mutants out of a module, and leaves the rest as it was", () => {
  const { code, removed } = prune(
    `const easy = inputs(1), hard = inputs(2);
export const one = {
  checks: [check({ id: "a", inputs: easy }), check({ id: "b", visibility: "hidden", inputs: hard }), { visibility: "hidden" }],
  mutants: [{ misconception: "You add." }],
};`,
  );
  expect(code).toContain('checks: [/* @__PURE__ */ check({ id: "a", inputs: easy }), ]');
  expect(code).toContain("mutants: []");
  expect(removed).toEqual([
    'check({ id: "b", visibility: "hidden", inputs: hard })',
    '{ visibility: "hidden" }',
    '{ misconception: "You add." }',
  ]);
});

describe("a release of all sets", { timeout: 600_000 }, () => {
  let made: Release;
  let wanted: Needles;
  beforeAll(async () => {
    made = await release({ ids: sets.map(({ id }) => id), out: join(home, "all"), ai: "tutor" });
    wanted = needlesFor(made.learner);
  }, 600_000);

  it("holds no line of a hidden check, a mutant or a solution", async (context) => {
    skipIfUnchanged(context, READS);
    const { leaks, files } = await scan(made.folder, wanted.needles);
    expect(leaks).toEqual([]);
    expect(files).toBeGreaterThan(500);
    expect(wanted.needles.length).toBeGreaterThan(2000);
    // What is the library's own stays a small part of it.
    expect(wanted.byDesign.length).toBeLessThan(100);
  });

  it("installs the kernel's TypeScript, so that types are checked as when it is graded", () => {
    const { dependencies } = JSON.parse(readFileSync(join(made.folder, "package.json"), "utf8"));
    const kernel = JSON.parse(readFileSync(join(ROOT, "node_modules", "tslab", "package.json"), "utf8"));
    const name = "@tslab/typescript-for-tslab";
    expect(dependencies[name]).toBe(kernel.dependencies[name]);
    expect(Object.keys(dependencies)).toContain("@types/node");
  });

  it("has every visible check as it is, no hidden one, and no mutant", async () => {
    const dist = pathToFileURL(join(ROOT, "grader", "dist")).href;
    const module = join(ROOT, ".cache", `learner-${process.pid}.mjs`); // from here packages are found
    mkdirSync(dirname(module), { recursive: true });
    writeFileSync(module, made.learner.code.replaceAll('from "../', `from "${dist}/`));
    try {
      const { sets: theirs } = (await import(pathToFileURL(module).href)) as { sets: ExerciseSet[] };
      const inShort = (all: readonly ExerciseSet[], visible: boolean) =>
        all.map(({ id, exercises }) => [
          id,
          exercises.map(({ id, points, checks, telling }) => [
            id,
            points,
            checks
              .filter(({ visibility }) => !visible || visibility !== "hidden")
              .slice(0, telling ? 1 : undefined) // the others are the mutants of another exercise
              .map(({ title }) => title),
          ]),
        ]);
      expect(inShort(theirs, false)).toEqual(inShort(sets, true));
      expect(theirs.flatMap((set) => set.exercises.flatMap(({ mutants }) => mutants))).toEqual([]);
    } finally {
      rmSync(module, { force: true });
    }
  });

  const hidden = sets
    .flatMap((set) => set.exercises.flatMap(({ checks }) => checks))
    .find(({ visibility }) => visibility === "hidden")!;
  const answer = /\/\/ BEGIN SOLUTION\n([\s\S]*?)\/\/ END SOLUTION/.exec(
    readFileSync(join(ROOT, "solutions", "00-attention.ts"), "utf8"),
  )![1]!;
  const inNotebook = JSON.stringify({
    cells: [
      { cell_type: "code", source: [], outputs: [{ output_type: "stream", text: answer.split(/(?<=\n)/) }] },
    ],
  });
  const map = Buffer.from(JSON.stringify({ version: 3, sourcesContent: [answer] })).toString("base64");

  it.each<[string, string, () => string | Uint8Array | Promise<Uint8Array>]>([
    ["a hidden check", "exercises/notes.md", () => `We will also see whether it ${hidden.title}.`],
    ["a file of solutions", "solutions/00-attention.ts", () => "export {};"],
    [
      "a source map",
      "lib.js",
      () => `const x = 1;\n//# sourceMappingURL=data:application/json;base64,${map}`,
    ],
    ["a notebook's output", "exercises/00-attention.ipynb", () => inNotebook],
    [
      "an archive in an archive",
      "course.tgz",
      () => archive({ "inner.tgz": archive({ "x.ts": strToU8(answer) }) }),
    ],
  ])("is caught with %s planted in it", async (_, path, content) => {
    const folder = mkdtempSync(join(home, "planted-"));
    cpSync(join(made.folder, "exercises"), join(folder, "exercises"), { recursive: true });
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), await content());
    const { leaks } = await scan(folder, wanted.needles);
    expect(leaks.length).toBeGreaterThan(0);
    for (const leak of leaks) expect(leak.path.startsWith(path)).toBe(true);
  });
});

it("untar gives back what was packed", async () => {
  const bytes = await archive({ "a/b.txt": strToU8("x") });
  const { gunzipSync } = await import("fflate");
  expect([...(await untar(gunzipSync(bytes)))].map(([name, text]) => [name, String(text)])).toEqual([
    ["a/b.txt", "x"],
  ]);
});

it.each([
  [["99"], /There is no set 99; choose from 00, 01/],
  [["00"], /has something in it; name a folder that is empty/],
])("release(%j) says in a sentence what cannot be", async (ids, words) => {
  mkdirSync(join(home, "full"), { recursive: true });
  writeFileSync(join(home, "full", "x"), "");
  await expect(release({ ids, out: join(home, "full") })).rejects.toThrow(words);
});

async function archive(
  files: Readonly<Record<string, Uint8Array | Promise<Uint8Array>>>,
): Promise<Uint8Array> {
  const writer = pack();
  for (const [name, content] of Object.entries(files)) writer.entry({ name }, Buffer.from(await content));
  writer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of writer) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}
