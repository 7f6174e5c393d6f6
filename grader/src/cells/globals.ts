/** Names that are there without an import: the language's, and the few of the world outside that a solution may need. */

const language =
  "globalThis undefined NaN Infinity eval parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI " +
  "encodeURIComponent escape unescape Object Function Boolean Symbol Error AggregateError EvalError RangeError " +
  "ReferenceError SyntaxError TypeError URIError Number BigInt Math Date String RegExp Array Int8Array Uint8Array " +
  "Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array " +
  "BigUint64Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry ArrayBuffer SharedArrayBuffer DataView JSON " +
  "Promise Proxy Reflect Iterator arguments";

/** Written in sandbox/guest/world.ts, for every engine the same. */
const world =
  "console structuredClone queueMicrotask setTimeout clearTimeout setInterval clearInterval setImmediate " +
  "clearImmediate TextEncoder TextDecoder atob btoa performance";

export const here: ReadonlySet<string> = new Set(`${language} ${world}`.split(" "));

/** In Node and in browsers, but not where solutions are checked and graded. */
export const elsewhere: ReadonlySet<string> = new Set(
  (
    "process global Buffer require module exports __filename __dirname window self document navigator location " +
    "localStorage sessionStorage fetch XMLHttpRequest WebSocket Worker alert prompt confirm requestAnimationFrame " +
    "Intl Atomics WebAssembly URL URLSearchParams URLPattern crypto Crypto CryptoKey SubtleCrypto AbortController " +
    "AbortSignal Event EventTarget CustomEvent DOMException MessageChannel MessagePort MessageEvent " +
    "BroadcastChannel Blob File FormData Headers Request Response ReadableStream WritableStream TransformStream " +
    "CompressionStream DecompressionStream TextEncoderStream TextDecoderStream Performance PerformanceObserver " +
    "PerformanceEntry Deno Bun display tslab"
  ).split(" "),
);

/** The sentence about such a name. */
export const notHere = (name: string): string =>
  `${name} is not there when a solution is checked or graded: it computes, and sees nothing of the world outside`;
