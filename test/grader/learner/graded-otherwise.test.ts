/** What the grade would take otherwise, said in the cell: the kernel's cells stand in for a kernel. */
import { afterEach, expect, test } from "vitest";
import { exercises } from "../../../grader/src/checks/index.js";
import { gradedOtherwise } from "../../../grader/src/learner/graded-otherwise.js";

const maps = Symbol.for("long-attention.source-maps");
const world = globalThis as Record<symbol, unknown>;
afterEach(() => {
  delete world[maps];
});

const said = (name: string, ...cells: string[]) => {
  world[maps] = {
    taken: cells.map((code, i) => ({ count: i + 1, code })),
    inCell: () => {},
    inFile: () => {},
  };
  return gradedOtherwise(exercises.find((one) => one.name === name)!);
};
const softmax = (body: string) => `function stableSoftmax(x: Float64Array) { ${body} }`;

test("gradedOtherwise(exercise) says nothing outside of the course's kernel, nor of cells that are taken as they are", () => {
  expect(gradedOtherwise(exercises[0]!)).toEqual([]);
  expect(said("stableSoftmax", 'import { map } from "long-attention/tensor";', softmax("return x;"))).toEqual(
    [],
  );
});

test("gradedOtherwise(exercise) names the cell, and what cannot be imported there, or is the answer itself", () => {
  expect(said("stableSoftmax", 'import fs from "node:fs";', softmax("return fs.x;"))).toEqual([
    expect.stringMatching(
      /^Cell \[1\] will count otherwise when it is graded: cannot import "node:fs" here; .*\.$/,
    ),
  ]);
  expect(
    said("stableSoftmax", 'import { softmax } from "long-attention/tensor";', softmax("return softmax(x);")),
  ).toEqual([
    "Cell [1] will count otherwise when it is graded: the library's softmax is the answer to stableSoftmax itself; write it yourself.",
  ]);
});

test("gradedOtherwise(exercise) follows helpers over cells, and leaves cells alone that the solution does not use", () => {
  const helper = "const total = () => process.uptime();";
  expect(said("stableSoftmax", helper, softmax("return total();"), "Buffer.from('scratch');")).toEqual([
    expect.stringMatching(/^Cell \[1\] .*: process is not there when a solution is checked or graded/),
  ]);
});

test("gradedOtherwise(exercise) says what the compile step of the grade refuses, with its remedy", () => {
  const cell = `namespace Helper { export const one = 1; }\n${softmax("return Helper.one;")}`;
  expect(said("stableSoftmax", cell)).toEqual([
    "Cell [1] will count otherwise when it is graded: namespace is not understood here; write a const object, or a file beside this one.",
  ]);
});
