/** Reports made from results in which every text is somebody's attempt. */
import fc from "fast-check";
import { attention } from "long-attention/attention";
import type { Matrix } from "long-attention/tensor";
import { expect, test } from "vitest";
import type { Row } from "../../../grader/src/batch/row.js";
import { sets } from "../../../grader/src/checks/index.js";
import {
  drive,
  type ExerciseReport,
  type Failure,
  grade,
  inProcess,
  type Stopped,
} from "../../../grader/src/engine/index.js";
import { classPage } from "../../../grader/src/reports/class.js";
import { gradesCsv } from "../../../grader/src/reports/csv.js";
import { inShort } from "../../../grader/src/reports/row.js";
import { studentPage } from "../../../grader/src/reports/student.js";
import { capped, mostBytes } from "../../../grader/src/result/capped.js";
import { exerciseOf, type Result, resultSchema } from "../../../grader/src/result/index.js";
import { flagCodes } from "../../../grader/src/result/schema.js";
import { notGradableCodes } from "../../../grader/src/submission/not-gradable.js";
import { csvCell, plain } from "../../../grader/src/text/plain.js";
import * as solutions from "../../../solutions/00-attention.ts";
import { AClass } from "./a-class.js";
import { hostile, hostileReport, hostileResult } from "./hostile.js";
import { csvRecords, intruders, linksIn } from "./markup.js";

const set = sets.find(({ id }) => id === "00")!;
const ids = set.exercises.map(({ id }) => id);
const aClass = new AClass(set, solutions as Readonly<Record<string, unknown>>);
const rows = aClass.rows();
const rowOf = (result: Result): Row => ({ id: result.submission.id, slug: "a-slug", result });
const runs = { seed: 7, numRuns: 40 };

