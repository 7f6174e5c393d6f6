// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assemble, build } from "../../tools/press/notebook/build.ts";
import type { CellResult } from "../../tools/press/notebook/execute.ts";
import { importFile, importNotebook } from "../../tools/press/notebook/import.ts";
import { joined, lineArray, type Notebook, type NotebookCell } from "../../tools/press/notebook/ipynb.ts";
import { bodyLine, parse, type Source } from "../../tools/press/notebook/parse.ts";
import { sentence } from "../../tools/press/notebook/problem.ts";
import { splitLine } from "../../tools/press/notebook/prose.ts";
import { openSession, type Session } from "../../tools/press/notebook/session.ts";
import { Fixture, SLOW, within } from "./fixture.ts";

const FILE = "07-flash.nb.ts";

const SOURCE = `// %% [markdown]
// # Title
//
// The scores of \${T} tokens hold \${int(T * T)} numbers.
// No number here.

// %% [prose]
const T = 6;

// %%
f(1);

// %% tags=volatile name=timing
f(2);


// %% [markdown]
// It moves \${a} and \${b}, \${a} again.
`;

const VALUES: Record<string, string> = { T: "6", "int(T * T)": "36", a: "14 %", b: "57,344" };

/** What a run would give if every expression had its value from the table, without running anything. */
function pretend(
  source: Source,
  values: (expression: string) => string = (e) => VALUES[e] ?? e,
): CellResult[] {
  return source.cells.map((cell) => {
    const lines = cell.body.map((line, k) => {
      const parts = splitLine(line, { file: FILE, line: bodyLine(cell) + k });
      const found = parts.flatMap((part) => ("expression" in part ? [values(part.expression)] : []));
      const pieces = parts.map((part) => ("text" in part ? part.text : values(part.expression)));
      return { parts, values: found, text: pieces.join("") };
    });
    return { cell, outputs: [], lines: cell.kind === "markdown" ? lines : [], seconds: 0 };
  });
}

/** Imports SOURCE's notebook after a change, and gives the new source and the notes. */
function imported(change: (cells: NotebookCell[]) => NotebookCell[], text = SOURCE) {
  const source = parse(text, FILE);
  const notebook = assemble(source, pretend(source), text);
  const edited: Notebook = { ...notebook, cells: change([...notebook.cells]) };
  const result = importNotebook(source, pretend(source), edited);
  return { ...result, notes: result.notes.map(sentence) };
}

const say = (id: string, text: string) => (cells: NotebookCell[]) =>
  cells.map((cell) => (cell.id === id ? { ...cell, source: text } : cell));
const code = (id: string, source: string): NotebookCell => ({
  cell_type: "code",
  id,
  metadata: {},
  outputs: [],
  source,
});

