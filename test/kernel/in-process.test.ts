import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Output } from "../../kernel/in-process.cjs";
import { runCells } from "./cells.ts";
import { KernelClient, type Message, ROOT } from "./client.ts";

const CELLS = [
  "const a: number = 1;\na + 1",
  'import { display, newDisplay } from "tslab";\nconsole.log("one");\nconsole.log("two");\nconsole.error("three");\ndisplay.html("<b>4</b>");\nconsole.log("five");',
  'const box = newDisplay();\nbox.text("old");\nconsole.log("between");\nbox.text("new");',
  '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<i>6</i>", "application/json": { n: 7 } }) })',
  "const wrong: string = a;",
  'throw new RangeError("no");',
  "await new Promise((ok) => setTimeout(ok, 1));\n[a, { deep: { deeper: { deepest: {} } } }]",
  'Promise.reject(new Error("lost"));\nprocess.stdout.write("no end of line"); undefined',
  'import { process as nothing } from "nowhere";',
  "process.exit(1)",
];

/** iopub messages as a notebook file keeps them: what jupyter_client's friends do with them. */
function asOutputs(iopub: Message[]): Output[] {
  const outputs: Output[] = [];
  const shown = new Map<string, Output>();
  for (const { type, content } of iopub) {
    const last = outputs.at(-1);
    const { transient, ...rest } = content;
    if (type === "stream" && last?.output_type === "stream" && last.name === content.name)
      last.text += content.text;
    else if (type === "update_display_data") Object.assign(shown.get(transient.display_id)!, rest);
    else if (["stream", "display_data", "execute_result", "error"].includes(type)) {
      const output = { output_type: type, ...rest };
      outputs.push(output);
      if (transient?.display_id) shown.set(transient.display_id, output);
    }
  }
  return outputs;
}

const ran = runCells(CELLS);
const kernel = new KernelClient();
beforeAll(() => kernel.start());
afterAll(() => kernel.close());

it("createSession().execute gives the outputs that the kernel gives", async () => {
  for (const [i, code] of CELLS.entries()) {
    const { reply, iopub } = await kernel.execute(code);
    expect(ran[i]).toEqual({ ok: reply.status === "ok", outputs: asOutputs(iopub) });
  }
});

it("createSession().execute gives nbformat outputs with plain strings, in order", () => {
  const [first, second, third] = ran;
  expect(first).toEqual({
    ok: true,
    outputs: [
      { output_type: "execute_result", execution_count: 1, data: { "text/plain": "2" }, metadata: {} },
    ],
  });
  expect(second?.outputs).toEqual([
    { output_type: "stream", name: "stdout", text: "one\ntwo\n" },
    { output_type: "stream", name: "stderr", text: "three\n" },
    { output_type: "display_data", data: { "text/html": "<b>4</b>" }, metadata: {} },
    { output_type: "stream", name: "stdout", text: "five\n" },
  ]);
  expect(third?.outputs).toEqual([
    { output_type: "display_data", data: { "text/plain": "new" }, metadata: {} },
    { output_type: "stream", name: "stdout", text: "between\n" },
  ]);
});

it("createSession({ root }) imports from that folder, and close() gives everything back", () => {
  const root = mkdtempSync(join(tmpdir(), "cells-"));
  mkdirSync(join(root, "parts"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"), "junction");
  writeFileSync(join(root, "parts", "twice.ts"), "export const twice = (x: number): number => 2 * x;\n");
  const [twice] = runCells(['import { twice } from "./parts/twice";\ntwice(4)'], { root });
  rmSync(root, { recursive: true });
  expect(twice?.outputs).toEqual([
    { output_type: "execute_result", execution_count: 1, data: { "text/plain": "8" }, metadata: {} },
  ]);
});
