import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Row } from "../../../grader/src/batch/row.js";
import { type BatchOptions, runBatch } from "../../../grader/src/batch/run.js";
import { writeChanges, writeReports } from "../../../grader/src/reports/index.js";
import { graderVersion, type Result } from "../../../grader/src/result/index.js";
import { chooseLevel, type Level } from "../../../grader/src/sandbox/levels/index.js";
import { sandboxBundle } from "../support/bundle.js";
import { honest, tinySet } from "../support/tiny-set.js";

let level: Level;
let root = "";
let count = 0;
beforeAll(async () => {
  level = await chooseLevel("portable", await sandboxBundle());
  root = mkdtempSync(join(tmpdir(), "long-attention-batch-"));
});
afterAll(() => {
  level.dispose();
  rmSync(root, { recursive: true, force: true });
});

const classroom: Record<string, string> = {
  "ada.ts": honest,
  "bob.ts": honest.replace("sum += A.get(i, j)", "sum -= A.get(i, j)"),
  "=1+1.ts": honest.replace("let sum = 0", "for (;;) {}"),
  "eve.ts": "export const rowSums = (A => A",
  "zoe.txt": "I could not do it",
};

let [submissions, out] = ["", ""];
beforeEach(() => {
  submissions = join(root, `in-${++count}`);
  out = join(root, `out-${count}`);
  mkdirSync(submissions);
  for (const [name, text] of Object.entries(classroom)) writeFileSync(join(submissions, name), text);
});

async function grade(options: Partial<BatchOptions> = {}) {
  const finished: Result[] = [];
  const notes: string[] = [];
  const batch = await runBatch({
    ...{ submissions, out, set: tinySet, level, types: undefined, seed: 1, workers: 2 },
    listener: {
      begin: () => {},
      finished: (result) => finished.push(result),
      note: (text) => notes.push(text),
    },
    ...options,
  });
  if (!batch.held) writeReports(out, batch.rows, options.set ?? tinySet);
  return { batch, finished: finished.map(({ submission }) => submission.id), notes };
}

const gradebook = () => readFileSync(join(out, "grades.csv"), "utf8");

test("runBatch gives every submission a row with a state, and a reason where it is not graded", async () => {
  for (const name of Object.keys(classroom)) utimesSync(join(submissions, name), 1764579900, 1764579900);
  const { batch } = await grade();
  const slugs = batch.rows.map(({ slug }) => slug);
  const [when, page] = ["2025-12-01 09:05", (i: number) => `students/${slugs[i]}.html`];
  expect(gradebook()).toBe(
    [
      "\ufeffid,name,page,file,changed (UTC),late,status,score,max,note,90.1,90.2",
      `${slugs[0]},'=1+1.ts,${page(0)},'=1+1.ts,${when},,graded,4,8,,0,4`,
      `${slugs[1]},ada.ts,${page(1)},ada.ts,${when},,graded,8,8,,4,4`,
      `${slugs[2]},bob.ts,${page(2)},bob.ts,${when},,graded,4,8,,0,4`,
      `${slugs[3]},eve.ts,${page(3)},eve.ts,${when},,not-gradable,,8,"eve.ts does not compile, line 1: Unexpected token, expected "",""",,`,
      `${slugs[4]},zoe.txt,${page(4)},,,,not-gradable,,8,"zoe.txt is neither a .ts file nor a notebook, a folder, a .zip or a .tar.gz",,`,
      "",
    ].join("\r\n"),
  );
  expect(readdirSync(join(out, "students"))).toHaveLength(5);
  expect(readFileSync(join(out, "class.html"), "utf8")).toContain("5 submissions: 3 graded, 2 not gradable");
});

test("runBatch goes on where it stopped, and grades nothing twice", async () => {
  const stop = new AbortController();
  const first = await grade({
    workers: 1,
    stop: stop.signal,
    listener: { begin: () => {}, note: () => {}, finished: () => stop.abort() },
  });
  expect(first.batch).toMatchObject({ stopped: true, gradedNow: 1 });
  expect(gradebook().match(/not graded yet/g)).toHaveLength(4);
  const second = await grade();
  expect(second.finished).toHaveLength(4);
  expect((await grade()).finished).toEqual([]);
});

