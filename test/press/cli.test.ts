import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { build } from "../../tools/press/notebook/build.ts";
import { ROOT } from "../../tools/press/notebook/files.ts";
import { Fixture, SLOW } from "./fixture.ts";

describe("notebooks", SLOW, () => {
  let fixture: Fixture;
  beforeAll(() => {
    fixture = new Fixture({
      "01-a": "// %%\nconst T = 6;\nconsole.log(T);\n",
      "02-b": "// %%\nthrow new RangeError('no');\n",
    });
  });
  afterAll(() => fixture.remove());
  const counts = () => join(fixture.folder.path, "counts.json");
  const notebooks = (...words: string[]) => {
    const arguments_ = [
      join(ROOT, "node_modules/tsx/dist/cli.mjs"),
      join(ROOT, "tools/press/notebook/cli.ts"),
      ...words,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, arguments_, {
      cwd: ROOT,
      encoding: "utf8",
      env: { ...process.env, CI: "", LONG_ATTENTION_FRESH: "", LONG_ATTENTION_COUNTS: counts() },
    });
    return { status, stdout, stderr };
  };

  it("build --json tells machines what happened, and a failure gives exit code 1", () => {
    const { status, stdout } = notebooks("build", "--json", "--dir", fixture.folder.path);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      command: "build",
      ok: false,
      notebooks: [
        { name: "01-a", ok: true, cells: 1, written: true, problems: [] },
        { name: "02-b", ok: false, problems: [{ line: 2, message: "RangeError: no" }] },
      ],
    });
  });

  it("build and run say in lines what they did", () => {
    const built = notebooks("build", "01", "--dir", fixture.folder.path);
    expect(built).toMatchObject({ status: 0, stderr: "" });
    expect(built.stdout).toMatch(
      /^build 01-a \(\d+\.\d s\): 1 cells, \w+\nbuild: 1 notebook, no problems\n$/,
    );
    const ran = notebooks("run", fixture.folder.notebook("01-a"));
    expect(ran.status).toBe(0);
    expect(ran.stdout).toMatch(/^ {2}cell 1: \d+\.\d\d s\nrun .*01-a\.ipynb \(\d+\.\d s\): 1 code cells\n/);
  });

  it("check --skip-unchanged leaves out what has passed, and says so, until its source changes", async () => {
    const { path } = fixture.folder;
    const check = () => notebooks("check", "01", "--no-kernel", "--skip-unchanged", "--dir", path);
    const passed = join(ROOT, ".cache", "passed");
    onTestFinished(() => {
      for (const file of readdirSync(passed)) {
        if (file.includes(basename(path))) rmSync(join(passed, file));
      }
    });
    await build(fixture.folder, "01-a");
    expect(check().stdout).toMatch(/1 cells agree\ncheck: 1 notebook, no problems\n$/);
    expect(JSON.parse(readFileSync(counts(), "utf8"))).toEqual({ passed: 1, failed: 0, unchanged: 0 });
    expect(check().stdout).toMatch(
      /s\): unchanged since its last pass\ncheck: 1 notebook, 1 unchanged since their last pass, no problems\n$/,
    );
    expect(JSON.parse(readFileSync(counts(), "utf8"))).toEqual({ passed: 0, failed: 0, unchanged: 1 });
    fixture.write("01-a", "// %%\nconst T = 7;\nconsole.log(T);\n");
    expect(check()).toMatchObject({ status: 1, stdout: expect.stringContaining('baked "6", now "7"') });
    expect(JSON.parse(readFileSync(counts(), "utf8"))).toEqual({ passed: 0, failed: 1, unchanged: 0 });
  });

  it("a name that no notebook has gets one sentence", () => {
    const { status, stderr } = notebooks("typecheck", "42", "--dir", fixture.folder.path);
    expect([status, stderr]).toEqual([1, 'no notebook is called "42"; there are: 01-a, 02-b\n']);
  });
});
