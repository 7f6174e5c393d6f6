import fc from "fast-check";
import {
  type Claim,
  claimsAsOf,
  contextClaims,
  doublingMonths,
  parseContext,
  slideClaims,
  type Tier,
} from "long-attention/facts";
import { permutation, rng } from "long-attention/tensor";
import { expect, it } from "vitest";

const tokensAsOf = (model: string, date: string) =>
  Object.fromEntries(
    Object.entries(claimsAsOf(contextClaims(), model, date)).map(([tier, claim]) => [tier, claim.tokens]),
  );

it("claimsAsOf(Gemini 1.5 Pro, 2024-03-01) knows 128,000 for ordinary users, 1M in preview, 10M in research", () => {
  expect(tokensAsOf("Gemini 1.5 Pro", "2024-03-01")).toEqual({
    standard: 128_000,
    preview: 1_000_000,
    research: 10_000_000,
  });
});

it("claimsAsOf(Gemini 1.5 Pro) gains two million in preview in May 2024 and for all in June", () => {
  expect(tokensAsOf("Gemini 1.5 Pro", "2024-05")).toMatchObject({ preview: 2_000_000 });
  expect(tokensAsOf("Gemini 1.5 Pro", "2024-05")).toMatchObject({ ga: 1_000_000 });
  expect(tokensAsOf("Gemini 1.5 Pro", "2024-06-30")).toMatchObject({ ga: 2_000_000 });
});

it("claimsAsOf keeps the catalogue's one million beside the vendor's two", () => {
  expect(tokensAsOf("Gemini 1.5 Pro", "2026-02-01")).toMatchObject({ ga: 2_000_000, catalogue: 1_000_000 });
});

it("claimsAsOf counts the day itself, not the day before", () => {
  expect(tokensAsOf("GPT-4 Turbo", "2023-11-05")).toEqual({});
  expect(tokensAsOf("GPT-4 Turbo", "2023-11-06")).toEqual({ preview: 128_000 });
  expect(tokensAsOf("GPT-4 Turbo", "2024-04-09")).toEqual({ preview: 128_000, ga: 128_000 });
});

it("claimsAsOf waits to the end of a month or a year when no more is known", () => {
  expect(tokensAsOf("GPT-3", "2020-06-29")).toEqual({});
  expect(tokensAsOf("GPT-3", "2020-06")).toEqual({ limited: 2048 });
  expect(tokensAsOf("Llama-3", "2024-11")).toEqual({});
  expect(tokensAsOf("Llama-3", "2024")).toEqual({ open: 8192 });
  expect(tokensAsOf("GPT-4", "2023-02")).toEqual({});
  expect(tokensAsOf("GPT-4", "2023-03")).toEqual({ ga: 8192, limited: 32_768 });
});

it("claimsAsOf finds nothing for a model that nobody has spoken of", () => {
  expect(claimsAsOf(contextClaims(), "Ent", "2030")).toEqual({});
});

const claim = (date: string, tokens: number, tier: Tier): Claim => ({
  model: "m",
  tokens,
  label: `${tokens}`,
  date,
  dateIs: "release",
  tier,
  sources: ["deck"],
  verified: true,
});
const day = fc.constantFrom("2023-01-01", "2023-06-15", "2023-06", "2024", "2024-02-29", "2025-12-31");
const claims = fc.array(fc.tuple(day, fc.integer({ min: 1, max: 4 }), fc.constantFrom<Tier>("ga", "open")), {
  maxLength: 9,
});

