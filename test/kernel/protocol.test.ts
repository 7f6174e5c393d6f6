import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KernelClient } from "./client.ts";

const kernel = new KernelClient();
beforeAll(() => kernel.start());
afterAll(() => kernel.close());

/** The text of a cell's result. */
const resultOf = async (code: string) =>
  (await kernel.execute(code)).all("execute_result")[0]?.data["text/plain"];

describe("kernel_info", () => {
  it("kernel_info_request tells JupyterLab to colour cells as TypeScript", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    expect(reply).toMatchObject({ status: "ok", protocol_version: "5.3", implementation: "tslab" });
    expect(reply.language_info).toMatchObject({
      name: "typescript",
      codemirror_mode: "typescript",
      file_extension: ".ts",
      version: "5.0.4",
    });
  });

  it("comm_info_request and history_request have empty answers", async () => {
    expect((await kernel.request("comm_info_request")).reply).toEqual({ status: "ok", comms: {} });
    expect((await kernel.request("history_request")).reply).toEqual({ status: "ok", history: [] });
  });
});

describe("execute", () => {
  it("execute_request goes busy, echoes the input, gives the result, goes idle", async () => {
    const { reply, iopub } = await kernel.execute("const first: number = 20;\nfirst + 1");
    expect(iopub.map(({ type, content }) => content.execution_state ?? type)).toEqual([
      "busy",
      "execute_input",
      "execute_result",
      "idle",
    ]);
    expect(iopub[1]?.content).toEqual({
      code: "const first: number = 20;\nfirst + 1",
      execution_count: reply.execution_count,
    });
    expect(iopub[2]?.content).toEqual({
      execution_count: reply.execution_count,
      data: { "text/plain": "21" },
      metadata: {},
    });
    expect(reply).toMatchObject({ status: "ok", payload: [], user_expressions: {} });
  });

  it("execute_request counts up, unless it is silent or keeps no history", async () => {
    const { reply } = await kernel.execute("1");
    const silent = await kernel.execute("2", { silent: true });
    expect(silent.iopub.map(({ type }) => type)).toEqual(["status", "status"]);
    await kernel.execute("3", { store_history: false });
    expect((await kernel.execute("4")).reply.execution_count).toBe(reply.execution_count + 1);
  });

  it("values are shown as util.inspect shows them; undefined and null are not shown", async () => {
    expect(await resultOf("[1, 'a', { b: new Map([[1, 2]]) }]")).toBe("[ 1, 'a', { b: Map(1) { 1 => 2 } } ]");
    expect(await resultOf("'text'")).toBe("'text'");
    expect(await resultOf("0")).toBe("0");
    expect(await resultOf("undefined")).toBe(undefined);
    expect(await resultOf("null")).toBe(undefined);
    expect(await resultOf("const silent = 1;")).toBe(undefined);
  });

  it("a value with Symbol.for('Jupyter.display') becomes its MIME bundle", async () => {
    const { all } = await kernel.execute(
      `({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>1</b>", "image/png": new Uint8Array([1, 2, 3]) }) })`,
    );
    expect(all("execute_result")[0].data).toEqual({ "text/html": "<b>1</b>", "image/png": "AQID" });
  });

  it("a Jupyter.display method that throws, or returns no bundle, is the cell's error", async () => {
    const throws = await kernel.execute(
      `({ [Symbol.for("Jupyter.display")]: () => { throw new RangeError("no picture"); } })`,
    );
    expect(throws.reply).toMatchObject({ status: "error", ename: "RangeError", evalue: "no picture" });
    const empty = await kernel.execute(`({ [Symbol.for("Jupyter.display")]: () => 3 })`);
    expect(empty.reply).toMatchObject({ status: "error", ename: "TypeError" });
  });

  it("tslab's display is a display_data in its place among the output, and can be updated", async () => {
    const { iopub } = await kernel.execute(
      `import { display, newDisplay } from "tslab";
       console.log("before");
       display.html("<i>2</i>");
       console.log("after");
       const shown = newDisplay();
       shown.text("old");
       shown.text("new");`,
    );
    const shown = iopub.filter(({ type }) => type !== "status" && type !== "execute_input");
    expect(shown.map(({ type, content }) => [type, content.text ?? Object.values(content.data)[0]])).toEqual([
      ["stream", "before\n"],
      ["display_data", "<i>2</i>"],
      ["stream", "after\n"],
      ["display_data", "old"],
      ["update_display_data", "new"],
    ]);
    expect(shown[4]?.content.transient.display_id).toBe(shown[3]?.content.transient.display_id);
  });

  it("a cell may await at its top level and keeps its variables", async () => {
    expect(
      await resultOf("const later = await new Promise<number>((ok) => setTimeout(ok, 5, 7));\nlater"),
    ).toBe("7");
    expect(await resultOf("later + 1")).toBe("8");
  });

  it("{ name } takes a variable of an earlier cell", async () => {
    await kernel.execute("const mask = [1, 0], d = 4; let w = 0;");
    expect(await resultOf("({ mask, inner: { d } })")).toBe("{ mask: [ 1, 0 ], inner: { d: 4 } }");
    expect(await resultOf("({ w, missing: w = 9 } = { w: 5 } as { w: number; missing?: number }); w")).toBe(
      "9",
    );
  });

  it("process.exit() in a cell is an error, and the kernel lives", async () => {
    const { reply } = await kernel.execute("process.exit(3)");
    expect(reply).toMatchObject({ status: "error", ename: "Error" });
    expect(reply.evalue).toContain("Restart");
    expect(await resultOf("first")).toBe("20");
  });

  it.each([
    'import readline from "node:readline/promises";\nconst rl = readline.createInterface({ input: process.stdin });\nawait rl.question("name? ");',
    "for await (const line of process.stdin) console.log(line);",
    "process.stdin.once('data', () => {});",
    "prompt('name?')",
  ])("a cell that asks for input hears that it cannot: %s", async (code) => {
    const { reply } = await kernel.execute(code);
    expect(reply.evalue).toContain("A cell cannot ask for input; write the answer into a variable");
  });

  it("who asks whether standard input is a terminal hears that it is none", async () => {
    expect(await resultOf("[process.stdin.isTTY, process.stdin.readable]")).toBe("[ false, true ]");
  });

  it("a package that is missing says how it comes, a part that is missing says which there are", async () => {
    for (const code of ['import _ from "not-installed/part";', 'require("not-installed")']) {
      const { reply } = await kernel.execute(code);
      expect(reply.evalue).toContain("To install it, run in the course's folder: npm install not-installed");
    }
    const { reply } = await kernel.execute('import { x } from "long-attention/tensors";');
    expect(reply.evalue).toContain("There are: long-attention, long-attention/tensor, ");
    const beside = await kernel.execute('import { x } from "./nowhere";');
    expect(beside.reply.evalue).not.toContain("install");
  });

  it("cells are checked strictly", async () => {
    for (const [code, message] of [
      ["const f = (x) => x;", "Parameter 'x' implicitly has an 'any' type."],
      ["[1, 2].find((x) => x > 1).toFixed()", "Object is possibly 'undefined'."],
      ["const s: string = first;", "Type 'number' is not assignable to type 'string'."],
    ]) {
      const { reply } = await kernel.execute(code!);
      expect(reply).toMatchObject({ status: "error", ename: "TypeScriptError" });
      expect(reply.evalue).toContain(message);
    }
  });
});

