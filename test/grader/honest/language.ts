/** The language as people who learned it elsewhere write it: what TypeScript has beyond types, and what JavaScript always had. */
import { type Carrier, carrier, type Entry, solved } from "./entry.js";

const flops = carrier("00.5");
const label = carrier("01.1");
const intensity = carrier("03.1");
const band = carrier("04.2");
const bytes = carrier("08.1");
const top = carrier("10.1");

const written = (name: string, at: Carrier, code: string, rest: Partial<Entry> = {}): Entry => ({
  name,
  ids: [at.id],
  code,
  gets: "all",
  ...rest,
});

/** Something that gives 4, before the function, and used in it. */
const four = (
  name: string,
  at: Carrier,
  before: string,
  expression: string,
  rest: Partial<Entry> = {},
): Entry =>
  written(name, at, solved(at, { before, inside: `if (${expression} !== 4) return ${at.wrong};` }), rest);

const flopsOf = (T: string, d: string, causal: string) =>
  `4 * ${d} * (${causal} ? (${T} * (${T} + 1)) / 2 : ${T} * ${T})`;
const direct = flopsOf("T", "d", "causal");

export const language: readonly Entry[] = [
  written("export default", flops, solved(flops, { keyword: "export default " })),
  written(
    "export default of what stands above",
    band,
    `${solved(band, { keyword: "" })}export default bandNnz;`,
  ),
  written(
    "an export list with a type in it",
    bytes,
    `${solved(bytes, { before: "type Size = number;", keyword: "" })}export { type Size, kvBytesPerToken };`,
  ),
  written(
    "a function assigned later",
    flops,
    `export let attentionFlops: (${flops.params}) => number;\nif (1 < 2) attentionFlops = (T, d, causal) => ${direct};`,
  ),
  written(
    "a function declared twice",
    flops,
    `function attentionFlops(${flops.params}): number { return 0; }\n${solved(flops)}`,
    { gets: "none", says: /does not compile|is declared twice|already been declared/ },
  ),
  written(
    "a class's static method",
    flops,
    `class Solver { static #k = 4; static run(${flops.params}): number { return Solver.#k * d * (causal ? (T * (T + 1)) / 2 : T * T); } }\nexport const attentionFlops = Solver.run;`,
  ),
  written(
    "a bound function",
    flops,
    `function of(k: number, ${flops.params}): number { return k * d * (causal ? (T * (T + 1)) / 2 : T * T); }\nexport const attentionFlops = of.bind(null, 4);`,
  ),
  written(
    "what a function gives that is called at once",
    bytes,
    `export const kvBytesPerToken = (() => { let calls = 0; return function kv(${bytes.params}): number { calls++; return 2 * cfg.layers * cfg.kvHeads * cfg.headDim * cfg.bytes; }; })();`,
  ),
  written(
    "a function behind a proxy",
    flops,
    `const inner = (${flops.params}): number => ${direct};\nexport const attentionFlops = new Proxy(inner, { apply: (f, self, args) => Reflect.apply(f, self, args) });`,
  ),
  written(
    "parameters taken apart",
    flops,
    `export function attentionFlops(...[T, d, causal = false]: [number, number, boolean?]): number { return ${direct}; }`,
  ),
  written(
    "a parameter called this",
    flops,
    `function inner(this: { four: number }, T: number, d: number, causal: boolean): number { return this.four * d * (causal ? (T * (T + 1)) / 2 : T * T); }\nexport const attentionFlops = (${flops.params}): number => inner.call({ four: 4 }, T, d, causal);`,
  ),
  four(
    "fields that are declared, certain and overridden",
    top,
    `class Base { x: number = 4; get size(): number { return 1; } }
class Sub extends Base { declare x: number; y!: number; override get size(): number { return super.size + this.x - 1; } }`,
    "new Sub().size",
  ),
  four(
    "newer types",
    label,
    `declare const mark: unique symbol;
type First<T> = T extends readonly [infer U extends string, ...unknown[]] ? U : never;
type Named = [first: string, second?: number];
type Path<T extends string> = \`/\${Lowercase<T>}\`;
interface In<in T> { take(x: T): void }
interface Out<out T> { give(): T }
abstract class Made<T> { abstract n(): T }
type Maker = abstract new () => Made<number>;
const named: Named = ["a", 4];
const path: Path<First<["X"]>> = "/x";`,
    "named[1]! * path.length / 2",
  ),
  four(
    "const type parameters",
    band,
    `function pair<const T extends readonly unknown[]>(x: T): T { return x; }\nconst four = pair([4] as const);`,
    "four[0]",
  ),
  four(
    "functions that assert and tell types apart",
    label,
    `function sure(x: unknown): asserts x is number { if (typeof x !== "number") throw new TypeError("no number"); }
const isWord = (x: unknown): x is string => typeof x === "string";
const given: unknown = 4;
sure(given);
const kept: number = given;`,
    "(isWord(kept) ? 0 : kept)",
  ),
  four(
    "generators and iterators",
    top,
    `class Steps { constructor(private n: number) {} *[Symbol.iterator](): Generator<number> { for (let i = 0; i < this.n; i++) yield i; } }
function* twice(of: Iterable<number>) { for (const x of of) yield* [x, x]; }`,
    "[...twice(new Steps(2))].length",
  ),
  four(
    "getters, setters and computed names",
    intensity,
    `const key = "fo" + "ur";
const box = { n: 1, get [key](): number { return this.n; }, set [key](x: number) { this.n = x; } } as Record<string, number>;
box["four"] = 4;`,
    'box["four"]',
  ),
  four(
    "await at the top of a file",
    intensity,
    "const one = await Promise.resolve(1);\nawait null;",
    "one + 3",
  ),
  four(
    "tagged templates and letters of all scripts in patterns",
    label,
    "const raw = String.raw`\\n`;\nconst tag = (parts: TemplateStringsArray, ...xs: number[]): number => parts.length + xs.length;",
    "3 * tag`ab` + (/^\\p{L}+$/u.test('größe') ? raw.length - 1 : 0)",
  ),
  four(
    "errors of one's own",
    bytes,
    `class Wrong extends RangeError { override name = "Wrong"; constructor(readonly n: number) { super(\`\${n}\`, { cause: n }); } }
const caught = (): number => { try { throw new Wrong(4); } catch (error) { return error instanceof Wrong && error instanceof RangeError ? (error.cause as number) : 0; } finally { void 0; } };`,
    "caught()",
  ),
  four(
    "var, switch and functions in blocks",
    flops,
    `var n = 0; var n = 1;
{ function inner(): number { return 3; } n += inner(); }
switch (n) { case 4: case 5: { let n = 9; void n; break; } default: n = 0; }`,
    "n",
  ),
  four(
    "code made of text",
    flops,
    'const make = new Function("return 4") as () => number;',
    "make() + 0 * eval('1')",
  ),
  four(
    "a property of globalThis",
    bytes,
    "(globalThis as any).fourOfMine ??= 4;",
    "(globalThis as any).fourOfMine",
  ),
  four(
    "comments and spaces of all scripts",
    flops,
    `// 注意：因果掩码只看前面的词元 — الانتباه — внимание — תשומת לב 👩‍🏫
/* \u202Bمن اليمين إلى اليسار\u202C */
const\u3000größe\u00a0=\u20034; // U+3000, U+00A0, U+2003 are spaces, too
const wort = "séparée";`,
    "größe * (wort.length > 3 ? 1 : 0)",
  ),
  four("a line for the shell", flops, "#!/usr/bin/env -S npx tsx\nconst drei = 3;", "drei + 1", {
    notInKernel: "a cell has no such line",
  }),
  four(
    "old ways to say a type",
    intensity,
    "const two = <number>(<unknown>2);\nconst f = function <T>(x: T): T { return x; };\nlet maybe: number | undefined = 2;",
    "two + f<number>(maybe!)",
  ),
  four(
    "an enum that computes and one that is declared twice",
    bytes,
    'enum Flag { None = 0, A = 1 << 1, B = "ab".length, C = A | B }\nenum Split { X = 1 }\nenum Split { Y = 3 }',
    "Split.X + Split.Y + (Flag.C - 2)",
  ),
  four(
    "what import.meta says",
    flops,
    "const here = typeof import.meta;",
    'here.replace("object", "4444").length',
    {
      notInKernel: "a cell has none",
    },
  ),
];
