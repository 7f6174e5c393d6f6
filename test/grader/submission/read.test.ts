import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { strToU8, type Zippable, zipSync } from "fflate";
import { pack } from "tar-stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSubmission } from "../../../grader/src/submission/read.js";

const homework = {
  set: {
    id: "00",
    name: "00-attention",
    exercises: [
      { id: "00.1", name: "one" },
      { id: "00.2", name: "two" },
    ],
  },
  others: [],
  released: new Set<string>(),
};
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "long-attention-read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const code = "export const one = 1;\n";

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const zip = (name: string, files: Zippable) => file(name, zipSync(files));

async function tarGz(name: string, entries: { name: string; type?: "file" | "symlink"; text?: string }[]) {
  const tar = pack();
  for (const { text = "", type = "file", ...rest } of entries)
    tar.entry({ ...rest, type, ...(type === "symlink" ? { linkname: "/etc/passwd" } : {}) }, text);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return file(name, gzipSync(Buffer.concat(chunks)));
}

const read = async (path: string) => (await readSubmission(path, homework)).source;

test("readSubmission(ada.ts) gives its text", async () => {
  expect(await read(file("ada.ts", `\ufeff${code}`))).toEqual({ main: "ada.ts", files: { "ada.ts": code } });
});

test("readSubmission(folder) takes the file named after the set, and what it imports", async () => {
  const path = join(folder, "bob");
  mkdirSync(join(path, "work", "müller"), { recursive: true });
  writeFileSync(join(path, "work", "00-attention.ts"), `import "./müller/übung.js";\n${code}`);
  writeFileSync(join(path, "work", "müller", "übung.ts"), 'import { one } from "../data.json";');
  writeFileSync(join(path, "work", "data.json"), "{}");
  writeFileSync(join(path, "work", "unrelated.ts"), "does not even parse");
  writeFileSync(join(path, "notes.txt"), "hello");
  expect(Object.keys((await read(path)).files)).toEqual(["00-attention.ts", "data.json", "müller/übung.ts"]);
});

test("readSubmission(eve.zip) and (eve.tar.gz) read archives without unpacking them", async () => {
  const zipped = await read(zip("eve.zip", { "eve/00-attention.ts": strToU8(code), "a.png": strToU8("x") }));
  const tarred = await read(await tarGz("eve.tar.gz", [{ name: "./eve/00-attention.ts", text: code }]));
  expect([zipped.files, tarred.files]).toEqual([{ "00-attention.ts": code }, { "00-attention.ts": code }]);
});

test.each<[string, () => string | Promise<string>, RegExp]>([
  ["a directory without code", () => join(folder, "empty.ts"), /holds no 00-attention/],
  ["a link", () => join(folder, "link.ts"), /no regular file/],
  ["a FIFO", () => join(folder, "pipe.ts"), /no regular file/],
  ["10 MB of code", () => file("big.ts", "x".repeat(10 << 20)), /too large: 10485760 bytes/],
  ["zero bytes", () => file("nul.ts", "a\0b"), /zero bytes/],
  ["UTF-16", () => file("utf16.ts", Buffer.from(`\ufeff${code}`, "utf16le")), /UTF-16/],
  ["Latin-1", () => file("latin.ts", Buffer.from("const é = 1", "latin1")), /not UTF-8/],
  ["a picture", () => file("me.png", "x"), /neither a \.ts file/],
  ["a zip that is none", () => file("broken.zip", "PK nonsense"), /no readable zip archive/],
  [
    "a zip with a path that leads out",
    () => zip("slip.zip", { "../../evil.ts": strToU8(code) }),
    /leads outside|relative path/,
  ],
  [
    "a zip with an absolute path",
    () => zip("abs.zip", { "/etc/evil.ts": strToU8(code) }),
    /leads outside|absolute path/,
  ],
  [
    "a zip with a link",
    () => zip("link.zip", { "00-attention.ts": [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] }),
    /no regular file/,
  ],
  [
    "a zip of broken zips",
    () => zip("nested.zip", { "inner.zip": strToU8("PK nonsense") }),
    /inner\.zip is no readable zip archive/,
  ],
  ["a zip bomb", () => zip("bomb.zip", { "00-attention.ts": new Uint8Array(30 << 20) }), /too large/],
  [
    "a zip of many files",
    () =>
      zip("many.zip", Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`${i}.ts`, strToU8("x")]))),
    /more than 500 files with code/,
  ],
  [
    "a tar with a link",
    () => tarGz("link.tar.gz", [{ name: "00-attention.ts", type: "symlink" }]),
    /no regular file/,
  ],
  [
    "a tar with a path that leads out",
    () => tarGz("slip.tar.gz", [{ name: "../00-attention.ts", text: code }]),
    /leads outside/,
  ],
  ["a gzip bomb", () => file("bomb.tgz", gzipSync(Buffer.alloc(300 << 20))), /too large/],
  ["a gzip that is none", () => file("none.tgz", "hello"), /no readable gzip/],
  [
    "two files that could be meant",
    () => zip("two.zip", { "a.ts": strToU8(code), "b.ts": strToU8(`${code}// other`) }),
    /two\.zip holds several files with work \(a\.ts and b\.ts\)/,
  ],
])("readSubmission refuses %s, with a reason", async (_, make, reason) => {
  if (process.platform === "win32") return;
  await expect(read(await make())).rejects.toThrow(reason);
});

beforeAll(() => {
  mkdirSync(join(folder, "empty.ts"));
  symlinkSync("/etc/passwd", join(folder, "link.ts"));
  execFileSync("mkfifo", [join(folder, "pipe.ts")]);
});
