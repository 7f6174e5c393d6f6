import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeEach, expect, test } from "vitest";
import { handedIn } from "../../../grader/src/batch/submissions.js";
import { readSubmission } from "../../../grader/src/submission/read.js";
import { type Files, handedOut, homeworkOf, solution } from "../submission/listed.js";

const homework = homeworkOf("01");
const work = (whose: string) => `// ${whose}\n${solution("01-context-lengths")}`;
const name = "01-context-lengths.ts";
const root = mkdtempSync(join(tmpdir(), "long-attention-class-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let [count, folder] = [0, ""];
beforeEach(() => {
  folder = join(root, `${++count}`);
  mkdirSync(folder);
});

function lay(files: Files): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const zipped = (files: Files) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, typeof text === "string" ? strToU8(text) : text]),
    ),
  );

/** Each submission's id, and the first line of the file that is graded, which says whose it is. */
async function whose(path: string) {
  const { submissions, notes, close } = await handedIn(path, homework);
  try {
    const rows: Record<string, string> = {};
    for (const { id, path } of submissions) {
      const read = await readSubmission(path, homework).catch((error: Error) => error);
      rows[id] =
        read instanceof Error
          ? read.message
          : `${read.main}: ${read.source.files[read.source.main]!.split("\n")[0]!.slice(3)}`;
    }
    return { rows, notes, submissions };
  } finally {
    close();
  }
}

const threeStudents = {
  "anna/hw.ts": work("anna"),
  "bob/hw.ts": work("bob"),
  [`carl/${name}`]: work("carl"),
};
const threeRows = { anna: "hw.ts: anna", bob: "hw.ts: bob", carl: `${name}: carl` };

test.each<[string, Files]>([
  ["a folder", threeStudents],
  [
    "a folder one too deep",
    Object.fromEntries(Object.entries(threeStudents).map(([path, text]) => [`week3/${path}`, text])),
  ],
  [
    "a folder two too deep",
    Object.fromEntries(Object.entries(threeStudents).map(([path, text]) => [`a/b/${path}`, text])),
  ],
  ["the platform's zip in the folder", { "submissions.zip": zipped(threeStudents) }],
  [
    "a zip with a folder too deep",
    {
      "submissions.zip": zipped(
        Object.fromEntries(Object.entries(threeStudents).map(([path, text]) => [`all/${path}`, text])),
      ),
    },
  ],
  [
    "what systems leave",
    {
      ...threeStudents,
      ".DS_Store": "x",
      "__MACOSX/anna/hw.ts": "x",
      "._anna": "x",
      "desktop.ini": "x",
      ".ipynb_checkpoints/x": "x",
    },
  ],
])("handedIn(path) finds everybody in %s", async (_, files) => {
  expect((await whose(lay(files))).rows).toEqual(threeRows);
});

test("handedIn(zip) finds everybody in the platform's zip itself, and archives in it", async () => {
  lay({
    "all.zip": zipped({
      ...threeStudents,
      "dora.zip": zipped({ "x/mine.ts": work("dora") }),
      "__MACOSX/x": "",
    }),
  });
  const { rows, notes } = await whose(join(folder, "all.zip"));
  expect(rows).toEqual({ ...threeRows, "dora.zip": "x/mine.ts: dora" });
  expect(notes).toEqual([]);
});

test("handedIn(path) says so when it goes into the only folder", async () => {
  const { notes } = await whose(
    lay(Object.fromEntries(Object.entries(threeStudents).map(([path, text]) => [`week3/${path}`, text]))),
  );
  expect(notes).toEqual([`${count} holds week3 alone; the 3 entries in it are taken as the submissions`]);
});

test.each<[string, Files, string]>([
  ["with helpers", { [`anna/${name}`]: work("anna"), "anna/helper.ts": "export {};" }, `${name}: anna`],
  [
    "as handed out, with the work in the notebook's place",
    { [`anna/${name}`]: handedOut(name), "anna/mine.ts": work("anna") },
    "mine.ts: anna",
  ],
  [
    "a copy of the course",
    {
      [`anna/exercises/${name}`]: work("anna"),
      "anna/grader/src/checks/01/x.ts": "export function parseContext() {}",
      "anna/lib/x.ts": "",
    },
    `exercises/${name}: anna`,
  ],
])(
  "handedIn(folder) with one folder that is a single submission leaves it whole: %s",
  async (_, files, row) => {
    expect((await whose(lay(files))).rows).toEqual({ anna: row });
  },
);

