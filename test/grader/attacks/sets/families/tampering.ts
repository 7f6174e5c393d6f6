/** Changing what compares or carries the results, so that a wrong one looks right. */
import { family, type Plan, ts } from "../plan.js";
import { all, flopsPoints, honestFlops, zeros } from "../texts.js";

const noMore = "only exercise 00.5, which is honest, earns points";

/** Spoils the realm first, then hands in zeros. */
const spoiled = (id: string, tries: string, code: string): Plan => ({
  id,
  tries,
  files: () => ts(`${code}\n${zeros}`),
  honest: flopsPoints,
  must: noMore,
});

/** Hands in a result that fights back. */
const strange = (id: string, tries: string, body: string): Plan => ({
  id,
  tries,
  files: () => ts(all(body)),
  honest: flopsPoints,
  must: noMore,
});

export const tampering = family("tampering", [
  spoiled("math-abs", "makes every difference 0 with a new Math.abs", "Math.abs = () => 0;"),
  spoiled(
    "math-all",
    "makes every function of Math give NaN after the inputs were made",
    "for (const name of Object.getOwnPropertyNames(Math)) if (typeof Math[name] === 'function') Math[name] = () => NaN;",
  ),
  spoiled(
    "number-tests",
    "makes every number finite and none NaN",
    "Number.isFinite = globalThis.isFinite = () => true; Number.isNaN = globalThis.isNaN = () => false; Math.max = () => 0; Math.min = () => 0;",
  ),
  spoiled(
    "array-every",
    "lets every and some say what suits",
    "Array.prototype.every = () => true; Array.prototype.some = () => false; Array.prototype.findIndex = () => -1;",
  ),
  spoiled(
    "typed-every",
    "the same for typed arrays, on the hidden prototype that they share",
    "const T = Object.getPrototypeOf(Float64Array.prototype); T.every = () => true; T.some = () => false; T.findIndex = () => -1;",
  ),
  spoiled(
    "no-iterator",
    "makes every list empty for whoever iterates over it",
    "Array.prototype[Symbol.iterator] = function* () {}; Object.getPrototypeOf(Float64Array.prototype)[Symbol.iterator] = function* () {};",
  ),
  spoiled(
    "json-stringify",
    "makes everything look alike as JSON",
    "JSON.stringify = () => '1'; const p = JSON.parse; JSON.parse = (t) => p('1');",
  ),
  spoiled(
    "object-is",
    "makes everything the same, and every object without properties",
    "Object.is = () => true; Object.hasOwn = () => true; Object.keys = () => []; Object.entries = () => [];",
  ),
  {
    id: "ndarray-get",
    tries: "makes every entry of every matrix of the grader's 0, through the prototype of an input",
    files: () =>
      ts(`import { zeros as nothing } from "long-attention/tensor";
const spoil = (...matrices) => { for (const A of matrices) { const P = Object.getPrototypeOf(A); P.get = () => 0; P.index = () => 0; } };
export const sdpa = (Q, K, V) => { spoil(Q, K, V); const O = nothing([Q.shape[0], V.shape[1]]); spoil(O); return O; };
export const causalSdpa = sdpa, mha = sdpa;
${honestFlops}`),
    honest: flopsPoints,
    must: noMore,
  },
  strange("not-a-number", "gives NaN, which is never too far from anything", "return NaN;"),
  strange(
    "infinite",
    "gives Infinity, which a tolerance relative to the result allows",
    "return args[0].map ? args[0].map(() => Infinity) : [[Infinity]];",
  ),
  strange("empty-list", "gives an empty list, of which every entry is right", "return [];"),
  strange(
    "empty-matrix",
    "gives a matrix without rows",
    "return { shape: [0, 0], stride: [0, 1], offset: 0, data: new Float64Array(0), get: () => 0 };",
  ),
  strange(
    "to-json",
    "gives an object that turns into another one as JSON",
    "return { toJSON: () => ({ passed: true, score: 100 }), score: 100, passed: true };",
  ),
  strange(
    "value-of",
    "gives objects that are another number each time they are asked",
    "let n = 0; const x = { valueOf: () => (n++ % 2 ? NaN : 0), toString: () => 'NaN', [Symbol.toPrimitive]: () => (n++ % 2 ? NaN : 0) }; return args[0].length ? Array.from(args[0], () => x) : { shape: [args[0].shape[0], args[2].shape[1]], get: () => x, data: [x], stride: [0, 0], offset: 0 };",
  ),
  strange(
    "getters",
    "gives a list whose entries are computed when the grader looks",
    "const list = []; for (let i = 0; i < 6; i++) Object.defineProperty(list, i, { enumerable: true, get() { const e = new Error(); return e.stack.includes('close') || e.stack.includes('differ') ? NaN : 0; } }); return list;",
  ),
  strange(
    "proxy",
    "gives a proxy that is whatever it is asked for",
    `const anything = (depth) => new Proxy(function () {}, { get: (_, name) => name === Symbol.toPrimitive ? () => NaN : name === "length" ? 0 : name === "then" ? undefined : name === Symbol.iterator ? function* () {} : name === "shape" ? [0, 0] : depth > 3 ? NaN : anything(depth + 1), has: () => true, apply: () => NaN, ownKeys: () => [], getPrototypeOf: () => Array.prototype }); return anything(0);`,
  ),
  strange(
    "thenable",
    "gives something that is awaited, calls back again and again, and never twice the same",
    "let n = 0; return { then(done) { done(n++ ? [] : { then: (again) => again([]) }); }, length: 0, shape: [0, 0] };",
  ),
  strange(
    "promise-forever-right",
    "gives a promise whose then has been exchanged",
    "const p = Promise.resolve([]); p.then = (done) => done({ value: '[]', after: {}, awaited: false }); return p;",
  ),
  strange(
    "species",
    "gives a typed array of a class of its own, with its own map, every and length",
    "class Mine extends Float64Array { static get [Symbol.species]() { return Array; } every() { return true; } map() { return this; } *[Symbol.iterator]() {} get length() { return 0; } get [Symbol.toStringTag]() { return 'Float64Array'; } } return new Mine(6);",
  ),
  strange(
    "detached",
    "gives an array whose memory has been given away",
    "const x = new Float64Array(6); try { x.buffer.transfer(); } catch { try { structuredClone(x.buffer, { transfer: [x.buffer] }); } catch {} } return x;",
  ),
  strange(
    "resizing",
    "gives an array that becomes shorter while it is read",
    "let b; try { b = new ArrayBuffer(48, { maxByteLength: 1 << 20 }); } catch { return []; } const x = new Float64Array(b); const y = [0]; Object.defineProperty(y, 0, { get() { b.resize(0); return 0; }, enumerable: true }); return [y, x, x, x, x, x];",
  ),
  strange(
    "fake-matrix",
    "gives something with a shape of objects that are one thing as numbers and another as text",
    `const n = { valueOf: () => 1, toString: () => '1],"v":[0],"x":[1', [Symbol.toPrimitive]: undefined }; return { shape: [n, n], stride: [0, 0], offset: 0, data: { 0: 0, length: 1 }, get: () => NaN };`,
  ),
  strange(
    "negative-shape",
    "gives matrices with negative, fractional, missing and huge sizes",
    "const sizes = [[-1, 4], [0.5, 2], [NaN, 4], [], [1e15, 1e15], [2 ** 53, 1], [6, 4, 0]]; globalThis.turn = (globalThis.turn ?? -1) + 1; return { shape: sizes[globalThis.turn % sizes.length], stride: [0, 0], offset: 0, data: new Float64Array(1), get: () => NaN };",
  ),
  {
    id: "wire-marks",
    tries:
      "gives plain objects that say what the grader's own wire format says for matrices, ports and missing values",
    files: () =>
      ts(`const marks = [{ $: "matrix", shape: [6, 4], v: [] }, { $: "port", kind: "device", id: 0 }, { $: "undefined" }, { $: "Float64Array", v: { length: 3 } }, { $: "__proto__", v: [] }, { $: "constructor", v: [1] }, { $: "matrix", shape: null, v: null }, { __proto__: null, $: "-Infinity" }];
let turn = 0;
const attack = () => marks[turn++ % marks.length];
export const stableSoftmax = attack, sdpa = attack, causalSdpa = attack, mha = attack;
${honestFlops}`),
    honest: flopsPoints,
    must: noMore,
  },
  spoiled(
    "has-instance",
    "takes over Promise, so that the glue around its functions hands over a text of its own",
    `const forged = JSON.stringify(["[]", false]);
globalThis.Promise = class { static [Symbol.hasInstance]() { return true; } static resolve() { return { then: (f) => f(forged) }; } then(f) { return forged; } };
Object.prototype.then = undefined;
Array.prototype.then = function (f) { return forged; };`,
  ),
  spoiled(
    "inherited-results",
    "gives every object of the realm a mark of success",
    "for (const [name, value] of Object.entries({ passed: true, ok: true, score: 100, failure: undefined, status: 'passed', weight: 1000 })) Object.defineProperty(Object.prototype, name, { get: () => value, set() {}, configurable: true });",
  ),
  spoiled(
    "array-setter",
    "catches whatever is put into a list, and keeps failures out of it",
    "Object.defineProperty(Array.prototype, '0', { get: () => 0, set() {}, configurable: true }); Array.prototype.push = function () { return 0; };",
  ),
  spoiled(
    "text-methods",
    "makes every text contain everything, so that the glue no longer sees which inputs it changed",
    "String.prototype.includes = () => true; String.prototype.startsWith = () => true; RegExp.prototype.test = () => true; RegExp.prototype.exec = () => null; Number.prototype.toString = () => '0'; String.prototype.toString = () => 'passed';",
  ),
  spoiled(
    "function-call",
    "takes over call, apply and bind, through which others reach their own functions",
    "Function.prototype.call = Function.prototype.apply = Function.prototype.bind = function () { return () => true; }; Reflect.apply = () => undefined; Reflect.construct = () => ({});",
  ),
  spoiled(
    "no-errors",
    "makes errors harmless: nothing that is thrown is an Error any more",
    "const Real = Error; globalThis.Error = globalThis.RangeError = globalThis.TypeError = function () { return { passed: true, stack: '', message: '' }; }; Object.defineProperty(Real, Symbol.hasInstance, { value: () => false }); Real.prepareStackTrace = () => 'passed'; Real.captureStackTrace = () => {};",
  ),
  spoiled(
    "brand-getter",
    "lets its lists pass for typed arrays, by the getter that tells them apart",
    "const T = Object.getPrototypeOf(Float64Array.prototype); Object.defineProperty(T, Symbol.toStringTag, { get: () => 'Float64Array', configurable: true }); Object.defineProperty(T, 'length', { get: () => 0, configurable: true }); ArrayBuffer.isView = () => true; Array.isArray = () => true;",
  ),
  spoiled(
    "no-globals",
    "takes away what the grader's glue may need, to make it stumble into a success",
    "for (const name of ['JSON', 'Map', 'Array', 'Float64Array', 'Promise', 'Reflect', 'Error', 'Symbol', 'Number', 'String']) { try { globalThis[name] = undefined; delete globalThis[name]; } catch {} }",
  ),
  spoiled(
    "frozen",
    "freezes everything it can reach, so that nobody can write a failure down",
    "const seen = new Set(); const freeze = (x) => { if ((typeof x !== 'object' && typeof x !== 'function') || x === null || seen.has(x)) return; seen.add(x); for (const key of Reflect.ownKeys(x)) { try { freeze(x[key]); } catch {} } try { Object.freeze(x); } catch {} }; for (const name of ['Object', 'Array', 'Map', 'JSON', 'Promise', 'Float64Array', 'Function', 'Error']) freeze(globalThis[name]);",
  ),
  spoiled(
    "assert",
    "replaces the functions of node:assert for everybody",
    "try { const { createRequire, syncBuiltinESMExports } = await import('node:module'); const assert = createRequire('file:///x.js')('node:assert'); for (const name of Object.keys(assert)) if (typeof assert[name] === 'function') assert[name] = () => {}; syncBuiltinESMExports(); } catch {}",
  ),
]);
