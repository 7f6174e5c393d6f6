import { describe, expect, it } from "vitest";
import { canFakePrograms, Project } from "./project.ts";

const TESTS = { numPassedTests: 7 };

/** Run `npm test` in a small copy of the project; its last line is what counts. */
async function npmTest({
  args = [],
  tests = TESTS,
  env = {},
}: {
  args?: string[];
  tests?: object;
  env?: Record<string, string>;
}) {
  const project = new Project().addPython().addProgram("chromium", "py.mjs");
  const run = project.run("test", args, { FAKE_TESTS: JSON.stringify(tests), ...env });
  const code = await run.code;
  return { project, code, output: run.output, lastLine: run.output.split("\n").at(-2) };
}

describe.runIf(canFakePrograms)("npm test", () => {
  it("npm test runs every stage and ends with the sum of vitest's tests and the other stages", async () => {
    const { code, lastLine, output } = await npmTest({});
    expect(lastLine).toBe("15 passed, 0 failed"); // 7 tests, and one for every other stage
    expect(code).toBe(0);
    const stages = [...output.matchAll(/^([a-z]+) +passed/gm)].map(([, stage]) => stage);
    expect(stages).toEqual(
      ["setup", "build", "typecheck", "cells", "lint", "spelling", "vitest", "notebooks", "docs"], // in this order
    );
  });

  it.each([
    ["lint,typecheck,docs", []],
    ["vitest test/kernel", ["venv", "pip"]],
    ["vitest test/lib", []],
    ["notebooks", ["venv", "pip"]],
  ])("npm test -- --only %s installs JupyterLab only when the chosen tests need it", async (only, calls) => {
    const { code, project } = await npmTest({ args: ["--only", ...only.split(" ")] });
    expect(code).toBe(0);
    const python = project.calls().filter(({ program }) => ["venv", "pip"].includes(program));
    expect(python.map(({ program }) => program)).toEqual(calls);
  });

  it("npm test -- --no-such-flag runs nothing", async () => {
    const { code, output, project } = await npmTest({ args: ["--no-such-flag"] });
    expect(output).toBe("npm test has no flag --no-such-flag; npm test -- --help says what there is.\n");
    expect(code).toBe(2);
    expect(project.calls()).toEqual([]);
  });

  it("npm test goes on after a failed stage, and fails", async () => {
    const { code, lastLine, output } = await npmTest({ env: { FAKE_FAILS: "biome" } });
    expect(lastLine).toBe("14 passed, 1 failed");
    expect(output).toMatch(/^lint +FAILED/m);
    expect(code).toBe(1);
  });

  it("npm test counts failed and skipped tests", async () => {
    const tests = { numPassedTests: 5, numFailedTests: 2, numPendingTests: 1 };
    const { code, lastLine, output } = await npmTest({
      args: ["--only", "vitest"],
      tests,
      env: { FAKE_FAILS: "vitest" },
    });
    expect(lastLine).toBe("6 passed, 2 failed, 1 skipped");
    expect(output).toMatch(/^vitest +FAILED +[\d.]+ s +5 passed, 2 failed, 1 skipped$/m);
    expect(code).toBe(1);
  });

  it("npm test counts what is unchanged since its last pass apart, never as passed", async () => {
    const one = (meta: object) => ({ status: "skipped", meta });
    const testResults = [{ status: "passed", assertionResults: [one({ unchanged: true }), one({})] }];
    const counts = { passed: 3, failed: 0, unchanged: 9 };
    const { code, lastLine, output } = await npmTest({
      args: ["--only", "vitest,notebooks"],
      tests: { numPassedTests: 7, numPendingTests: 2, testResults },
      env: { FAKE_COUNTS: JSON.stringify(counts) },
    });
    expect(output).toMatch(
      /^notebooks +passed +[\d.]+ s +3 passed, 0 failed, 9 unchanged since their last pass$/m,
    );
    expect(output).toMatch(/7 passed, 0 failed, 1 skipped, 1 unchanged since its last pass$/m);
    expect(lastLine).toBe("11 passed, 0 failed, 1 skipped, 10 unchanged since their last pass");
    expect(code).toBe(0);
  });

  it("npm test believes the exit code of a stage that counts no failure", async () => {
    const { code, lastLine } = await npmTest({
      args: ["--only", "notebooks"],
      env: { FAKE_FAILS: "tsx", FAKE_COUNTS: JSON.stringify({ passed: 2, failed: 0, unchanged: 0 }) },
    });
    expect([lastLine, code]).toEqual(["3 passed, 1 failed", 1]);
  });

  it("npm test -- --fresh tells every stage to skip nothing, and vitest gets no such flag", async () => {
    const { project } = await npmTest({ args: ["--fresh", "--only", "vitest,notebooks", "test/lib"] });
    for (const program of ["vitest", "tsx"])
      expect(project.calls(program).at(-1)?.env.LONG_ATTENTION_FRESH).toBe("1");
    expect(project.calls("vitest")[0]?.args).not.toContain("--fresh");
    const usual = await npmTest({ args: ["--only", "notebooks"] });
    expect(usual.project.calls("tsx")[0]?.env).not.toHaveProperty("LONG_ATTENTION_FRESH");
  });

  it("npm test counts a test file that cannot be loaded, and an error outside the tests, as a failure", async () => {
    const unloaded = { ...TESTS, testResults: [{ status: "failed", assertionResults: [] }] };
    const first = await npmTest({
      args: ["--only", "vitest"],
      tests: unloaded,
      env: { FAKE_FAILS: "vitest" },
    });
    expect([first.lastLine, first.code]).toEqual(["8 passed, 1 failed", 1]);
    const second = await npmTest({ args: ["--only", "vitest"], env: { FAKE_FAILS: "vitest" } });
    expect([second.lastLine, second.code]).toEqual(["8 passed, 1 failed", 1]);
  });

  it("npm test -- --only lint,build runs these stages, and what follows goes to vitest", async () => {
    const some = await npmTest({ args: ["--only", "lint,build"] });
    expect(some.lastLine).toBe("3 passed, 0 failed");
    const filtered = await npmTest({ args: ["--only", "vitest", "test/lib"] });
    expect(filtered.project.calls("vitest")[0]?.args.at(-1)).toBe("test/lib");
  });

  it("npm test -- --only nothing names the stages there are", async () => {
    const { code, output, lastLine } = await npmTest({ args: ["--only", "nothing"] });
    expect(output).toContain(
      "--only nothing is no stage: choose from build, typecheck, cells, lint, spelling, vitest, notebooks, docs.",
    );
    expect([lastLine, code]).toEqual(["0 passed, 1 failed", 1]);
  });

  it("npm test without a browser says so and counts the browser tests as skipped", async () => {
    const project = new Project().addPython();
    const run = project.run("test", ["--only", "vitest"], { FAKE_TESTS: JSON.stringify(TESTS) });
    expect(await run.code).toBe(0);
    expect(run.output).toContain("NOT FOUND: install Chromium or Chrome; the browser tests are skipped");
    expect(run.output).toMatch(/8 passed, 0 failed, 2 skipped\n$/);
    expect(project.calls("vitest")[0]?.args).toContain("--exclude=test/browser/**");
  });

  it("npm test says what the set-up lacks in the same words as npm start", async () => {
    const run = new Project().run("test");
    expect(await run.code).toBe(1);
    expect(run.output).toMatch(/^No Python was found .*\n\n0 passed, 1 failed\n$/m);
  });
});
