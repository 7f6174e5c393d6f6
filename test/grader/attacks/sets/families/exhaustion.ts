/** Time, memory, processes and output without end. Every attack that leaves the grader stops by itself. */
import { family, type Plan, ts } from "../plan.js";
import { all, flopsPoints, getModules, honestFlops } from "../texts.js";

const stops = "it is stopped in time, and the result says why";

const atCall = (id: string, tries: string, body: string, more: Partial<Plan> = {}): Plan => ({
  id,
  tries,
  files: () => ts(all(body)),
  honest: flopsPoints,
  must: stops,
  ...more,
});

const atLoad = (id: string, tries: string, text: string, more: Partial<Plan> = {}): Plan => ({
  id,
  tries,
  files: () => ts(`${text}\n${all("return 0;")}`),
  honest: flopsPoints,
  must: stops,
  ...more,
});

/** A text as a submission of its own. */
const whole = (id: string, tries: string, text: () => string, more: Partial<Plan> = {}): Plan => ({
  id,
  tries,
  files: () => ts(text()),
  honest: flopsPoints,
  must: stops,
  ...more,
});

/** A program that does nothing for a while, with the tag in its command line. */
const sleeper = (tag: string) => `["-e", "setTimeout(() => {}, 8000)", "${tag}"]`;

