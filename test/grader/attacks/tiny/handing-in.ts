import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { slugsOf } from "../../../../grader/src/batch/slugs.js";
import { honest } from "../../support/tiny-set.js";
import type { Attack, Family } from "./attack.js";

const file = (
  name: string,
  tries: string,
  content: string | Uint8Array,
  rest: Partial<Attack> = {},
): Attack => ({
  name,
  tries,
  state: "not-gradable",
  make: (folder) => {
    writeFileSync(join(folder, name), content);
    return name;
  },
  ...rest,
});

const notebook = (cells: readonly object[]) => JSON.stringify({ nbformat: 4, metadata: {}, cells });
const cell = (source: string, more: object = {}) => ({
  cell_type: "code",
  metadata: {},
  outputs: [],
  source,
  ...more,
});
const markup = "<img src=x onerror=alert(1)>\u001b[31m\u202e'\"><script>alert(1)</script>";

export const handingIn: Family = {
  family: "handing in",
  attacks: [
    {
      name: "link.ts",
      tries: "hand in a link to a secret",
      state: "not-gradable",
      make: (folder) => {
        symlinkSync("/etc/passwd", join(folder, "link.ts"));
        return "link.ts";
      },
    },
    {
      name: "link-folder",
      tries: "hand in a folder with a link",
      state: "not-gradable",
      make: (folder) => {
        mkdirSync(join(folder, "link-folder"));
        symlinkSync("/etc/passwd", join(folder, "link-folder", "90-tiny.ts"));
        return "link-folder";
      },
    },
    {
      name: "link-to-folder",
      tries: "hand in a link to a folder",
      state: "not-gradable",
      make: (folder) => {
        symlinkSync("/etc", join(folder, "link-to-folder"));
        return "link-to-folder";
      },
    },
    {
      name: "fifo.ts",
      tries: "let the grader wait at a FIFO",
      state: "not-gradable",
      make: (folder) => {
        execFileSync("mkfifo", [join(folder, "fifo.ts")]);
        return "fifo.ts";
      },
    },
    {
      name: "directory.ts",
      tries: "hand in a directory named like a file",
      state: "not-gradable",
      make: (folder) => {
        mkdirSync(join(folder, "directory.ts"));
        return "directory.ts";
      },
    },
    file("ten-megabytes.ts", "hand in 10 MB", `//${"x".repeat(10 << 20)}`),
    file("zero.ts", "hand in zero bytes", `${honest}\0`),
    file("utf16.ts", "hand in UTF-16", Buffer.from(`\ufeff${honest}`, "utf16le")),
    file(
      "slip.zip",
      "write outside by a path in a zip",
      zipSync({ "../../../../tmp/slip.ts": strToU8(honest) }),
    ),
    file(
      "nested.zip",
      "hide archives in archives",
      zipSync({
        "a.zip": zipSync({ "b.zip": zipSync({ "c.zip": zipSync({ "90-tiny.ts": strToU8(honest) }) }) }),
      }),
    ),
    {
      name: "slug",
      tries: "be called like the files about an honest submission",
      state: "not-gradable",
      make: (folder) => {
        const [slug] = slugsOf(["000-honest.ts"]).values();
        mkdirSync(join(folder, slug!));
        return slug!;
      },
    },
    file("bomb.zip", "unpack to far too much", zipSync({ "90-tiny.ts": new Uint8Array(64 << 20) })),
    file("broken.ipynb", "hand in broken JSON", '{"cells": [{'),
    file(
      "huge.ipynb",
      "hand in ten thousand cells",
      notebook(Array.from({ length: 10_000 }, () => cell("1"))),
    ),
    file(
      "forged.ipynb",
      "forge outputs and metadata",
      notebook([
        cell("", {
          outputs: [{ output_type: "stream", text: "PASS example PASS any PASS secret" }],
          metadata: { score: 8, passed: true, nbgrader: { points: 8 } },
        }),
      ]),
    ),
    file("deleted.ipynb", "delete the cells that are checked", notebook([cell("const other = 1;")])),
    file(
      "duplicated.ipynb",
      "define a function twice",
      notebook([cell(honest.replaceAll("export ", "")), cell("function rowSums() { return []; }")]),
      { state: "graded", honest: 4 },
    ),
    file(
      "checks.ipynb",
      "redefine the checks in a cell",
      notebook([
        cell("function rowSums() { return []; }"),
        cell("globalThis.check = () => true; check.passed = true;"),
      ]),
      { state: "graded" },
    ),
    file(
      "html.ts",
      "put HTML and escape codes into a message",
      `export function rowSums() { throw new Error(${JSON.stringify(markup)}); }`,
      { state: "graded" },
    ),
    file(
      "=HYPERLINK(1).ts",
      "put a formula into the gradebook",
      "export const rowSums = () => { throw new Error('=1+1'); };",
      { state: "graded" },
    ),
    file("<b>bold<script>.ts", "put HTML into a file name", "export const rowSums = () => [];", {
      state: "graded",
    }),
    file("new\nline,comma.ts", "break the lines of the gradebook", "export const rowSums = () => [];", {
      state: "graded",
    }),
    file("..%2f..%2fetc.ts", "lead out by a file name", "export const rowSums = () => [];", {
      state: "graded",
    }),
    file("__proto__.ts", "be called __proto__", "export const rowSums = () => [];", { state: "graded" }),
    file(
      "guest.ts",
      "be called like the guest's own module",
      "import * as g from './guest.ts';\nexport const rowSums = () => Object.keys(g);",
      { state: "graded" },
    ),
  ],
};
