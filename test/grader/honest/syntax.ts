/** Ways to write the same file. */
import { carrier, carriers, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const band = carrier("04.2");
const bytes = carrier("08.1");
const top = carrier("10.1");
const parse = carrier("01.1");
const intensity = carrier("03.1");

const file = (name: string, ids: readonly string[], code: string, rest: Partial<Entry> = {}): Entry => ({
  name,
  ids,
  code,
  gets: "all",
  ...rest,
});

export const syntax: readonly Entry[] = [
  ...carriers.map((at) => file(`plain ${at.name}`, [at.id], solved(at))),
  ...carriers.map((at) =>
    file(
      `wrong ${at.name}`,
      [at.id],
      `export function ${at.name}(${at.params}): ${at.result} { return ${at.wrong}; }`,
      { gets: "none" },
    ),
  ),
  file("without export", ["00.5"], solved(flops, { keyword: "" })),
  file("export at the end", ["04.2"], `${solved(band, { keyword: "" })}export { bandNnz };`),
  file(
    "export under another name",
    ["04.2"],
    "const inner = (T: number, c: number): number => { const h = Math.min((c - 1) / 2, T - 1); return (2 * h + 1) * T - h * (h + 1); };\nexport { inner as bandNnz };",
    { notInKernel: "an export gives no name to later cells" },
  ),
  file(
    "an arrow function",
    ["08.1"],
    `export const kvBytesPerToken = (${bytes.params}): number => 2 * cfg.layers * cfg.kvHeads * cfg.headDim * cfg.bytes;`,
  ),
  file(
    "a function expression in let",
    ["08.1"],
    `export let kvBytesPerToken = function (${bytes.params}): number { ${bytes.body} };`,
  ),
  file(
    "an async function",
    ["00.5"],
    `export async function attentionFlops(${flops.params}): Promise<number> {\n  await null;\n  ${flops.body}\n}`,
  ),
  file(
    "a promise with a timer",
    ["00.5"],
    `export function attentionFlops(${flops.params}): Promise<number> {\n  return new Promise((done) => setTimeout(() => done(4 * d * (causal ? (T * (T + 1)) / 2 : T * T)), 5));\n}`,
  ),
  file(
    "a count of its calls, of visible and of hidden checks",
    ["08.1"],
    solved(bytes, { before: "let calls = 0;", inside: "if (++calls > 18) return -1;" }),
    { gets: "some" },
  ),
  file(
    "a comparison that gives true and false",
    ["10.1"],
    solved(top).replace(
      /order\.sort\(.*\);/,
      "order.sort(((i: number, j: number) => scores[i]! < scores[j]!) as any);",
    ),
    { gets: "none" },
  ),
  file(
    "a promise that never settles",
    ["00.5"],
    `export function attentionFlops(${flops.params}): Promise<number> {\n  return new Promise<number>(() => {});\n}`,
    { gets: "none", notInKernel: "it waits for ten seconds" },
  ),
  file(
    "an enum",
    ["03.1"],
    solved(intensity, {
      before: "enum Side { Left = 2, Right }",
      inside: "if (Side.Right !== 3 || Side[2] !== 'Left') return -1;",
    }),
  ),
  file(
    "a const enum of words",
    ["03.1"],
    solved(intensity, {
      before: "const enum Mode { A = 'a' }",
      inside: "if (Mode.A !== ('a' as string)) return -1;",
    }),
  ),
  file(
    "parameter properties",
    ["10.1"],
    solved(top, {
      before:
        "class Pair { constructor(readonly i: number, private x = 3) {} get sum() { return this.i + this.x; } }",
      inside: "if (new Pair(1).sum !== 4) return [-1];",
    }),
  ),
  file(
    "private fields and static blocks",
    ["10.1"],
    solved(top, {
      before: "class Box { static made = 0; static { Box.made = 1; } #n = 2; get n() { return this.#n; } }",
      inside: "if (new Box().n + Box.made !== 3) return [-1];",
    }),
  ),
  file(
    "generics and satisfies",
    ["01.1"],
    solved(parse, {
      before:
        "const first = <A,>(list: readonly A[]): A => list[0]!;\nconst table = { a: 1 } satisfies Record<string, number>;",
      inside: "if (first([1]) !== table.a) return -1;",
    }),
  ),
  file(
    "overloads",
    ["01.1"],
    solved(parse, {
      before:
        "function twice(x: string): string;\nfunction twice(x: number): number;\nfunction twice(x: any): any { return x + x; }",
      inside: "if (twice(2) !== 4) return -1;",
    }),
  ),
  file(
    "an abstract class",
    ["04.2"],
    solved(band, {
      before:
        "abstract class Shape { abstract area(): number; }\nclass Square extends Shape { area(): number { return 4; } }",
      inside: "if (new Square().area() !== 4) return -1;",
    }),
  ),
  file(
    "declare and interface",
    ["04.2"],
    solved(band, {
      before: "interface Size { T: number }\ntype Sizes = Size[];\ndeclare const nowhere: number;",
    }),
  ),
  file(
    "a type only namespace of declare",
    ["04.2"],
    solved(band, { before: "declare namespace Only { const x: number; }" }),
  ),
  file(
    "module state",
    ["08.1"],
    solved(bytes, {
      before: "const memo = new Map<string, number>();",
      inside:
        "const key = JSON.stringify(cfg);\n  if (memo.has(key)) return memo.get(key)!;\n  memo.set(key, 2 * cfg.layers * cfg.kvHeads * cfg.headDim * cfg.bytes);",
    }),
  ),
  file(
    "a table filled at the top",
    ["04.2"],
    `const table: number[] = [];\nfor (let h = 0; h < 5; h++) table.push(h * (h + 1));\n${solved(band, { inside: "if (table[2] !== 6) return -1;" })}`,
  ),
  file(
    "a class with a prototype method added",
    ["00.5"],
    `class Helper { pairs(T: number): number { return T * T; } }\n(Helper.prototype as any).half = function (T: number) { return (T * (T + 1)) / 2; };\nexport function attentionFlops(${flops.params}): number { const h = new Helper() as any; return 4 * d * (causal ? h.half(T) : h.pairs(T)); }`,
  ),
  file(
    "a label, a comma, a void",
    ["00.5"],
    solved(flops, { inside: "let n = (Math.abs(1), 2); void n; outer: for (;;) { for (;;) break outer; }" }),
  ),
  file("with line ends of Windows and a mark", ["00.5"], `\ufeff${solved(flops).replaceAll("\n", "\r\n")}`, {
    notInKernel: "a cell has no mark",
  }),
  file(
    "unusual names",
    ["00.5"],
    solved(flops, {
      before: "const $ = 1, _ = 2, größe = 3, λ = 4;",
      inside: "if ($ + _ + größe + λ !== 10) return -1;",
    }),
  ),
  file(
    "names that were keywords",
    ["00.5"],
    solved(flops, {
      before: "const of = 1, type = 2, as = 3, get = 4, async = 5;",
      inside: "if (of + type + as + get + async !== 15) return -1;",
    }),
  ),
  file(
    "a getter that throws only once",
    ["08.1"],
    solved(bytes, { before: "let calls = 0;", inside: "if (calls++ === 0) throw new Error('first');" }),
    { gets: "some", notInKernel: "the cell keeps its state between visible and hidden calls" },
  ),
  file("one branch throws", ["00.5"], solved(flops, { inside: "if (causal) throw new Error('not yet');" }), {
    gets: "some",
  }),
  file(
    "half right",
    ["00.5"],
    `export function attentionFlops(${flops.params}): number { return 4 * d * T * T; }`,
    { gets: "some" },
  ),
  file(
    "two loops over a thousand tokens",
    ["04.2"],
    "export function bandNnz(T: number, c: number): number {\n  let n = 0;\n  for (let i = 0; i < T; i++) for (let j = 0; j < T; j++) if (Math.abs(i - j) <= (c - 1) / 2) n++;\n  return n;\n}",
    { gets: "some" },
  ),
  file(
    "a stub",
    ["00.5"],
    "export function attentionFlops(): number {\n  throw new Error('TODO exercise 00.5: attentionFlops');\n}",
    { gets: "none" },
  ),
  file("a missing function", ["00.5"], "export const attentionFLOPS = 3;\n// attentionFlops is not here", {
    gets: "none",
    notInKernel: "the cell that checks it does not compile",
  }),
  file(
    "a thrown string",
    ["00.5"],
    `export function attentionFlops(${flops.params}): number { throw "no"; }`,
    { gets: "none" },
  ),
  ...(
    [
      ["a namespace", "namespace Known { export const four = 4; }", "Known.four"],
      [
        "a decorator",
        "function mark(value: any, _context: any): any { return value; }\nclass Four { @mark n() { return 4; } }",
        "new Four().n()",
      ],
      ["an accessor", "class Four { accessor n = 4; }", "new Four().n"],
    ] as const
  ).map(([name, before, four]) =>
    file(name, ["00.5"], solved(flops, { before, inside: `if (${four} !== 4) return -1;` }), {
      gets: "none",
      says: /is not understood here/,
    }),
  ),
  file("using", ["00.5"], solved(flops, { inside: "using r = { [Symbol.dispose]() {} } as any;" }), {
    gets: "none",
    says: /using is not understood here/,
  }),
  file("does not parse", ["00.5"], "export function attentionFlops(T: number {", {
    gets: "none",
    says: /does not compile, line 1/,
  }),
];