export const exhaustion = family("exhaustion", [
  atLoad("loop-at-load", "never ends loading", "for (;;) {}"),
  atCall("loop", "never ends", "for (;;) {}"),
  atCall(
    "loop-in-finally",
    "catches whatever stops it and goes on",
    "for (;;) { try { for (;;) {} } catch {} finally { continue; } }",
  ),
  atCall(
    "loop-in-recursion",
    "calls itself from its own finally, for ever",
    "function go() { try { go(); } finally { go(); } } go();",
  ),
  atCall(
    "loop-in-generator",
    "delegates to itself without end",
    "function* g() { for (;;) { try { yield; } finally { yield* g(); } } } for (const _ of g()) {}",
  ),
  atCall(
    "loop-in-getter",
    "never lets its result be read",
    "return { get length() { for (;;) {} }, get shape() { for (;;) {} }, toJSON() { for (;;) {} }, then: undefined };",
  ),
  atCall(
    "loop-in-error",
    "throws an error whose message never ends",
    "throw { get name() { for (;;) {} }, get message() { for (;;) {} }, get stack() { for (;;) {} }, toString() { for (;;) {} } };",
  ),
  atCall(
    "loop-in-await",
    "gives a promise of a promise of a promise, without end",
    "const again = { then(done) { done(again); } }; return Promise.resolve(again);",
  ),
  atCall(
    "microtasks",
    "queues two microtasks from every microtask",
    "const storm = () => { Promise.resolve().then(storm); Promise.resolve().then(storm); }; storm(); return new Promise(() => {});",
  ),
  atCall("never-settles", "gives a promise that never settles", "return new Promise(() => {});"),
  atLoad(
    "top-level-await",
    "waits for ever while it is loaded",
    "await new Promise(() => { try { setInterval(() => {}, 1000); } catch {} });",
  ),
  atCall(
    "timers",
    "keeps the process alive with timers after it answered",
    "try { setInterval(() => {}, 10); } catch {} return 0;",
  ),
  atCall(
    "sleep",
    "sleeps in the one thread there is",
    "try { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 6000); } catch {} const end = Date.now() + 6000; while (Date.now() < end) {} return 0;",
  ),
  atCall(
    "memory-lists",
    "fills the memory with lists",
    "const keep = []; for (let i = 0; i < 1e5; i++) keep.push(new Array(1000).fill(i)); return keep.length;",
  ),
  atCall(
    "memory-typed",
    "fills the memory with typed arrays, which some interpreters do not count",
    "const keep = []; for (let i = 0; i < 12; i++) keep.push(new Float64Array(8e6).fill(1)); return keep.length;",
  ),
  atCall(
    "memory-text",
    "doubles a text until nothing is left",
    "let s = 'x'; for (let i = 0; i < 29; i++) s += s; const t = s.split(''); return t.length;",
  ),
  atCall(
    "memory-resizable",
    "grows a buffer step by step",
    "try { const b = new ArrayBuffer(1, { maxByteLength: 2 ** 30 }); for (let n = 1; n < 2 ** 29; n *= 2) { b.resize(n); new Uint8Array(b).fill(1); } } catch {} const w = []; for (let i = 0; i < 6; i++) { try { w.push(new WebAssembly.Memory({ initial: 1600 })); } catch {} } for (;;) {}",
  ),
  atCall(
    "memory-again",
    "runs out of memory at every call, to wear the grader out",
    "const keep = []; for (;;) keep.push('x'.repeat(1e6) + keep.length);",
  ),
  atCall(
    "regex",
    "matches with a pattern that takes exponential time",
    "return /^(a+)+$/.test('a'.repeat(40) + 'b') ? 1 : 0;",
  ),
  atCall(
    "big-integers",
    "raises a big integer to a power that takes hours",
    "let x = 3n; for (let i = 0; i < 40; i++) x = x * x; return Number(x % 7n);",
  ),
  atCall(
    "native-search",
    "searches a list of nine thousand million million entries, all inside the engine",
    "return Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
  ),
  atCall(
    "native-join",
    "joins and sorts a list that is all holes",
    "return [Array(2 ** 32 - 1).join('x').length, new Array(1e8).fill(0).sort().length];",
  ),
  atCall("recursion", "calls itself without end", "const f = (n) => f(n + 1) + 1; return f(0);"),
  atCall(
    "recursion-native",
    "calls itself through the engine: proxies, sorting, JSON, texts",
    `
let p = {}; for (let i = 0; i < 20000; i++) p = new Proxy(p, {}); try { p.x; } catch {}
const t = { toString() { return "" + t; } }; try { "" + t; } catch {}
const s = () => [2, 1].sort(s); try { s(); } catch {}
let deep = "["; deep = deep.repeat(200000); try { JSON.parse(deep); } catch {}
let nested = []; for (let i = 0; i < 100000; i++) nested = [nested]; try { JSON.stringify(nested); } catch {}
try { new RegExp("(".repeat(50000) + ")".repeat(50000)); } catch {}
try { (0, eval)("(".repeat(50000)); } catch {} return nested;`,
  ),
  atCall(
    "output-flood",
    "prints without end",
    "for (let i = 0; i < 2e5; i++) console.log('x'.repeat(200)); for (;;) console.log('x');",
  ),
  atCall(
    "message-flood",
    "throws a message of many megabytes",
    "throw Object.assign(new Error('x'.repeat(2e7)), { name: 'y'.repeat(1e7), stack: 'z'.repeat(1e7) });",
  ),
  atCall(
    "result-flood",
    "gives thirty million numbers back",
    "return Array.from({ length: 5 }, () => new Float64Array(6e6));",
  ),
  atCall(
    "result-texts",
    "gives a list of the same long text, a million times",
    "const s = 'x'.repeat(65000); return new Array(1e6).fill(s);",
  ),
  atCall(
    "result-names",
    "gives an object whose names are megabytes long",
    "return { ['n'.repeat(5e6)]: 1, ['m'.repeat(5e6)]: 2 };",
  ),
  atCall(
    "result-sparse",
    "gives a list that claims four thousand million entries",
    "const x = []; x.length = 2 ** 32 - 1; x[2 ** 32 - 2] = 1; return x;",
  ),
  atCall(
    "result-shared",
    "gives a small object that is exponentially large when it is written out",
    "let x = [0]; for (let i = 0; i < 40; i++) x = [x, x]; return x;",
  ),
  atCall(
    "result-cyclic",
    "gives an object that contains itself",
    "const x = { m: 0, l: 0 }; x.self = x; const y = [x]; y.push(y); return y;",
  ),
  atCall(
    "almost-all-fuel",
    "works honestly slowly: a good second at every single call",
    "let x = 0; for (let i = 0; i < 900000; i++) x += i % 7; return x;",
  ),
  whole(
    "transpiler-arrows",
    "is thirty lines that take a type stripper exponential time",
    () => `const x = ${"a?(b):c=>".repeat(30)}1;\n${honestFlops}`,
  ),
  whole(
    "transpiler-types",
    "nests generics, types and templates as deep as a parser goes",
    () =>
      `type T = ${"A<".repeat(4000)}x${">".repeat(4000)};\nconst y = ${"(".repeat(20000)}1${")".repeat(20000)};\nconst z = ${"`${".repeat(3000)}1${"}`".repeat(3000)};\n${honestFlops}`,
  ),
  whole(
    "transpiler-generics",
    "asks at every bracket whether it is a type or a comparison",
    () =>
      `const x = ${"f<a<".repeat(600)}b;\nconst y = ${"<T,>(x: T) => (".repeat(25)}1${")".repeat(25)};\nconst z = ${"async <T>(a?: (b: ".repeat(20)};\n${honestFlops}`,
  ),
  whole(
    "many-functions",
    "declares a hundred thousand functions",
    () => `${Array.from({ length: 20_000 }, (_, i) => `function f${i}(){}`).join("")}\n${honestFlops}`,
  ),
  {
    id: "many-modules",
    tries: "imports itself in a circle of files",
    files: () => [
      { path: "/00-attention.ts", text: `import "./a0.ts";\n${all("return 0;")}` },
      ...Array.from({ length: 18 }, (_, i) => ({
        path: `/a${i}.ts`,
        text: `import "./a${(i + 1) % 18}.ts"; import "./00-attention.ts"; await import("./a${(i + 7) % 18}.ts");`,
      })),
    ],
    honest: flopsPoints,
    must: stops,
  },
  {
    id: "processes",
    tries: "starts twenty processes that outlive it",
    files: ({ tag }) =>
      ts(`${getModules}
try { const { spawn } = await load("node:child_process"); for (let i = 0; i < 20; i++) spawn(proc.execPath, ${sleeper(tag)}, { detached: true, stdio: "ignore" }).unref(); } catch {}
${all("return 0;")}`),
    honest: flopsPoints,
    must: "no process is left",
  },
  {
    id: "processes-by-shell",
    tries: "starts a process through a shell, in a session of its own",
    files: ({ tag }) =>
      ts(`${getModules}
try { const { exec } = await load("node:child_process"); exec("setsid " + proc.execPath + " -e 'setTimeout(() => {}, 8000)' ${tag} > /dev/null 2>&1 &"); await new Promise((r) => setTimeout(r, 200)); } catch {}
${all("return 0;")}`),
    honest: flopsPoints,
    must: "no process is left",
  },
  {
    id: "workers",
    tries: "starts threads that compute for ever",
    files: () =>
      ts(`${getModules}
try { const { Worker } = await load("node:worker_threads"); for (let i = 0; i < 2; i++) new Worker("const end = Date.now() + 6000; while (Date.now() < end) {}", { eval: true }); } catch {}
try { new Worker("data:text/javascript,for(;;){}"); } catch {}
${all("return 0;")}`),
    honest: flopsPoints,
    must: stops,
  },
  {
    id: "device-calls",
    tries: "loads and frees a million tiles",
    set: "07",
    files: () =>
      ts(
        "export function flashForward(mem) { for (let i = 0; i < 1e6; i++) mem.free(mem.load(mem.Q, 0, 1)); for (;;) mem.load(mem.Q, 0, 1); }",
      ),
    honest: 0,
    must: stops,
  },
  {
    id: "device-stores",
    tries: "stores the same tile without end, so that whoever keeps a record runs out of memory",
    set: "07",
    files: () =>
      ts(
        "export function flash2Forward(mem) { const t = mem.tile(mem.O.rows, mem.O.cols); for (;;) mem.store(t, mem.O, 0, mem.O.rows); }",
      ),
    honest: 0,
    must: stops,
  },
  {
    id: "device-room",
    tries: "asks the device for tiles as large as memory, and multiplies them",
    set: "07",
    files: () =>
      ts(
        "export function flashForward(mem) { const ask = (f) => { try { return f(); } catch {} }; ask(() => mem.tile(1e9, 1e9)); ask(() => mem.tile(2 ** 31, 1)); const a = ask(() => mem.tile(2000, 2000, 1)); for (let i = 0; i < 100; i++) ask(() => mem.matmul(a, a)); ask(() => mem.load(mem.Q, 0, 1e9)); const b = mem.tile(1, 1); ask(() => mem.store(b, mem.O, 0, 2 ** 40)); for (;;) { const c = mem.tile(14, 14, 1); mem.free(mem.matmul(c, c), c); } }",
      ),
    honest: 0,
    must: stops,
  },
]);
