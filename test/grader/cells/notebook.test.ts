/** A notebook as one module: read here for what it is, and run in test/grader/honest for what it means. */
import { expect, test } from "vitest";
import { allFaults, compileNotebook } from "../../../grader/src/cells/notebook.js";

const notebook = (...cells: (string | object)[]) =>
  JSON.stringify({
    cells: cells.map((cell) =>
      typeof cell === "string" ? { cell_type: "code", source: cell, outputs: [], metadata: {} } : cell,
    ),
  });
const compiled = (text: string, ...names: string[]) =>
  compileNotebook(text, names, () => ({ value: () => undefined }));

test("compileNotebook keeps the way back to every line of a cell", () => {
  const { code, place } = compiled(
    notebook("const factor: number = 2;", "function twice(x: number): number {\n  return factor * x;\n}"),
    "twice",
  );
  const line = code.split("\n").findIndex((text) => text.includes(".factor * x")) + 1;
  expect(place(line)).toBe("cell 2, line 2");
  expect(place(1)).toBeUndefined();
});

test.each([
  ["function f( {", "cell 2, line 1: Unexpected token"],
  ["const f = () => later();", "cell 2, line 1: cannot find name later"],
  ["\n\nnamespace N { export const f = 1; }", "cell 2, line 3: namespace is not understood here"],
  ["class A { @fast f() {} }", "cell 2, line 1: a decorator is not understood here"],
])("compileNotebook leaves out the cell %j and says why", (cell, sentence) => {
  const { code, faults } = compiled(notebook("const g = 1;", cell, "const later = () => 2;"), "g");
  expect(faults.map(({ sentence }) => sentence)).toEqual([expect.stringContaining(sentence)]);
  expect(code).not.toContain(cell.trim());
});

test("allFaults tells of a cell that lacks a name where that began", () => {
  const { faults } = compiled(
    notebook("const a = (;", "const b = a;", "function f() { return b + c; }", "const g = 1;"),
    "g",
  );
  const exported = JSON.stringify([
    [1, "cannot find name a", ["b"]],
    [2, "ReferenceError: process is not defined", ["c"]],
    [5, "cannot find name c", ["h"]],
    [6, "cannot find name h", []],
  ]);
  const sentences = allFaults(faults, exported).map(({ sentence }) => sentence);
  expect(sentences[1]).toBe("cell 2, line 1: cannot find name a, since cell 1, line 1: Unexpected token");
  expect(sentences.at(-1)).toMatch(/^cell 7: cannot find name h, since cell 3: process is not there when/);
  expect(allFaults(faults, "{}")).toEqual(allFaults(faults, "[]"));
});

test("compileNotebook takes the word export for nothing, and every line stays where it is", () => {
  const { code, place, faults } = compiled(
    notebook("export interface I { n: number }\nexport default class A {\n  n = 1;\n}\nexport { A as B };"),
    "A",
  );
  expect(faults).toEqual([]);
  expect(code).not.toMatch(/export (default|\{)/);
  const line = code.split("\n").findIndex((text) => text.includes("n = 1;")) + 1;
  expect(place(line)).toBe("cell 1, line 3");
});

test("compileNotebook looks at neither outputs nor Markdown nor metadata", () => {
  const forged = {
    cell_type: "code",
    source: [],
    outputs: [{ text: "function f() {}" }],
    metadata: { f: "function f() {}" },
  };
  const markdown = { cell_type: "markdown", source: "function f() {}" };
  expect(() => compiled(notebook(forged, markdown), "f")).toThrow("no cell declares f");
});

test.each([
  ["{", /JSON/],
  ["null", /no notebook/],
  ['{"cells": 3}', /no notebook/],
  [JSON.stringify({ cells: Array(501).fill({}) }), /more than 500 cells/],
  [notebook("function f( {"), /no cell declares f; cell 1, line 1: Unexpected token/],
])("compileNotebook(%#) says what is wrong", (text, reason) => {
  expect(() => compiled(text, "f")).toThrow(reason);
});
