/** What the library gives a solution, and what it keeps from whom. */
import * as tensor from "long-attention/tensor";
import { expect, test } from "vitest";
import { compile } from "../../../grader/src/cells/program.js";
import { resolver } from "../../../grader/src/cells/resolve.js";
import { sets } from "../../../grader/src/checks/index.js";
import { sandboxBundle } from "../support/bundle.ts";

const set = (id: string) => sets.find((one) => one.id === id)!;

test("library(set) allows all of long-attention/tensor, and the modules of its exercises", async () => {
  const bundle = await sandboxBundle();
  for (const one of sets)
    expect(bundle.library(one).allowed["long-attention/tensor"]).toEqual(
      expect.arrayContaining(Object.keys(tensor)),
    );
});

test("resolver(program, name) keeps softmax from the exercise that asks for it, and from no other", async () => {
  const library = (await sandboxBundle()).library(set("00"));
  const program = compile({ main: "a.ts", files: { "a.ts": "export {};" } }, [], library);
  const text = (solution: string) => resolver(program, solution).load("long-attention/tensor");
  expect(text("stableSoftmax")).toContain("export const softmax = new Proxy");
  expect(text("sdpa")).toBe(library.modules["long-attention/tensor"]);
});

test.each([
  "lodash",
  "node:fs",
  "guest",
  "whole: long-attention/tensor",
  "long-attention/attention",
  "../b.ts",
  "./c",
  "",
])("resolver(program).resolve from a submission refuses %j with what may be imported", async (name) => {
  const library = (await sandboxBundle()).library(set("00"));
  const program = compile({ main: "a.ts", files: { "a.ts": "export {};" } }, [], library);
  const { load, resolve } = resolver(program);
  expect(load(resolve("a.ts", name))).toMatch(/^throw .*these can be imported: long-attention\/tensor/);
});
