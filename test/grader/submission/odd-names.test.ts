import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { pack } from "tar-stream";
import { afterAll, beforeEach, expect, test } from "vitest";
import { pathInside } from "../../../grader/src/submission/entries.js";
import { readable } from "../../../grader/src/submission/names.js";
import { NotGradable } from "../../../grader/src/submission/not-gradable.js";
import { fingerprint } from "../../../grader/src/submission/place.js";
import { readSubmission } from "../../../grader/src/submission/read.js";
import { handedOut, homeworkOf, listed, solution } from "./listed.js";

const homework = homeworkOf("01");
const work = solution("01-context-lengths");
const root = mkdtempSync(join(tmpdir(), "long-attention-names-"));
// Node's own way of removing does not go as deep as these tests.
afterAll(() =>
  process.platform === "win32"
    ? rmSync(root, { recursive: true, force: true })
    : void execFileSync("rm", ["-rf", root]),
);
let [count, folder] = [0, ""];
beforeEach(() => {
  folder = join(root, `${++count}`);
  mkdirSync(folder);
});

const mainOf = async (path: string | Buffer) => (await readSubmission(path, homework)).main;

function zip(files: Zippable, patch?: [from: string, to: Uint8Array]): string {
  let bytes: Uint8Array = zipSync(files);
  if (patch)
    bytes = Buffer.from(
      Buffer.from(bytes).toString("latin1").replaceAll(patch[0], Buffer.from(patch[1]).toString("latin1")),
      "latin1",
    );
  writeFileSync(join(folder, "hw.zip"), bytes);
  return join(folder, "hw.zip");
}

async function tarGz(name: string, text: string): Promise<string> {
  const tar = pack();
  tar.entry({ name }, text);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  writeFileSync(join(folder, "hw.tgz"), gzipSync(Buffer.concat(chunks)));
  return join(folder, "hw.tgz");
}

test.each<[string, () => string | Promise<string>, string]>([
  [
    "backslashes in a zip",
    () => zip({ "mine\\01-context-lengths.ts": strToU8(work) }),
    "mine/01-context-lengths.ts",
  ],
  ["./ in a zip", () => zip({ "./01-context-lengths.ts": strToU8(work) }), "01-context-lengths.ts"],
  [
    "double slashes in a zip",
    () => zip({ "a//./b/01-context-lengths.ts": strToU8(work) }),
    "a/b/01-context-lengths.ts",
  ],
  ["backslashes in a tar", () => tarGz("mine\\01-context-lengths.ts", work), "mine/01-context-lengths.ts"],
  ["./ in a tar", () => tarGz("./01-context-lengths.ts", work), "01-context-lengths.ts"],
  [
    "what programs leave in a zip",
    () =>
      zip({
        "__MACOSX/01-context-lengths.ts": strToU8("x"),
        "node_modules/x/01-context-lengths.ts": strToU8("x"),
        "a/.git/01-context-lengths.ts": strToU8("x"),
        "a/._01-context-lengths.ts": strToU8("\0"),
        "solutions/01-context-lengths.ts": strToU8("x"),
        "a/01-context-lengths.ts": strToU8(work),
      }),
    "a/01-context-lengths.ts",
  ],
  [
    "code page 437 in a zip",
    () =>
      zip({ "01-?.ts": strToU8(work) }, ["01-?.ts", Buffer.from([0x30, 0x31, 0x2d, 0x84, 0x2e, 0x74, 0x73])]),
    "01-\u00e4.ts",
  ],
  [
    "UTF-8 without its sign in a zip",
    () => zip({ "01-??.ts": strToU8(work) }, ["01-??.ts", Buffer.from("01-\u00e4.ts")]),
    "01-\u00e4.ts",
  ],
  [
    "capitals at a zip's end",
    () => {
      const path = zip({ "01.TS": strToU8(work) });
      writeFileSync(join(folder, "HW.ZIP"), readFileSync(path));
      return join(folder, "HW.ZIP");
    },
    "01.TS",
  ],
  ["20 folders deep", () => zip({ [`${"d/".repeat(20)}01.ts`]: strToU8(work) }), `${"d/".repeat(20)}01.ts`],
])("readSubmission(archive) understands %s", async (_, make, main) => {
  expect(await mainOf(await make())).toBe(main);
});