describe("importNotebook", () => {
  it("keeps what the web edition says where it stood, though the notebook does not have it", () => {
    const text = SOURCE.replace(
      "// %%\nf(1);",
      "// %% [markdown] tags=web-only\n// Press *Run*.\n\n// %%\nf(1);",
    );
    expect(imported((cells) => cells, text).text).toBe(text);
    expect(imported(say("07-002", "f(10);"), text).text).toBe(text.replace("f(1);", "f(10);"));
    expect(imported((cells) => cells.filter(({ id }) => id !== "07-002"), text).text).toContain(
      "// Press *Run*.",
    );
  });

  it("importNotebook gives the identical source for a notebook that was only run and saved, for any source", () => {
    const pieces = [
      "T",
      "  ",
      "36 ",
      "${x}",
      "${f({ a: 1 })}",
      "\\${T}",
      "\\\\${x}",
      "`",
      "%%",
      "7",
      ".",
      "é",
      "$",
      "\\",
    ];
    const words = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((list) => list.join(""));
    const prose = fc
      .array(words, { maxLength: 4 })
      .map((lines) =>
        ["start", ...lines, "end"].map((line) =>
          (line === "" ? "//" : `// ${line}`).replace("// %%", "// \\%%"),
        ),
      );
    const body = fc.array(fc.constantFrom("f(1);", "", "  // why", "const s = `", "`;"), { maxLength: 4 });
    const blank = fc.array(fc.constantFrom("", " "), { maxLength: 2 });
    const cell = fc.oneof(
      fc
        .tuple(blank, prose, blank)
        .map(([lead, lines, tail]) => ["// %% [markdown]", ...lead, ...lines, ...tail]),
      fc
        .tuple(blank, body, blank)
        .map(([lead, lines, tail]) => ["// %%", ...lead, "x;", ...lines, "y", ...tail]),
      fc.constant(["// %% [prose]", "const p = 1;", ""]),
      fc.constant(["// %% tags=volatile", "time();"]),
    );
    const file = fc.tuple(fc.array(cell, { minLength: 1, maxLength: 7 }), fc.constantFrom("", "\n", "\n\n"));
    const values = fc.func(fc.constantFrom("6", "36", "57,344", "", "a\nb", "${T}", "%% x", "\\"));
    fc.assert(
      fc.property(file, values, ([cells, end], value) => {
        const text = `// preamble\n${[...cells, ["// %%", "last"]].flat().join("\n")}${end}`;
        const source = parse(text, FILE);
        const results = pretend(source, value);
        const saved: Notebook = JSON.parse(JSON.stringify(assemble(source, results, text)));
        const run = saved.cells.map((one) => ({
          ...one,
          metadata: { ...one.metadata, trusted: true },
          outputs: [],
        }));
        const back = importNotebook(source, results, { ...saved, cells: run });
        expect(back).toMatchObject({ text, notes: [] });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("importNotebook keeps the expressions of a paragraph that stands as it was, wherever its neighbours went", () => {
    const computed = "The scores of 6 tokens hold 36 numbers.\nNo number here.";
    const { text, notes } = imported(
      say("07-001", `# A title\n\nNew, with 9 words.\n\n${computed}\n\nThe end.`),
    );
    expect(text).toBe(
      SOURCE.replace("# Title\n//", "# A title\n//\n// New, with 9 words.\n//").replace(
        "// No number here.",
        "// No number here.\n//\n// The end.",
      ),
    );
    expect(notes).toEqual([]);
    expect(imported(say("07-001", `${computed}\n\n# Title`)).text).toContain(
      "// The scores of ${T} tokens hold ${int(T * T)} numbers.\n// No number here.\n//\n// # Title\n",
    );
  });

  it.each([
    ["a word", "# Title\n\nThe scores of 6 tokens hold only 36 numbers.\nNo number here."],
    ["a value", "# Title\n\nThe scores of 6 tokens hold 37 numbers.\nNo number here."],
    ["the line beside it", "# Title\n\nThe scores of 6 tokens hold 36 numbers.\nNo number there."],
    ["nothing left of it", "# Title"],
  ])("importNotebook refuses an edit of a computed paragraph, with the source's line: %s", (_, text) => {
    expect(() => imported(say("07-001", text))).toThrow(
      `${FILE}:4: \${T}, \${int(T * T)} is computed here, and the notebook's paragraph was edited; take the paragraph back in the notebook and edit it in the source`,
    );
  });

  it("importNotebook refuses a computed cell that has become code, and drops one that was deleted", () => {
    const asCode = (cells: NotebookCell[]) =>
      cells.map((cell) =>
        cell.id === "07-004" ? { ...cell, cell_type: "code" as const, source: "g();" } : cell,
      );
    expect(() => imported(asCode)).toThrow(`${FILE}:18: \${a}, \${b}, \${a} is computed here`);
    expect(imported((cells) => cells.slice(0, 3)).text).not.toContain("It moves");
  });

  it("importNotebook escapes what would be an expression or a cell in a source", () => {
    const { text } = imported((cells) => [
      ...cells,
      { ...cells[3]!, id: "new", source: "%% no cell\n\nand ${no} expression, \\${nor} here" },
    ]);
    const source = parse(text, FILE);
    expect(text).toContain("// \\%% no cell\n//\n// and \\${no} expression, \\\\\\${nor} here");
    expect(
      pretend(source)
        .at(-1)!
        .lines.map((line) => line.text),
    ).toEqual(["%% no cell", "", "and ${no} expression, \\${nor} here"]);
  });

  it("importNotebook inserts, removes and moves cells; a prose cell stays with the cell that it preceded", () => {
    const { text } = imported(([title, first, timing, end]) => [
      timing!,
      title!,
      code("new", "f(3);\n\n"),
      first!,
      end!,
    ]);
    const [head, prose, one, two, last] = SOURCE.split(/(?=\/\/ %%)/);
    expect(text).toBe(`${two}${head}// %%\nf(3);\n\n${prose}${one}${last}`);
    expect(imported((cells) => cells.filter(({ id }) => id !== "07-002")).text).toBe(
      `${head}${prose}${two}${last}`,
    );
    expect(imported((cells) => cells.slice(0, 2)).text).toBe(`${head}${prose}${one}`.replace(/\n\n$/, "\n"));
    expect(imported((cells) => cells.slice(0, 1)).text).toBe(`${head}${prose}`.replace(/\n\n$/, "\n"));
  });

  it("importNotebook adds a cell behind the last one, and drops cells that are empty", () => {
    const { text, notebook } = imported((cells) => [...cells, code("x", "g();"), code("y", " \n")]);
    expect(text).toBe(`${SOURCE}\n// %%\ng();\n`);
    expect(notebook.cells.map(({ id }) => id)).toEqual(["07-001", "07-002", "timing", "07-004", "07-005"]);
  });

  it("importNotebook takes new tags, a new kind and a copied cell", () => {
    const { text } = imported((cells) =>
      cells.flatMap((cell) => {
        if (cell.id === "07-002") return [{ ...cell, metadata: { tags: ["hide-input"] } }, cell];
        return cell.id === "timing" ? [{ ...cell, cell_type: "markdown" as const, source: "Text" }] : [cell];
      }),
    );
    expect(text).toContain(
      "// %% tags=hide-input\nf(1);\n\n// %%\nf(1);\n\n// %% [markdown] tags=volatile name=timing\n// Text\n",
    );
  });

  it.each([
    [{ cell_type: "raw" as const }, "is a raw cell; a source holds Markdown and code cells"],
    [{ attachments: { "a.png": {} } }, "holds a pasted picture; put it into assets/ and link it"],
    [{ source: "a\n// %% b" }, 'has the line "// %% b", which would begin a cell in the source; indent it'],
    [{ metadata: { tags: ["two words"] } }, '// %% tags=two words" is no cell header'],
  ])("importNotebook refuses what a source cannot hold: %j", (change, message) => {
    const edit = (cells: NotebookCell[]) =>
      cells.map((cell) => (cell.id === "07-002" ? { ...cell, ...change } : cell));
    expect(() => imported(edit)).toThrow(message);
  });

  it("importNotebook says which metadata it does not keep", () => {
    const { notes } = imported((cells) => [{ ...cells[0]!, metadata: { slideshow: {} } }, ...cells.slice(1)]);
    expect(notes).toEqual([`${FILE}:1: the cell's metadata "slideshow" is not kept in the source`]);
  });
});

describe("importFile", SLOW, () => {
  const REAL =
    "// %% [markdown]\n// Before.\n\n// %%\nconst T = 6;\n\n// %% [markdown]\n// It has ${T * T} numbers.\n";
  let fixture: Fixture;
  let session: Session;
  beforeAll(async () => {
    session = openSession();
    fixture = new Fixture({ "07-flash": REAL, "08-kv": REAL });
    await build(fixture.folder, "07-flash", { session });
  }, SLOW.timeout);
  afterAll(() => {
    session.close();
    fixture.remove();
  });
  const path = (name = "07-flash") => fixture.folder.notebook(name);
  const refusal = async (file: string) => {
    const error = await importFile(fixture.folder, file, { session }).catch((reason: Error) => reason);
    return within(fixture, (error as Error).message);
  };

  it("importFile takes a saved notebook back, and the next build agrees with it", async () => {
    expect(await importFile(fixture.folder, path(), { session })).toEqual({
      name: "07-flash",
      changed: false,
      notes: [],
    });
    expect(fixture.source("07-flash")).toBe(REAL);
    fixture.edit("07-flash", ([a, b, c]) => [
      a!,
      code("0f", "const d = 4;"),
      b!,
      { ...c!, source: lineArray(`${joined(c!.source)}\n\nNo more.`) },
    ]);
    expect(await importFile(fixture.folder, path(), { session })).toEqual({
      name: "07-flash",
      changed: true,
      notes: [],
    });
    expect(fixture.source("07-flash")).toBe(
      `${REAL.replace("// %%\nconst", "// %%\nconst d = 4;\n\n// %%\nconst")}//\n// No more.\n`,
    );
    expect(await importFile(fixture.folder, path(), { session })).toMatchObject({
      changed: false,
      notes: [],
    });
    expect((await build(fixture.folder, "07-flash", { session })).written).toBe(true);
    expect(fixture.notebook("07-flash").cells.at(-1)!.source).toEqual(
      lineArray("It has 36 numbers.\n\nNo more."),
    );
  });

  it("importFile refuses a notebook of another name, source or kernel, and one whose source has moved on", async () => {
    const notebook = fixture.notebook("07-flash");
    const write = (file: string, content: unknown) => writeFileSync(file, JSON.stringify(content));
    const stranger = join(fixture.folder.path, "09-other.ipynb");
    write(stranger, notebook);
    expect(await refusal(stranger)).toBe(
      "09-other.ipynb: there is no source of that name (src/09-other.nb.ts)",
    );
    renameSync(stranger, path("08-kv"));
    expect(await refusal(path("08-kv"))).toBe(
      "08-kv.ipynb: was built from src/07-flash.nb.ts, not from src/08-kv.nb.ts",
    );
    write(path("08-kv"), { ...notebook, metadata: { kernelspec: { name: "python3" } } });
    expect(await refusal(path("08-kv"))).toBe(
      '08-kv.ipynb: is a notebook of the kernel "python3"; only "tslab" can be imported',
    );
    write(path("08-kv"), { nbformat: 3, worksheets: [] });
    expect(await refusal(path("08-kv"))).toBe("08-kv.ipynb: is not a notebook of format 4");
    fixture.write("07-flash", `${fixture.source("07-flash")}\n// %%\n1\n`);
    expect(await refusal(path())).toBe(
      "07-flash.ipynb: its source has changed since it was built; keep this file aside, build again and edit the new notebook",
    );
  });
});
