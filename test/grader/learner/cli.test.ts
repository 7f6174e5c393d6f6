/** `npm run check` as a learner runs it: in a terminal's place, on files of a folder. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const command = [join(root, "node_modules/tsx/dist/cli.mjs"), join(root, "tools/check.ts")];
const folder = mkdtempSync(join(tmpdir(), "long-attention-"));
const env = {
  ...process.env,
  INIT_CWD: folder,
  LONG_ATTENTION_PROGRESS: join(folder, "progress.json"),
  NO_COLOR: "1",
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...command, ...args], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return { stdout, stderr, status };
};

const files = {
  "00-attention.ts": `import type { Matrix } from "long-attention/tensor";
import { rows } from "./helper";

export function stableSoftmax(x: Float64Array): Float64Array {
  process.exit(0);
}
export function sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  const n: number = rows(Q);
  return (Q as any).nothing.shape[n];
}
export function causalSdpa(Q: Matrix): Matrix {
  console.log("looking at", Q.shape);
  for (;;) {}
}
export const mha = 3;
export async function attentionFlops(T: number, d: number, causal: boolean) {
  setTimeout(() => { throw new Error("too late"); });
  await new Promise(() => {});
}
`,
  "helper.ts": `import type { Matrix } from "long-attention/tensor";
export const rows = (A: Matrix): number => A.shape[0]!;
`,
  "01-context-lengths.ts": "export const fine = 1;\nexport function parseContext(label: string {\n",
  "02-gpu-anatomy.ts": "for (;;) {}\n",
  "03-memory-bound.ts": "const nothing = undefined as any;\n\nnothing.at;\n",
  "04-sparse-patterns.ts": "export const other = 1;\n",
};

describe("npm run check", { timeout: 180_000 }, () => {
  let byId: Map<string, { state: string; score: number; output: string; checks: { message?: string }[] }>;
  let status: number | null;
  const message = (id: string) => byId.get(id)!.checks[0]!.message;

  beforeAll(() => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const ran = run("--json", "--folder", folder, "--limit", "1");
    status = ran.status;
    const { exercises } = JSON.parse(ran.stdout) as { exercises: { id: string }[] };
    byId = new Map(exercises.map((one) => [one.id, one])) as unknown as typeof byId;
  }, 180_000);

  it("names every exercise of every file, whatever the solutions do, and fails", () => {
    expect(status).toBe(1);
    expect([...byId.keys()].slice(0, 5)).toEqual(["00.1", "00.2", "00.3", "00.4", "00.5"]);
    for (const [id, { state, score }] of byId)
      expect([id, state, score]).toEqual(/^0[123]/.test(id) ? [id, "not run", null] : [id, "failed", 0]);
  });

  it("says at once that process is not there where it is graded", () => {
    expect(message("00.1")).toContain("process is not there when a solution is checked or graded");
    expect(byId.get("00.1")!.score).toBe(0);
  });

  it("stops an endless loop, names it, and keeps what was printed", () => {
    expect(message("00.3")).toContain("00.3 causalSdpa did not finish within 1 s");
    expect(byId.get("00.3")!.output).toMatch(/^looking at \[ 6, 4 \]\n/);
  });

  it("says what a wrong or missing export is", () => {
    expect(message("00.4")).toContain("mha should be a function, but is a number");
    expect(message("04.1")).toContain("should be a function, but is undefined");
    expect(run("04.1", "--folder", folder).stdout.replace(/\s+/g, " ")).toContain(
      "windowMask should be a function, but is undefined; declare it at the top, outside of other functions.",
    );
  });

  it("tells of an error in a timer", () => {
    expect(message("00.5")).toContain("Error: too late");
  });

  it("says in one sentence with its line why a file does not compile", () => {
    expect(message("01.1")).toMatch(
      /The file does not compile: 01-context-lengths\.ts does not compile, line 2: Unexpected token, expected ","/,
    );
  });

  it("calls points unknown where the file does not compile", () => {
    const { stdout } = run("01", "--folder", folder);
    expect(stdout).toContain("01 Context lengths  not checked");
    expect(stdout).toMatch(/– 01\.1 .* points unknown/);
    expect(stdout).not.toMatch(/failed|0 of/);
    expect(stdout.trimEnd()).toMatch(/None of 5 exercises checked, points unknown$/);
  });

  it("stops a file that never finishes loading, and shows the line of one that throws", () => {
    expect(message("02.1")).toMatch(/02-gpu-anatomy\.ts did not finish loading within 1 s/);
    expect(message("03.1")).toMatch(/03-memory-bound\.ts threw an error while it was loaded/);
    expect(message("03.1")).toContain("line 3");
  });

  it("00.2 shows one exercise with its feedback, and the learner's own line of an exception", () => {
    const { stdout, status } = run("00.2", "--folder", folder);
    expect(status).toBe(1);
    expect(stdout).toContain("sdpa threw an error:");
    expect(stdout).toContain("00-attention.ts, line 9:");
    expect(stdout).toContain("9 | return (Q as any).nothing.shape[n];");
  });

  it("00 --folder solutions ends with a count, exit code 0, and remembers what is solved", () => {
    const { stdout, status } = run("00", "--folder", join(root, "solutions"));
    expect(status).toBe(0);
    expect(stdout).toContain("00 Attention from scratch  6 of 6 solved");
    expect(stdout.trimEnd()).toMatch(/6 of 6 exercises solved, 24 of 24 points$/);
    expect(run("00.1", "--reference").stdout).toContain("export function stableSoftmax");
  });

  it("shows a stub as not started, with its hint when asked", () => {
    const { stdout } = run("00");
    expect(stdout).toContain("○ 00.1 A softmax that does not overflow      not started");
    expect(stdout).toContain("0 of 6 exercises solved");
    expect(run("00.2", "--hint").stdout).toContain("check 00.2 --hint 2");
    expect(run("00.2", "--hint", "3").stdout).toContain("Hint 3 of 3 for 00.2.");
  });

  it("says in one sentence with its line what does not type-check, of the exercise that is asked for", () => {
    const text = `import { zeros } from "long-attention/tensor";
export function sdpa(T: number) {
  return zeros(T, T);
}
export const mha: number = "many";
`;
    writeFileSync(join(folder, "typed.ts"), text);
    const { stdout } = run(join(folder, "typed.ts"), "00.2");
    expect(stdout).toContain("typed.ts, line 3 does not type-check: Expected 1 arguments, but got 2\n");
    expect(stdout).not.toContain("line 5 does");
    expect(stdout).toMatch(/The same inputs again: .* \S+typed\.ts 00\.2\n/);
  });

  it("reads a notebook, from wherever npm was called, as the grader does", () => {
    const cells = [
      "const pairs = (T: number): number => T * T;",
      "function attentionFlops(T: number, d: number, causal: boolean): number {\n  return 4 * d * (causal ? (T * (T + 1)) / 2 : pairs(T));\n}",
      "const pairs = (T: number): number => T;",
      "const pairs = (T: number): number => T * T;\nconst four: string = 4;",
      "function stableSoftmax(x: Float64Array): Float64Array { return nowhere(x); }",
      "const mha = () => three.nothing;\nthrow new Error('stop');",
    ].map((source) => ({ cell_type: "code", source }));
    writeFileSync(join(folder, "mine.ipynb"), JSON.stringify({ cells }));
    const { stdout, status } = run("mine.ipynb");
    expect(status).toBe(1);
    expect(stdout).toMatch(/✔ 00\.5 What attention costs +2 of 2 points/);
    expect(stdout.replace(/\s+/g, " ")).toContain(
      "A cell does not run to its end: cell 5, line 1: cannot find name nowhere.",
    );
    expect(stdout).toContain(
      "cell 4, line 2 does not type-check: Type 'number' is not assignable to type 'string'",
    );
    expect(run("mine.ipynb", "07").stderr).toBe("mine.ipynb holds set 00, and none of 07\n");
    expect(run("nobodys.ipynb").stderr).toBe(`There is no ${join(folder, "nobodys.ipynb")}\n`);
  });

  it("suggests the id that was meant", () => {
    expect(run("7.3")).toMatchObject({
      status: 2,
      stderr: 'There is no exercise "7.3"; did you mean "07.3"?\n',
    });
    expect(run("00", "--folder", join(folder, "empty")).stderr).toContain("00-attention.ts. Restore it");
  });
});

describe("npm run check -- 00 --watch", () => {
  let child: ChildProcess;
  let shown = "";
  const here = join(folder, "watched");
  const says = async (words: string) => {
    while (!shown.includes(words)) await once(child.stdout!, "data");
  };

  it("checks again whenever a file is saved, and ends on Ctrl-C", async () => {
    mkdirSync(here);
    copyFileSync(join(root, "exercises/00-attention.ts"), join(here, "00-attention.ts"));
    child = spawn(process.execPath, [...command, "00", "--watch", "--folder", here], { cwd: root, env });
    child.stdout!.on("data", (text) => {
      shown += text;
    });
    await says("0 of 6 solved");
    await says("00.1 A softmax that does not overflow: not started");
    copyFileSync(join(root, "solutions/00-attention.ts"), join(here, "00-attention.ts"));
    await says("6 of 6 solved");
    await says("00.2 Scaled dot-product attention: solved");
    await says("All of them are solved.");
    shown = "";
    writeFileSync(join(here, "00-attention.ts"), "export function half(");
    await says("The file does not compile");
    expect(shown).toContain("6 of 6 solved");
    child.kill("SIGINT");
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    expect(shown).toContain("6 of 6 solved. See you.");
  }, 180_000);

  afterAll(() => child?.kill("SIGKILL"));
});
