/** Answers of a page as files that grade takes, and back again. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sets } from "../../grader/src/checks/index.ts";
import type { ExerciseSet } from "../../grader/src/engine/index.ts";
import { answerOf } from "../../grader/src/learner/reference.ts";
import { joined, type Notebook } from "../../tools/press/notebook/ipynb.ts";
import { ROOT } from "../../tools/start/setup.mjs";
import { asFile, asNotebook, type Codes, fromFile, fromNotebook } from "../../web/client/answers.ts";
import { partName, shareOf } from "../share.ts";

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const handedOut = ({ name }: ExerciseSet, ending: "ts" | "ipynb") => read("exercises", `${name}.${ending}`);

/** What the page of a set holds when it is solved. */
function solved(set: ExerciseSet): Codes {
  const solutions = read("solutions", `${set.name}.ts`);
  return new Map(
    set.exercises.map(({ id, name }) => [
      `${id.replace(".", "-")}-solution`,
      answerOf(solutions, name)!.replace(/^export /gm, ""),
    ]),
  );
}

const set = sets.find(({ id }) => id === "07")!;
/** The cells of its page, without its checks. */
const cellsOf = (set: ExerciseSet): string[] =>
  (JSON.parse(handedOut(set, "ipynb")) as Notebook).cells.flatMap(({ cell_type, id = "" }) =>
    cell_type === "code" && !id.endsWith("-check") ? [id] : [],
  );
const ours = cellsOf(set);

describe.each(sets)("set $id", (set) => {
  it("fromFile(asFile(codes)) and fromNotebook(asNotebook(codes)) are the codes", () => {
    const codes = solved(set);
    expect(fromFile(asFile(handedOut(set, "ts"), codes), handedOut(set, "ts"))).toEqual(codes);
    const back = fromNotebook(asNotebook(handedOut(set, "ipynb"), codes), cellsOf(set));
    expect(new Map([...back].filter(([id]) => codes.has(id)))).toEqual(codes);
  });

  it("asFile(stubs) is the file as it is handed out, and so is the notebook", () => {
    const { cells } = JSON.parse(handedOut(set, "ipynb")) as Notebook;
    const stubs = new Map(cells.map(({ id = "", source }) => [id, joined(source)]));
    expect(asFile(handedOut(set, "ts"), stubs)).toBe(handedOut(set, "ts"));
    expect(asNotebook(handedOut(set, "ipynb"), stubs)).toBe(handedOut(set, "ipynb"));
  });
});

it("asFile(codes) exports the exercise's function, with what stands around it as it is", () => {
  const code =
    "const half = (x: number) => x / 2;\n\nfunction blockSizes(M: number, d: number) {\n  return { Br: half(M), Bc: d };\n}";
  const text = asFile(handedOut(set, "ts"), new Map([["07-2-solution", code]]));
  expect(text).toContain("const half = (x: number) => x / 2;\n\nexport function blockSizes(M: number");
  expect(text).toContain("// 07.3 · Algorithm 1");
});

it("fromNotebook(…) takes cells that were added into the next of ours", () => {
  const notebook = JSON.parse(handedOut(set, "ipynb")) as { cells: object[] };
  notebook.cells.splice(3, 0, { cell_type: "code", id: "mine", metadata: {}, source: "const half = 2;" });
  const codes = fromNotebook(JSON.stringify(notebook), ours);
  expect(codes.get("07-1-solution")).toMatch(/^const half = 2;\n\nfunction mergeStats/);
});

it("fromFile(…) takes what was added above the exercises into the first of them", () => {
  const text = handedOut(set, "ts").replace(
    "\n// 07.1",
    '\nimport { rng } from "long-attention/tensor";\n\n// 07.1',
  );
  expect(fromFile(text, handedOut(set, "ts")).get("07-1-solution")).toMatch(
    /^import \{ rng \}[^\n]+\n\nfunction mergeStats/,
  );
});

it.each([
  ["an empty file", "", "this file has no exercise"],
  ["another set's file", handedOut(sets[0]!, "ts"), "this file holds 00.1; this page has 07.1, 07.2"],
])("fromFile(%s) is refused with a sentence", (_, text, says) => {
  expect(() => fromFile(text, handedOut(set, "ts"))).toThrow(says);
});

it("fromNotebook(another set's) is refused with a sentence", () => {
  expect(() => fromNotebook(handedOut(sets[0]!, "ipynb"), ours)).toThrow("no cell of this exercise set");
  expect(() => fromNotebook("{}", ours)).toThrow("this is no notebook");
});

it("fromNotebook(asNotebook(codes)) is the codes, whatever they are", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (code) => {
      const codes = new Map([["07-1-solution", code]]);
      expect(fromNotebook(asNotebook(handedOut(set, "ipynb"), codes), ours).get("07-1-solution")).toBe(code);
    }),
    { seed: 17, numRuns: 40 },
  );
});

it.each(shareOf(sets, 1))(
  `grade gives a saved file and a saved notebook of set $id full points: ${partName}`,
  (set) => {
    const folder = mkdtempSync(join(tmpdir(), "long-attention-answers-"));
    try {
      writeFileSync(join(folder, "file.ts"), asFile(handedOut(set, "ts"), solved(set)));
      writeFileSync(join(folder, "notebook.ipynb"), asNotebook(handedOut(set, "ipynb"), solved(set)));
      const args = [
        "grade",
        folder,
        "--set",
        set.id,
        "--out",
        `${folder}-grades`,
        "--sandbox",
        "portable",
        "--json",
      ];
      const { stdout } = spawnSync(process.execPath, [join(ROOT, "grader/bin/long-attention.mjs"), ...args], {
        encoding: "utf8",
      });
      const score = set.exercises.reduce((sum, { points }) => sum + points, 0);
      expect(JSON.parse(stdout).rows).toMatchObject([
        { id: "file.ts", status: "graded", score },
        { id: "notebook.ipynb", status: "graded", score },
      ]);
    } finally {
      for (const one of [folder, `${folder}-grades`]) rmSync(one, { recursive: true, force: true });
    }
  },
);
