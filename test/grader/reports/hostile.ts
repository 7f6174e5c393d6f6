/** Strings that somebody could hand in as a name, a message or a number, to see what a report does with them. */
import fc from "fast-check";
import {
  type CheckReport,
  difference,
  type ExerciseReport,
  stops,
} from "../../../grader/src/engine/index.js";
import type { Kept } from "../../../grader/src/feedback/blocks.js";
import { caps } from "../../../grader/src/feedback/caps.js";
import type { CheckResult, ExerciseResult, Result } from "../../../grader/src/result/index.js";
import { flagCodes } from "../../../grader/src/result/schema.js";
import { plainLines } from "../../../grader/src/text/plain.js";

const nasty = [
  "<script>globalThis.pwned = 1</script>",
  "</title></style></script><img src=x onerror='pwned=1'>",
  '"><svg onload=pwned=1>',
  "' autofocus onfocus='pwned=1",
  "<a href='javascript:pwned=1'>x</a>",
  "[look here](https://example.org/phish) https://example.org/phish",
  "![x](https://example.org/pixel.png)",
  "<!-- ]]> <![CDATA[",
  "&lt;script&gt; &#0; &amp;",
  "\u001b[2J\u001b]0;title\u0007\u009b31m",
  "\u202egnp.exe\u2066\u2069\u200f\u061c",
  "a\u0000b\ufeff\u200b\u2028\u2029",
  "\ud800 lone \udc00",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "＝1+1",
  'quo"te, comma; and\r\nnew line',
  "👩🏽‍💻 🏳️‍🌈 é سارة می‌خواهم",
  "\ue0000\ue001$e^{x$ `code` **bold**",
  "::error::x ::stop-commands::y",
  "__proto__",
  "",
  "x".repeat(1_000_000),
  "<b>".repeat(300_000),
  "= ".repeat(300_000),
];

export const hostile: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
);

/** The same behind the gate, as a result may hold it. */
const gated = hostile.map((text) => plainLines(text, caps.text));

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

/** Some of the fields, each there or not. */
const some = <T extends object, K extends keyof T>(
  fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
  requiredKeys: K[],
) => fc.record(fields, { requiredKeys });

const tint = fc.double({ min: -1, max: 1, noNaN: true });
const list = <T>(item: fc.Arbitrary<T>, maxLength = 3) => fc.array(item, { maxLength });

const shown = fc.oneof(
  fc.record({ text: gated }),
  some(
    {
      columns: fc.tuple(gated, gated),
      rows: fc.tuple(gated),
      cells: fc.tuple(
        fc.tuple(some({ text: gated, tint, off: fc.boolean() }, ["text"]), fc.record({ text: gated })),
      ),
    },
    ["cells"],
  ),
  fc.record({ heat: list(list(tint)), alt: gated }),
);

const message = fc.record({ kind: fc.constant("message" as const), text: gated });

const block: fc.Arbitrary<Kept> = fc.oneof(
  message,
  fc.record({ kind: fc.constant("quote" as const), lead: gated, text: gated }),
  some({ kind: fc.constant("line" as const), place: gated, line: fc.nat(), source: gated }, [
    "kind",
    "place",
    "line",
  ]),
  fc.record({
    kind: fc.constant("values" as const),
    values: list(some({ name: gated, shape: gated, shown, note: gated }, ["name", "shown"])),
  }),
  some(
    {
      kind: fc.constant("traffic" as const),
      read: fc.nat(),
      written: fc.nat(),
      peak: fc.nat(),
      limit: fc.nat(),
    },
    ["kind", "read", "written", "peak"],
  ),
);

/** Blocks of the course's own words, which are Markdown: nobody hands these in, so they may make links. */
const ours: fc.Arbitrary<Kept> = fc.oneof(
  fc.record({ kind: fc.constantFrom("say" as const, "heading" as const), text: gated }),
  fc.record({ kind: fc.constant("slip" as const), text: gated, part: fc.boolean() }),
);

const anyCheck = {
  id: gated,
  title: gated,
  state: fc.constantFrom("passed" as const, "failed" as const, "not run" as const),
  reason: fc.constantFrom("wrong" as const, ...stops),
  weight: fc.constant(1),
};
const required: (keyof typeof anyCheck)[] = ["id", "title", "state", "weight"];

