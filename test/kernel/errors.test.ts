import { describe, expect, it } from "vitest";
import { runCells } from "./cells.ts";
import "./client.ts";

/** Every cell and the error that it ends in, without indentation that TypeScript does not need. */
const CASES: [name: string, code: string, ename: string, evalue: string, traceback: string[]][] = [
  [
    "a throw is shown with its line, its caret and the calls that led there",
    `interface Row { values: number[] }

function mean(row: Row): number {

  // blank lines and types do not count in JavaScript, but here they do
  if (row.values.length === 0) throw new RangeError("mean: the row is empty");
  return row.values.reduce((a, b) => a + b) / row.values.length;
}

const means = [[1, 2], []].map((values) => mean({ values }));`,
    "RangeError",
    "mean: the row is empty",
    [
      "RangeError: mean: the row is empty",
      "cell [1], line 6, column 38:",
      '  6 |   if (row.values.length === 0) throw new RangeError("mean: the row is empty");',
      "    |                                      ^",
      "    at mean (cell [1], line 6, column 38)",
      "    at cell [1], line 10, column 44",
      "    at cell [1], line 10, column 28",
    ],
  ],
  [
    "an error after an await is shown with the line of the await too",
    `const wait = async (): Promise<void> => {
  await new Promise((ok) => setTimeout(ok, 1));
  throw new TypeError("too late");
};
await wait();`,
    "TypeError",
    "too late",
    [
      "TypeError: too late",
      "cell [2], line 3, column 9:",
      '  3 |   throw new TypeError("too late");',
      "    |         ^",
      "    at wait (cell [2], line 3, column 9)",
      "    at cell [2], line 5, column 1",
    ],
  ],
  [
    "a function of an earlier cell is shown in its own cell",
    `function first(list: number[]): number { return list.at(0) ?? nothing(); }
function nothing(): never { throw new Error("first: the list is empty"); }
first([1])`,
    "",
    "",
    [],
  ],
  [
    "an error in it names both cells",
    "\n\nfirst([])",
    "Error",
    "first: the list is empty",
    [
      "Error: first: the list is empty",
      "cell [3], line 2, column 35:",
      '  2 | function nothing(): never { throw new Error("first: the list is empty"); }',
      "    |                                   ^",
      "    at nothing (cell [3], line 2, column 35)",
      "    at first (cell [3], line 1, column 63)",
      "    at cell [4], line 3, column 1",
    ],
  ],
  [
    "a type error names line and column and underlines the place",
    'const rows = 4;\n\nconst text: string = rows;\nrows.push("a");',
    "TypeScriptError",
    "line 3, column 7: Type 'number' is not assignable to type 'string'.\n" +
      "line 4, column 6: Property 'push' does not exist on type '4'.",
    [
      "TypeScript error at line 3, column 7: Type 'number' is not assignable to type 'string'. (TS2322)",
      "  3 | const text: string = rows;",
      "    |       ^^^^",
      "TypeScript error at line 4, column 6: Property 'push' does not exist on type '4'. (TS2339)",
      '  4 | rows.push("a");',
      "    |      ^^^^",
    ],
  ],
  [
    "a syntax error is one, too",
    "for (let i = 0; i < 3; i++ {\n}",
    "TypeScriptError",
    "line 1, column 28: ')' expected.",
    [
      "TypeScript error at line 1, column 28: ')' expected. (TS1005)",
      "  1 | for (let i = 0; i < 3; i++ {",
      "    |                            ^",
    ],
  ],
  [
    "TypeScript's explanation of one error stays one error",
    "const point: { x: number; y: { z: number } } = { x: 1, y: JSON.parse('1') as { z: string } };",
    "TypeScriptError",
    "line 1, column 56: Type '{ z: string; }' is not assignable to type '{ z: number; }'.\n" +
      "  Types of property 'z' are incompatible.\n  Type 'string' is not assignable to type 'number'.",
    [
      "TypeScript error at line 1, column 56: Type '{ z: string; }' is not assignable to type '{ z: number; }'.\n" +
        "  Types of property 'z' are incompatible.\n  Type 'string' is not assignable to type 'number'. (TS2322)",
      "  1 | const point: { x: number; y: { z: number } } = { x: 1, y: JSON.parse('1') as { z: string } };",
      "    |                                                        ^",
    ],
  ],
  [
    "an error's cause follows it",
    'try {\n  null!;\n  throw new RangeError("inner");\n} catch (cause) {\n  throw new Error("outer", { cause });\n}',
    "Error",
    "outer",
    [
      "Error: outer",
      "cell [8], line 5, column 9:",
      '  5 |   throw new Error("outer", { cause });',
      "    |         ^",
      "    at cell [8], line 5, column 9",
      "Caused by RangeError: inner",
      "cell [8], line 3, column 9:",
      '  3 |   throw new RangeError("inner");',
      "    |         ^",
      "    at cell [8], line 3, column 9",
    ],
  ],
  [
    "endless recursion is one frame",
    "function down(): void { down(); }\ndown()",
    "RangeError",
    "Maximum call stack size exceeded",
    [
      "RangeError: Maximum call stack size exceeded",
      "cell [9], line 1, column 25:",
      "  1 | function down(): void { down(); }",
      "    |                         ^",
      "    at down (cell [9], line 1, column 25), 50 times or more",
    ],
  ],
  [
    "an error from Node shows only the learner's call",
    'import fs from "fs";\nfs.readFileSync("nowhere/at-all")',
    "Error",
    "ENOENT: no such file or directory, open 'nowhere/at-all'",
    [
      "Error: ENOENT: no such file or directory, open 'nowhere/at-all'",
      "cell [10], line 2, column 4:",
      '  2 | fs.readFileSync("nowhere/at-all")',
      "    |    ^",
      "    at cell [10], line 2, column 4",
    ],
  ],
  [
    "anything can be thrown",
    "throw { reason: 'no error' };",
    "Thrown",
    "{ reason: 'no error' }",
    ["Thrown: { reason: 'no error' }", "(not an Error, so it has no stack)"],
  ],
  [
    "a @module cell is checked too",
    "/** @module shapes */\nexport const side: number = 'a';",
    "TypeScriptError",
    "line 2, column 14: Type 'string' is not assignable to type 'number'.",
    [
      "TypeScript error at line 2, column 14: Type 'string' is not assignable to type 'number'. (TS2322)",
      "  2 | export const side: number = 'a';",
      "    |              ^^^^",
    ],
  ],
];

describe("an error's traceback", () => {
  const ran = runCells(CASES.map(([, code]) => code));

  it.each(CASES.map((one, i) => [one[0], i] as const))("%s", (_, i) => {
    const [, , ename, evalue, traceback] = CASES[i]!;
    const error = ran[i]?.outputs.find((output) => output.output_type === "error");
    if (ename === "") expect(error).toBe(undefined);
    else expect(error).toEqual({ output_type: "error", ename, evalue, traceback });
    expect(ran[i]?.ok).toBe(ename === "");
  });
});
