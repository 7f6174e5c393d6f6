import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sets } from "../../grader/src/checks/index.ts";
import { editions } from "../../tools/press/exercises/editions.ts";
import { parseSolutions } from "../../tools/press/exercises/parse.ts";
import { ROOT } from "../../tools/press/notebook/files.ts";

const read = (path: string) => readFileSync(path, "utf8");
const solutions = (name: string) => read(join(ROOT, "solutions", `${name}.ts`));

describe("editions()", () => {
  test.each(editions().map(({ path, text }) => [path.slice(ROOT.length + 1), path, text] as const))(
    "%s is in step with its solutions file",
    (_, path, text) => {
      expect(read(path)).toBe(text);
    },
  );

  test.each(sets.map(({ name }) => name))("%s.ts shows no TeX", (name) => {
    expect(read(join(ROOT, "exercises", `${name}.ts`))).not.toMatch(/\\[a-z]{2,}|\$[^$`{]+\$/);
  });

  test("are all that lies in exercises/", () => {
    const names = sets.flatMap(({ name }) => [`${name}.ipynb`, `${name}.ts`]).sort();
    expect(
      readdirSync(join(ROOT, "exercises"))
        .filter((name) => /\.(ts|ipynb)$/.test(name))
        .sort(),
    ).toEqual(names);
  });

  test.each(sets.map(({ name }) => name))("%s hold no line of an answer", (name) => {
    const { answers } = parseSolutions(solutions(name), () => "TODO");
    expect(answers.length).toBeGreaterThan(0);
    const shared = new Set(
      answers
        .reduce((rest, answer) => rest.replace(answer, ""), solutions(name))
        .split("\n")
        .map((line) => line.trim()),
    );
    const lines = answers
      .flatMap((answer) => answer.split("\n").map((line) => line.trim()))
      .filter((line) => line.length > 12 && !shared.has(line));
    for (const edition of ["ts", "ipynb"]) {
      const text = read(join(ROOT, "exercises", `${name}.${edition}`)).replaceAll('\\"', '"');
      expect(lines.filter((line) => text.includes(line))).toEqual([]);
    }
  });

  test.each(sets.map(({ name }) => name))("%s.ipynb says to nbgrader what each cell is", (name) => {
    const { cells } = JSON.parse(read(join(ROOT, "exercises", `${name}.ipynb`)));
    const meta = cells.map(
      (cell: { metadata: { nbgrader: Record<string, unknown> } }) => cell.metadata.nbgrader,
    );
    expect(
      meta.every(
        (one: Record<string, unknown>) =>
          one.schema_version === 3 && /^[A-Za-z0-9_-]+$/.test(String(one.grade_id)),
      ),
    ).toBe(true);
    expect(new Set(meta.map((one: Record<string, unknown>) => one.grade_id)).size).toBe(cells.length);
    const graded = meta.filter((one: Record<string, unknown>) => one.grade);
    const set = sets.find((one) => one.name === name)!;
    expect(graded.map((one: Record<string, unknown>) => one.points)).toEqual(
      set.exercises.map(({ points }) => points),
    );
    expect(graded.every((one: Record<string, unknown>) => one.locked && !one.solution)).toBe(true);
  });
});

describe("parseSolutions(text)", () => {
  const file = (body: string) => `/** The set. */\n${body}`;

  test("cuts an answer in a body to an error, and one elsewhere without a trace", () => {
    const { statements, answers } = parseSolutions(
      file(`/** Story. */
export class Ring {
  // BEGIN SOLUTION
  #items = [];
  // END SOLUTION
  /** Adds x. */
  push(x: number): void {
    // BEGIN SOLUTION
    this.#items.push(x);
    // END SOLUTION
  }
}`),
      (name) => `TODO ${name}`,
    );
    expect(statements).toHaveLength(1);
    expect(statements[0]!.stub).not.toContain("#items");
    expect(statements[0]!.stub).toContain('push(x: number): void {\n    throw new Error("TODO Ring");\n  }');
    expect(answers).toHaveLength(2);
  });

  test("takes a docstring apart", () => {
    const { statements } = parseSolutions(
      file(`/**
 * A story
 * of two lines.
 * @param x [n] scores
 * @returns [n] weights
 * @hint Subtract.
 */
export function f(x: number) {
  // BEGIN SOLUTION
  return x;
  // END SOLUTION
}`),
      () => "TODO",
    );
    expect(statements[0]!.doc).toEqual({
      story: "A story of two lines.",
      params: [{ name: "x", text: "[n] scores" }],
      returns: "[n] weights",
      hint: "Subtract.",
      size: "1 line",
      calls: [],
    });
  });

  test("names the line of a marker without its pair", () => {
    expect(() => parseSolutions(file("export const a = 1;\n// END SOLUTION\n"), () => "")).toThrow(
      "line 3: // BEGIN SOLUTION and // END SOLUTION come in pairs",
    );
  });
});