test("handedIn(Canvas) makes one row of one student's files, with the name and number before them", async () => {
  const { rows, notes, submissions } = await whose(
    lay({
      "garc\u00edabob_10013_60013_01-context-lengths-1.ts": work("bob").replace(
        "\n",
        '\nimport "./helper";\n',
      ),
      "garc\u00edabob_10013_60014_helper.ts": "export {};",
      "o'neill_LATE_10014_60015_hw.ipynb.zip": zipped({ "hw.ts": work("neill") }),
      "\u674e\u660e_10015_60016_hw.ts": work("li"),
      "\u674e\u660e_10016_60017_hw.ts": work("other li"),
      "two_10017_60018_hw.ts": work("two"),
      "two_10017_60019_hw.ts": `${work("two")}// newer`,
      "text_10018_text.html": "<p>I could not</p>",
      "index.html": "x",
    }),
  );
  expect(rows).toEqual({
    "garc\u00edabob_10013": "01-context-lengths-1.ts: bob",
    "o'neill_10014": "hw.ts: neill",
    text_10018: "text.html is neither a .ts file nor a notebook, a folder, a .zip or a .tar.gz",
    two_10017:
      "two_10017 holds several files with work (hw.ts and two_10017_60019_hw.ts); hand in one of them, as 01-context-lengths.ts",
    "\u674e\u660e_10015": "hw.ts: li",
    "\u674e\u660e_10016": "hw.ts: other li",
  });
  expect(submissions.map(({ student, late }) => [student?.id, student?.name, late])).toEqual([
    ["10013", "garc\u00edabob", undefined],
    ["10014", "o'neill", true],
    ["10018", "text", undefined],
    ["10017", "two", undefined],
    ["10015", "\u674e\u660e", undefined],
    ["10016", "\u674e\u660e", undefined],
  ]);
  expect(notes).toEqual(["left aside, for nobody handed it in: index.html"]);
});

test("handedIn(Moodle) makes one row of one student's folders, as a folder and as the zip", async () => {
  const files = {
    [`Ada M\u00fcller_4711_assignsubmission_file_/${name}`]: work("ada"),
    "Ada M\u00fcller_4711_assignsubmission_onlinetext_/onlinetext.html": "<p>see file</p>",
    "Ada M\u00fcller_4712_assignsubmission_file_/work.zip": zipped({ [name]: work("other ada") }),
    "Se\u00e1n O'Brien, Jr_4713_assignsubmission_file_hw.ts": work("se\u00e1n"),
  };
  const expected = {
    "Ada M\u00fcller_4711": `Ada M\u00fcller_4711_assignsubmission_file_/${name}: ada`,
    "Ada M\u00fcller_4712": `work.zip/${name}: other ada`,
    "Se\u00e1n O'Brien, Jr_4713": "hw.ts: se\u00e1n",
  };
  expect((await whose(lay(files))).rows).toEqual(expected);
  const inZip = {
    ...expected,
    "Ada M\u00fcller_4711": `${name}: ada`,
    "Ada M\u00fcller_4712": `${name}: other ada`,
  };
  lay({ "moodle.zip": zipped(files) });
  expect((await whose(join(folder, "moodle.zip"))).rows).toEqual(inZip);
});

test("handedIn(folder) leaves names alone where one of them is nobody's platform's", async () => {
  const { rows } = await whose(lay({ "bob_1_2_hw.ts": work("bob"), "anna.ts": work("anna") }));
  expect(rows).toEqual({ "anna.ts": "anna.ts: anna", "bob_1_2_hw.ts": "bob_1_2_hw.ts: bob" });
});

test("handedIn(path) says in one sentence that it cannot be read, or is empty", async () => {
  await expect(handedIn(folder, homework)).rejects.toThrow(
    /is empty; each entry in it should be one submission/,
  );
  await expect(handedIn(join(folder, "nowhere"), homework)).rejects.toThrow(
    /nowhere cannot be read \(ENOENT\)/,
  );
  lay({ "broken.zip": "PK nonsense", "file.ts": work("x") });
  await expect(handedIn(join(folder, "broken.zip"), homework)).rejects.toThrow(
    /broken\.zip is no readable zip archive/,
  );
  await expect(handedIn(join(folder, "file.ts"), homework)).rejects.toThrow(
    /cannot be read \(ENOTDIR\); name the folder/,
  );
});
