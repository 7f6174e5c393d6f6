/** The types of a submission, by the kernel's own TypeScript, in the process that the grader uses. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sets } from "../../../grader/src/checks/index.js";
import { gradeSubmission, type Setting } from "../../../grader/src/result/index.js";
import { tryLevel } from "../../../grader/src/sandbox/levels/index.js";
import { kernelCompiler, Types, typeSentence } from "../../../grader/src/types/types.js";
import { sandboxBundle } from "../support/bundle.js";

let types: Types;
beforeAll(async () => {
  types = Types.here((await sandboxBundle()).types)!;
});
afterAll(() => types.close());

const notebook = (...cells: string[]) => ({
  main: "work.ipynb",
  files: {
    "work.ipynb": JSON.stringify({ cells: cells.map((source) => ({ cell_type: "code", source })) }),
  },
});
const flops = `function attentionFlops(T: number, d: number, causal: boolean): number {
  return 4 * d * (causal ? (T * (T + 1)) / 2 : T * T);
}`;
const said = async (
  source: Parameters<Types["problems"]>[0],
  names: readonly string[] = ["attentionFlops"],
) => (await types.problems(source, names))?.map((one) => `${typeSentence(one)} [${one.names}]`);

test("problems(cells) names the cell, its line and the functions that rest on it, over cells", async () => {
  const total = "// a helper\nconst total = (a: number): number => String(a);";
  expect(
    await said(notebook(total, flops.replace(": T * T", ": total(T * T)"), "const scratch: string = 3;")),
  ).toEqual([
    "cell 1, line 2 does not type-check: Type 'string' is not assignable to type 'number' [attentionFlops]",
    "cell 3, line 1 does not type-check: Type 'number' is not assignable to type 'string' []",
  ]);
}, 120_000);

test("problems(cells) of statements name the functions whose values they change, and not those that they try", async () => {
  const memo = flops.replace("4 * d", "memo.length * d");
  expect(
    await said(
      notebook("const memo: number[] = [];", memo, 'memo.push("a");', 'attentionFlops("a", 1, true);'),
    ),
  ).toEqual([
    expect.stringMatching(/^cell 3, line 1 does not type-check: .*\[attentionFlops\]$/),
    expect.stringMatching(/^cell 4, line 1 does not type-check: .*\[\]$/),
  ]);
});

test("problems(cells) knows the types, classes, variables and imports of earlier cells", async () => {
  const cells = [
    'import { type Matrix, zeros } from "long-attention/tensor";',
    "interface Shape { rows: number }\nclass Box<T> { constructor(readonly value: T) {} }\nlet rows = 1;\nenum Kind { A, B }",
    "rows = 2;",
    "const shape: Shape = { rows };\nconst box: Box<Matrix> = new Box(zeros([shape.rows, Kind.B]));\nawait null;",
    "const rows = 'another';\nconst length: number = rows.length;",
  ];
  expect(await said(notebook(...cells))).toEqual([]);
  expect(await said(notebook(...cells, "rows = 3;", "const wrong: Box<string> = box;"))).toEqual([
    expect.stringMatching(/^cell 6, line 1 does not type-check: Cannot assign to 'rows'/),
    "cell 7, line 1 does not type-check: Type 'Box‹Matrix›' is not assignable to type 'Box‹string›' []",
  ]);
});

test("problems(cells) leaves the word export to the compile step, which refuses it by its name", async () => {
  expect(await said(notebook(`export ${flops}`))).toEqual([]);
});

test("problems(file) names lines, in the function that they are in, or in a helper of all", async () => {
  const text = `import { zeros } from "long-attention/tensor";
import { half } from "./half.js";
export function sdpa(T: number) {
  return zeros(T, T);
}
const helper: number = half("1");
${flops}`;
  const files = { "x.ts": text, "half.ts": "export const half = (x: number): number => x / 2;" };
  expect(await said({ main: "x.ts", files }, ["sdpa", "attentionFlops"])).toEqual([
    "x.ts, line 4 does not type-check: Expected 1 arguments, but got 2 [sdpa]",
    "x.ts, line 6 does not type-check: Argument of type 'string' is not assignable to parameter of type 'number' [sdpa,attentionFlops]",
  ]);
});

test("problems of every exercise, as it is handed out and as it is solved, are none", async () => {
  const found: Record<string, unknown> = {};
  for (const folder of ["exercises", "solutions"])
    for (const name of readdirSync(folder).filter((one) => /^\d\d-.*\.(ts|ipynb)$/.test(one)))
      found[`${folder}/${name}`] = await said({
        main: name,
        files: { [name]: readFileSync(`${folder}/${name}`, "utf8") },
      });
  expect(Object.entries(found).filter(([, sentences]) => JSON.stringify(sentences) !== "[]")).toEqual([]);
}, 120_000);

test("problems tells nothing of files outside packages, also where a compiler would read them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "long-attention-types-"));
  writeFileSync(join(folder, "package.json"), '{ "secretWord": 1 }');
  writeFileSync(join(folder, "other.d.ts"), "export declare const stolen: { secretWord: 1 };");
  const sentences = await said(
    notebook(
      `import stolen from "${folder}/package.json";\nconst a: { four: 4 } = stolen;`,
      `const b: typeof import("${folder}/other").stolen = 4;`,
      `/// <reference types="${folder}/other" />\nconst c: string = 4;`,
    ),
  );
  expect(sentences).toHaveLength(3);
  expect(sentences!.join()).not.toContain("secretWord");
  rmSync(folder, { recursive: true });
});

test("problems names no place of this machine, and cuts what is long", async () => {
  const sentences = await said(
    notebook(
      'import four from "@tslab/typescript-for-tslab/lib/lib.es5";\nfour;',
      `const x: number = ${"y".repeat(100_000)};`,
    ),
  );
  expect(sentences).toEqual([
    expect.stringMatching(/^cell 1, line 1 does not type-check: .*File .lib\.es5\.d\.ts' is not a module/),
    expect.stringMatching(/^cell 2, line 1 does not type-check: Cannot find name 'y{200,300} \[\]$/),
  ]);
  expect(sentences![0]).not.toContain(process.cwd());
});

/** Types that take hours. */
const busy = Array.from(
  { length: 300 },
  (_, i) => `type N${i}<A extends 0[]> = A["length"] extends ${900 + i} ? A : N${i}<[...A, 0]>;
type P${i} = { [K in keyof N${i}<[]>]: { [L in keyof N${i}<[]>]: [K, L] } };
const p${i}: P${i} = 1 as any;`,
);

