/** Feedback in the course's own kernel: cells that a learner could write. */
import { describe, expect, it } from "vitest";
import { runCells } from "../../kernel/cells.ts";

const cells = [
  'import { check } from "@long-attention/grader";\nimport { type Matrix, matmul } from "long-attention/tensor";',
  "function sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix {\n  const S = matmul(Q, V);\n  return S;\n}",
  'check("00.2", sdpa, { seed: 3 });',
  "async function stableSoftmax(x: Float64Array) {\n  return x;\n}",
  'check("00.1", stableSoftmax);',
  "function endless(x: Float64Array): Float64Array {\n  for (;;) {}\n}",
  'check("00.1", endless, { seconds: 0.5 });',
  'check("7.3", sdpa);',
  'check("00.2", sdpa, { seed: 3 });',
];

describe("check in a cell", () => {
  const before = process.env.LONG_ATTENTION_PROGRESS;
  process.env.LONG_ATTENTION_PROGRESS = "off";
  const ran = runCells(cells);
  if (before === undefined) delete process.env.LONG_ATTENTION_PROGRESS;
  else process.env.LONG_ATTENTION_PROGRESS = before;
  const output = (k: number) =>
    ran[k]!.outputs[0] as unknown as { data: Record<string, string>; evalue: string };
  const data = (k: number) => output(k).data;

  it("shows HTML, and text for those who read text", () => {
    expect(data(2)["text/html"]).toMatch(/^<div/);
    expect(data(2)["text/plain"]).toContain("✘ 00.2");
  });

  it("shows the learner's own line of an exception", () => {
    expect(data(2)["text/plain"]).toContain("cell [2], line 2:\n    2 | const S = matmul(Q, V);");
  });

  it("shows the feedback on an async function without await", () => {
    expect(data(4)["text/plain"]).toContain("stableSoftmax gives a promise");
  });

  it("stops an endless loop", () => {
    expect(data(6)["text/plain"]).toContain("did not finish within 0.5 s");
  });

  it("says that a function has not changed since the cell before", () => {
    const note = "sdpa is unchanged since the last check: did you run its cell?";
    expect(data(2)["text/plain"]).not.toContain(note);
    expect(data(8)["text/plain"]).toContain(note);
  });

  it("ends a misspelt id in one sentence", () => {
    expect(output(7).evalue).toBe('check: there is no exercise "7.3"; did you mean "07.3"?');
  });
});
