import {
  bytes,
  bytesBinary,
  count,
  fixed,
  int,
  percent,
  power10,
  si,
  significant,
} from "long-attention/plots";
import { expect, test } from "vitest";

test("int groups thousands", () => {
  expect([0, 999, 1000, 57344, -57344, 1_048_576].map(int)).toEqual([
    "0",
    "999",
    "1,000",
    "57,344",
    "−57,344",
    "1,048,576",
  ]);
});

test("fixed keeps its decimals, has a real minus and never writes −0", () => {
  expect(fixed(-0.48351, 2)).toBe("−0.48");
  expect(fixed(12576.157703, 1)).toBe("12,576.2");
  expect(fixed(-0.001)).toBe("0.00");
  expect(fixed(2.5, 0)).toBe("3");
  expect([fixed(Infinity), fixed(-Infinity)]).toEqual(["∞", "−∞"]);
});

test("percent of a fraction", () => {
  expect(percent(622 / 4096, 2)).toBe("15.19 %");
  expect(percent(0.5)).toBe("50 %");
});

test("bytes are decimal: the score matrices of 4,096 to 10 million tokens", () => {
  const scores = [4096, 32768, 128_000, 1_048_576, 1e7].map((T) => bytes(2 * T * T));
  expect(scores).toEqual(["33.55 MB", "2.147 GB", "32.77 GB", "2.199 TB", "200 TB"]);
  expect([0, 1, 999, 1000, 999_999].map((n) => bytes(n))).toEqual(["0 B", "1 B", "999 B", "1 kB", "1 MB"]);
});

test("bytesBinary: the cache of GPT-3 at 2,048 tokens", () => {
  expect(bytesBinary(19_327_352_832)).toBe("18 GiB");
  expect(bytesBinary(9_437_184)).toBe("9 MiB");
  expect(bytesBinary(1023)).toBe("1,023 B");
});

test("si picks the prefix, above and below one", () => {
  expect(si(155.93472e12, "FLOP/s")).toBe("155.9 TFLOP/s");
  expect(si(5.9e-6, "s", 2)).toBe("5.9 µs");
  expect(si(0.99999)).toBe("1");
  expect(si(0, "s")).toBe("0 s");
  expect(si(-1500)).toBe("−1.5 k");
});

test("significant drops trailing zeros", () => {
  expect([33.554432, 200, 0.000123456, 1234567].map((x) => significant(x, 4))).toEqual([
    "33.55",
    "200",
    "0.0001235",
    "1,234,567",
  ]);
});

test("count and power10", () => {
  expect([count(1, "key"), count(2, "query", "queries")]).toEqual(["1 key", "2 queries"]);
  expect([power10(9), power10(-12)]).toEqual(["10⁹", "10⁻¹²"]);
});

test("int(2.5), fixed(NaN) and fixed(text) are refused", () => {
  expect(() => int(2.5)).toThrow("int: 2.5 is not a whole number; use fixed(2.5, digits)");
  expect(() => fixed(Number.NaN)).toThrow("fixed: expected a number, not NaN");
  expect(() => fixed("3" as never)).toThrow("fixed: expected a number, not string");
});