test("runBatch cuts a torn line off the journal, tells so, and grades that submission again", async () => {
  await grade();
  const before = gradebook();
  const path = join(out, "journal.ndjson");
  const lines = readFileSync(path, "utf8");
  writeFileSync(path, lines.slice(0, -40));
  const { finished, notes } = await grade();
  expect(finished).toHaveLength(1);
  expect(notes).toEqual(["journal: 1 broken line dropped; graded again"]);
  appendFileSync(path, "00000000 {}\n");
  expect((await grade()).finished).toEqual([]);
  expect(gradebook()).toBe(before);
});

test("runBatch grades anew what a journal has in the first schema, and says so once", async () => {
  await grade({ only: ["ada.ts", "bob.ts"] });
  const path = join(out, "journal.ndjson");
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const first = lines.map((line) => {
    const { key, result } = JSON.parse(line.slice(9));
    const body = JSON.stringify({ key, result: { ...result, schema: 1, exercises: [] } });
    return `${createHash("sha256").update(body).digest("hex").slice(0, 8)} ${body}\n`;
  });
  writeFileSync(path, first.join(""));
  const { finished, notes } = await grade({ only: ["ada.ts"] });
  expect(finished).toEqual(["ada.ts"]);
  expect(notes).toEqual(["journal: 1 result of an earlier grader; graded anew"]);
  expect((await grade({ only: ["ada.ts"] })).notes).toEqual([]);
});

test("runBatch with only and regrade touches these submissions only", async () => {
  expect((await grade({ only: ["ada.ts"] })).finished).toEqual(["ada.ts"]);
  expect((await grade({ only: ["ada.ts"] })).finished).toEqual([]);
  expect((await grade({ only: ["ada.ts"], regrade: true })).finished).toEqual(["ada.ts"]);
  await expect(grade({ only: ["nobody.ts"] })).rejects.toThrow(
    "--only nobody.ts: there is no such submission",
  );
});

test("runBatch grades a submission again when its bytes have changed", async () => {
  await grade({ only: ["bob.ts"] });
  writeFileSync(join(submissions, "bob.ts"), honest);
  expect((await grade({ only: ["bob.ts"] })).finished).toEqual(["bob.ts"]);
});

test("runBatch writes run.json, and mixes neither another set nor another seed into a folder", async () => {
  await grade({ only: ["ada.ts"], seed: 5 });
  expect(JSON.parse(readFileSync(join(out, "run.json"), "utf8"))).toEqual({
    ...{ course: "long-attention", set: "90", seed: 5, graderVersion: graderVersion(level.bundle) },
  });
  await expect(grade({ set: { ...tinySet, id: "91" } })).rejects.toThrow(
    /holds the results of set 90, and not of 91; choose another --out/,
  );
  await expect(grade({ seed: 6 })).rejects.toThrow(/was graded with --seed 5, and not 6/);
  const { batch, finished } = await grade({
    only: ["ada.ts"],
    seed: undefined,
  } as unknown as Partial<BatchOptions>);
  expect([batch.rows[1]!.result!.seed, finished]).toEqual([5, []]);
});

const otherChecks = (version: string): Partial<BatchOptions> => ({
  level: { ...level, bundle: { ...level.bundle, version } },
});

test("runBatch takes results of other checks over when no grade changes, and they say which checks they were", async () => {
  await grade();
  const { finished, batch } = await grade(otherChecks("0ther"));
  expect(finished).toHaveLength(5);
  expect(batch).toMatchObject({ changes: [], held: false });
  expect(batch.rows[0]!.result!.graderVersion).toBe(graderVersion({ ...level.bundle, version: "0ther" }));
  expect(readFileSync(join(out, "run.json"), "utf8")).toContain("0ther");
});