const check: fc.Arbitrary<CheckResult> = fc.oneof(
  some({ ...anyCheck, visibility: fc.constant("visible" as const), blocks: list(fc.oneof(block, ours), 4) }, [
    ...required,
    "visibility",
    "blocks",
  ]),
  some({ ...anyCheck, visibility: fc.constant("hidden" as const), blocks: list(message, 1) }, [
    ...required,
    "visibility",
    "blocks",
  ]),
);

/** An exercise of the set, by its id, with anything in it. */
const exercise = (id: string): fc.Arbitrary<ExerciseResult> =>
  some(
    {
      id: fc.constant(id),
      title: gated,
      state: fc.constantFrom("passed" as const, "failed" as const, "not started" as const),
      score: fc.double({ min: 0, max: 4, noNaN: true }),
      max: fc.constant(4),
      misconception: fc.record({ id: gated, text: gated }),
      blocks: list(fc.oneof(block, ours), 2),
      checks: fc.array(check, { minLength: 1, maxLength: 3 }),
    },
    ["id", "title", "state", "score", "max", "blocks", "checks"],
  );

/** A result in which every text is anything that its schema allows. */
export const hostileResult = (ids: readonly string[]): fc.Arbitrary<Result> =>
  fc
    .record({
      id: gated,
      files: fc.array(fc.record({ name: gated, sha256: gated }), { maxLength: 2 }),
      status: fc.constantFrom("graded" as const, "not-gradable" as const, "infrastructure" as const),
      reason: maybe(gated),
      flags: fc.array(fc.record({ code: fc.constantFrom(...flagCodes), words: gated }), { maxLength: 2 }),
      exercises: fc.tuple(...ids.map(exercise)),
      graderVersion: gated,
    })
    .map(({ id, files, status, reason, flags, exercises, graderVersion }) => ({
      schema: 2,
      course: "long-attention",
      set: "00",
      submission: { id, files },
      status,
      ...(reason === undefined ? {} : { reason }),
      flags,
      score: 1,
      maxScore: 20,
      seed: 1,
      graderVersion,
      sandbox: "portable",
      exercises: status === "graded" ? exercises : [],
    }));

/** What a solution may give: numbers, lists and objects of any size and depth, with names of its own. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  hostile,
  fc.anything({ key: hostile, values: [hostile, fc.double(), fc.boolean()], maxDepth: 5, maxKeys: 20 }),
  fc.array(fc.double(), { minLength: 1, maxLength: 2000 }),
  fc
    .tuple(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), fc.double())
    .map(([n, d, x]) =>
      Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, j) => x * (i - j))),
    ),
  fc.array(fc.array(fc.dictionary(hostile, hostile, { maxKeys: 20 }), { maxLength: 20 }), { maxLength: 20 }),
);

/** A report on an exercise whose solution gave, threw and was given anything. */
export const hostileReport = (exercise: ExerciseReport["exercise"]): fc.Arbitrary<ExerciseReport> => {
  const wrong = fc
    .tuple(value, value)
    .map(([expected, actual]) => ({ message: difference(actual, expected) ?? "no", expected, actual }));
  const stopped = fc.record({
    stop: fc.constantFrom(...stops),
    message: hostile,
    line: fc.nat(),
    place: fc.record({ name: hostile, source: hostile }),
  });
  const one = (check: CheckReport["check"]): fc.Arbitrary<CheckReport> =>
    fc
      .record({ failure: fc.option(fc.oneof(wrong, stopped), { nil: undefined }), args: list(value, 8) })
      .map(({ failure, args }) =>
        failure ? { check, passed: false, failure, args } : { check, passed: true },
      );
  return fc
    .record({
      checks: fc.tuple(...exercise.checks.map(one)),
      misconception: fc.option(fc.record({ id: fc.constant("x"), message: fc.constant("You forgot.") }), {
        nil: undefined,
      }),
    })
    .map(({ checks, misconception }) => ({
      exercise,
      score: 1,
      seed: 1,
      checks,
      notes: [],
      ...(misconception ? { misconception } : {}),
    }));
};
