import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { handedIn } from "../../../grader/src/batch/submissions.js";
import type { Collected } from "../../../grader/src/download/collected.js";
import { readSubmission } from "../../../grader/src/submission/read.js";
import type { Files } from "../submission/listed.js";
import { collected, csv, homework, lay, out, work, zipped } from "./class.js";

const hw = "01-context-lengths.ts";
const adaAndBob = csv(
  "id,name,login,email",
  '7,"Lovelace, Ada",ada01,ada@example.org',
  "8,Bob O'Neill,bob02,bob@example.org",
  "9,\u674e\u660e,li03,li@example.org",
);

/** In short: whose attempts, with their files and times. */
const short = ({ students }: Collected) =>
  Object.fromEntries(
    students.map(({ id, attempts }) => [
      id,
      attempts.map(({ files, submittedAt, late }) =>
        [...files.map(({ path }) => path), submittedAt, late ? "late" : undefined].filter(
          (part) => part !== undefined,
        ),
      ),
    ]),
  );

test.each<[string, Files, Record<string, unknown>]>([
  [
    "Canvas",
    {
      [`lovelaceada_7_60013_${hw}`]: work("ada"),
      "oneillbob_LATE_8_60014_hw.ts": work("bob"),
      "oneillbob_LATE_8_60015_helper.ts": "export {};",
    },
    { 7: [[hw]], 8: [["helper.ts", "hw.ts", "late"]], 9: [] },
  ],
  [
    "Moodle since 4.1",
    {
      [`Ada Lovelace_7_assignsubmission_file/${hw}`]: work("ada"),
      "Bob O'Neill_8_assignsubmission_file/src/hw.ts": work("bob"),
      "\u674e\u660e_9_assignsubmission_onlinetext/onlinetext.html": "<p>see file</p>",
      [`\u674e\u660e_9_assignsubmission_file/${hw}`]: work("li"),
    },
    { 7: [[hw]], 8: [["src/hw.ts"]], 9: [[hw]] },
  ],
  [
    "Moodle before 4.1",
    {
      [`Ada Lovelace_7_assignsubmission_file_/${hw}`]: work("ada"),
      "Bob O'Neill_8_assignsubmission_file_hw.ts": work("bob"),
    },
    { 7: [[hw]], 8: [["hw.ts"]], 9: [] },
  ],
  [
    "Gradescope",
    {
      "submission_metadata.yml": [
        "submission_51:",
        "  :submitters:",
        "  - :name: Ada Lovelace",
        "    :sid: '7'",
        "    :email: ada@example.org",
        "  :created_at: 2026-11-30 22:15:09.123456000 Z",
        "submission_52:",
        "  :submitters:",
        "  - :name: Bob O'Neill",
        "    :sid:",
        "    :email: bob@example.org",
        "  - :name: \u674e\u660e",
        "    :sid: 9",
        "    :email: li@example.org",
        "  :created_at: 2026-11-30 23:15:09.000000000 Z",
      ].join("\n"),
      [`submission_51/${hw}`]: work("ada"),
      "submission_52/hw.ts": work("bob"),
    },
    { 7: [[hw, "2026-11-30T22:15:09.123Z"]], 8: [["hw.ts", "2026-11-30T23:15:09.000Z"]], 9: [] },
  ],
  [
    "Brightspace",
    {
      [`304-118 - Ada Lovelace - Nov 30, 2026 1015 PM/${hw}`]: work("ada"),
      [`304-119 - Ada Lovelace - Dec 1, 2026 1205 AM/${hw}`]: work("ada again"),
      "304-120 - Bob O'Neill - Nov 3, 2026 0915 AM - hw.ts": work("bob"),
      "index.html": "",
    },
    {
      7: [
        [hw, "2026-11-30T22:15:00"],
        [hw, "2026-12-01T00:05:00"],
      ],
      8: [["hw.ts", "2026-11-03T09:15:00"]],
      9: [],
    },
  ],
  [
    "Blackboard",
    {
      "Week 1_ada01_attempt_2026-11-30-22-15-09.txt": "Name: Ada",
      "Week 1_ada01_attempt_2026-11-30-22-15-09_hw.ts": work("ada"),
      "Week 1_ada01_attempt_2026-11-29-10-00-00_hw.ts": work("ada"),
      "Week 1_bob02_attempt_2026-11-30-22-15-10_my_own_hw.ts": work("bob"),
    },
    {
      7: [
        ["hw.ts", "2026-11-29T10:00:00"],
        ["hw.ts", "2026-11-30T22:15:09"],
      ],
      8: [["my_own_hw.ts", "2026-11-30T22:15:10"]],
      9: [],
    },
  ],
])("collect(%s) finds whose each file is, which attempt, and who is missing", async (_, files, expected) => {
  const folder = await collected(lay(files), adaAndBob);
  expect(short(folder.collected)).toEqual(expected);
  expect(folder.collected.problems).toEqual([]);
  const zip = lay({ "download.zip": zipped(files) });
  expect(short((await collected(join(zip, "download.zip"), adaAndBob)).collected)).toEqual(expected);
});

