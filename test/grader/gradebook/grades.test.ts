import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Collected, Student } from "../../../grader/src/download/collected.js";
import { readExtensions, readOverrides } from "../../../grader/src/gradebook/exceptions.js";
import { type Book, type Grade, gradesOf } from "../../../grader/src/gradebook/grades.js";
import { type Policy, readPolicy } from "../../../grader/src/gradebook/policy.js";
import type { Result } from "../../../grader/src/result/index.js";
import { csv, out } from "../collect/class.js";

const policy = (more = ""): Policy => {
  const path = join(out(), "late.yaml");
  writeFileSync(path, `zone: Europe/Berlin\ndue: 2026-11-30 23:59\npercentPerDay: 10\n${more}`);
  return readPolicy(path);
};
const attempt = (n: number, submittedAt?: string, late?: true) => ({
  ...{ n, folder: `x/${n}`, files: [], source: [] },
  ...(submittedAt ? { submittedAt } : {}),
  ...(late ? { late } : {}),
});
const student = (id: string, attempts: Student["attempts"], more: Partial<Student> = {}): Student => ({
  ...{ id, name: `student ${id}`, attempts },
  ...more,
});
const graded = (score: number) =>
  ({ status: "graded", score, submission: { main: "hw.ts" } }) as unknown as Result;
const refused = {
  status: "not-gradable",
  reason: "it does not compile",
  submission: {},
} as unknown as Result;

function book(students: Student[], results: Record<string, Result>, more: Partial<Book> = {}): Grade[] {
  const collected: Collected = {
    ...{ schema: 1, course: "long-attention", set: "07", layout: "plain", problems: [], leftAside: [] },
    students,
  };
  return gradesOf({
    ...{ collected, results: new Map(Object.entries(results)), policy: policy(), max: 20 },
    ...{ extensions: new Map(), overrides: new Map() },
    ...more,
  });
}
const [inTime, oneDay, threeDays] = ["2026-11-30T20:00:00", "2026-12-01T20:00:00", "2026-12-03T20:00:00"];
const points = (grades: readonly Grade[]) =>
  grades.map(({ state, raw, penalty, final }) => [state, raw, penalty, final]);

test("gradesOf takes ten per cent of the set's points for each day, and never more than there are", () => {
  const students = [
    student("1", [attempt(1, inTime)]),
    student("2", [attempt(1, oneDay)]),
    student("3", [attempt(1, threeDays)]),
    student("4", []),
  ];
  expect(points(book(students, { 1: graded(17.25), 2: graded(17.25), 3: graded(3) }))).toEqual([
    ["graded", 17.25, 0, 17.25],
    ["graded", 17.25, 2, 15.25],
    ["graded", 3, 3, 0],
    ["not submitted", undefined, undefined, undefined],
  ]);
});

test("gradesOf counts the last gradable attempt, or the best after the penalty", () => {
  const students = [student("1", [attempt(1, inTime), attempt(2, oneDay), attempt(3, threeDays)])];
  const results = { 1: graded(15), "1 attempt 2": graded(16), "1 attempt 3": refused };
  const [last] = book(students, results);
  expect([last!.attempt!.n, last!.final, last!.notes]).toEqual([
    2,
    14,
    ["attempt 3 is not gradable: it does not compile"],
  ]);
  const [best] = book(students, results, { policy: policy("attempt: best\n") });
  expect([best!.attempt!.n, best!.final]).toEqual([1, 15]);
});

test("gradesOf asks for a person where nothing is gradable, and where it was not graded", () => {
  const students = [student("1", [attempt(1, inTime)]), student("2", [attempt(1, inTime)])];
  expect(book(students, { 1: refused }).map(({ state, notes }) => [state, notes])).toEqual([
    ["needs a person", ["it does not compile"]],
    ["needs a person", ["not graded yet"]],
  ]);
});

test("gradesOf gives a group's score to each member, with each one's own deadline", () => {
  const students = [
    student("1", [attempt(1, oneDay)]),
    student("2", [], { sharedWith: ["1"] }),
    student("3", [], { sharedWith: ["1"] }),
  ];
  const extensions = readExtensions(csv("id,days,reason", "3,2,was ill"), new Set(["1", "2", "3"]));
  const grades = book(students, { 1: graded(20) }, { extensions });
  expect(grades.map(({ from, final, notes }) => [from, final, notes])).toEqual([
    [undefined, 18, []],
    ["1", 18, []],
    ["1", 20, ["was ill"]],
  ]);
});

test("gradesOf computes from raw scores each time: overrides change points, times, or waive what is late", () => {
  const students = ["1", "2", "3", "4"].map((id) => student(id, [attempt(1, threeDays)]));
  const overrides = readOverrides(
    csv(
      "id,points,submitted,waive,reason",
      "1,12,,,regraded by hand",
      "2,,2026-12-01 08:00,,the server was down",
      "3,,,yes,the server was down",
      "4,11.5,,yes,oral exam",
    ),
    new Set(["1", "2", "3", "4"]),
  );
  const results = { 1: graded(20), 2: graded(20), 3: graded(20), 4: refused };
  expect(points(book(students, results, { overrides }))).toEqual([
    ["graded", 12, 6, 6],
    ["graded", 20, 2, 18],
    ["graded", 20, 0, 20],
    ["graded", 11.5, 0, 11.5],
  ]);
});

test("gradesOf wants to be told what late without a time means, and then counts it so", () => {
  const students = [student("1", [attempt(1, undefined, true)]), student("2", [attempt(1)])];
  const results = { 1: graded(20), 2: graded(20) };
  expect(() => book(students, results)).toThrow(
    /student 1 \(1\) was late, and the platform does not say when; give lateWithoutTime/,
  );
  expect(points(book(students, results, { policy: policy("lateWithoutTime: 1\n") }))).toEqual([
    ["graded", 20, 2, 18],
    ["graded", 20, 0, 20],
  ]);
  const extensions = readExtensions(csv("id,days,reason", "1,2,was ill"), new Set(["1", "2"]));
  const [extended] = book(students, results, { extensions });
  expect([extended!.final, extended!.notes[0]]).toEqual([
    20,
    "late by the platform's word, which does not say when: nothing is taken off, with the extension",
  ]);
  expect(book(students, results, { policy: undefined }).map(({ final }) => final)).toEqual([20, 20]);
});

test.each([
  ["id,points,reason\n9,3,x", /line 2: nobody in this class has the id "9"/],
  ["id,points,reason\n1,3,", /line 2: write a reason/],
  ["id,points,reason\n1,many,x", /points is "many"; write a number of at least 0/],
  ["id,points,reason\n1,3,x\n1,4,y", /line 3: 1 stands there twice/],
  ["id,points\n1,3", /has no column reason/],
  ["id,points,reason\n1,,x", /changes nothing; give points, submitted or waive/],
  ["id,waive,reason\n1,maybe,x", /waive is "maybe"; write yes or no/],
])("readOverrides(%j) says what is wrong", (text, words) => {
  expect(() => readOverrides(csv(text), new Set(["1"]))).toThrow(words);
});

test("readExtensions needs either a deadline or days", () => {
  expect(() => readExtensions(csv("id,due,days,reason", "1,2026-12-05 12:00,2,x"), new Set(["1"]))).toThrow(
    /line 2 needs either due or days/,
  );
});