test("runBatch keeps the gradebook until somebody accepts what other checks change in it", async () => {
  await grade();
  const [before, results] = [
    gradebook(),
    () =>
      readdirSync(join(out, "results"))
        .map((name) => readFileSync(join(out, "results", name), "utf8"))
        .join(),
  ];
  const old = results();
  const [rowSums, copyDouble] = tinySet.exercises;
  const set = {
    ...tinySet,
    exercises: [
      { ...rowSums!, points: 6 },
      { ...copyDouble!, checks: copyDouble!.checks.slice(0, 1) },
    ],
  };
  const options = { ...otherChecks("0ther"), set };
  const held = await grade(options);
  expect(held.batch.held).toBe(true);
  expect([gradebook(), results()]).toEqual([before, old]);
  writeChanges(out, held.batch.changes);
  const changes = readFileSync(join(out, "changes.csv"), "utf8").split("\r\n");
  expect(changes[0]).toBe("\ufeffid,name,page,score before,score now,why,which checks");
  expect(changes[2]).toMatch(
    /^ada-ts-\w+,ada\.ts,students\/ada-ts-\w+\.html,8,10,other checks,"?90\.2 traffic: passed, now not there/,
  );
  expect((await grade({ ...options, only: ["ada.ts"] })).batch.held).toBe(true);
  await expect(grade({ ...options, only: ["ada.ts"], accept: true })).rejects.toThrow(
    /cannot go with --only/,
  );
  const accepted = await grade({ ...options, accept: true });
  expect(accepted).toMatchObject({ finished: [], batch: { held: false } });
  expect(gradebook()).toMatch(/,ada\.ts,.*,graded,10,10,/);
  expect((await grade(options)).batch).toMatchObject({ held: false, changes: [] });
});

test("runBatch tells apart what was handed in again from what other checks change", async () => {
  await grade();
  writeFileSync(join(submissions, "bob.ts"), honest);
  const { batch } = await grade(otherChecks("0ther"));
  expect(batch.changes).toMatchObject([{ row: { id: "bob.ts" }, handedInAgain: true }]);
});

test("runBatch removes the result and page of a submission that is gone, and nothing else", async () => {
  await grade();
  const mine = join(out, "results", "my-notes.json");
  writeFileSync(mine, "{}");
  rmSync(join(submissions, "bob.ts"));
  const { notes } = await grade();
  expect(notes).toEqual([expect.stringMatching(/^no longer handed in.* bob-ts-/)]);
  const left = [...readdirSync(join(out, "results")), ...readdirSync(join(out, "students"))];
  expect(left.filter((name) => name.startsWith("bob"))).toEqual([]);
  expect(left).toHaveLength(9);
});

test("runBatch says that two submissions are the same code, however they were saved, and never that stubs are", async () => {
  writeFileSync(join(submissions, "bob.ts"), `\ufeff${honest.replaceAll("\n", "  \r\n")}`);
  const todo =
    'export function rowSums() {\n  throw new Error("TODO exercise 90.1");\n}\nexport function copyDouble() {\n  throw new Error("TODO exercise 90.2");\n}\n';
  for (const name of ["fay.ts", "gil.ts"]) writeFileSync(join(submissions, name), todo);
  const { batch } = await grade();
  const flags = (id: string) => batch.rows.find((row) => row.id === id)!.result!.flags;
  expect(flags("ada.ts")).toEqual([
    { code: "identical-to", words: "its code is the same as that of bob.ts" },
  ]);
  expect(flags("bob.ts")).toEqual([
    { code: "identical-to", words: "its code is the same as that of ada.ts" },
  ]);
  expect(flags("=1+1.ts")).toEqual([]);
  for (const id of ["fay.ts", "gil.ts"])
    expect(flags(id)).toEqual([{ code: "nothing-started", words: "every exercise still holds its TODO" }]);
  const files = readdirSync(join(out, "results")).filter((name) => name.startsWith("ada"));
  expect(readFileSync(join(out, "results", files[0]!), "utf8")).toContain("identical-to");
});

test("runBatch flags an import that a solution may not have, where it costs points", async () => {
  const imports = honest.replace("import", 'import lodash from "lodash";\nimport');
  writeFileSync(join(submissions, "ada.ts"), imports.replace("let sum = 0", "let sum = lodash.zero()"));
  writeFileSync(join(submissions, "bob.ts"), imports);
  const { batch } = await grade({ only: ["ada.ts", "bob.ts"] });
  const [, ada, bob] = batch.rows.map(({ result }) => result!);
  expect([ada!.score, bob!.score, bob!.flags]).toEqual([4, 8, []]);
  expect(ada!.flags).toEqual([
    {
      code: "imports-refused",
      words: expect.stringMatching(/^90\.1 cannot import "lodash" here; these can be imported: /),
    },
  ]);
});

test("runBatch refuses to write its results among the submissions", async () => {
  for (const inside of ["", "grades", "ada/grades"])
    await expect(grade({ out: join(submissions, inside) })).rejects.toThrow(/lies inside the submissions/);
  expect(readdirSync(submissions)).toEqual(Object.keys(classroom).sort());
  out = `${submissions}-grades`;
  expect((await grade({ only: ["zoe.txt"] })).finished).toEqual(["zoe.txt"]);
});

