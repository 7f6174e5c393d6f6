/** Not being evaluated: ending early, giving nothing, changing the question, borrowing the visible answers. */
import { family, ts } from "../plan.js";
import { all, flopsPoints, getProcess, honestFlops } from "../texts.js";

const noMore = "only exercise 00.5, which is honest, earns points";

export const escaping = family("escaping", [
  {
    id: "exit-in-call",
    tries: "ends the process quietly when it is first called",
    files: () => ts(`${getProcess}\n${all("proc.exitCode = 0; proc.exit(0); proc.reallyExit(0);")}`),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "abort-in-call",
    tries: "crashes the process when it is called, so that there is no result to hold against it",
    files: () =>
      ts(
        `${getProcess}\n${all("try { proc.abort(); } catch {} try { proc.kill(proc.pid, 'SIGSEGV'); } catch {} throw undefined;")}`,
      ),
    honest: flopsPoints,
    must: "a result is recorded all the same",
  },
  {
    id: "nothing-exported",
    tries: "exports nothing, so that nothing can fail",
    files: () => ts("const nothing = 1;"),
    honest: 0,
    must: "it earns nothing, and the result says so",
  },
  {
    id: "undefined-results",
    tries: "gives nothing back",
    files: () => ts(all("")),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "odd-results",
    tries: "gives functions, symbols, big integers, weak maps and dates back",
    files: () =>
      ts(`const odd = [() => 0, Symbol("x"), 10n, new WeakMap(), new Date(NaN), /x/, new Map([[0, 0]]), new Set(), globalThis, new Error("x"), function* () {}, new Proxy([], {}), null, true, "0", new Boolean(false), new Number(1)];
let n = 0;
${all("return odd[n++ % odd.length];")}`),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "change-the-question",
    tries: "empties its inputs, so that the right answer becomes its own",
    files: () =>
      ts(`const wipe = (A) => { if (A && A.data) { A.data.fill(0); } else if (A && A.fill) A.fill(0); };
import { zeros } from "long-attention/tensor";
export const stableSoftmax = (x) => { wipe(x); return x.map(() => 1 / x.length); };
export const sdpa = (Q, K, V) => { wipe(Q); wipe(K); wipe(V); return zeros([Q.shape[0], V.shape[1]]); };
export const causalSdpa = sdpa;
export const mha = (Q, K, V) => { wipe(V); return zeros([Q.shape[0], Q.shape[1]]); };
${honestFlops}`),
    honest: flopsPoints,
    must: "the answer is computed from the grader's own copy",
  },
  {
    id: "shrink-the-question",
    tries: "makes its inputs empty matrices, of which nothing can be wrong",
    files: () =>
      ts(`const empty = (A) => { try { A.shape[0] = 0; A.shape[1] = 0; A.shape.length = 0; } catch {} try { Object.defineProperty(A, "shape", { value: [0, 0] }); } catch {} return A; };
${all("args.forEach(empty); return args[2] ?? [];")}`),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "hard-coded",
    tries: "knows the notebook's worked example by heart, and nothing else",
    files: () =>
      ts(`import { testTensors, matmul, transpose, fromFunction } from "long-attention/tensor";
const { Q: q } = testTensors(6, 4);
const isExample = (Q) => Q.shape[0] === 6 && Q.shape[1] === 4 && Q.get(0, 0) === q.get(0, 0) && Q.get(5, 3) === q.get(5, 3);
function example(Q, K, V) {
  const S = matmul(Q, transpose(K));
  const P = fromFunction([6, 6], (i, j) => Math.exp(S.get(i, j) / 2) / Array.from({ length: 6 }, (_, k) => Math.exp(S.get(i, k) / 2)).reduce((a, b) => a + b));
  return matmul(P, V);
}
export const sdpa = (Q, K, V) => isExample(Q) ? example(Q, K, V) : V;
${honestFlops}`),
    honest: flopsPoints + 1.25,
    must: "the check of the worked example passes, for a quarter of the exercise, and no other",
  },
  {
    id: "per-input-table",
    tries: "guesses from the sizes of the input which check is running, and gives what it saw work before",
    files: () =>
      ts(`const seen = new Map();
const key = (args) => args.map((a) => a && a.shape ? a.shape.join("x") : String(a && a.length)).join();
${all("const k = key(args); const before = seen.get(k); seen.set(k, args[2] ?? args[0]); return before ?? args[2] ?? args[0];")}`),
    honest: flopsPoints + 1.25,
    must: "a guess that fits one check by chance earns that one at most",
  },
  {
    id: "asks-the-grader",
    tries: "throws first, hoping that the expected value is shown, and reads it on the next call",
    files: () =>
      ts(`let last;
${all("try { return JSON.parse(/expected\\D*(\\[.*\\])/.exec(String(last && last.stack))[1]); } catch {} last = new Error('show me'); throw last;")}`),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "promise-first",
    tries: "gives a promise that settles only when nobody waits any more",
    files: () =>
      ts(
        all("return new Promise((done) => { (globalThis.setTimeout ?? (() => 0))(() => done([]), 100); });"),
      ),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "own-library",
    tries: "brings its own long-attention, in which everything equals everything",
    files: () => [
      {
        path: "/00-attention.ts",
        text: `import { attention, multiHeadAttention, softmax } from "long-attention/attention";\nexport const sdpa = attention, causalSdpa = attention, mha = multiHeadAttention, stableSoftmax = softmax;\n${honestFlops}`,
      },
      {
        path: "/node_modules/long-attention/package.json",
        text: '{"name":"long-attention","exports":{"./*":"./index.js"}}',
      },
      {
        path: "/node_modules/long-attention/index.js",
        text: "const x = { shape: [0, 0] }; export const attention = () => x, multiHeadAttention = () => x, softmax = () => [];",
      },
      {
        path: "/package.json",
        text: '{"type":"module","imports":{"#x":"./00-attention.ts"},"scripts":{"postinstall":"exit 1"}}',
      },
      {
        path: "/tsconfig.json",
        text: '{"compilerOptions":{"paths":{"long-attention/*":["./node_modules/long-attention/index.js"]}}}',
      },
    ],
    honest: flopsPoints,
    must: "a submission's own node_modules and settings are not looked at",
  },
  {
    id: "proto-exports",
    tries: "offers its functions through the prototype of what it exports, and classes in place of functions",
    files: () =>
      ts(`export class sdpa { constructor() { return []; } static [Symbol.hasInstance]() { return true; } }
export const mha = new Proxy(function () {}, { apply: () => [], construct: () => [] });
export const causalSdpa = Object.assign(() => [], { call: () => [], apply: () => [], length: 3, name: "causalSdpa" });
export const stableSoftmax = { call: () => [] };
${honestFlops}`),
    honest: flopsPoints,
    must: noMore,
  },
  {
    id: "objects-as-arguments",
    tries: "gives results that break whoever passes them on to the next call",
    set: "07",
    files: () =>
      ts(`const odd = [{ m: { $: "port" }, l: () => 0 }, () => 0, { __proto__: { m: 1, l: 1 } }, { toJSON() { throw 1; } }, [[[[[[[[[[[[1]]]]]]]]]]]], { m: "1", l: [2] }, {}];
let n = 0;
export const mergeStats = () => odd[n++ % odd.length];`),
    honest: 0,
    must: "it earns nothing",
  },
]);