describe("output", () => {
  it("1 MB printed in 20,000 lines arrives whole, in order, in messages of many lines", async () => {
    const { printed, all } = await kernel.execute(
      "for (let i = 0; i < 20_000; i++) console.log(String(i).padStart(52, '·'));",
    );
    const lines = printed("stdout").split("\n");
    expect(lines).toHaveLength(20_001);
    expect(lines.findIndex((line, i) => i < 20_000 && line !== String(i).padStart(52, "·"))).toBe(-1);
    expect(all("stream").length).toBeLessThan(2_000);
  });

  it("2,000 displays in one turn of the event loop all arrive, in order", async () => {
    const { reply, all } = await kernel.execute(
      'import { display } from "tslab";\nfor (let i = 0; i < 2_000; i++) display.text(String(i));',
    );
    expect(reply.status).toBe("ok");
    expect(all("display_data").map(({ data }) => Number(data["text/plain"]))).toEqual(
      Array.from(Array(2_000).keys()),
    );
  });

  it("1 MB printed at once arrives whole", async () => {
    const { printed } = await kernel.execute("process.stdout.write('x'.repeat(1_000_000)); undefined");
    expect(printed("stdout")).toBe("x".repeat(1_000_000));
  });

  it("stdout and stderr keep their order, bytes keep their characters, writers hear when they are done", async () => {
    const { all } = await kernel.execute(
      `console.log("one"); console.error("two"); console.log("three");
       const bytes = Buffer.from("ä\\n");
       process.stdout.write(bytes.subarray(0, 1)); process.stdout.write(bytes.subarray(1));
       await new Promise<void>((ok) => process.stdout.write("done\\n", () => ok()));`,
    );
    expect(all("stream").map(({ name, text }) => `${name} ${text}`)).toEqual([
      "stdout one\n",
      "stderr two\n",
      "stdout three\n",
      "stdout ä\n",
      "stdout done\n",
    ]);
  });

  it("errors that nobody catches are shown as stderr, and the kernel lives", async () => {
    const { reply, printed } = await kernel.execute(
      `Promise.reject(new Error("lost promise"));
       setTimeout(() => { throw new TypeError("lost timer") });
       await new Promise((ok) => setTimeout(ok, 20));`,
    );
    expect(reply.status).toBe("ok");
    expect(printed("stderr")).toContain("Uncaught (in a promise) Error: lost promise");
    expect(printed("stderr")).toContain("Uncaught TypeError: lost timer");
    expect(printed("stderr")).toMatch(/cell \[\d+\], line 2, column 33/);
    expect(await resultOf("first")).toBe("20");
  });
});

