import { transform } from "sucrase";
import { expect, test } from "vitest";
import { extractNotebook } from "../../../grader/src/submission/notebook.js";

const strip = (text: string) =>
  transform(text, { transforms: ["typescript"], disableESTransforms: true, keepUnusedImports: true }).code;
const notebook = (...cells: (string | object)[]) =>
  JSON.stringify({
    cells: cells.map((cell) =>
      typeof cell === "string" ? { cell_type: "code", source: cell, outputs: [], metadata: {} } : cell,
    ),
  });
const extract = (text: string, ...names: string[]) => extractNotebook(text, names, strip);

test("extractNotebook takes the last complete definition, and what it refers to", () => {
  const text = notebook(
    "const factor: number = 2;",
    "export function twice(x: number) { throw new Error('TODO'); }",
    "console.log(1); while (true) {}",
    "function twice(x: number): number {\n  return factor * x;\n}",
    "function twice(x: number { broken",
    "const unused = explode();",
  );
  const { code, place } = extract(text, "twice");
  expect(code).toContain("factor * x");
  expect(code).not.toMatch(/TODO|while|explode|broken/);
  expect(place(code.split("\n").findIndex((line) => line.includes("factor * x")) + 1)).toBe("cell 4, line 2");
});

test("extractNotebook keeps the imports that are used, each name once", () => {
  const text = notebook(
    'import { zeros, matmul, Matrix } from "long-attention/tensor"; import fs from "fs";',
    'import { zeros } from "long-attention/tensor";',
    "export const f = (): Matrix => zeros([matmul(), 1]);",
  );
  const { code } = extract(text, "f");
  expect(code.match(/zeros/g)).toHaveLength(2);
  expect(code).toContain("matmul");
  expect(code).not.toMatch(/fs|Matrix/);
});

test("extractNotebook keeps enums and classes whole", () => {
  const { code } = extract(
    notebook("enum Side { Left, Right }", "export class Cache { side = Side.Left; }"),
    "Cache",
  );
  expect(code).toContain('"Left"');
  expect(code).toContain("class Cache");
});

test("extractNotebook looks at neither outputs nor Markdown nor metadata", () => {
  const forged = {
    cell_type: "code",
    source: [],
    outputs: [{ text: "function f() {}" }],
    metadata: { f: "function f() {}" },
  };
  const markdown = { cell_type: "markdown", source: "function f() {}" };
  expect(() => extract(notebook(forged, markdown), "f")).toThrow("no cell declares f");
});

test.each([
  ["{", /JSON/],
  ["null", /no notebook/],
  ['{"cells": 3}', /no notebook/],
  [JSON.stringify({ cells: Array(501).fill({}) }), /more than 500 cells/],
  [notebook("function f( {"), /no cell declares f; cell 1 does not parse/],
])("extractNotebook(%#) says what is wrong", (text, reason) => {
  expect(() => extract(text, "f")).toThrow(reason);
});