test("a result is the same after JSON, with what is not finite", () => {
  for (const { result } of rows)
    if (result) expect(resultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
});

test("resultSchema takes no text with characters that could do something, and no more than its caps", () => {
  const whole = rows[0]!.result!;
  const withText = (text: string): Result => ({ ...whole, reason: text });
  expect(resultSchema.safeParse(withText("all is well")).success).toBe(true);
  for (const text of ["\u001b[2J", "\u202egnp.exe", "\ud800", "x".repeat(2001)])
    expect(resultSchema.safeParse(withText(text)).success).toBe(false);
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

test("exerciseOf(report) of whatever a solution gave fits its schema, and its page has no markup of it", () => {
  const reports = fc.tuple(...set.exercises.map(hostileReport));
  fc.assert(
    fc.property(reports, (reports) => {
      const exercises = capped(reports.map(exerciseOf));
      const result: Result = { ...rows[0]!.result!, exercises };
      expect(resultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
      expect(Buffer.byteLength(JSON.stringify(exercises))).toBeLessThanOrEqual(mostBytes);
      const html = studentPage(result, set);
      expect(intruders(html)).toEqual([]);
      expect(linksIn(html).filter((to) => !to.startsWith("#"))).toEqual([]);
    }),
    runs,
  );
});

test("capped(exercises) leaves out what the largest checks tell, and says so; no hidden check is touched", () => {
  const [first] = aClass.exercise(set.exercises[1]!, 0).checks;
  const text = "x".repeat(2000);
  const large = { ...first!, blocks: Array(30).fill({ kind: "message", text }) } as typeof first;
  const exercise = {
    ...aClass.exercise(set.exercises[1]!, 0),
    checks: [...Array.from({ length: 8 }, () => ({ ...large })), first!],
  };
  const [kept] = capped([exercise]);
  expect(Buffer.byteLength(JSON.stringify(kept))).toBeLessThanOrEqual(mostBytes);
  const whole = kept!.checks.filter(({ blocks }) => blocks.length === 30).length;
  expect(whole).toBeGreaterThan(2);
  for (const { blocks } of kept!.checks.slice(0, 8 - whole))
    expect(blocks.map((block) => "text" in block && block.text)).toEqual([
      text,
      "The values and inputs of this check are left out: with them, the report would be too large.",
    ]);
  expect(kept!.checks.at(-1)).toEqual(first);
  expect(capped([aClass.exercise(set.exercises[1]!, 0)])).toEqual([aClass.exercise(set.exercises[1]!, 0)]);
});

test("studentPage(result) and classPage(rows) make no links of a student's text", () => {
  const phish = "see [this](https://example.org/phish), https://example.org/phish or <https://example.org>";
  const report: ExerciseReport = {
    ...{ exercise: set.exercises[0]!, score: 0, seed: 1, notes: [] },
    checks: set.exercises[0]!.checks.map((check, k) => ({
      ...{ check, passed: false, args: [phish] },
      failure:
        k === 0
          ? { message: phish, expected: 1, actual: phish }
          : { stop: "exception" as const, message: phish },
    })),
  };
  const result: Result = {
    ...rows[0]!.result!,
    submission: { id: phish, files: [{ name: phish, sha256: phish }] },
    reason: phish,
    flags: [{ code: "identical-to", words: phish }],
    exercises: [exerciseOf(report)],
  };
  expect(linksIn(studentPage(result, set)).filter((to) => !to.startsWith("#"))).toEqual([]);
  for (const status of ["graded", "not-gradable", "infrastructure"] as const)
    for (const to of linksIn(classPage([rowOf({ ...result, status })], set)))
      expect(to).toMatch(/^students\/[\w.%-]+\.html$/);
});

test("exerciseOf(report) says of a hidden check that it failed, how, and the misconception; nothing else", () => {
  const secret = "SECRET";
  const shown = { [secret]: [31337] };
  const failures: Record<string, Failure | Stopped> = {
    wrong: { message: secret, expected: shown, actual: secret, step: secret },
    limit: { stop: "limit", message: secret, line: 31337 },
    exception: { stop: "exception", message: secret, line: 31337, place: { name: secret, source: secret } },
    todo: { stop: "todo", message: secret },
    missing: { stop: "missing", message: secret },
  };
  const io = { read: 31337, written: 31337, peak: 31337 };
  const told = Object.entries(failures).map(([reason, failure]) => {
    const [visible, hidden] = [true, false].map(
      (open) => set.exercises[1]!.checks.find(({ visibility }) => (visibility !== "hidden") === open)!,
    );
    const exercise = exerciseOf({
      ...{ exercise: set.exercises[1]!, score: 1, seed: 31337, notes: [] },
      misconception: { id: "forgot", message: "You forgot." },
      checks: [
        { check: visible!, passed: true },
        { check: hidden!, passed: false, failure: { ...failure, io } as Failure, args: [31337, secret] },
      ],
    });
    const html = studentPage({ ...rows[0]!.result!, exercises: [exercise] }, set);
    for (const text of [JSON.stringify(exercise), html]) expect(text).not.toMatch(/SECRET|31337/);
    expect(html).toContain("You forgot.");
    expect(html).toContain("Hidden checks do not show their inputs.");
    expect(exercise.state).toBe("failed");
    return [reason, exercise.checks[1]!.reason];
  });
  expect(Object.fromEntries(told)).toEqual({
    wrong: "wrong",
    limit: "limit",
    ...{ exception: "exception", todo: "exception", missing: "exception" },
  });
});

test("a report's notes say nothing of calls for hidden checks", () => {
  const exercise = set.exercises[1]!;
  const careless = (Q: Matrix, K: Matrix, V: Matrix) => {
    const right = attention(Q, K, V);
    Q.data.fill(0);
    return right;
  };
  const [spoils, keeps] = [inProcess(careless), inProcess(attention)];
  const { checks, notes } = drive(grade(exercise), (request) =>
    request.hidden ? spoils(request) : keeps(request),
  ) as ExerciseReport;
  expect(checks.every(({ passed }) => passed)).toBe(true);
  expect(notes).toEqual([]);
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

test("a result says of every check whether it passed, failed or was not run, and why", () => {
  const standing = (answer: "solved" | "stub" | "throws" | "loops") => {
    const { state, checks } = aClass.exercise(set.exercises[0]!, answer);
    return [state, ...checks.map(({ state, reason }) => [state, reason].filter(Boolean).join(": "))];
  };
  const { length: n } = set.exercises[0]!.checks;
  expect(standing("solved")).toEqual(["passed", ...Array(n).fill("passed")]);
  expect(standing("stub")).toEqual(["not started", ...Array(n).fill("not run: todo")]);
  expect(standing("throws")).toEqual(["failed", ...Array(n).fill("failed: exception")]);
  const limits = [...Array(2).fill("failed: limit"), ...Array(n - 2).fill("not run: limit")];
  expect(standing("loops")).toEqual(["failed", ...limits]);
});

test("exerciseOf(report) says why a check was not run, where no check that failed tells it", () => {
  const { checks, ...exercise } = set.exercises[0]!;
  const failure: Stopped = { stop: "limit", message: "earlier calls used up the time" };
  const [first] = checks;
  const told = exerciseOf({
    ...{ exercise: { ...exercise, checks }, score: 0, seed: 1, notes: [] },
    checks: [{ check: first!, passed: false, notRun: true, failure }],
  });
  expect(told.checks[0]).toMatchObject({
    state: "not run",
    reason: "limit",
    blocks: [{ kind: "message", text: "Earlier calls used up the time." }],
  });
});

test("studentPage(result) tells a slip that explains only a part, and the first step that goes wrong", () => {
  const { checks } = set.exercises[1]!;
  const exercise = exerciseOf({
    ...{ exercise: set.exercises[1]!, score: 1, seed: 1, notes: [] },
    misconception: { id: "x", message: "You forgot.", part: true },
    checks: checks.map((check) => ({
      ...{ check, passed: false, failure: { message: "no", step: "segment 2" }, args: [1] },
    })),
  });
  const html = studentPage({ ...rows[0]!.result!, exercises: [exercise] }, set);
  expect(html).toContain("Part of this looks like a known slip; there may be another one.");
  expect(html).not.toContain("This looks like a known slip.");
  expect(html).toContain("The first step that goes wrong is <strong>segment 2</strong>.");
});

test("studentPage(result) shows the score, the slip, the input, both outputs and the first failing check", () => {
  const exercise = aClass.exercise(set.exercises[1]!, 0);
  const result = { ...rows[0]!.result!, score: 12.25, exercises: [exercise] };
  const html = studentPage(result, set);
  for (const words of [
    "<strong>12.25</strong> of 24 points",
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
    "28 submissions: 19 graded, 7 not gradable, 1 that the grader failed on, 1 not graded yet.",
  );
  const linked = new Set(linksIn(html));
  expect(linked.size).toBe(rows.filter(({ result }) => result).length);
  expect(linked).toContain(`students/${rows[0]!.slug}.html`);
  expect(classPage([], set)).toContain("0 submissions");
});

test("classPage(rows) says of an exercise who solved it, its hardest check and its most common slip", () => {
  const exercise = set.exercises[1]!;
  const [often, rare] = exercise.mutants
    .slice(0, 2)
    .map(({ id, misconception }) => ({ id, text: misconception }));
  const row = (k: number, misconception: { id: string; text: string } | undefined): Row => {
    const { result } = rows[0]!;
    const one = result!.exercises.find(({ id }) => id === exercise.id)!;
    const score = misconception ? 0 : exercise.points;
    const checks = one.checks.map((check, n) => ({
      ...check,
      state: misconception && n === 2 ? ("failed" as const) : ("passed" as const),
    }));
    const { misconception: _, ...rest } = one;
    const told = { ...rest, score, checks, ...(misconception ? { misconception } : {}) };
    return {
      ...rows[0]!,
      id: `row ${k}`,
      result: { ...result!, exercises: [{ ...told, state: score > 0 ? "passed" : "failed" }] },
    };
  };
  const html = classPage(
    [rare, often, often, undefined].map((slip, k) => row(k, slip)),
    set,
  );
  const line = html
    .slice(html.indexOf("the most common slip"))
    .match(/<tr>.*?<\/tr>/g)!
    .find((tr) => tr.includes(exercise.id))!;
  const text = line.replace(/<[^>]+>/g, "");
  expect(text).toContain("25 % (1 of 4)");
  expect(text).toContain(exercise.checks[2]!.title);
  expect(text).toContain("You do not scale the scores. (2 times)");
});

test("gradesCsv(rows) is RFC 4180 with one record for each submission, whatever became of it", () => {
  const text = gradesCsv(rows, set);
  expect(text[0]).toBe("\ufeff"); // so that Excel reads it as UTF-8
  const [head, ...records] = csvRecords(text.slice(1));
  expect(head).toEqual([
    ...["id", "name", "page", "file", "changed (UTC)", "late", "status", "score", "max", "note", ...ids],
  ]);
  expect(records.map(([id]) => id)).toEqual(rows.map(({ student, slug }) => student?.id ?? slug));
  expect(records.map(([, name]) => name)).toEqual(rows.map(({ student, id }) => student?.name ?? id));
  expect(new Set(records.map((record) => record[6]))).toEqual(
    new Set(["graded", "not-gradable", "infrastructure", "not graded yet"]),
  );
  for (const [, , page, file, changed, , status, score, , note] of records) {
    expect(score === "").toBe(status !== "graded");
    expect(page === "").toBe(status === "not graded yet");
    if (page !== "")
      expect([file, changed]).toEqual([`${set.name}.ts`, expect.stringMatching(/^2026-11-30 \d\d:\d\d$/)]);
    if (status === "not-gradable" || status === "infrastructure") expect(note).not.toBe("");
  }
});

test("classPage(rows) tells every reason and every flag, those that need somebody before the others", () => {
  const html = classPage(rows, set);
  const asked = rows.flatMap(({ result }) => [
    result?.code,
    ...(result?.flags ?? []).map(({ code }) => code),
  ]);
  expect(new Set(asked.filter(Boolean))).toEqual(new Set([...flagCodes, ...notGradableCodes]));
  for (const code of [...flagCodes, ...notGradableCodes]) expect(html).toContain(inShort[code]);
  const at = (id: string) =>
    html.indexOf(
      `students/${rows.find((row) => row.id === id)!.slug}.html`,
      html.indexOf("Submissions that need"),
    );
  expect(at("vera-molnar.ts")).toBeLessThan(html.indexOf("nothing to look at"));
  expect(at("ada-lovelace.ts")).toBeGreaterThan(html.indexOf("nothing to look at"));
});

test("studentPage(result) names no fellow student", () => {
  const twin = rows.find(({ result }) => result?.flags.some(({ code }) => code === "identical-to"))!.result!;
  expect(studentPage(twin, set)).not.toContain("frances-allen");
});

test("gradesCsv(rows) has no cell that a spreadsheet would run, and as many fields in every record", () => {
  fc.assert(
    fc.property(fc.array(hostileResult(ids), { maxLength: 2 }), (results) => {
      const records = csvRecords(gradesCsv(results.map(rowOf), set).slice(1));
      expect(records.length).toBe(results.length + 1);
      for (const record of records) {
        expect(record.length).toBe(10 + ids.length);
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