test("runBatch takes each name of only as it is, in any spelling of its letters, or how it alone begins", async () => {
  const nfd = "O\u2019Brien, Sea\u0301n_1.ts";
  writeFileSync(join(submissions, nfd), honest);
  writeFileSync(join(submissions, "adam.ts"), honest);
  expect((await grade({ only: [nfd.normalize("NFC")] })).finished).toEqual([nfd]);
  expect((await grade({ only: ["O\u2019Brien, S"], regrade: true })).finished).toEqual([nfd]);
  expect((await grade({ only: ["ada.ts"] })).finished).toEqual(["ada.ts"]);
  await expect(grade({ only: ["ada"] })).rejects.toThrow(
    '--only ada: 2 submissions begin like this ("ada.ts", "adam.ts"); give more of the name',
  );
});

test("runBatch shows the rows so far while it works", async () => {
  const now = vi.spyOn(performance, "now");
  let minutes = 0;
  now.mockImplementation(() => 60_000 * minutes++);
  const seen: number[] = [];
  const listener = {
    ...{ begin: () => {}, finished: () => {}, note: () => {} },
    soFar: (rows: readonly Row[]) => seen.push(rows.filter(({ result }) => result).length),
  };
  await grade({ listener });
  now.mockRestore();
  expect(seen.length).toBeGreaterThan(2);
  expect(seen).toEqual([...seen].sort());
});

test("runBatch grades again by itself what the grader failed on", async () => {
  const broken = {
    ...level,
    command: () => ({ ...level.command("quickjs"), file: join(root, "no-such-program") }),
  } as Level;
  const first = await grade({ level: broken, only: ["ada.ts"] });
  expect(first.batch.rows[1]!.result!.status).toBe("infrastructure");
  const second = await grade({ only: ["ada.ts"] });
  expect([second.finished, second.batch.rows[1]!.result!.status]).toEqual([["ada.ts"], "graded"]);
});

test("runBatch refuses a folder in which another grader is at work, and takes over from a dead one", async () => {
  mkdirSync(out);
  writeFileSync(join(out, ".lock"), "1 0");
  if (process.platform === "linux") {
    const stat = readFileSync("/proc/1/stat", "utf8");
    writeFileSync(join(out, ".lock"), `1 ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`);
    await expect(grade()).rejects.toThrow(/another grader \(process 1\)/);
  }
  writeFileSync(join(out, ".lock"), "999999999 12");
  expect((await grade({ only: ["zoe.txt"] })).finished).toEqual(["zoe.txt"]);
});

test("runBatch takes over from a grader that has ended and that nobody has buried", async (context) => {
  if (process.platform !== "linux") return context.skip();
  // The shell's child ends while the shell has become a program that asks for no child.
  const parent = spawn("sh", ["-c", "sleep 1 & echo $!; exec sleep 60"]);
  try {
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(String(line));
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    await vi.waitFor(() => expect(stat()[0]).toBe("Z"), { timeout: 30_000 });
    mkdirSync(out);
    writeFileSync(join(out, ".lock"), `${pid} ${stat()[19]}`);
    expect((await grade({ only: ["zoe.txt"] })).finished).toEqual(["zoe.txt"]);
  } finally {
    parent.kill();
  }
});

test("runBatch says in one sentence that it cannot read or write", async () => {
  await expect(grade({ submissions: join(root, "nowhere") })).rejects.toThrow(
    /nowhere cannot be read \(ENOENT\)/,
  );
  writeFileSync(join(root, "file"), "");
  await expect(grade({ out: join(root, "file", "out") })).rejects.toThrow(
    /cannot be written: a file is in the way/,
  );
  if (process.getuid?.() === 0) return;
  mkdirSync(out);
  chmodSync(out, 0o500);
  await expect(grade()).rejects.toThrow(/cannot be written: there is no permission/);
});

test("runBatch gives the same results with 1, 3 and 8 workers", async () => {
  const results = async (workers: number) => {
    out = join(root, `out-${count}-${workers}`);
    const { batch } = await grade({ workers });
    return batch.rows.map(({ result }) => ({ ...result, durationMs: 0 }));
  };
  const one = await results(1);
  expect(await results(3)).toEqual(one);
  expect(await results(8)).toEqual(one);
});