test.skipIf(process.platform !== "linux")(
  "readSubmission(folder) reads names that are not UTF-8",
  async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/g`), Buffer.from([0xf6]), Buffer.from("del.ts")]),
      work,
    );
    expect(await mainOf(folder)).toBe("g\\xf6del.ts");
    expect(
      await mainOf(Buffer.concat([Buffer.from(`${folder}/g`), Buffer.from([0xf6]), Buffer.from("del.ts")])),
    ).toBe("g\\xf6del.ts");
  },
);

/** 1,500 folders, each in the one before; the last one's path is longer than a system call takes. */
function nested(last: string): void {
  execFileSync(
    process.execPath,
    [
      "-e",
      `
    const fs = require("node:fs");
    for (let i = 0; i < 1500; i++) { fs.mkdirSync("deep"); process.chdir("deep"); }
    fs.writeFileSync(${JSON.stringify(last)}, ${JSON.stringify(work)});`,
    ],
    { cwd: folder },
  );
}

test.skipIf(process.platform === "win32")(
  "readSubmission(folder) finds what lies beside 1,500 nested folders, and misses in a sentence what lies in them",
  async () => {
    nested("01-context-lengths.ts");
    await expect(mainOf(folder)).rejects.toThrow(/holds no 01-context-lengths\.ts .*nested too deep/);
    expect(await fingerprint(folder)).toMatch(/^[0-9a-f]{64}$/);
    writeFileSync(join(folder, "01-context-lengths.ts"), work);
    expect(await mainOf(folder)).toBe("01-context-lengths.ts");
  },
);

test("readSubmission(fork) grades this whole course, as a folder and as GitHub's zip", async () => {
  const course = join(import.meta.dirname, "../../..");
  const names = execFileSync("git", ["ls-files", "-z"], { cwd: course, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  expect(names.length).toBeGreaterThan(1000);
  const files = Object.fromEntries(
    names.map((name) => [
      name,
      name === "exercises/01-context-lengths.ts" ? strToU8(work) : readFileSync(join(course, name)),
    ]),
  );
  expect((await readSubmission(listed(files), homework)).main).toBe("exercises/01-context-lengths.ts");
  const zipped = zip(
    Object.fromEntries(
      Object.entries(files).map(([name, bytes]) => [`course-main/${name}`, [bytes, { level: 0 }]]),
    ),
  );
  expect(await mainOf(zipped)).toBe("course-main/exercises/01-context-lengths.ts");
  const untouched = {
    ...files,
    "exercises/01-context-lengths.ts": strToU8(handedOut("01-context-lengths.ts")),
  };
  const { main, released } = await readSubmission(listed(untouched), homework);
  expect([main.replace(/\.\w+$/, ""), released]).toEqual(["exercises/01-context-lengths", true]);
});

test("fingerprint(folder) changes with any file that may matter, and with nothing else", async () => {
  writeFileSync(join(folder, "01.ts"), work);
  const before = await fingerprint(folder);
  writeFileSync(join(folder, "photo.png"), "x");
  expect(await fingerprint(folder)).toBe(before);
  writeFileSync(join(folder, "data.json"), "1");
  const data = await fingerprint(folder);
  expect(data).not.toBe(before);
  writeFileSync(join(folder, "data.json"), "2");
  expect(await fingerprint(folder)).not.toBe(data);
  expect(readdirSync(folder)).toHaveLength(3);
});

const seed = { seed: 13, numRuns: 300 };

test("pathInside(path) gives the same for the same path, however it is written", () => {
  const name = fc.stringMatching(/^[a-z \u00e4(]{1,5}$/);
  const between = fc.constantFrom("/", "//", "/./", "/././/");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(name, between), { minLength: 1 }),
      fc.constantFrom("", "./", ".//"),
      (parts, start) => {
        const written =
          start + parts.map(([name, between], i) => name + (i < parts.length - 1 ? between : "")).join("");
        expect(pathInside("a.zip", written)).toBe(parts.map(([name]) => name).join("/"));
      },
    ),
    seed,
  );
});

test("pathInside(anything) stays inside, or is refused", () => {
  const path = fc
    .array(fc.constantFrom("..", ".", "", "a", "C:", "/", "b.ts", "..."), { maxLength: 6 })
    .map((parts) => parts.join("/"));
  fc.assert(
    fc.property(fc.oneof(path, fc.string()), (written) => {
      try {
        const inside = pathInside("a.zip", written);
        expect(inside.split("/")).not.toContain("..");
        expect(inside).not.toMatch(/^\/|^[A-Za-z]:/);
      } catch (error) {
        expect(error).toBeInstanceOf(NotGradable);
      }
    }),
    seed,
  );
});

test("readable(name) tells different names apart, and leaves usual ones as they are", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .array(fc.constantFrom("\\x", "ff", "\\x5c", "a", "\u00e4", "\ufffd"), { maxLength: 4 })
      .map((parts) => Buffer.from(parts.join(""))),
  );
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const same = Buffer.from(a).equals(Buffer.from(b));
      expect(readable(Buffer.from(a)) === readable(Buffer.from(b))).toBe(same);
    }),
    { seed: 13, numRuns: 2000 },
  );
  for (const usual of ["anna.ts", "G\u00f6del (1).ts", "\u674e\u660e", "a\\b.ts"])
    expect(readable(Buffer.from(usual))).toBe(usual);
});
