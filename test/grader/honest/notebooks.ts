/** Cells, as people write them over an evening. */
import { carrier, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const band = carrier("04.2");
const cell = (at = flops, options: Parameters<typeof solved>[1] = {}) =>
  solved(at, { keyword: "", ...options });
const book = (name: string, code: readonly string[], rest: Partial<Entry> = {}): Entry => ({
  name: `notebook: ${name}`,
  ids: ["00.5"],
  code,
  gets: "all",
  ...rest,
});
const softmax = (total: string) =>
  `${total}\nfunction stableSoftmax(x: Float64Array): Float64Array { const m = Math.max(...x); const e = x.map((s) => Math.exp(s - m)); const sum = total(e); return e.map((p) => p / sum); }`;

export const notebooks: readonly Entry[] = [
  book("one cell", [cell()]),
  book("as it is handed out, solved", [
    'import { hint, progress } from "@long-attention/grader";\nimport { type Matrix, zeros } from "long-attention/tensor";',
    cell(),
    'import { check } from "@long-attention/grader";\ncheck("00.5", attentionFlops);',
    'progress("00");',
  ]),
  book(
    "the same helper in two cells",
    [
      softmax("const total = (a: Float64Array): number => a.reduce((x, y) => x + y, 0);"),
      cell(flops, {
        before: "const total = (a: number, b: number): number => a * b;",
        inside: "if (total(2, 3) !== 6) return -1;",
      }),
    ],
    { ids: ["00.1", "00.5"] },
  ),
  book("a table filled by statements", [
    "const memo: number[] = [];",
    "for (let i = 0; i < 3; i++) memo.push(i);\nmemo.push(7);",
    cell(flops, { inside: "if (memo.length !== 4) return -1;" }),
  ]),
  book("a map set in the cell", [
    `const f = new Map<string, number>(); f.set("four", 4);\n${cell(flops, { inside: 'if (f.get("four") !== 4) return -1;' })}`,
  ]),
  book("let, then a value", [
    "let four = 0; four = 4;",
    cell(flops, { inside: "if (four !== 4) return -1;" }),
  ]),
  book("let f; f = …", [
    `let attentionFlops: (${flops.params}) => number;\nattentionFlops = (T, d, causal) => 4 * d * (causal ? (T * (T + 1)) / 2 : T * T);`,
  ]),
  book("a variable after the function", [
    `${cell(flops, { inside: "if (late !== 3) return -1;" })}\nconst late = 3;`,
  ]),
  book("a method added to a prototype", [
    "class Helper { n() { return 2; } }",
    "(Helper.prototype as any).m = () => 2;",
    cell(flops, { inside: "const h = new Helper() as any; if (h.n() * h.m() !== 4) return -1;" }),
  ]),
  book("Object.assign on a function", [
    "const helper = () => 2;\nObject.assign(helper, { more: 2 });",
    cell(flops, { inside: "if (helper() + (helper as any).more !== 4) return -1;" }),
  ]),
  book("a helper mended later", [
    "const pairs = (T: number): number => T;",
    cell(flops).replace("T * T;", "pairs(T);").replace(": T * T)", ": pairs(T))"),
    "const pairs = (T: number): number => T * T;",
  ]),
  book("a function keeps its own cell's helper", [
    `const pairs = (T: number): number => T * T;\n${cell(flops).replace(": T * T)", ": pairs(T))")}`,
    "const pairs = (T: number): number => 0;",
  ]),
  book("a function sees its own cell's let that another cell changes", [
    `let four = 0;\n${cell(flops).replace("4 * d", "four * d")}`,
    "four = 4;",
  ]),
  book("a function keeps its own cell's let when another cell declares one", [
    `let four = 4;\n${cell(flops).replace("4 * d", "four * d")}`,
    "let four = 0;",
    "four = 3;",
  ]),
  book("a foreign let that is changed", [
    "let four = 3;",
    cell(flops).replace("4 * d", "four * d"),
    "four = 4;",
  ]),
  book("a counter that another cell sets", [
    "let n = 0;\nconst step = () => ++n;",
    "n = 10;",
    "step();",
    cell(flops, { inside: "if (n !== 11) return -1;" }),
  ]),
  book("a counter that another cell sets and steps", [
    "let n = 0;\nconst step = () => { n += 2; return n++; };",
    "n = 10;\nconst got = step();\nn++;\n[n] = [n + 1];",
    cell(flops, { inside: "if (n !== 15 || got !== 12) return -1;" }),
  ]),
  book("the last of two definitions", [cell(flops).replace("4 * d", "5 * d"), cell()]),
  book("a wrong second definition", [cell(), cell(flops).replace("4 * d", "5 * d")], { gets: "none" }),
  book("a cell that throws declares what stands above", [`${cell()}\nthrow new Error("stop");`]),
  book(
    "a cell that throws does not declare what stands below",
    [`throw new Error("stop");\nconst attentionFlops = (${flops.params}) => 4 * d * T * T;`],
    { gets: "none" },
  ),
  book("a cell that throws keeps what was there of a name below", [
    "const four = 4;",
    "throw new Error('stop');\nconst four = 5;",
    cell(flops).replace("4 * d", "four * d"),
  ]),
  book("a cell that throws in a function below, which is there all the same", [
    `const four = pairs();\nfunction pairs(): number { throw new Error("stop"); }\n${cell()}`,
  ]),
  book(
    "a const of a cell that threw before it",
    ["throw new Error('x');\nconst four = 4;", cell(flops).replace("4 * d", "four * d")],
    { gets: "none" },
  ),
  book("a cell that throws changes what was there", [
    cell(flops).replace("4 * d", "5 * d"),
    `${cell()}\nthrow new Error("stop");`,
  ]),
  book("a cell that throws, and others that do not", [
    "const x = 1;\nthrow new Error('a scratch cell');",
    cell(),
  ]),
  book("a cell that does not parse", [cell(), "function attentionFlops(T: number {"]),
  book("a name that nobody declares", [cell(flops, { inside: "if (nowhere) return -1;" })], { gets: "none" }),
  book(
    "a helper that comes later",
    [cell(flops, { inside: "if (later() !== 2) return -1;" }), "const later = () => 2;"],
    { gets: "none" },
  ),
  book("a helper of a cell that threw after it", [
    "const two = () => 2;\nthrow new Error('x');",
    cell(flops, { inside: "if (two() !== 2) return -1;" }),
  ]),
  book("a constant that another cell changes", [
    "const four = 4;",
    "four = 5;",
    cell(flops).replace("4 * d", "four * d"),
  ]),
  book("the word export", [`export ${cell()}`]),
  book("the word export in many places", [
    "export const two = 2;\nexport default class A { n() { return two; } }\nconst one = 1;\nexport { one, two as zwei };",
    cell(flops, { inside: "if (new A().n() + one !== 3) return -1;" }),
  ]),
  book("await at the top", [
    "const four = await Promise.resolve(4);",
    cell(flops).replace("4 * d", "four * d"),
  ]),
  book("await and a timer at the top", [
    "const four = await new Promise<number>((done) => setTimeout(() => done(4), 5));",
    cell(flops).replace("4 * d", "four * d"),
  ]),
  book("a for await", [
    "let four = 0;\nfor await (const x of [1, 3]) four += x;",
    cell(flops).replace("4 * d", "four * d"),
  ]),
  book("await before brackets", [
    "const one = await (async () => 1)();\nconst three = await [3][0]!;\nawait (null);",
    cell(flops).replace("4 * d", "(one + three) * d"),
  ]),
  book("destructuring at the top", [
    "const [a, { b, ...c }] = [1, { b: 2, d: 3 }] as const;",
    cell(flops, { inside: "if (a + b + c.d !== 6) return -1;" }),
  ]),
  book("a shorthand of another cell's name", [
    "const four = 4;",
    cell(flops, { inside: "const o = { four }; if (o.four !== 4) return -1;" }),
  ]),
  book("a parameter that hides a name", ["const T = 9, d = 8;", cell()]),
  book(
    "a loop variable is no name of the notebook",
    ["for (var i = 0; i < 3; i++);", cell(flops, { inside: "if (i !== 3) return -1;" })],
    { gets: "none" },
  ),
  book("an enum of another cell", [
    "enum Side { Left, Right }",
    cell(flops, { inside: "if (Side.Right !== 1) return -1;" }),
  ]),
  book("an interface of another cell", [
    "interface Shape { T: number }",
    cell(flops, { inside: "const s: Shape = { T }; if (s.T !== T) return -1;" }),
  ]),
  book("an import of another cell", [
    'import { zeros } from "long-attention/tensor";',
    cell(flops, { inside: "if (zeros([1, 2]).shape[1] !== 2) return -1;" }),
  ]),
  book("an import that another cell hides", [
    'import { zeros } from "long-attention/tensor";\nconst made = () => zeros([1, 2]).shape[1];',
    "const zeros = 3;",
    cell(flops, { inside: "if (made() !== 2 || zeros !== 3) return -1;" }),
  ]),
  book("a class extends another cell's", [
    "class A { n() { return 2; } }",
    "class B extends A { m() { return this.n() + 2; } }",
    cell(flops, { inside: "if (new B().m() !== 4) return -1;" }),
  ]),
  book("a recursive function, hidden later", [
    "function pairs(T: number): number { return T === 0 ? 0 : T + pairs(T - 1); }",
    "const old = pairs;",
    "function pairs(T: number): number { return 0; }",
    cell(flops, { inside: "if (old(3) !== 6) return -1;" }),
  ]),
  book("scratch cells that print and draw", [
    'import { show, callout } from "long-attention/notebook";\nshow("hello");',
    "console.group('x'); console.table([1]); console.groupEnd();",
    cell(),
    "attentionFlops(3, 2, true)",
  ]),
  book("a scratch cell that Node alone can run", [
    "process.memoryUsage();",
    'import * as fs from "node:fs";\nfs.existsSync("/");',
    cell(),
  ]),
  book(
    "a name declared where only Node can run",
    ["const home = process.cwd();\nconst four = 4;", cell(flops).replace("4 * d", "four * d")],
    { gets: "none", says: /process is not there/ },
  ),
  book(
    "a namespace",
    ["namespace Known { export const four = 4; }", cell(flops).replace("4 * d", "Known.four * d")],
    { gets: "none", says: /namespace is not understood here/ },
  ),
  book(
    "the library's softmax",
    [
      'import { softmax } from "long-attention/tensor";',
      "const stableSoftmax = (x: Float64Array): Float64Array => softmax(x);",
    ],
    { ids: ["00.1"], gets: "none", says: /softmax is the answer/ },
  ),
  book(
    "a refused import in one of two",
    [
      'import * as fs from "node:fs";',
      "function stableSoftmax(x: Float64Array): Float64Array { fs.existsSync('/'); return x; }",
      cell(),
    ],
    { ids: ["00.1", "00.5"], gets: "some", says: /cannot import "node:fs"/ },
  ),
  book(
    "set 04",
    [
      "const half = (c: number) => (c - 1) / 2;",
      cell(band).replace("(c - 1) / 2", "half(c)"),
      "bandNnz(5, 3)",
    ],
    { ids: ["04.2"] },
  ),
  book("half right", [cell(flops).replace("(T * (T + 1)) / 2", "T")], { gets: "some" }),
  book(
    "a stub left beside the work",
    [
      "function stableSoftmax(x: Float64Array): Float64Array {\n  throw new Error('TODO exercise 00.1: stableSoftmax');\n}",
      cell(),
    ],
    { ids: ["00.1", "00.5"], gets: "some" },
  ),
];
