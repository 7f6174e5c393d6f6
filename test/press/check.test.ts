// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../../tools/press/notebook/build.ts";
import { check } from "../../tools/press/notebook/check.ts";
import { compareNotebooks, difference } from "../../tools/press/notebook/compare.ts";
import type { Notebook } from "../../tools/press/notebook/ipynb.ts";
import { sentence } from "../../tools/press/notebook/problem.ts";
import { openSession, type Session } from "../../tools/press/notebook/session.ts";
import { Fixture, SLOW, within } from "./fixture.ts";

const SOURCE = `// %%
const html = "<svg width='100'/>";
console.log("reads and writes: 57,344 elements");
({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": html, "image/png": "iVBORw0K" }) })

// %% [markdown]
// The line is \${html.length} letters long.

// %% tags=raises-exception
throw new RangeError("no");

// %% tags=volatile
process.hrtime.bigint().toString()
`;

describe("check", SLOW, () => {
  let fixture: Fixture;
  let baked: Notebook;
  let session: Session;
  beforeAll(async () => {
    session = openSession();
    fixture = new Fixture({ "07-flash": SOURCE });
    await build(fixture.folder, "07-flash", { session });
    baked = fixture.notebook("07-flash");
  }, SLOW.timeout);
  afterAll(() => {
    session.close();
    fixture.remove();
  });

  const sentences = async (name = "07-flash", kernel = false) =>
    (await check(fixture.folder, name, { kernel, session })).problems.map((problem) =>
      within(fixture, sentence(problem)),
    );
  const compare = (change: (text: string) => string) =>
    compareNotebooks("07.ipynb", JSON.parse(change(JSON.stringify(baked))), baked).map(sentence);

  it("check finds nothing in what build wrote, in plain Node and in Jupyter", async () => {
    expect(await sentences("07-flash", true)).toEqual([]);
  });

  it("check notices a number that was edited in a baked output", async () => {
    const text = fixture.notebookText("07-flash");
    writeFileSync(
      fixture.folder.notebook("07-flash"),
      text.replace("57,344 elements\\n", "57,345 elements\\n"),
    );
    const found = await sentences();
    writeFileSync(fixture.folder.notebook("07-flash"), text);
    expect(found).toEqual(['07-flash.ipynb cell 1: output differs: baked "57,345", now "57,344"']);
  });

  it("check notices a file that says the same but is not as build writes it", async () => {
    const text = fixture.notebookText("07-flash");
    writeFileSync(fixture.folder.notebook("07-flash"), JSON.stringify(JSON.parse(text)));
    const found = await sentences();
    writeFileSync(fixture.folder.notebook("07-flash"), text);
    expect(found).toEqual([
      "07-flash.ipynb: its cells are right but the file is not as build writes it; run build",
    ]);
  });

  it("check refuses a source without a notebook and a notebook without a source", async () => {
    fixture.write("08-kv", "// %% [markdown]\n// It has 57,344 bytes.\n");
    expect(await sentences("08-kv")).toEqual([
      'src/08-kv.nb.ts: has no notebook; run "build 08-kv"',
      expect.stringContaining('src/08-kv.nb.ts:2: "57,344 bytes" is typed by hand'),
    ]);
    writeFileSync(fixture.folder.notebook("09-alone"), fixture.notebookText("07-flash"));
    expect(await sentences("09-alone")).toEqual(["09-alone.ipynb: has no source src/09-alone.nb.ts"]);
    rmSync(fixture.folder.notebook("09-alone"));
  });

  it("check says what keeps a source from being read or run", async () => {
    fixture.write("08-kv", "// %% name=a\n1\n// %% name=a\n2\n");
    writeFileSync(fixture.folder.notebook("08-kv"), fixture.notebookText("07-flash"));
    expect(await sentences("08-kv")).toEqual([
      'src/08-kv.nb.ts:3: cell id "a" is taken by line 1; give it another name=',
    ]);
    fixture.write("08-kv", "// %%\nnope\n");
    expect(await sentences("08-kv")).toEqual(["src/08-kv.nb.ts:2: TypeScript: Cannot find name 'nope'."]);
  });

  it.each([
    ["prose", "line is 18 ", "line is 19 ", '07.ipynb cell 2: prose differs: baked "19", now "18"'],
    ["code", "const html", "const page", '07.ipynb cell 1: code differs: line 1: baked "page", now "html"'],
    [
      "figure",
      "iVBORw0K",
      "iVBORw0L",
      '07.ipynb cell 1: figure (image/png) differs: baked "iVBORw0L", now "iVBORw0K"',
    ],
    [
      "mime type",
      "image/png",
      "image/jpg",
      '07.ipynb cell 1: output differs: baked image/jpg "iVBORw0K", now image/png "iVBORw0K"',
    ],
    ["error", '"evalue":"no"', '"evalue":"yes"', '07.ipynb cell 3: output differs: baked "yes", now "no"'],
    ["id", '"id":"07-002"', '"id":"07-009"', '07.ipynb cell 2: its id differs: baked "07-009", now "07-002"'],
    [
      "tags",
      '"tags":["volatile"]',
      '"tags":["volatile","x"]',
      '07.ipynb cell 4: its tags differ: baked "volatile,x", now "volatile"',
    ],
    [
      "kind",
      '"cell_type":"markdown"',
      '"cell_type":"raw"',
      "07.ipynb cell 2: is a raw cell, in the source a markdown cell",
    ],
  ])("compareNotebooks notices another %s", (_, now, before, found) => {
    expect(compare((text) => text.replace(now, before))[0]).toBe(found);
  });

  it("compareNotebooks notices a missing cell and a missing output, and lets a volatile number pass", () => {
    const without = { ...baked, cells: baked.cells.slice(1) };
    expect(compareNotebooks("07.ipynb", without, baked).map(sentence)).toEqual([
      "07.ipynb: it has 3 cells, its source makes 4; run build",
    ]);
    const [first, ...rest] = baked.cells;
    const silent = { ...baked, cells: [{ ...first!, outputs: [] }, ...rest] };
    expect(compareNotebooks("07.ipynb", silent, baked).map(sentence)).toEqual([
      '07.ipynb cell 1: output differs: baked nothing, now stdout "reads and writes: 57,344 elements"',
    ]);
    expect(compare((text) => text.replace(/\['\d+'\]|"'\d+'"/, "\"'1'\""))).toEqual([]);
    const [last] = baked.cells.slice(-1);
    const gone = { ...baked, cells: [...baked.cells.slice(0, -1), { ...last!, outputs: [] }] };
    expect(compareNotebooks("07.ipynb", gone, baked).map(sentence)).toEqual([
      "07.ipynb cell 4: the kinds of its outputs differ (volatile)",
    ]);
  });

  it.each([
    ["57,344", "57,344", undefined],
    ["a 57,344 b", "a 57,345 b", 'baked "57,344", now "57,345"'],
    ["same\nx = 1.5;", "same\nx = 1.25;", 'line 2: baked "1.5", now "1.25"'],
    ["one", "one\ntwo", 'line 2: baked "", now "two"'],
    ["a b", "a  b", 'baked "b", now " b"'],
  ])("difference(%j, %j) shows the words that differ", (before, now, found) => {
    expect(difference(before, now)).toBe(found);
  });
});
