// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are notebook sources, where ${} is meant
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, publishedCells, render } from "../../tools/press/notebook/parse.ts";

const SOURCE = `// A course.

// %% [markdown] name=opening
// # Title
//
// Text.

// %% [prose]
const T = 6;

// %% tags=hide-input,volatile

T * T;
// a comment
`;

describe("parse", () => {
  it("parse(text) finds kinds, ids, tags and lines", () => {
    const { name, preamble, cells } = parse(SOURCE, "notebooks/src/07-flash.nb.ts");
    expect(name).toBe("07-flash");
    expect(preamble).toEqual(["// A course.", ""]);
    expect(cells.map(({ kind, id, tags, line }) => [kind, id, tags, line])).toEqual([
      ["markdown", "opening", [], 3],
      ["prose", "", [], 8],
      ["code", "07-002", ["hide-input", "volatile"], 11],
    ]);
    expect(cells[2]!.body).toEqual(["T * T;", "// a comment"]);
  });

  it("parse(text) gives every published cell an id of its own that nbformat allows", () => {
    const text = Array.from({ length: 120 }, (_, k) => `// %%\nf(${k});\n`).join("\n");
    const ids = publishedCells(parse(text, "00-long.nb.ts")).map(({ id }) => id);
    expect(new Set(ids).size).toBe(120);
    expect(ids.every((id) => /^[a-zA-Z0-9-_]{1,64}$/.test(id))).toBe(true);
  });

  it("render(parse(text)) is text, byte for byte", () => {
    const lines = fc.constantFrom("", " ", "x;", "// words", "  y = `", "\t", "}", "// ${x}");
    const header = fc.constantFrom("// %%", "// %% tags=a,b", "// %% [prose]");
    const cell = fc
      .tuple(header, fc.array(lines, { maxLength: 6 }))
      .map(([head, body]) => [head, ...body, "z;"]);
    const file = fc.tuple(
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      fc.array(fc.constant(""), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(file, ([cells, end]) => {
        const text = [...cells.flat(), ...end].join("\n");
        expect(render(parse(text, "01-a.nb.ts"))).toBe(text);
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it.each([
    ["const x = 1;\n// %%\nx", '01-a.nb.ts:1: code above the first cell; begin it with "// %%"'],
    ["// words\n", '01-a.nb.ts:1: no cells; a cell begins with "// %%" or "// %% [markdown]"'],
    ["// %%\n\n// %%\nx", "01-a.nb.ts:1: the cell is empty; fill it or delete it"],
    ["// %%\nx\r\ny", "01-a.nb.ts:2: line ends with CR; save it with LF"],
    [
      "// %% Title\nx",
      '01-a.nb.ts:1: "// %% Title" is no cell header; write // %%, // %% [markdown] or // %% [prose], then tags=a,b or name=id',
    ],
    ["// %% label=x\nx", '01-a.nb.ts:1: "label=" is unknown; a cell header has tags= and name='],
    ["// %% name=a.b\nx", '01-a.nb.ts:1: "a.b" must be 1 to 64 letters, digits, - or _'],
    ["// %% [prose] tags=x\nx", "01-a.nb.ts:1: a prose cell has no tags=; it is left out of the notebook"],
    [
      "// %% name=a\nx\n// %% name=a\ny",
      '01-a.nb.ts:3: cell id "a" is taken by line 1; give it another name=',
    ],
    [
      "// %% name=01-002\nx\n// %%\ny",
      '01-a.nb.ts:3: cell id "01-002" is taken by line 1; give it another name=',
    ],
    [
      "// %% [markdown]\n// a\n\n// b",
      '01-a.nb.ts:3: blank line inside a Markdown cell; an empty line is written "//"',
    ],
    ["// %% [markdown]\n//a", '01-a.nb.ts:2: a Markdown line begins with "// "'],
  ])("parse(%j) says what is wrong and where", (text, sentence) => {
    expect(() => parse(text, "01-a.nb.ts")).toThrow(sentence);
  });
});
