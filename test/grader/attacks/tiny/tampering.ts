import { type Family, rowSums } from "./attack.js";

const zeros = "return Array.from({ length: A.shape[0] }, () => 0);";

export const tampering: Family = {
  family: "tampering",
  attacks: [
    rowSums("math-abs", "make every difference 0", zeros, {
      before: "Math.abs = () => 0; Math.max = () => 0;",
    }),
    rowSums("math-max", "make the largest difference −∞", zeros, { before: "Math.max = () => -Infinity;" }),
    rowSums("array-every", "let every() and some() say what pleases", zeros, {
      before: "Array.prototype.every = () => true; Array.prototype.some = () => false;",
    }),
    rowSums("array-map", "swallow the comparison's loop", zeros, {
      before:
        "Array.prototype.map = () => []; Array.prototype.forEach = () => {}; Array.prototype.reduce = () => 0; Array.prototype.filter = () => [];",
    }),
    rowSums("array-is-array", "pass anything off as an array", "return { length: 0 };", {
      before: "Array.isArray = () => true;",
    }),
    rowSums("json-stringify", "answer with a text of its own", zeros, {
      before: "JSON.stringify = () => '[\"passed\",true]';",
    }),
    rowSums("json-parse", "change what is read on the way in", zeros, {
      before:
        "const parse = JSON.parse; JSON.parse = (t) => { const v = parse(t); if (v && v.v) v.v.fill(0); return v; };",
    }),
    rowSums("number-checks", "let nothing be NaN and everything be finite", "return [NaN, NaN, NaN, NaN];", {
      before:
        "Number.isFinite = () => true; Number.isNaN = () => false; Object.is = () => true; globalThis.isNaN = () => false;",
    }),
    rowSums("to-json", "serialise as something else", "return { toJSON: () => [1, 3, 5], length: 3 };"),
    rowSums(
      "value-of",
      "numbers that are what they are compared with",
      "return Array.from({ length: A.shape[0] }, () => ({ valueOf: () => NaN }));",
    ),
    rowSums(
      "getters",
      "other numbers at each reading",
      "let i = 0; const r = Array.from({ length: A.shape[0] }, () => 0); for (let k = 0; k < r.length; k++) Object.defineProperty(r, k, { get: () => i++ % 2 ? NaN : Infinity }); return r;",
    ),
    rowSums(
      "proxy",
      "answer every question as hoped",
      "return new Proxy([], { get: (t, k) => k === 'length' ? A.shape[0] : k === 'every' || k === 'map' ? () => true : NaN });",
    ),
    rowSums(
      "proxy-revoked",
      "break the reader",
      "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy;",
    ),
    rowSums(
      "thenable",
      "settle into the grader's own hands",
      "return { then(resolve) { resolve.constructor('globalThis.passed = true')(); resolve([1, 3, 5]); } };",
      { honest: 1 },
    ),
    rowSums(
      "species",
      "an array that makes other arrays",
      "class L extends Array { static get [Symbol.species]() { return class extends Array { every() { return true; } }; } get length() { return A.shape[0]; } } return new L();",
    ),
    rowSums(
      "detached",
      "a buffer that is gone",
      "const f = new Float64Array(A.shape[0]); if (f.buffer.transfer) f.buffer.transfer(); return f;",
    ),
    rowSums(
      "forged-matrix",
      "a matrix that has its shape but no numbers",
      "return { shape: [A.shape[0]], stride: 0, offset: 0, data: { length: 0 } };",
    ),
    rowSums(
      "forged-ndarray",
      "an ndarray whose numbers are all NaN",
      "return { shape: [A.shape[0]], stride: [0], offset: 0, data: [NaN] };",
    ),
    rowSums(
      "wire-marker",
      "speak the grader's own notation",
      'return { $: "matrix", shape: [20000, 20000], v: [] };',
    ),
    rowSums("wire-port", "hand a port back", 'return { $: "port", kind: "function", id: 0 };'),
    rowSums(
      "wire-unsupported",
      "choose the grader's words",
      'return { $: "unsupported", v: "full marks <script>alert(1)</script>" };',
    ),
    rowSums(
      "proto",
      "change the prototype of the result",
      'return JSON.parse(\'{"__proto__": {"length": 3, "shape": [3], "stride": 1, "data": {"length": 0}}}\');',
    ),
    rowSums("pollution", "say passed in everybody's name", zeros, {
      before:
        "Object.prototype.passed = true; Object.prototype.score = 100; Object.prototype.ok = true; Object.prototype.message = undefined;",
    }),
    rowSums("brand", "make every object a Float64Array", zeros, {
      before:
        "Object.defineProperty(Object.getPrototypeOf(Float64Array.prototype), Symbol.toStringTag, { get: () => 'Float64Array', configurable: true }); Float64Array.from = () => [];",
    }),
    rowSums("reflect", "stand between caller and called", zeros, {
      before: "Reflect.apply = () => []; Function.prototype.call = Function.prototype.apply = () => [];",
    }),
    rowSums("promise-then", "catch what the grader waits for", "return Promise.resolve([0]);", {
      before: "Promise.prototype.then = function (f) { f([NaN]); return this; };",
    }),
    rowSums("iterator", "give the grader's loops nothing to do", zeros, {
      before: "Array.prototype[Symbol.iterator] = function* () {};",
    }),
    rowSums("map-set", "see what the grader keeps", zeros, {
      before:
        "const get = Map.prototype.get; Map.prototype.get = function (k) { globalThis.seen = this; return get.call(this, k); };",
    }),
    rowSums(
      "call-sites",
      "climb the stack to the grader's functions",
      "Error.prepareStackTrace = (e, s) => s; const s = new Error().stack; try { for (const c of s) { const f = c.getFunction && c.getFunction(); if (f && f.arguments) f.arguments[1] = () => true; } } catch {} return [];",
    ),
    rowSums("strings", "change how sentences are made", zeros, {
      before:
        "String.prototype.startsWith = () => true; String.prototype.slice = () => ''; String.prototype.includes = () => false; String.prototype.trim = () => 'PASS';",
    }),
  ],
};
