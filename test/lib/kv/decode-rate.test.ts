import { type DecodeMachine, decodeSeconds, keysRead } from "long-attention/kv";
import { expect, test } from "vitest";

const machine: DecodeMachine = {
  parameters: 7e9,
  weightBytes: 2,
  kvBytesPerToken: 524_288,
  hbmBytesPerSecond: 2039e9,
  flopsPerSecond: 312e12,
};

test("keysRead grows with T in full attention and stops at the cache otherwise", () => {
  expect(keysRead({ kind: "full" }, 9000)).toBe(9000);
  expect(keysRead({ kind: "sinks", sinks: 4, recent: 2044 }, 9000)).toBe(2048);
  expect(keysRead({ kind: "sinks", sinks: 4, recent: 2044 }, 10)).toBe(10);
  expect(keysRead({ kind: "recompute", recent: 2048 }, 9000)).toBe(2048);
});

test("decodeSeconds of a kept cache is the time to read weights and keys", () => {
  expect(decodeSeconds({ kind: "full" }, 4096, machine)).toBeCloseTo((14e9 + 4096 * 524_288) / 2039e9, 15);
  const bounded = (T: number) => decodeSeconds({ kind: "sinks", sinks: 4, recent: 2044 }, T, machine);
  expect(bounded(1_000_000)).toBe(bounded(2048));
});

test("decodeSeconds of a window computed afresh is bound by arithmetic", () => {
  const seconds = decodeSeconds({ kind: "recompute", recent: 2048 }, 100_000, machine);
  expect(seconds).toBeCloseTo((2 * 7e9 * 2048) / 312e12, 15);
});

test("decodeSeconds rejects an impossible machine", () => {
  expect(() => decodeSeconds({ kind: "full" }, 0, machine)).toThrow("decodeSeconds: T");
  expect(() => decodeSeconds({ kind: "full" }, 1, { ...machine, flopsPerSecond: 0 })).toThrow(
    "decodeSeconds: flopsPerSecond",
  );
});