it("claimsAsOf does not depend on the order of the claims", () => {
  fc.assert(
    fc.property(claims, day, fc.nat(), (rows, date, seed) => {
      const list = rows.map((row) => claim(...row));
      const shuffled = permutation(list.length, rng(seed)).map((i) => list[i]!);
      expect(claimsAsOf(shuffled, "m", date)).toEqual(claimsAsOf(list, "m", date));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("claimsAsOf with whole dates is, in each tier, the latest not after the date", () => {
  const whole = fc.constantFrom("2023-01-01", "2023-06-15", "2024-02-29", "2025-12-31");
  fc.assert(
    fc.property(fc.uniqueArray(whole), whole, (dates, date) => {
      const found = claimsAsOf(
        dates.map((d, i) => claim(d, i + 1, "ga")),
        "m",
        date,
      );
      expect(found.ga?.date).toBe(
        dates
          .filter((d) => d <= date)
          .sort()
          .at(-1),
      );
    }),
    { seed: 7, numRuns: 50 },
  );
});

it.each<[string, 1000 | 1024, number]>([
  ["4K", 1024, 4096],
  ["4K", 1000, 4000],
  ["100k", 1000, 100_000],
  ["1000K", 1000, 1_000_000],
  ["2 million", 1000, 2_000_000],
  ["2 million", 1024, 2_000_000],
  ["131,072", 1000, 131_072],
  ["131,072", 1024, 131_072],
  ["1M", 1024, 1_048_576],
  ["10M", 1000, 10_000_000],
  ["1.5k tokens", 1024, 1536],
  ["0.3M", 1000, 300_000],
  ["128 thousand", 1024, 128_000],
])('parseContext("%s", %d) is %d', (label, base, tokens) => {
  expect(parseContext(label, base)).toBe(tokens);
});

it("parseContext reads back every whole number, with commas or without", () => {
  fc.assert(
    fc.property(fc.nat(1e9), (n) => {
      expect(parseContext(String(n), 1024)).toBe(n);
      expect(parseContext(n.toLocaleString("en-US"), 1000)).toBe(n);
      expect(parseContext(`${n % 5000}K`, 1024)).toBe((n % 5000) * 1024);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("parseContext reads every label of the claims and the slides, and a label never contradicts its tokens", () => {
  for (const { label } of slideClaims()) expect(parseContext(label, 1000)).toBeGreaterThan(0);
  for (const { label, tokens } of contextClaims())
    expect([parseContext(label, 1000), parseContext(label, 1024)]).toContain(tokens);
});

it("slideClaims() hold the deck's twelve labels, five of them for Gemini", () => {
  expect(slideClaims().map(({ model, label }) => `${model} ${label}`)).toEqual([
    "Llama-2 4K",
    "Mistral-7B 8K",
    "GPT-4 32K",
    "Gemini 1.0 32K",
    "MPT-7B-StoryWriter 65K",
    "Claude 100K",
    "Gemini 1.5 Pro 128K",
    "GPT-4 Turbo 128K",
    "Claude 2.1 200K",
    "Gemini 1.5 Pro 2 million",
    "Gemini 1.5 Pro 10 million",
    "Gemini 1.5 Pro 1000K",
  ]);
});

it("doublingMonths of points that double every 7 months is 7, however many and whenever", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { minLength: 2, maxLength: 9 }), (times) => {
      const points = times.map((t) => ({ t, tokens: 1000 * 2 ** (t / 7) }));
      expect(Math.abs(doublingMonths(points) - 7)).toBeLessThanOrEqual(1e-9);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("doublingMonths fits all points, not the two ends", () => {
  // The slope through the ends would be 1/10; the middle points lie half a doubling above it.
  const points = [0, 1, 1.3, 2].map((y, i) => ({ t: [0, 5, 8, 20][i]!, tokens: 2 ** y }));
  const t = points.map((p) => p.t - 8.25);
  const y = [0, 1, 1.3, 2].map((v) => v - 1.075);
  const slope = t.reduce((s, x, i) => s + x * y[i]!, 0) / t.reduce((s, x) => s + x * x, 0);
  expect(Math.abs(doublingMonths(points) - 1 / slope)).toBeLessThanOrEqual(1e-9);
});

it("doublingMonths is negative when lengths halve and Infinity when they stay", () => {
  const at = (t: number, tokens: number) => ({ t, tokens });
  expect(doublingMonths([at(0, 8), at(6, 2)])).toBe(-3);
  expect(doublingMonths([at(0, 1000), at(1, 1000), at(7, 1000), at(11, 1000)])).toBe(Infinity);
});
