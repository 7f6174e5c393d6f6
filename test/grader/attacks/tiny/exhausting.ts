import { copyDouble, type Family, rowSums } from "./attack.js";

const slow = new Set(
  "result-keys output memory-caught join port-flood fill port-function result-size transpiler port-store microtasks generator result-strings memory-array".split(
    " ",
  ),
);

const all: Family = {
  family: "exhausting",
  attacks: [
    rowSums("loop", "never end", "for (;;);"),
    {
      name: "loop-top",
      tries: "never end, before anything is called",
      code: "export const rowSums = () => [];\nfor (;;);",
    },
    rowSums("loop-finally", "never end, again and again", "try { for (;;); } finally { for (;;); }"),
    rowSums("loop-catch", "catch the end of it", "for (;;) try { for (;;); } catch {}"),
    rowSums(
      "loop-getter",
      "never end while an error is read",
      "throw { get message() { for (;;); }, get name() { for (;;); }, get stack() { for (;;); } };",
    ),
    rowSums(
      "loop-result",
      "never end while the result is read",
      "return new Proxy([], { get: () => { for (;;); } });",
    ),
    rowSums(
      "loop-to-string",
      "never end while a thrown value is read",
      "throw { toString() { for (;;); } };",
    ),
    rowSums(
      "generator",
      "an endless generator",
      "return Array.from((function* () { for (;;) yield 0; })());",
    ),
    rowSums(
      "microtasks",
      "promises that make promises",
      "const f = () => Promise.resolve().then(f); return f();",
    ),
    rowSums("pending", "a promise that never settles", "return new Promise(() => {});"),
    {
      name: "pending-top",
      tries: "wait for ever at the top",
      code: "await new Promise(() => {});\nexport const rowSums = () => [];",
    },
    rowSums(
      "atomics",
      "sleep",
      "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1e9); return [];",
    ),
    rowSums(
      "memory-array",
      "fill the memory",
      "const a = []; for (;;) a.push(new Array(1000).fill(a.length));",
    ),
    rowSums(
      "memory-typed",
      "one enormous typed array",
      "const all = []; for (let i = 0; i < 64; i++) all.push(new Float64Array(2 ** 27).fill(1)); return all[0];",
    ),
    rowSums("memory-string", "a string that doubles", "let s = 'x'; for (;;) s += s;"),
    rowSums(
      "memory-caught",
      "fill the memory, and carry on",
      "const a = []; for (;;) try { a.push('x'.repeat(1e6) + a.length); } catch {}",
    ),
    rowSums(
      "regex",
      "a regular expression that tries everything",
      "return /^(a+)+$/.test('a'.repeat(40) + 'b');",
    ),
    rowSums("bigint", "an enormous number", "return Number(3n ** (3n ** 20n));"),
    rowSums("recursion", "call itself", "const f = (n) => f(n + 1) + 1; return f(0);"),
    rowSums("recursion-json", "nest deeply", "let r = []; for (let i = 0; i < 1e5; i++) r = [r]; return r;"),
    rowSums(
      "recursion-regex",
      "a deep pattern",
      "return new RegExp('('.repeat(2e4) + ')'.repeat(2e4)).test('');",
    ),
    rowSums("recursion-parse", "a deep program", "return eval('['.repeat(1e5) + ']'.repeat(1e5));"),
    rowSums("output", "print without end", "for (;;) console.log('x'.repeat(1000));"),
    rowSums("error-size", "an error of a hundred megabytes", "throw new Error('x'.repeat(1e8));"),
    rowSums("result-size", "more numbers than anybody wants", "return Array.from({ length: 3e6 }, () => 1);"),
    rowSums(
      "result-strings",
      "a result of long texts",
      "return Array.from({ length: 1e4 }, () => 'x'.repeat(6e4));",
    ),
    rowSums(
      "result-sparse",
      "a list with a length and nothing in it",
      "const r = []; r.length = 4294967295; return r;",
    ),
    rowSums("result-cyclic", "a result that holds itself", "const r = []; r.push(r); return r;"),
    rowSums(
      "result-keys",
      "a result of many properties",
      "return Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => ['k' + i, i]));",
    ),
    rowSums("join", "a join of nothing", "return new Array(2 ** 27).join('x').length;"),
    rowSums("fill", "built-in functions that take long", "for (;;) new Array(1e6).fill(0).sort(() => 1);"),
    {
      name: "transpiler",
      tries: "keep the compiler busy",
      code: `export const rowSums = (A) => [];\nconst x = ${"a?(b):c=>".repeat(26)}0;`,
      state: "any",
    },
    {
      name: "transpiler-deep",
      tries: "nest the compiler deeply",
      code: `export const rowSums = (A) => [];\nconst x = ${"(".repeat(50_000)}1${")".repeat(50_000)};`,
      state: "any",
    },
    {
      name: "transpiler-types",
      tries: "types that nest",
      code: `export const rowSums = (A) => [];\ntype T = ${"Array<".repeat(5_000)}number${">".repeat(5_000)};`,
      state: "any",
    },
    rowSums(
      "fork",
      "processes without end",
      "for (let i = 0; i < 50; i++) try { require('child_process').fork(process.argv[1]); } catch {} return [];",
    ),
    copyDouble("port-flood", "ask the device without end", "for (;;) mem.free(mem.tile(1, 1));"),
    copyDouble("port-sram", "fill an SRAM without end", "for (;;) mem.tile(1, 1);"),
    copyDouble("port-function", "ask the grader without end", "for (;;) scale(1);"),
    copyDouble(
      "port-argument",
      "ask with an enormous argument",
      "for (let i = 0; i < 50; i++) try { scale('x'.repeat(1e6)); } catch {}",
    ),
    copyDouble(
      "port-store",
      "write without end",
      "const t = mem.load(mem.Q, 0, 3); for (;;) mem.store(t, mem.O, 0, 3);",
    ),
  ],
};

export const exhausting: Family = {
  ...all,
  attacks: all.attacks.map((attack) => (slow.has(attack.name) ? { ...attack, slow: true } : attack)),
};
