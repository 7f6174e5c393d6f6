/**
 * What the realm of a solution looks like before the solution comes: the same numbers, the same time and the
 * same silence in every run, so that the same submission gives the same bytes.
 */
import { pack, unpack } from "../../guest/wire.js";

/** 1 January 2025, 00:00 UTC. */
const now = 1_735_689_600_000;

const realm = globalThis as unknown as Record<string, unknown>;

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
    Reflect.construct(Real, args.length === 0 ? [now] : args, target) as object,
  apply: (Real) => new Real(now).toString(),
});
StillDate.now = () => now;
StillDate.prototype.constructor = StillDate;
realm.Date = StillDate;
realm.performance = { now: () => 0 };

const silent = () => {};
realm.console = Object.fromEntries(
  ["log", "info", "warn", "error", "debug", "table", "time", "timeEnd", "assert", "dir"].map((name) => [
    name,
    silent,
  ]),
);
realm.structuredClone = (value: unknown) => unpack(pack(value));
