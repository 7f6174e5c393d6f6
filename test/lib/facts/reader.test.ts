import { audience, contextClaims, dateMiddle, dateSpan, readingAnchors } from "long-attention/facts";
import { expect, test } from "vitest";

test("dateSpan gives a day, a month or a year, whichever the date says", () => {
  expect(dateSpan("2023")).toEqual([2023, 2024]);
  expect(dateSpan("2023-01")).toEqual([2023, 2023 + 31 / 365]);
  expect(dateSpan("2024-12-31")).toEqual([2024 + 365 / 366, 2025]);
  expect(dateSpan("2024-02-29")[1]).toBe(dateSpan("2024-03-01")[0]);
  expect(dateMiddle("2023")).toBe(2023.5);
});

test("dateSpan rejects what is not a date", () => {
  for (const text of ["", "24-01-01", "2024-13", "2024-00", "2023-02-29", "2024-2-1"])
    expect(() => dateSpan(text)).toThrow(`dateSpan: ${JSON.stringify(text)} is not a date`);
});

test("audience knows the tier of every claim", () => {
  const seen = new Set(contextClaims().map(({ tier }) => audience(tier)));
  expect([...seen].sort()).toEqual(["a catalogue", "by invitation", "everybody", "the vendor alone"]);
});

test("readingAnchors are rough: four tokens for three words", () => {
  expect(readingAnchors.map(({ name, tokens }) => [name, tokens])).toEqual([
    ["a page", 400],
    ["a novel", 120_000],
  ]);
});