describe("an error in Run All", () => {
  it("cells queued behind an error are aborted, a cell sent after its reply runs", async () => {
    const cells = [
      "const before = 1;",
      "throw new RangeError('middle')",
      "console.log('third')",
      "console.log('fourth')",
    ];
    const sent = await Promise.all(cells.map((code) => kernel.sendCell(code)));
    const failed = await sent[1]!.done;
    const after = await kernel.execute("before + 1");
    const done = await Promise.all(sent.map((one) => one.done));
    expect(done.map(({ reply }) => reply.status)).toEqual(["ok", "error", "aborted", "aborted"]);
    expect(done[2]!.iopub.map(({ type }) => type)).toEqual(["status", "status"]);
    expect(after.all("execute_result")[0].data["text/plain"]).toBe("2");
    expect(failed.all("error")).toEqual([
      { ename: "RangeError", evalue: "middle", traceback: failed.reply.traceback },
    ]);
    expect(failed.reply).toMatchObject({ ename: "RangeError", evalue: "middle" });
  });

  it("a type error aborts the queue too, and other requests in it are answered", async () => {
    const sent = [
      await kernel.sendCell("const wrong: string = 1;"),
      await kernel.send("kernel_info_request"),
      await kernel.sendCell("1"),
    ];
    const [cell, info, last] = await Promise.all(sent.map((one) => one.done));
    expect(cell!.reply.ename).toBe("TypeScriptError");
    expect(info!.reply.implementation).toBe("tslab");
    expect(last!.reply.status).toBe("aborted");
  });

  it("stop_on_error: false lets the queue run", async () => {
    const sent = [await kernel.sendCell("throw 1", { stop_on_error: false }), await kernel.sendCell("2")];
    const [cell, last] = await Promise.all(sent.map((one) => one.done));
    expect([cell!.reply.status, last!.reply.status]).toEqual(["error", "ok"]);
  });

  it("cells sent one by one right after an error all run", async () => {
    for (let i = 0; i < 5; i++) {
      expect((await kernel.execute("throw new Error()")).reply.status).toBe("error");
      expect(await resultOf(`${i} + 100`)).toBe(String(i + 100));
    }
  });
});

