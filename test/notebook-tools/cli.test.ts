import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../tools/notebook/files.ts";
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
  const notebooks = (...words: string[]) => {
    const arguments_ = [
      join(ROOT, "node_modules/tsx/dist/cli.mjs"),
      join(ROOT, "tools/notebook/cli.ts"),
      ...words,
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, arguments_, {
      cwd: ROOT,
      encoding: "utf8",
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

  it("a name that no notebook has gets one sentence", () => {
    const { status, stderr } = notebooks("typecheck", "42", "--dir", fixture.folder.path);
    expect([status, stderr]).toEqual([1, 'no notebook is called "42"; there are: 01-a, 02-b\n']);
  });
});
