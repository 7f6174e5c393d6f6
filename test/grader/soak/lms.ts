/**
 * A class as Canvas and as Moodle hand it out, killed and resumed: nobody is lost, doubled or mistaken for another, and
 * the gradebook is the one of an uninterrupted run, byte for byte.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Result } from "../../../grader/src/result/index.js";
import { rng } from "../../../lib/src/tensor/random.js";
import { honest } from "../support/tiny-set.js";
import { batch, firstDifference, written } from "./batch.js";
import type { Run } from "./run.js";

type Layout = "canvas" | "moodle";

/** What must come of one student's work. */
interface Expected {
  /** Of the file that is graded. */
  readonly sha256: string | undefined;
  readonly score: number | Result["code"];
  readonly flags: readonly string[];
}

const todo = (k: number, name: string) =>
  `export function ${name}() { throw new Error("TODO exercise 90.${k}"); }\n`;
const stub = todo(1, "rowSums") + todo(2, "copyDouble");
const half = honest.replace("sum += A.get(i, j)", "sum -= A.get(i, j)");
const endless = honest.replace("let sum = 0", "for (;;) {}");
const notebook = (code: string) =>
  JSON.stringify({
    ...{ nbformat: 4, nbformat_minor: 5, metadata: {} },
    cells: [
      {
        cell_type: "code",
        source: code.replaceAll("export ", ""),
        outputs: [],
        metadata: {},
        execution_count: 1,
      },
    ],
  });

/** Kinds of work in turn: [file, text, what comes of it]. Every text is its student's own, by the number in it. */
const kinds: readonly ((
  n: number,
) => [file: string, text: string, score: Expected["score"], flag?: string])[] = [
  (n) => ["90-tiny.ts", `${honest}const mine = ${n};`, 8],
  (n) => ["90-tiny-1.ts", `${half}const mine = ${n};`, 4],
  (n) => ["90-tiny.ipynb", notebook(`${honest}const mine = ${n};`), 8],
  (n) => ["my homework (2).ts", `${honest}const mine = ${n};`, 8],
  (n) => ["90-tiny.ts", `${stub}const mine = ${n};`, 0, "nothing-started"],
  (n) => ["L\u00f6sung.TS", `\ufeff${`${half}const mine = ${n};`.replaceAll("\n", "\r\n")}`, 4],
  (n) => ["90-tiny.ts", `${endless}const mine = ${n};`, 4],
  (n) => ["90-tiny.ts", `export const rowSums = (A => ${n}`, "does-not-compile"],
  () => ["90-tiny.ts", "\n", "empty"],
  (n) => ["report.ts", `export const mine = ${n};`, "no-functions"],
];

const people = [
  "Mu\u0308ller Jo\u0308rg",
  "M\u00fcller J\u00f6rg",
  "O'Brien Se\u00e1n",
  "\u674e\u660e",
  "D\u2019Arcy, Zo\u00eb",
  "\u0633\u0627\u0631\u0629",
  "Smith Ann",
  "\u00c5ngstr\u00f6m S\u00f8ren-Ole",
];

/** Writes `count` students' work; several share a name, and some hand in helpers, texts and archives besides. */
function writeClass(folder: string, layout: Layout, count: number): Map<string, Expected> {
  const expected = new Map<string, Expected>();
  const lay = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (let n = 0; n < count; n++) {
    const [name, id] = [people[n % people.length]!, 10_000 + n];
    const [file, text, score, flag] = kinds[n % kinds.length]!(n);
    expected.set(`${name}_${id}`, {
      sha256: typeof score === "number" ? createHash("sha256").update(text).digest("hex") : undefined,
      ...{ score, flags: flag ? [flag] : [] },
    });
    const before =
      layout === "canvas"
        ? `${name}${n % 9 === 4 ? "_LATE" : ""}_${id}_${70_000 + n}_`
        : `${name}_${id}_assignsubmission_file_/`;
    if (n % 13 === 5)
      lay(
        `${before}work.zip`,
        zipSync({ [`mine/${file}`]: strToU8(text), "__MACOSX/._x.ts": strToU8("\0") }),
      );
    else lay(`${before}${file}`, text);
    if (n % 11 === 3) lay(`${before.replace(/_7(\d{4})_$/, "_8$1_")}notes.json`, "{}");
    if (n % 17 === 2)
      lay(
        layout === "canvas"
          ? `${name}_${id}_text.html`
          : `${name}_${id}_assignsubmission_onlinetext_/onlinetext.html`,
        "<p>see file</p>",
      );
  }
  if (layout === "canvas") lay("index.html", "<p>downloaded</p>");
  return expected;
}

/** What is wrong with the results; nothing when everybody has their own. */
function wrongIn(out: string, expected: ReadonlyMap<string, Expected>): string[] {
  const wrong: string[] = [];
  const results = readdirSync(join(out, "results")).map(
    (name) => JSON.parse(readFileSync(join(out, "results", name), "utf8")) as Result,
  );
  for (const [id, { sha256, score, flags }] of expected) {
    const theirs = results.filter(({ submission }) => submission.id === id);
    const [one] = theirs;
    if (theirs.length !== 1 || !one) wrong.push(`${id}: ${theirs.length} results`);
    else {
      const file = one.submission.files.find(({ name }) => name === one.submission.main)?.sha256;
      const got = JSON.stringify([
        one.status === "graded" ? one.score : one.code,
        one.flags.map(({ code }) => code),
      ]);
      if (got !== JSON.stringify([score, flags]))
        wrong.push(`${id}: ${got} instead of ${JSON.stringify([score, flags])}`);
      if (sha256 !== undefined && file !== sha256) wrong.push(`${id}: another's file`);
    }
  }
  const lines = readFileSync(join(out, "grades.csv"), "utf8").trimEnd().split("\r\n").length - 1;
  if (lines !== expected.size || results.length !== expected.size)
    wrong.push(`${lines} lines and ${results.length} results for ${expected.size} students`);
  return wrong;
}

/** Both layouts, `count` students each. */
export async function lms({ bundle, folder, level, count }: Omit<Run, "nodes">): Promise<boolean> {
  let good = true;
  const random = rng(13);
  for (const layout of ["canvas", "moodle"] as const) {
    const [submissions, whole, broken] = ["in", "whole", "broken"].map((name) =>
      join(folder, `${layout}-${name}`),
    ) as [string, string, string];
    const expected = writeClass(submissions, layout, count);
    const run = (out: string, killAfterMs?: number) =>
      batch({ bundle, submissions, out, workers: 2, level }, killAfterMs);
    const start = performance.now();
    await run(whole);
    const usual = performance.now() - start;
    const wrong = wrongIn(whole, expected);
    let kills = 0;
    for (let k = 0; k < 3; k++) if (await run(broken, usual * (0.1 + 0.15 * random()))) kills++;
    await run(broken);
    const difference = firstDifference(written(whole), written(broken));
    for (const text of [...wrong.slice(0, 5), ...(difference === undefined ? [] : [difference])])
      console.log(`${layout}: ${text}`);
    console.log(
      `${layout}: ${count} students, ${wrong.length} lost, doubled or mistaken; killed ${kills} times and resumed: ${difference === undefined ? "the same gradebook" : "another gradebook"}`,
    );
    good &&= wrong.length === 0 && difference === undefined && kills > 0;
  }
  return good;
}