describe("Tab and Shift-Tab", () => {
  const at = (code: string) => ({ code: code.replace("‸", ""), cursor_pos: [...code].indexOf("‸") });

  it("complete_request finds variables of earlier cells and members", async () => {
    await kernel.execute("const attentionScores = [1, 2, 3];");
    const names = await kernel.request("complete_request", at("attentionSc‸"));
    expect(names.reply).toMatchObject({
      status: "ok",
      matches: ["attentionScores"],
      cursor_start: 0,
      cursor_end: 11,
    });
    const members = await kernel.request("complete_request", at("attentionScores.fla‸"));
    expect(members.reply.matches.slice(0, 2).sort()).toEqual(["flat", "flatMap"]);
  });

  it("complete_request counts characters, not 16-bit units", async () => {
    const { reply } = await kernel.request("complete_request", at("'🙂🙂'; attentionSc‸"));
    expect(reply).toMatchObject({ matches: ["attentionScores"], cursor_start: 6, cursor_end: 17 });
  });

  it("complete_request offers modules in the path of an import", async () => {
    const path = async (code: string) => (await kernel.request("complete_request", at(code))).reply;
    const ours = await path('import { matmul } from "long-‸";');
    expect(ours).toMatchObject({ cursor_start: 24, cursor_end: 29 });
    expect(ours.matches).toContain("long-attention/tensor");
    expect(ours.matches.filter((name: string) => !name.startsWith("long-attention"))).toEqual([]);
    expect((await path('const fs = require("node:f‸s")')).matches).toEqual(["node:fs", "node:fs/promises"]);
    expect((await path('import { useState } from "preact/h‸')).matches).toEqual(["preact/hooks"]);
    expect((await path('import { plot } from "@observ‸"')).matches).toEqual(["@observablehq/plot"]);
    expect((await path('import { x } from "./exercises/00-a‸"')).matches).toContain(
      "./exercises/00-attention",
    );
    expect((await path('import "./exer‸"')).matches).toEqual(["./exercises/"]);
    expect((await path('const text = "long-‸"')).matches).not.toContain("long-attention/tensor");
  });

  it("inspect_request names tags", async () => {
    await kernel.execute(
      "/**\n * Twice.\n * @param x a number\n * @returns as much again\n * @throws never\n * @deprecated\n */\nfunction doubled(x: number): number { return 2 * x; }",
    );
    const { reply } = await kernel.request("inspect_request", { ...at("doub‸led"), detail_level: 0 });
    expect(reply.data["text/plain"]).toBe(
      "function doubled(x: number): number\n\nTwice.\n@param x a number\n@returns as much again\n@throws never\n@deprecated",
    );
  });

  it("inspect_request shows the type and the documentation, also between the arguments", async () => {
    await kernel.execute("/** Twice as much. */ function twice(x: number): number { return 2 * x; }");
    for (const cell of ["twi‸ce(1)", "twice(‸1)", "twice((1 + 2) * ‸)"]) {
      const { reply } = await kernel.request("inspect_request", { ...at(cell), detail_level: 0 });
      expect(reply).toMatchObject({ status: "ok", found: true });
      expect(reply.data["text/plain"]).toContain("function twice(x: number): number");
    }
    const nothing = await kernel.request("inspect_request", { ...at("   ‸"), detail_level: 0 });
    expect(nothing.reply).toMatchObject({ status: "ok", found: false, data: {} });
  });

  it("is_complete_request tells open code from whole code", async () => {
    const ask = async (code: string) => (await kernel.request("is_complete_request", { code })).reply;
    expect(await ask("for (;;) {")).toEqual({ status: "incomplete", indent: "  " });
    expect(await ask("1 + 1")).toEqual({ status: "complete" });
  });
});

it("the server's own log stays empty", () => {
  expect(kernel.serverErrors).toBe("");
});
