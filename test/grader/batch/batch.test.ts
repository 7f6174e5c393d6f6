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
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type BatchOptions, runBatch } from "../../../grader/src/batch/run.js";
import { writeReports } from "../../../grader/src/reports/index.js";
import type { Result } from "../../../grader/src/result/index.js";
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
    ...{ submissions, out, set: tinySet, level, seed: 1, workers: 2 },
    listener: {
      begin: () => {},
      finished: (result) => finished.push(result),
      note: (text) => notes.push(text),
    },
    ...options,
  });
  writeReports(out, batch.rows, tinySet);
  return { batch, finished: finished.map(({ submission }) => submission.id), notes };
}

const gradebook = () => readFileSync(join(out, "grades.csv"), "utf8");

test("runBatch gives every submission a row with a state, and a reason where it is not graded", async () => {
  await grade();
  expect(gradebook()).toBe(
    [
      "submission,status,score,max,note,90.1,90.2",
      "'=1+1.ts,graded,4,8,,0,4",
      "ada.ts,graded,8,8,,4,4",
      "bob.ts,graded,4,8,,0,4",
      'eve.ts,not-gradable,,8,"eve.ts does not compile, line 1: Unexpected token, expected "",""",,',
      'zoe.txt,not-gradable,,8,"zoe.txt is neither a .ts file nor a notebook, a folder, a .zip or a .tar.gz",,',
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

test("runBatch grades everything again when the checks are others, and its results say which they were", async () => {
  await grade();
  const others = { ...level, bundle: { ...level.bundle, version: "0ther" } };
  const { finished, batch } = await grade({ level: others });
  expect(finished).toHaveLength(5);
  expect(batch.rows[0]!.result!.graderVersion).toMatch(/^\d+\.\d+\.\d+\+0ther$/);
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
  const parent = spawn("sh", ["-c", "true & echo $!; exec sleep 60"]);
  try {
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const pid = Number(String(line));
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    await vi.waitFor(() => expect(stat()[0]).toBe("Z"));
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
