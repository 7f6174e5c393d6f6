/** Reports made from results in which every text is somebody's attempt. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Row } from "../../../grader/src/batch/run.js";
import { sets } from "../../../grader/src/checks/index.js";
import { classPage } from "../../../grader/src/reports/class.js";
import { gradesCsv } from "../../../grader/src/reports/csv.js";
import { studentPage } from "../../../grader/src/reports/student.js";
import { ofHidden, type Result, resultSchema } from "../../../grader/src/result/index.js";
import { csvCell, plain } from "../../../grader/src/text/plain.js";
import * as solutions from "../../../solutions/00-attention.ts";
import { AClass } from "./a-class.js";
import { hostile, hostileResult } from "./hostile.js";
import { csvRecords, intruders, linksIn } from "./markup.js";

const set = sets.find(({ id }) => id === "00")!;
const ids = set.exercises.map(({ id }) => id);
const aClass = new AClass(set, solutions as Readonly<Record<string, unknown>>);
const rows = aClass.rows();
const rowOf = (result: Result): Row => ({ id: result.submission.id, result });
const runs = { seed: 7, numRuns: 40 };

test("a result is the same after JSON, with what is not finite", () => {
  for (const { result } of rows)
    if (result) expect(resultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
  const overflow = aClass
    .exercise(set.exercises[0]!, 0)
    .checks.map(({ counterexample }) => counterexample?.actual);
  expect(overflow).toContainEqual({ shape: [3], data: ["NaN", "NaN", "NaN"] });
});

test("plain(text) leaves one short line without controls, half characters or turns of direction", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const clean = plain(text);
      expect(clean.length).toBeLessThanOrEqual(600);
      expect(clean).not.toMatch(/[\p{Cs}\p{Co}\p{Zl}\p{Zp}\n]|(?!\t)\p{Cc}|(?![\u200c\u200d])\p{Cf}/u);
      expect(plain(clean)).toBe(clean);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test.each(["Søren Ångström", "李明", "سارة", "می‌خواهم", "👩🏽‍💻 🏳️‍🌈", "O'Brien <3"])(
  "plain(%j) leaves names as they are",
  (name) => {
    expect(plain(name)).toBe(name);
  },
);

test("studentPage(result) makes no markup of anybody's text, and stays small", () => {
  fc.assert(
    fc.property(hostileResult(ids), (result) => {
      const html = studentPage(result, set);
      expect(intruders(html)).toEqual([]);
      expect(html.length).toBeLessThan(300_000);
    }),
    runs,
  );
});

test("classPage(rows) makes no markup of anybody's text, and stays small", () => {
  fc.assert(
    fc.property(fc.array(hostileResult(ids), { maxLength: 2 }), (results) => {
      const html = classPage(results.map(rowOf), set);
      expect(intruders(html)).toEqual([]);
      expect(html.length).toBeLessThan(300_000);
    }),
    runs,
  );
});

test("studentPage(result) and classPage(rows) make no links of a student's text", () => {
  const phish = "see [this](https://example.org/phish), https://example.org/phish or <https://example.org>";
  const [exercise] = aClass.exercise(set.exercises[0]!, 0).checks;
  const check = { ...exercise!, passed: false, message: phish };
  const whole = rows[0]!.result!;
  const result: Result = {
    ...whole,
    submission: { id: phish, files: [{ name: phish, sha256: phish }] },
    reason: phish,
    flags: [{ code: "identical-to", words: phish }],
    exercises: [{ ...whole.exercises[0]!, notes: [phish], checks: [check] }],
  };
  expect(linksIn(studentPage(result, set)).filter((to) => !to.startsWith("#"))).toEqual([]);
  for (const status of ["graded", "not-gradable", "infrastructure"] as const)
    for (const to of linksIn(classPage([rowOf({ ...result, status })], set)))
      expect(to).toMatch(/^students\/[\w.-]+\.html$/);
});

test("studentPage(result) says of a hidden check that it failed, how, and the misconception; nothing else", () => {
  const secret = "SECRET";
  fc.assert(
    fc.property(fc.constantFrom(secret, ...Object.values(ofHidden)), fc.boolean(), (message, passed) => {
      const shown = { shape: [2], data: [31337, 31337] };
      const check = {
        ...{ id: "x", title: "a title", visibility: "hidden" as const, passed, weight: 1, message },
        counterexample: { args: [{ name: secret, value: shown }], expected: shown, actual: secret, seed: 1 },
        ...{ line: 31337, io: { read: 31337, written: 31337, peak: 31337 }, misconception: "You forgot." },
      };
      const result = rows[0]!.result!;
      const exercises = [{ ...result.exercises[0]!, score: passed ? 3 : 0, checks: [check] }];
      const html = studentPage({ ...result, exercises }, set);
      expect(html).not.toMatch(/SECRET|31337/);
      expect(html).toContain("You forgot.");
      expect(html.includes("Hidden checks do not show their inputs")).toBe(!passed);
    }),
    { seed: 7, numRuns: 20 },
  );
});

test("studentPage(result) keeps the seed, from which hidden inputs could be drawn again, to itself", () => {
  const result = { ...rows[0]!.result!, seed: 271_828_182 };
  expect(studentPage(result, set)).not.toContain("271828182");
  expect(classPage([rowOf(result)], set)).toContain("271828182");
});

test("studentPage(result) of the infrastructure's failure blames nobody and tells no internals", () => {
  const failed = rows.find(({ result }) => result?.status === "infrastructure")!.result!;
  const html = studentPage(failed, set);
  expect(html).toContain("The grader failed, and not you.");
  expect(html).not.toContain("SIGKILL");
  expect(classPage(rows, set)).toContain("SIGKILL");
});

test("a result says why a visible check got no value, and keeps it of a hidden one", () => {
  const stopsOf = (answer: "stub" | "throws" | "loops") =>
    aClass.exercise(set.exercises[0]!, answer).checks.map(({ visibility, stop }) => [visibility, stop]);
  for (const [visibility, stop] of [...stopsOf("stub"), ...stopsOf("throws"), ...stopsOf("loops")])
    expect(stop === undefined).toBe(visibility === "hidden");
  expect(stopsOf("stub")[0]).toEqual(["visible", "todo"]);
  expect(stopsOf("throws")[0]).toEqual(["visible", "exception"]);
  expect(stopsOf("loops")[0]).toEqual(["visible", "limit"]);
});

test("studentPage(result) tells a slip that explains only a part, and the first step that goes wrong", () => {
  const exercise = aClass.exercise(set.exercises[1]!, 0);
  const checks = exercise.checks.map((check) =>
    check.misconception === undefined ? check : { ...check, partly: true as const, step: "segment 2" },
  );
  const html = studentPage({ ...rows[0]!.result!, exercises: [{ ...exercise, checks }] }, set);
  expect(html).toContain("Part of this looks like a known slip; there may be another.");
  expect(html).not.toContain("This looks like a known slip.");
  expect(html).toContain("The first step that goes wrong is <strong>segment 2</strong>.");
});

test("studentPage(result) shows the score, the slip, the input, both outputs and the first failing check", () => {
  const exercise = aClass.exercise(set.exercises[1]!, 0);
  const result = { ...rows[0]!.result!, score: 12.25, exercises: [exercise] };
  const html = studentPage(result, set);
  for (const words of [
    "<strong>12.25</strong> of 20 points",
    "This looks like a known slip.",
    "gives the sentence&#39;s output of the notebook",
    "The largest difference is",
    "Q [6, 4]",
    "expected [6, 4]",
    "yours − expected",
    "✘ failed",
  ])
    expect(html).toContain(words);
});

test("classPage(rows) counts every submission once and links to the page of each that has one", () => {
  const html = classPage(rows, set);
  expect(html).toContain(
    "23 submissions: 19 graded, 2 not gradable, 1 that the grader failed on, 1 not graded yet.",
  );
  const linked = new Set(linksIn(html));
  expect(linked.size).toBe(rows.filter(({ result }) => result).length);
  expect(linked).toContain("students/ada-lovelace.ts.html");
  expect(classPage([], set)).toContain("0 submissions");
});

test("gradesCsv(rows) is RFC 4180 with one record for each submission, whatever became of it", () => {
  const [head, ...records] = csvRecords(gradesCsv(rows, set));
  expect(head).toEqual(["submission", "status", "score", "max", "note", ...ids]);
  expect(records.map(([id]) => id)).toEqual(rows.map(({ id }) => id));
  expect(new Set(records.map(([, status]) => status))).toEqual(
    new Set(["graded", "not-gradable", "infrastructure", "not graded yet"]),
  );
  for (const [, status, score, , note] of records) {
    expect(score === "").toBe(status !== "graded");
    if (status === "not-gradable" || status === "infrastructure") expect(note).not.toBe("");
  }
});

test("gradesCsv(rows) has no cell that a spreadsheet would run, and as many fields in every record", () => {
  fc.assert(
    fc.property(fc.array(hostileResult(ids), { maxLength: 2 }), (results) => {
      const records = csvRecords(gradesCsv(results.map(rowOf), set));
      expect(records.length).toBe(results.length + 1);
      for (const record of records) {
        expect(record.length).toBe(5 + ids.length);
        for (const cell of record) expect(cell).not.toMatch(/(?![\t\n])\p{Cc}|\p{Cs}/u);
        for (const cell of record) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
      }
    }),
    runs,
  );
});

test("csvCell(x) keeps numbers as numbers, also below zero", () => {
  expect(csvCell(-2.5)).toBe("-2.5");
  expect(csvCell("-2.5")).toBe("'-2.5");
  expect(csvCell('a "b", c')).toBe('"a ""b"", c"');
});
