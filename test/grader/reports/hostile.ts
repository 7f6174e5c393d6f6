/** Strings that somebody could hand in as a name, a message or a number, to see what a report does with them. */
import fc from "fast-check";
import { stops } from "../../../grader/src/engine/index.js";
import type {
  CheckResult,
  ExerciseResult,
  Numeral,
  Result,
  Shown,
} from "../../../grader/src/result/index.js";
import { flagCodes } from "../../../grader/src/result/schema.js";

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

const numeral: fc.Arbitrary<Numeral> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom("NaN" as const, "Infinity" as const, "-Infinity" as const),
);

const shown: fc.Arbitrary<Shown> = fc.oneof(
  hostile,
  fc.record({
    shape: fc.array(fc.integer({ min: -1, max: 12 }), { maxLength: 3 }),
    data: fc.array(numeral, { maxLength: 150 }),
  }),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const check: fc.Arbitrary<CheckResult> = fc.record(
  {
    id: hostile,
    title: hostile,
    visibility: fc.constantFrom("visible" as const, "hidden" as const),
    passed: fc.boolean(),
    weight: fc.constant(1),
    message: hostile,
    misconception: hostile,
    partly: fc.constant(true as const),
    stop: fc.constantFrom(...stops),
    step: hostile,
    counterexample: fc.record(
      {
        args: fc.array(fc.record({ name: hostile, value: shown }), { maxLength: 3 }),
        expected: shown,
        actual: shown,
        seed: fc.constant(1),
      },
      { requiredKeys: ["args", "seed"] },
    ),
    line: fc.nat(),
    io: fc.record(
      { read: fc.nat(), written: fc.nat(), peak: fc.nat(), limit: fc.nat() },
      { requiredKeys: ["read", "written", "peak"] },
    ),
  },
  { requiredKeys: ["id", "title", "visibility", "passed", "weight"] },
);

/** An exercise of the set, by its id, with anything in it. */
const exercise = (id: string): fc.Arbitrary<ExerciseResult> =>
  fc.record({
    id: fc.constant(id),
    title: hostile,
    score: fc.double({ min: 0, max: 4, noNaN: true }),
    max: fc.constant(4),
    notes: fc.array(hostile, { maxLength: 2 }),
    checks: fc.array(check, { minLength: 1, maxLength: 3 }),
  });

/** A result in which every text is anything. */
export const hostileResult = (ids: readonly string[]): fc.Arbitrary<Result> =>
  fc
    .record({
      id: hostile,
      files: fc.array(fc.record({ name: hostile, sha256: hostile }), { maxLength: 2 }),
      status: fc.constantFrom("graded" as const, "not-gradable" as const, "infrastructure" as const),
      reason: maybe(hostile),
      flags: fc.array(fc.record({ code: fc.constantFrom(...flagCodes), words: hostile }), { maxLength: 2 }),
      exercises: fc.tuple(...ids.map(exercise)),
      graderVersion: hostile,
    })
    .map(({ id, files, status, reason, flags, exercises, graderVersion }) => ({
      schema: 1,
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
