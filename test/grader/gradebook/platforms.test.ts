import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { feedbackZip } from "../../../grader/src/gradebook/feedback.js";
import type { Grade } from "../../../grader/src/gradebook/grades.js";
import { canvasImport, moodleWorksheet } from "../../../grader/src/gradebook/platforms.js";
import { csv } from "../collect/class.js";

const grade = (id: string, final: number | undefined, more: Partial<Grade> = {}): Grade => ({
  student: { id, name: `student ${id}`, attempts: [] },
  state: final === undefined ? "not submitted" : "graded",
  notes: [],
  ...(final === undefined ? {} : { final }),
  ...more,
});
const rows = (text: string) => parse(text, { bom: true }) as string[][];
const filling = {
  grades: [grade("7", 15.25), grade("8", undefined), grade("10", 3)],
  max: 20,
  missing: "leave" as const,
};
const exported = [
  "Student,ID,SIS User ID,SIS Login ID,Section,Hand-in 6 (4710),Hand-in 7 (4711),Final Score",
  ",,,,,Manual Posting,,",
  "    Points Possible,,,,,12,20,(read only)",
  '"Lovelace, Ada",7,u7,ada01,"A, B",11,,55',
  '"=cmd|x",8,u8,bob02,A,EX,2,44',
  '"Li, Ming",9,u9,li03,A,4,1,33',
];

test("canvasImport fills one column of the exported gradebook, and leaves every other cell as it was", () => {
  const {
    csv: text,
    filled,
    unknown,
  } = canvasImport(csv(...exported), { ...filling, column: "Hand-in 7 (4711)" });
  const [before, after] = [rows(exported.join("\n")), rows(text)];
  expect(after.map((row) => row[6])).toEqual(["Hand-in 7 (4711)", "", "20", "15.25", "2", "1"]);
  expect(after.map((row) => row.toSpliced(6, 1))).toEqual(before.map((row) => row.toSpliced(6, 1)));
  expect([filled, unknown]).toEqual([1, ["10 student 10"]]);
});

test("canvasImport gives a zero to who handed in nothing, where the policy says so", () => {
  const { csv: text } = canvasImport(csv(...exported), { ...filling, column: "Hand-in 7", missing: "zero" });
  expect(rows(text)[4]![6]).toBe("0");
});

test("canvasImport scales, when asked to, and refuses points that do not fit", () => {
  const hundred = csv(...exported.map((line) => line.replace("12,20", "12,100")));
  expect(() => canvasImport(hundred, { ...filling, column: "Hand-in 7" })).toThrow(
    /Hand-in 7 \(4711\) is out of 100 points, and the set of 20; give --out-of 100/,
  );
  const { csv: text } = canvasImport(hundred, { ...filling, column: "Hand-in 7", outOf: 100 });
  expect(rows(text)[3]![6]).toBe("76.25");
});

test("canvasImport wants to know which column, and of which class", () => {
  expect(() => canvasImport(csv(...exported), filling)).toThrow(
    /has 2 assignments; say with --column which one is meant: Hand-in 6 \(4710\), Hand-in 7 \(4711\)/,
  );
  expect(() => canvasImport(csv(...exported), { ...filling, column: "Hand-in 8" })).toThrow(
    /has no column "Hand-in 8"; its assignments are/,
  );
  expect(() => canvasImport(csv("id,name", "7,Ada"), filling)).toThrow(
    /is no gradebook that Canvas exported/,
  );
  expect(() =>
    canvasImport(csv(...exported), { ...filling, column: "Hand-in 7", grades: [grade("99", 1)] }),
  ).toThrow(/has nobody of this class/);
});

const worksheet = [
  '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"',
  '"Participant 7","Ada Lovelace",ada@example.org,"Submitted for grading",,20.00,Yes,"Monday, 30 November 2026, 10:15 PM",-,',
  '"Participant 8","Bob O\'Neill",bob@example.org,"No submission",,20.00,Yes,-,-,"<p>see me</p>"',
];

test("moodleWorksheet fills the grades of a worksheet, by the participants' numbers", () => {
  const { csv: text, filled } = moodleWorksheet(csv(...worksheet), filling);
  expect(rows(text).map((row) => row[4])).toEqual(["Grade", "15.25", ""]);
  expect(rows(text).map((row) => row.toSpliced(4, 1))).toEqual(
    rows(worksheet.join("\n")).map((row) => row.toSpliced(4, 1)),
  );
  expect(filled).toBe(1);
});

test("moodleWorksheet reads a teacher's own language, when told the column", () => {
  const german = worksheet.map((line) =>
    line
      .replace("Identifier", "ID")
      .replace("Grade,", "Bewertung,")
      .replaceAll("Participant", "Teilnehmer/in")
      .replace("Teilnehmer/in 7", "Teilnehmende 7")
      .replace("Teilnehmer/in 8", "Teilnehmende 8"),
  );
  expect(() => moodleWorksheet(csv(...german), filling)).toThrow(
    /has no column Grade; say which of these with --column/,
  );
  const { csv: text } = moodleWorksheet(csv(...german), { ...filling, column: "Bewertung" });
  expect(rows(text)[1]![4]).toBe("15.25");
});

test("moodleWorksheet refuses another table, and one of another assignment", () => {
  expect(() => moodleWorksheet(csv(...exported), filling)).toThrow(/is no grading worksheet/);
  expect(() => moodleWorksheet(csv(...worksheet), { ...filling, grades: [grade("99", 1)] })).toThrow(
    /has nobody of this class: is it of another course or assignment\?/,
  );
});

test("feedbackZip names pages so that the platform finds whose they are, and nobody gets another's", () => {
  const attempt = { n: 1, folder: "", files: [], source: [] };
  const grades = [
    grade("7", 1, { attempt: { ...attempt, receipt: "lovelaceada_7_60_" } }),
    grade("8", 1, { attempt: { ...attempt, receipt: "lovelaceada_7_60_" }, from: "7" }),
    grade("9", undefined),
  ];
  const page = ({ student }: Grade) => new TextEncoder().encode(`page of ${student.id}`);
  const canvas = unzipSync(feedbackZip(grades, "canvas", page)!);
  expect(Object.entries(canvas).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ["lovelaceada_7_60_feedback.html", "page of 7"],
  ]);
  const moodle = feedbackZip(
    [grade("7", 1, { attempt: { ...attempt, receipt: "Ada Lovelace_7_assignsubmission_file_" } })],
    "moodle",
    page,
  )!;
  expect(Object.keys(unzipSync(moodle))).toEqual(["Ada Lovelace_7_assignsubmission_file_/feedback.html"]);
  expect(feedbackZip(grades, "blackboard", page)).toBeUndefined();
});