test("problems is undefined for types that keep a checker busy, and the next submission is served", async () => {
  expect(await types.problems(notebook(busy.join("\n"), flops), [])).toBeUndefined();
  expect(await said(notebook(flops))).toEqual([]);
}, 180_000);

test("the process that checks types is gone soon after its grader was killed, in the middle of a check", async () => {
  const { types: script } = await sandboxBundle();
  const question = { source: notebook(busy.join("\n"), flops), names: [] };
  const grader = spawn(process.execPath, [
    "-e",
    `const child = require("node:child_process").fork(...${JSON.stringify([script, [kernelCompiler(), process.cwd()]])}, { stdio: ["ignore", "ignore", "ignore", "ipc"] });
child.send(${JSON.stringify(question)}, () => console.log(child.pid));`,
  ]);
  const [pid] = await once(grader.stdout, "data").then(([text]) => [Number(text)]);
  await new Promise((resolve) => setTimeout(resolve, 3000)); // it is busy by now
  grader.kill("SIGKILL");
  const isThere = () => {
    try {
      return process.kill(pid!, 0);
    } catch {
      return false;
    }
  };
  await vi.waitUntil(() => !isThere(), { timeout: 60_000, interval: 200 });
}, 120_000);

test("gradeSubmission flags a cell that does not type-check where it gives points, and types that cannot be checked", async () => {
  const { level } = await tryLevel("portable", await sandboxBundle());
  const [set] = sets;
  const graded = async (source: ReturnType<typeof notebook>, by: NonNullable<Setting["types"]>) => {
    const bytes = Buffer.from(source.files["work.ipynb"]);
    const leaf = {
      path: "work.ipynb",
      size: bytes.length,
      regular: true,
      modified: new Date(0),
      read: async () => bytes,
    };
    const path = { name: "work.ipynb", leaves: [leaf] } as never;
    const { result } = await gradeSubmission(
      { id: "ana", path },
      { set: set!, level: level!, seed: 1, types: by },
    );
    return { score: result.score, flags: result.flags };
  };
  const untyped = notebook(
    "const four: string = 4;",
    flops.replace("4 * d", "(four as any) * d"),
    "const n: string = 1;",
  );
  expect(await graded(untyped, types)).toEqual({
    score: 2,
    flags: [
      {
        code: "cell-does-not-type-check",
        words:
          "cell 1, line 1 does not type-check: Type 'number' is not assignable to type 'string'; the kernel does not run such a cell, here it counts",
      },
    ],
  });
  expect((await graded(notebook(flops), { problems: async () => undefined })).flags).toEqual([
    {
      code: "types-not-checked",
      words: "its types take too long to check; its points do not depend on them",
    },
  ]);
  level!.dispose();
}, 120_000);
