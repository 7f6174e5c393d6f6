import { fmt, table } from "long-attention/notebook";
import { expect, test } from "vitest";

const rows = [
  { what: "standard", accesses: 73728, share: 1 },
  { what: "FlashAttention", accesses: 57344, share: 7 / 9 },
];

test("table(rows) aligns numbers right and words left, as text and as HTML", () => {
  const { html, text } = table(rows, { caption: "HBM" });
  expect(text.split("\n")).toEqual([
    "HBM",
    "what            accesses     share",
    "──────────────  ────────  ────────",
    "standard          73,728         1",
    "FlashAttention    57,344  0.777778",
  ]);
  expect(html).toMatch(/<td style="text-align: right[^>]*>57,344<\/td>/);
  expect(html).toMatch(/<th style="text-align: left[^>]*>what<\/th>/);
});

test("table(rows, { columns }) chooses, orders and names columns", () => {
  expect(table(rows, { columns: ["accesses", "what"] }).text.split("\n")[0]).toBe("accesses  what");
  expect(table(rows, { columns: { what: "algorithm" } }).text.split("\n")[0]).toBe("algorithm");
});

test("table writes formatted cells as they are, and a dash for nothing", () => {
  const text = table([
    { size: fmt.bytes(33554432), ok: true, note: null },
    { size: fmt.bytes(200e12), ok: false, note: "x" },
  ]).text;
  expect(text.split("\n").slice(2)).toEqual(["33.55 MB  yes  –", "  200 TB  no   x"]);
});

test("table escapes raw HTML", () => {
  expect(table([{ a: "<script>" }]).html).not.toContain("<script>");
});

test("table without rows, or with a column that no row has, is refused", () => {
  expect(() => table([])).toThrow("table: there are no rows; give at least one");
  expect(() => table(rows, { columns: ["acesses" as "accesses"] })).toThrow(
    "table: no row has “acesses”; the rows have what, accesses, share",
  );
});
