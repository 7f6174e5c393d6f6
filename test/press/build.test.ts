// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, buildInMemory } from "../../tools/press/notebook/build.ts";
import { joined, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { openSession, type Session } from "../../tools/press/notebook/session.ts";
import { Fixture, SLOW, within } from "./fixture.ts";

const GOOD = `// %% [prose]
const int = (x: number) => x.toLocaleString("en-US");
console.log("never published");

// %% [markdown] name=opening
// # Six tokens

// %%
const T = 6;
T * T

// %% [markdown] tags=web-only
// Here there are \${T} tokens, and \`web-only\` is no cell.

// %% [markdown]
// The scores of \${T} tokens at \${T} layers: \${int(T * T * 1000)} numbers, \${await Promise.resolve("awaited")};
// \\\${T} stays, and a list:
//
// \${["a", "b"].map((x) => \`- \${x}\`).join("\\n")}

// %% tags=hide-input
console.log("one");
console.error("two");
console.log("three\\nfour");
({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>\\n1</b>", "text/plain": "1" }) })

// %% tags=raises-exception
const refuse = (): void => {
  throw new RangeError("refuse: no");
};
refuse();

// %%
T + 1
`;

const failing: Record<string, [source: string, sentence: string]> = {
  "02-throws": [
    '// %%\nconst a = 1;\n\n// %%\nconst b = 2;\nthrow new RangeError("no " + b);\n',
    ":6: RangeError: no 2",
  ],
  "03-types": [
    "// %%\nconst a = 1;\n\n// %%\n\n\na.length;\n",
    ":7: TypeScript: Property 'length' does not exist on type '1'.",
  ],
  "04-prose-throws": [
    '// %% [markdown]\n// ${1}\n// and ${[1].map((): string => { throw new RangeError("no"); })}\n',
    ':3: ${[1].map((): string => { throw new RangeError("no"); })} throws RangeError: no',
  ],
  "05-prose-types": [
    "// %% [markdown]\n// ${1}\n//\n// and ${later}\n\n// %%\nconst later = 1;\n",
    ":4: ${later}: TypeScript: Cannot find name 'later'.",
  ],
  "06-undefined": [
    "// %% [markdown]\n// ${[1][1]}\n",
    ":2: ${[1][1]} is undefined; a sentence needs a string or a number",
  ],
  "07-digits": [
    "// %% [markdown]\n// ${1 / 3}\n",
    ":2: ${1 / 3} is 0.3333333333333333; format it, e.g. with toFixed",
  ],
  "08-calm": ["// %% tags=raises-exception\n1\n", ":1: is tagged raises-exception but raises nothing"],
  "09-place": [
    "// %%\nprocess.cwd()\n",
    ":1: its output names a folder of this machine; print a path relative to the course's root",
  ],
  "10-kill": [
    '// %%\nprocess.kill(process.pid, "SIGKILL");\nawait new Promise(() => {});\n',
    ":1: the process ended (SIGKILL)",
  ],
};

describe("build", SLOW, () => {
  const sources = Object.entries(failing).map(([name, [source]]) => [name, source]);
  let fixture: Fixture;
  let cells: readonly NotebookCell[];
  let session: Session;
  beforeAll(async () => {
    session = openSession();
    fixture = new Fixture({ "01-good": GOOD, ...Object.fromEntries(sources) });
    expect(await build(fixture.folder, "01-good")).toEqual({ cells: 6, written: true, asksAnew: false });
    cells = fixture.notebook("01-good").cells;
  }, SLOW.timeout);
  afterAll(() => {
    session.close();
    fixture.remove();
  });

  it("build evaluates prose in the notebook's scope and leaves prose cells out", () => {
    expect(cells.map(({ cell_type, id }) => [cell_type, id])).toEqual([
      ["markdown", "opening"],
      ["code", "01-002"],
      ["markdown", "01-003"],
      ["code", "01-004"],
      ["code", "01-005"],
      ["code", "01-006"],
    ]);
    expect(joined(cells[2]!.source)).toBe(
      "The scores of 6 tokens at 6 layers: 36,000 numbers, awaited;\n${T} stays, and a list:\n\n- a\n- b",
    );
    expect(fixture.notebookText("01-good")).not.toContain("never published");
  });

  it("build keeps what is said in the web edition only beside the cells, with its numbers", () => {
    expect(fixture.notebook("01-good").metadata.long_attention?.web).toEqual([
      { before: "01-003", source: ["Here there are 6 tokens, and `web-only` is no cell."] },
    ]);
  });

  it("build bakes outputs in, counted as a fresh kernel counts", () => {
    const code = cells.filter(({ cell_type }) => cell_type === "code");
    expect(code.map(({ execution_count }) => execution_count)).toEqual([1, 2, 3, 4]);
    expect(code[0]!.outputs).toEqual([
      { data: { "text/plain": ["36"] }, execution_count: 1, metadata: {}, output_type: "execute_result" },
    ]);
    expect(code[1]!.metadata).toEqual({ jupyter: { source_hidden: true }, tags: ["hide-input"] });
    expect(code[1]!.outputs).toMatchObject([
      { name: "stdout", text: ["one\n"] },
      { name: "stderr", text: ["two\n"] },
      { name: "stdout", text: ["three\n", "four\n"] },
      { data: { "text/html": ["<b>\n", "1</b>"], "text/plain": ["1"] }, execution_count: 2 },
    ]);
    expect(code[2]!.outputs).toEqual([
      {
        ename: "RangeError",
        evalue: "refuse: no",
        output_type: "error",
        traceback: [
          "RangeError: refuse: no",
          "cell [3], line 2, column 9:",
          '  2 |   throw new RangeError("refuse: no");',
          "    |         ^",
        ],
      },
    ]);
  });

  it("build writes the same bytes twice, as Jupyter writes them: sorted keys, indent 1, a newline at the end", async () => {
    const text = fixture.notebookText("01-good");
    // Another scope, in which other cells have run before: neither may leave a trace.
    await session.execute("const before = 1;");
    expect(await build(fixture.folder, "01-good", { session })).toMatchObject({ cells: 6, written: false });
    expect(fixture.notebookText("01-good")).toBe(text);
    expect(text).toMatch(/^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "markdown",\n {3}"id": "opening",/);
    expect(text).toMatch(/"nbformat": 4,\n "nbformat_minor": 5\n\}\n$/);
    expect(fixture.notebook("01-good").metadata.kernelspec).toEqual({
      name: "tslab",
      display_name: "TypeScript (Long Attention)",
      language: "typescript",
    });
  });

  it("build keeps the published output of an unchanged volatile cell", async () => {
    fixture.write("11-time", "// %% tags=volatile\nprocess.hrtime.bigint().toString()\n\n// %%\n1\n");
    await build(fixture.folder, "11-time", { session });
    const first = fixture.notebookText("11-time");
    fixture.write("11-time", "// %% tags=volatile\nprocess.hrtime.bigint().toString()\n\n// %%\n2\n");
    await build(fixture.folder, "11-time", { session });
    const outputs = [JSON.parse(first), fixture.notebook("11-time")].map(({ cells }) => cells[0].outputs);
    expect(outputs[1]).toEqual(outputs[0]);
    expect(fixture.notebook("11-time").cells[1]!.source).toEqual(["2"]);
  });

  it("build refuses to drop edits that were made in the notebook, unless forced", async () => {
    fixture.edit("01-good", (old) =>
      old.map((cell) => (cell.id === "opening" ? { ...cell, source: "# Seven" } : cell)),
    );
    await expect(build(fixture.folder, "01-good")).rejects.toThrow(
      /01-good\.ipynb: was edited since it was built; take the edits into the source with "import .*", or drop them with --force/,
    );
    expect(readFileSync(fixture.folder.notebook("01-good"), "utf8")).toContain("# Seven");
    expect((await build(fixture.folder, "01-good", { force: true, session })).written).toBe(true);
  });

  it.each(Object.keys(failing))("build stops with file, line and one sentence: %s", async (name) => {
    const own = name === "10-kill" ? {} : { session };
    const error = await buildInMemory(fixture.folder, name, own).catch((reason: Error) => reason);
    expect(within(fixture, (error as Error).message)).toContain(`src/${name}.nb.ts${failing[name]![1]}`);
  });
});
