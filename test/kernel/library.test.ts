import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runCells } from "./cells.ts";
import { ROOT } from "./client.ts";

const lib = (...parts: string[]) => join(ROOT, "lib", ...parts);
const floors = readdirSync(lib("src")).filter((name) => existsSync(lib("src", name, "index.ts")));

it("the library is built", () => {
  expect(floors.filter((floor) => !existsSync(lib("dist", floor, "index.js")))).toEqual([]);
});

it("cells import the library by name, and its types flow from cell to cell", () => {
  const [first, second, third, fourth, fifth] = runCells([
    'import { matmul, matrix, softmaxRows, transpose } from "long-attention/tensor";\nconst Q = matrix([[1, 0], [0, 1], [1, 1]]);',
    "const S = matmul(Q, transpose(Q));\nconst P = softmaxRows(S), shapes = { Q, S, P };\nP.shape",
    "const text: string = P;",
    "const texts: { P: string } = shapes;",
    'import { walkConfig, flashTrace } from "long-attention/flash";\nconst trace = flashTrace;\n[typeof walkConfig, typeof trace]',
  ]);
  expect(first).toEqual({ ok: true, outputs: [] });
  expect(second?.outputs).toMatchObject([{ data: { "text/plain": "[ 3, 3 ]" } }]);
  expect(third?.outputs).toMatchObject([
    { evalue: expect.stringContaining("Type 'Matrix' is not assignable to type 'string'") },
  ]);
  expect(fourth?.outputs).toMatchObject([
    { evalue: expect.stringContaining("not assignable to type '{ P: string; }'") },
  ]);
  expect(fifth?.ok).toBe(true);
});

it("an error in the library points at its TypeScript source and at the cell", () => {
  const [ran] = runCells([
    'import { matmul, zeros } from "long-attention/tensor";\n\nmatmul(zeros([2, 3]), zeros([2, 3]))',
  ]);
  const error = ran?.outputs[0];
  if (error?.output_type !== "error") throw new Error("no error");
  expect(error.ename).toBe("RangeError");
  expect(error.traceback.slice(1)).toEqual([
    "cell [1], line 3, column 7:",
    "  3 | matmul(zeros([2, 3]), zeros([2, 3]))",
    "    |       ^",
    expect.stringMatching(/^ {4}at matmul \(lib\/src\/tensor\/matmul\.ts:\d+:\d+\)$/),
    "    at cell [1], line 3, column 7",
  ]);
});

// tslab hands the types of one cell to the next as declarations. What it cannot name there is `any` in silence.
it("what every function of every floor returns keeps its type in later cells", () => {
  const functionsOf = listFunctions();
  const list = (floor: string, text: (name: string) => string) =>
    `{ ${functionsOf[floor]?.map(text).join(", ")} }`;
  const each = (text: (floor: string, i: number) => string) => floors.map(text).join("\n");
  const ran = runCells([
    "const again = <A extends readonly unknown[], R>(f: (...args: A) => R) => f as (...args: A) => R;",
    each(
      (floor, i) =>
        `import ${list(floor, (name) => `${name} as ${name}${i}`)} from "long-attention/${floor}";`,
    ),
    each((floor, i) => `const copies${i} = ${list(floor, (name) => `${name}: again(${name}${i})`)};`),
    each(
      (_, i) => `type Copies${i} = typeof copies${i};
        const lost${i}: { [K in keyof Copies${i} as 0 extends 1 & ReturnType<Copies${i}[K]> ? K : never]: K } = {};`,
    ),
  ]);
  expect(ran.flatMap(({ outputs }) => outputs)).toEqual([]);
});

/** What plain Node finds in the built floors. */
function listFunctions(): Record<string, string[]> {
  const script = `const isFunction = (value) => typeof value === "function" && !/^class/.test(value);
    const list = async (floor) => Object.entries(await import("long-attention/" + floor))
      .flatMap(([name, value]) => (isFunction(value) ? name : []));
    const floors = ${JSON.stringify(floors)};
    console.log(JSON.stringify(Object.fromEntries(
      await Promise.all(floors.map(async (floor) => [floor, await list(floor)])))));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return JSON.parse(stdout);
}

it("show(Plot.line(…)), show(Plot.plot({ … })) and mark.plot() draw in a cell, and nobody else finds a window", () => {
  const [line, plot, mark, windows] = runCells([
    'import * as Plot from "@observablehq/plot";\nimport { show } from "long-attention/notebook";\nshow(Plot.line([[0, 0], [1, 1]]));',
    'show(Plot.plot({ title: "Twice", color: { legend: true }, marks: [Plot.dot([{ a: 1, b: "x" }], { x: "a", fill: "b" })] }));',
    "Plot.barY([1, 2]).plot()",
    '[typeof (globalThis as any).window, "document" in globalThis]',
  ]).map(({ outputs }) => outputs[0]);
  const svg = /src="data:image\/svg\+xml;base64,([^"]+)"/.exec(textOf(line, "text/html"))?.[1] ?? "";
  expect(Buffer.from(svg, "base64").toString()).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*aria-label="line"/s,
  );
  expect(textOf(line, "text/plain")).toBe("Chart of line");
  expect(textOf(plot, "text/html")).toMatch(/<h2>Twice<\/h2>.*swatch.*<circle/s);
  expect(textOf(mark, "text/plain")).toBe("Chart of bar");
  expect(textOf(windows, "text/plain")).toBe("[ 'undefined', false ]");
});

it("microscope(f) takes a learner's function by its own type, and hazards() names what its blocks share", () => {
  const [, stub, right, named] = runCells([
    'import type { Hbm } from "@long-attention/grader";\nimport { microscope } from "@long-attention/figures";',
    'function f(mem: Hbm, Br: number, Bc: number): void {\n  throw new Error("TODO: your turn");\n}\nmicroscope(f);',
    "function g(mem: Hbm, Br: number, Bc: number): void {\n  mem.store(mem.load(mem.V, 0, 8), mem.O, 0, 8);\n}\nmicroscope(g);",
    'import { kernelGrid } from "long-attention/flash";\nimport { hazards } from "long-attention/gpu";\nhazards(kernelGrid(g, "keys"))[0]',
  ]).map(({ outputs }) => outputs[0]);
  expect(textOf(stub, "text/plain")).toBe(
    "Nothing to see yet: the kernel stopped before it moved anything: TODO: your turn",
  );
  expect(textOf(right, "text/plain")).toContain("Tile (i = 0, j = 0) was never computed, nor were 31 more");
  expect(textOf(named, "text/plain")).toContain("Blocks 0 to 7 all write rows 0 to 7 of O");
});

it("a matrix as the last value is readable", () => {
  const [one] = runCells(['import { matrix } from "long-attention/tensor";\nmatrix([[1, 20], [3, 4]])']);
  expect(one?.outputs).toMatchObject([{ data: { "text/plain": "Matrix [2, 2]\n  1  20\n  3   4" } }]);
});

const textOf = (output: unknown, type: string) =>
  String((output as { data?: Record<string, unknown> } | undefined)?.data?.[type]);

it("a chart that is drawn before show is imported says what to import", () => {
  const [alone] = runCells([
    'import * as Plot from "@observablehq/plot";\nPlot.line([[0, 0], [1, 1]]).plot();',
  ]);
  expect(alone?.outputs).toMatchObject([
    { evalue: expect.stringContaining('import { show } from "long-attention/notebook"') },
  ]);
});