test.each([
  ["plain", { "ada01.ts": work("ada"), "8/hw.ts": work("bob") }],
  ["repos", { "hw01-ada01/exercises/hw.ts": work("ada"), "hw01-bob02/hw.ts": work("bob") }],
])("collect(--from %s) takes names that the roster knows", async (from, files) => {
  const { collected: found } = await collected(lay(files), adaAndBob, from);
  expect(found.students.map(({ id, attempts }) => [id, attempts.length])).toEqual([
    ["7", 1],
    ["8", 1],
    ["9", 0],
  ]);
  expect(found.problems).toEqual([]);
});

test("collect(Gradescope) lets all submitters of one submission have it", async () => {
  const { collected: found } = await collected(
    lay({
      "submission_metadata.yml":
        'submission_1:\n  ":submitters":\n  - ":name": Ada\n    ":sid": "7"\n  - ":name": Bob\n    ":email": bob@example.org\n',
      "submission_1/hw.ts": work("both"),
    }),
    adaAndBob,
  );
  expect(found.students.map(({ id, sharedWith }) => [id, sharedWith])).toEqual([
    ["7", undefined],
    ["8", ["7"]],
    ["9", undefined],
  ]);
});

test("collect() lets a group's work count for the members who handed in nothing alone", async () => {
  const roster = csv("id,name,group", "1,Ann,red", "2,Ben,red", "3,Cy,blue", "4,Di,");
  const { collected: found } = await collected(lay({ "red_1_60_hw.ts": work("red"), "x.txt": "" }), roster);
  expect(found.students.map(({ id, sharedWith }) => [id, sharedWith])).toEqual([
    ["1", undefined],
    ["2", ["1"]],
    ["3", undefined],
    ["4", undefined],
  ]);
  expect(found.leftAside).toEqual(["x.txt"]);
});

test("collect() never guesses: numbers and names that disagree, strangers, two of one name", async () => {
  const roster = csv("id,name", "1,Ann Lee", "2,Ben Roe", "3,Ann Poe", "4,Ann Poe");
  const canvas = await collected(
    lay({ "roeben_1_60_hw.ts": work("?"), "leeann_5_61_hw.ts": work("?"), "roeben_2_62_hw.ts": work("ben") }),
    roster,
  );
  expect(canvas.collected.problems).toEqual([
    { entry: "leeann_5_61_hw.ts", words: "nobody on the roster is leeann (5)" },
    {
      entry: "roeben_1_60_hw.ts",
      words: "its number is that of Ann Lee (1), but its name that of Ben Roe (2)",
    },
  ]);
  // Graded they are all the same: nothing is lost while a person looks at it.
  expect(
    canvas.collected.students.map(({ id, attempts, unclaimed }) => [id, attempts.length, unclaimed]),
  ).toEqual([
    ["1", 0, undefined],
    ["2", 1, undefined],
    ["3", 0, undefined],
    ["4", 0, undefined],
    ["unclaimed leeann (5)", 1, true],
    ["unclaimed roeben (1)", 1, true],
  ]);
  const named = await collected(lay({ "9-9 - Ann Poe - Nov 30, 2026 1015 PM/hw.ts": work("?") }), roster);
  expect(named.collected.problems).toEqual([
    { entry: "9-9 - Ann Poe - Nov 30, 2026 1015 PM", words: "Ann Poe is the name of 3 and 4" },
  ]);
});

test("collect() takes a roster as Canvas exports its gradebook, and as Moodle its worksheet", async () => {
  const canvas = csv(
    "Student,ID,SIS User ID,SIS Login ID,Section,Hand-in 1 (4711)",
    "    Points Possible,,,,,10",
    '"Lovelace, Ada",7,u7,ada01,A,',
    '"Student, Test",99,,,A,',
  );
  const fromCanvas = await collected(lay({ "lovelaceada_7_60_hw.ts": work("ada") }), canvas);
  expect(short(fromCanvas.collected)).toEqual({ 7: [["hw.ts"]] });
  const moodle = csv(
    "\ufeffIdentifier,Full name,Email address,Status,Grade",
    "Participant 7,Ada Lovelace,ada@example.org,Submitted,",
    "Participant 8,Bob O'Neill,bob@example.org,No submission,",
  );
  const fromMoodle = await collected(
    lay({ "Ada Lovelace_7_assignsubmission_file/hw.ts": work("ada") }),
    moodle,
  );
  expect(short(fromMoodle.collected)).toEqual({ 7: [["hw.ts"]], 8: [] });
});

