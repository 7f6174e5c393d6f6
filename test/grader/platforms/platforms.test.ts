import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../../../grader/src/cli/main.js";
import { classroom50Result } from "../../../grader/src/platforms/classroom50.js";
import { gradescope, gradescopeResults } from "../../../grader/src/platforms/gradescope.js";
import { prairieLearn, prairieLearnResults } from "../../../grader/src/platforms/prairielearn.js";
import { handedOut, solution } from "../submission/listed.js";
import { sandboxBundle } from "../support/bundle.js";

const folder = mkdtempSync(join(tmpdir(), "long-attention-platforms-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let said = "";
beforeEach(() => {
  said = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const right = solution("01-context-lengths");
const half = right.replace("return T * T * bytes * heads * layers;", "return T * bytes;");

/** As a platform calls it: its submission's folder, its file of results. */
async function autograde(as: string, text: string, name = "01-context-lengths.ts") {
  const submission = mkdtempSync(join(folder, "submission-"));
  const out = join(submission, "..", "results", `${as}.json`);
  rmSync(out, { force: true });
  mkdirSync(submission, { recursive: true });
  writeFileSync(join(submission, name), text);
  const args = [submission, "--set", "01", "--as", as, "--out", out, "--sandbox", "portable"];
  const code = await main(["autograde", ...args], await sandboxBundle());
  const result = () => JSON.parse(readFileSync(out, "utf8"));
  return { code, result };
}

test("autograde --as gradescope writes a test for each exercise, visible, with its points and a card", async () => {
  const { code, result } = await autograde("gradescope", half);
  const { score, tests, extra_data } = gradescopeResults.parse(result());
  expect(code).toBe(0);
  expect([score, extra_data.sandbox]).toEqual([16, "portable"]);
  expect(tests.map(({ number, score, max_score, status }) => [number, score, max_score, status])).toEqual([
    ["01.1", 3, 3, "passed"],
    ["01.2", 0, 2, "failed"],
    ["01.3", 4, 4, "passed"],
    ["01.4", 5, 5, "passed"],
    ["01.5", 4, 4, "passed"],
  ]);
  expect(tests[1]!.output).toMatch(/^<div /);
});

/** A cell that gives points here, and that the kernel would have refused. */
const untyped = JSON.stringify({
  ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 },
  cells: [
    "const untyped: string = 4;",
    `function scoreMatrixBytes(T: number, bytes: number, heads = 1, layers = 1): number { return T * T * bytes * heads * layers * ((untyped as any) / 4); }`,
  ].map((source) => ({ cell_type: "code", source, metadata: {}, outputs: [], execution_count: null })),
});

test("autograde flags a cell that does not type-check as grade does, and every platform's form tells it", async () => {
  const sentence =
    "cell 1, line 1 does not type-check: Type 'number' is not assignable to type 'string'; the kernel does not run such a cell, here it counts";
  const { code, result } = await autograde("ours", untyped, "01-context-lengths.ipynb");
  expect([code, result().flags]).toEqual([0, [{ code: "cell-does-not-type-check", words: sentence }]]);
  expect(said).toContain(`Please look: ${sentence}\n`);
  for (const form of [gradescope, prairieLearn]) expect(JSON.stringify(form(result()))).toContain(sentence);

  const [submissions, graded] = [join(folder, "class"), join(folder, "graded")];
  mkdirSync(submissions);
  writeFileSync(join(submissions, "01-context-lengths.ipynb"), untyped);
  vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  const args = [submissions, "--set", "01", "--out", graded, "--sandbox", "portable"];
  expect(await main(["grade", ...args], await sandboxBundle())).toBe(3);
  expect(readFileSync(join(graded, "01", "grades.csv"), "utf8")).toContain(sentence);
}, 240_000);

test("autograde --as gradescope tells a student why a file could not be graded, and that it was not begun", async () => {
  const broken = await autograde("gradescope", "export const x = (1");
  expect(gradescopeResults.parse(broken.result())).toMatchObject({
    score: 0,
    tests: [],
    output: expect.stringMatching(/^This could not be graded: /),
  });
  const stub = await autograde("gradescope", handedOut("01-context-lengths.ts"));
  expect(gradescopeResults.parse(stub.result())).toMatchObject({
    score: 0,
    output: "this is the file as it was handed out.",
  });
});

test("autograde --as prairielearn gives a share of the points, and no attempt for what is not gradable", async () => {
  const graded = prairieLearnResults.parse((await autograde("prairielearn", half)).result());
  expect([graded.gradable, graded.score, graded.tests!.length]).toEqual([true, 16 / 18, 5]);
  const broken = prairieLearnResults.parse((await autograde("prairielearn", "export const x = (1")).result());
  expect([broken.gradable, broken.tests]).toEqual([false, undefined]);
});

const runner = {
  CLASSROOM: "cs-attention",
  ASSIGNMENT: "hw01",
  ASSIGNMENT_TYPE: "individual",
  USERNAME: "ada",
  SUBMISSION_TAG: "submit/2026-11-30T22-15-09Z-a1b2c3d",
  COMMIT_URL: "https://github.example/commit/1",
  RELEASE_URL: "https://github.example/release/1",
  REVIEW_URL: "https://github.example/compare/1",
  COMMIT_DATE: "2026-11-30T22:15:09+01:00",
};

test("autograde --as classroom50 writes whole numbers that add up, and the commit's own date; what its runner refuses, the schema refuses", async () => {
  for (const [name, value] of Object.entries(runner)) vi.stubEnv(name, value);
  const good = (await autograde("classroom50", half)).result();
  const { score, tests, datetime, ...about } = classroom50Result.parse(good);
  expect([score, about["max-score"], tests.length, datetime]).toEqual([
    1600,
    1800,
    5,
    "2026-11-30T21:15:09Z",
  ]);
  expect(tests[1]!.output).toContain("gives the notebook's bytes for one head");
  // As their own validate_result does.
  const [first, ...others] = good.tests;
  const bad: object[] = [
    { ...good, score: 1600.5 },
    { ...good, score: -1 },
    { ...good, score: 1700 },
    { ...good, submission: "v1" },
    { ...good, assignment_type: "solo" },
    { ...good, datetime: "2026-11-30T22:15:09+01:00" },
    { ...good, usernames: ["ada"] },
    { ...good, tests: [{ ...first, score: 400, "max-score": 300 }, ...others] },
    { ...good, tests: [{ ...first, "test-name": "" }, ...others] },
  ];
  expect(bad.filter((one) => classroom50Result.safeParse(one).success)).toEqual([]);
});

test("autograde says in one sentence what is missing", async () => {
  expect((await autograde("classroom50", right)).code).toBe(1);
  expect(said).toMatch(/Classroom 50's runner sets CLASSROOM, ASSIGNMENT/);
  said = "";
  expect((await autograde("moodle", right)).code).toBe(1);
  expect(said).toBe("--as moodle: choose ours, gradescope, prairielearn, classroom50.\n");
});
