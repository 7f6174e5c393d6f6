import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { deflateSync } from "node:zlib";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { gzipSync, strToU8, zipSync } from "fflate";
import { pack } from "tar-stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sets } from "../../grader/src/checks/index.js";
import type { ExerciseSet } from "../../grader/src/engine/index.js";
import { finder } from "../../tools/release/find.js";
import { needed } from "../../tools/release/needed.js";
import { type Needles, needlesFor } from "../../tools/release/needles.js";
import { prune } from "../../tools/release/prune.js";
import { type Release, release } from "../../tools/release/release.js";
import { scan } from "../../tools/release/scan.js";
import { untar } from "../../tools/release/untar.js";
import { ROOT } from "../../tools/start/setup.mjs";
import { bundle } from "../../web/build/bundle.ts";
import { writeSite } from "../../web/build/site.ts";
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

it("needed takes out what no export needs, although a bundler cannot know that it does nothing", () => {
  const { code, removed } = needed(`const lib = make(), input = lib.Q;
const long = [input.x];
function twice() { return [input, twice]; }
export { twice };`);
  expect(removed).toEqual(["const long = [input.x];"]);
  expect(code).toContain("const lib = make(), input = lib.Q;");
});

it("finder finds what includes would", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 40 });
  const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 3, maxLength: 6 }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(letters, words, (text, all) => {
      const needles = all.map((word) => ({ text: word }));
      expect(new Set(finder(needles, 3)(text))).toEqual(
        new Set(needles.filter(({ text: word }) => text.includes(word))),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
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
    const { leaks, files } = await scan(made.folder, wanted);
    expect(leaks).toEqual([]);
    expect(files).toBeGreaterThan(500);
    expect(wanted.needles.length).toBeGreaterThan(2000);
    // What is the library's own stays a small part of it.
    expect(wanted.byDesign.length).toBeLessThan(100);
  });

  it("installs the kernel's TypeScript, so that types are checked as when it is graded", () => {
    const { dependencies, scripts } = JSON.parse(readFileSync(join(made.folder, "package.json"), "utf8"));
    expect(scripts).toEqual({ check: "long-attention check" });
    const kernel = JSON.parse(readFileSync(join(ROOT, "node_modules", "tslab", "package.json"), "utf8"));
    const name = "@tslab/typescript-for-tslab";
    expect(dependencies[name]).toBe(kernel.dependencies[name]);
    expect(Object.keys(dependencies)).toContain("@types/node");
  });

  it("locks all that its packages need at the versions of this repository's own lock", () => {
    const lockAt = (folder: string) =>
      JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
    const [theirs, ours] = [lockAt(made.folder), lockAt(ROOT)];
    const third = Object.keys(theirs).filter(
      (path) => path !== "" && !path.endsWith("long-attention") && !path.endsWith("grader"),
    );
    expect(third.length).toBeGreaterThan(80);
    for (const path of third) expect([path, theirs[path].integrity]).toEqual([path, ours[path].integrity]);
    for (const [path, { dependencies = {} }] of Object.entries<{ dependencies?: object }>(theirs))
      for (const name of Object.keys(dependencies))
        expect([
          path,
          name,
          `${path}/node_modules/${name}` in theirs || `node_modules/${name}` in theirs,
        ]).toEqual([path, name, true]);
  });

  it("holds none of them in the web edition without solutions either", async (context) => {
    skipIfUnchanged(context, [...READS, "figures/dist", "web"]);
    const folder = mkdtempSync(join(home, "web-"));
    const { files } = await bundle({ solutions: false });
    writeSite({ files }, folder);
    const seen = await scan(folder, wanted);
    expect(seen.leaks).toEqual([]);
    expect(seen.files).toBeGreaterThan(50);
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
  const mutant = () => made.learner.removed.find((source) => source.includes("misconception"))!;
  const reference = readFileSync(join(ROOT, "solutions", "07-flash-attention.ts"), "utf8");
  const renamed = [
    "Kj",
    "Vj",
    "Qi",
    "Oi",
    "li",
    "mi",
    "Tr",
    "Tc",
    "Br",
    "Bc",
    "hbm",
    "device",
    "N",
    "d",
  ].reduce((text, name, k) => text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `helper${k}`), reference);
  const minified = transformSync(reference, { loader: "ts", minify: true, format: "esm" }).code;
  const wasm = Buffer.concat([Buffer.from("\0asm\x01\0\0\0\0\xff"), Buffer.from(reference)]);
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
    ["a zip of solutions", "exercises/help.zip", () => zipSync({ "07.txt": strToU8(reference) })],
    ["base64", "exercises/data.json", () => JSON.stringify({ blob: Buffer.from(answer).toString("base64") })],
    [
      "base64 of what is compressed, in lines",
      "x.txt",
      () => lines(Buffer.from(gzipSync(strToU8(answer))).toString("base64")),
    ],
    ["hexadecimal digits", "x.txt", () => Buffer.from(answer).toString("hex")],
    ["a reference under other names, in a test", "exercises/my.test.ts", () => renamed],
    ["a minified reference", "exercises/flash.min.js", () => minified],
    [
      "a minified reference, in Markdown",
      "exercises/notes.md",
      () => `Hello\n\n\`\`\`js\n${minified}\`\`\`\n`,
    ],
    ["a mutant's code", "exercises/checks.js", () => `export const others = [${mutant()}];`],
    ["a reference in a binary", "packages/tiles.wasm", () => wasm],
    ["a reference in UTF-16", "exercises/flash.txt", () => Buffer.from(`\ufeff${reference}`, "utf16le")],
    [
      "a reference in a page",
      "exercises/flash.html",
      () => `<pre>${answer.replaceAll("<", "&lt;").replaceAll('"', "&#34;")}</pre>`,
    ],
    [
      "a reference in a link",
      "exercises/play.md",
      () => `[try](https://play.example/#${encodeURIComponent(answer)})`,
    ],
    ["a reference in a picture's metadata", "exercises/plot.png", () => png(answer)],
    ["what cannot be looked into", "exercises/solved.7z", () => "7z"],
    ["a tar of git archive", "course.tar", () => tarOf({ "x/flash.ts": strToU8(reference) })],
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
    const { leaks } = await scan(folder, wanted);
    expect(leaks.length).toBeGreaterThan(0);
    for (const leak of leaks) expect(leak.path.startsWith(path)).toBe(true);
  });

  it("is caught with a file that was committed and taken out again, and with a message that tells", async () => {
    const folder = mkdtempSync(join(home, "repository-"));
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder, "-c", "user.name=A", "-c", "user.email=a@example.org", ...args], {
        stdio: "pipe",
      });
    git("init", "--quiet");
    writeFileSync(join(folder, "flash.ts"), answer);
    git("add", "--all");
    git("commit", "--quiet", "--message", "Begin");
    rmSync(join(folder, "flash.ts"));
    git("commit", "--quiet", "--all", "--message", `Check whether it ${hidden.title}`);
    git("gc", "--quiet");
    const { leaks } = await scan(folder, wanted);
    // What is no object, such as the log of HEAD, tells, too.
    const where = leaks
      .filter(({ path }) => path.startsWith(".git "))
      .map(({ path, needle }) => `${path.split(" ")[1]}: ${needle.kind}`);
    expect([...new Set(where)].sort()).toEqual(["blob: solution", "commit: hidden check"]);
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

const archive = async (files: Files): Promise<Uint8Array> => gzipSync(await tarOf(files));

type Files = Readonly<Record<string, Uint8Array | Promise<Uint8Array>>>;

async function tarOf(files: Files): Promise<Uint8Array> {
  const writer = pack();
  for (const [name, content] of Object.entries(files)) writer.entry({ name }, Buffer.from(await content));
  writer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of writer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** As a mail carries it. */
const lines = (text: string): string => text.match(/.{1,76}/g)!.join("\n");

/** A picture of nothing, with words compressed into it. */
function png(words: string): Uint8Array {
  const data = Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(words)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    length,
    Buffer.from("zTXt"),
    data,
    Buffer.alloc(4),
  ]);
}