test("collect() says in one sentence what it cannot use", async () => {
  const download = lay({ "lovelaceada_7_60_hw.ts": work("ada") });
  await expect(collected(download, csv("number,name", "7,Ada"))).rejects.toThrow(
    /table\.csv has no column id; its columns are number, name\. Name one of them "id" or/,
  );
  await expect(collected(download, csv("id,name", "7,Ada", "7,Bob"))).rejects.toThrow(
    /has id 7 twice, for Ada and Bob; each student needs one of their own/,
  );
  await expect(collected(download, csv("id,name"))).rejects.toThrow(/names no student/);
  await expect(collected(download, "nowhere.csv")).rejects.toThrow(/nowhere\.csv is not there/);
  await expect(collected(download, adaAndBob, "moodle")).rejects.toThrow(
    /--from moodle: Moodle does not name things like "lovelaceada_7_60_hw\.ts"/,
  );
  await expect(collected(download, adaAndBob, "sakai")).rejects.toThrow(
    /--from sakai: choose auto, canvas, moodle/,
  );
  await expect(collected(lay({ "a.ts": work("a"), "b.ts": work("b") }), adaAndBob)).rejects.toThrow(
    /no platform is known that names things like "a\.ts"; say --from plain/,
  );
  await expect(collected(out(), adaAndBob)).rejects.toThrow(/is empty/);
});

test("collect() keeps the rest where an archive leads outside or names that cannot be kept, and grading says why", async () => {
  const evil = zipped({ "../../evil.ts": work("evil") });
  const into = out();
  const { collected: found } = await collected(
    lay({ "lovelaceada_7_60_hw.zip": evil, "oneillbob_8_61_..": work("bob"), "x_9_62_hw.ts": work("li") }),
    adaAndBob,
    "auto",
    into,
  );
  expect(found.problems.map(({ entry }) => entry)).toContain("lovelaceada_7_60_hw.zip");
  expect(existsSync(join(into, "evil.ts"))).toBe(false);
  const { submissions } = await handedIn(into, homework);
  const said: Record<string, string> = {};
  for (const { id, path } of submissions)
    said[id] = await readSubmission(path, homework).then(
      ({ main }) => main,
      (error: Error) => error.message,
    );
  expect(said[7]).toMatch(/leads outside/);
  expect(said[9]).toBe("hw.ts");
});

test("handedIn(collected) grades every attempt, under the student's id, and only for its own set", async () => {
  const into = out();
  await collected(
    lay({
      "1-1 - Ada Lovelace - Nov 29, 2026 1015 PM/hw.ts": work("first"),
      "1-2 - Ada Lovelace - Nov 30, 2026 1015 PM/hw.ts": work("second"),
    }),
    adaAndBob,
    "auto",
    into,
  );
  const { submissions } = await handedIn(into, homework);
  expect(submissions.map(({ id, student, attempt }) => [id, student?.id, attempt])).toEqual([
    ["7", "7", 1],
    ["7 attempt 2", "7", 2],
  ]);
  await expect(handedIn(into, { ...homework, set: { ...homework.set, id: "02" } })).rejects.toThrow(
    /was collected for set 01, and not for 02/,
  );
  expect(JSON.parse(readFileSync(join(into, "submissions.json"), "utf8"))).toMatchObject({
    schema: 1,
    layout: "brightspace",
  });
});

test("collect() again into the same folder gives the same bytes, without what is gone", async () => {
  const into = out();
  const files: Files = { "lovelaceada_7_60_hw.ts": work("ada"), "lovelaceada_7_61_old.ts": "export {};" };
  await collected(lay(files), adaAndBob, "auto", into);
  const fewer = lay({ "lovelaceada_7_60_hw.ts": work("ada") });
  const first = (await collected(fewer, adaAndBob, "auto", into)).collected;
  expect(first.students[0]!.attempts[0]!.files.map(({ path }) => path)).toEqual(["hw.ts"]);
  expect(existsSync(join(into, first.students[0]!.attempts[0]!.folder, "old.ts"))).toBe(false);
  const [gone] = first.students[0]!.attempts;
  await collected(lay({ "oneillbob_8_61_hw.ts": work("bob") }), adaAndBob, "auto", into);
  expect(existsSync(join(into, gone!.folder))).toBe(false);
  await collected(fewer, adaAndBob, "auto", into);
  const text = readFileSync(join(into, "submissions.json"), "utf8");
  await collected(fewer, adaAndBob, "auto", into);
  expect(readFileSync(join(into, "submissions.json"), "utf8")).toBe(text);
});
