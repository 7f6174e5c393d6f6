/**
 * What the realm of a solution looks like before the solution comes, whichever engine it is: the same numbers, the
 * same time, the same names and the same silence in every run, so that the same submission gives the same bytes.
 * `here` in cells/globals lists the names.
 */
import { bigintInEnglish, compareInEnglish, dayInEnglish, numberInEnglish, timeInEnglish } from "./locale.js";
import { sort, toSorted } from "./sort.js";
import { structuredClone } from "./structured-clone.js";
import { atob, btoa, TextDecoder, TextEncoder } from "./text-coding.js";
import { elapsed, timerFunctions } from "./timers.js";

/** 1 January 2025, 00:00 UTC. */
const start = 1_735_689_600_000;
const now = () => start + elapsed();

const realm = globalThis as unknown as Record<string, unknown>;
/** As the language's own: not listed by a loop over globalThis. */
const define = (object: object, values: object) => {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(object, name, { value, writable: true, configurable: true });
};

let state = 0x2545f491;

/** mulberry32; a solution should not need it, but must not differ from run to run by it. */
Math.random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const StillDate = new Proxy(Date, {
  construct: (Real, args: [], target) =>
    Reflect.construct(Real, args.length === 0 ? [now()] : args, target) as object,
  apply: (Real) => new Real(now()).toString(),
});
StillDate.now = now;
StillDate.prototype.constructor = StillDate;

const silent = () => {};
const consoleMethods =
  "assert clear count countReset debug dir dirxml error group groupCollapsed groupEnd info log profile profileEnd " +
  "table time timeEnd timeLog timeStamp trace warn";

define(globalThis, {
  ...{ Date: StillDate, structuredClone: (value: unknown) => structuredClone(value) },
  ...{ TextDecoder, TextEncoder, atob, btoa, ...timerFunctions },
  performance: { now: elapsed, timeOrigin: start, mark: silent, measure: silent },
  console: Object.fromEntries(consoleMethods.split(" ").map((name) => [name, silent])),
  queueMicrotask: (work: () => void) => void Promise.resolve().then(() => work()),
});
(Error as { captureStackTrace?: unknown }).captureStackTrace ??= silent;

define(Array.prototype, { sort, toSorted });
define(Number.prototype, {
  toLocaleString(this: number, _locale?: unknown, digits?: object) {
    return numberInEnglish(Number(this), digits);
  },
});
define(BigInt.prototype, {
  toLocaleString(this: bigint) {
    return bigintInEnglish(BigInt(this));
  },
});
define(String.prototype, {
  localeCompare(this: string, other: unknown) {
    return compareInEnglish(String(this), String(other));
  },
});
define(Date.prototype, {
  toLocaleDateString(this: Date) {
    return dayInEnglish(this);
  },
  toLocaleTimeString(this: Date) {
    return timeInEnglish(this);
  },
  toLocaleString(this: Date) {
    return `${dayInEnglish(this)}, ${timeInEnglish(this)}`;
  },
});

// One engine has them and the other has not, or with other answers.
for (const name of ["Intl", "Atomics", "WebAssembly"]) delete realm[name];
