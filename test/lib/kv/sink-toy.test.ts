import fc from "fast-check";
import {
  evict,
  evictionInflation,
  relativeLoudness,
  sinkLogits,
  sinkLoudness,
  sinkWeights,
} from "long-attention/kv";
import { expect, test } from "vitest";

test("sinkWeights(7) parks 0.954959 on the first of eight tokens, and eviction makes the rest 22.2019 times as loud", () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 7];
  const full = sinkWeights(7, all);
  expect(full[0]).toBeCloseTo(0.954959, 6);
  const window = sinkWeights(7, all.slice(1));
  expect(window[0]).toBe(0);
  expect(window[3]! / full[3]!).toBeCloseTo(22.2019, 4);
  expect(window[3]! / full[3]!).toBeCloseTo(evictionInflation(sinkLogits(8), [0]), 12);
});

test("sinkLogits shared by four tokens weigh together what one would", () => {
  const weight = (parking: number) => 1 - sinkLoudness(31, { parking });
  const one = Math.exp(5) / (Math.exp(5) + 31);
  expect(weight(1)).toBeCloseTo(one, 12);
  expect(weight(4)).toBeCloseTo(Math.exp(5) / (Math.exp(5) + 28), 12);
});

test("sinkWeights sum to one over the kept keys, whatever was evicted", () => {
  fc.assert(
    fc.property(
      fc.nat(60),
      fc.nat(8),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 4 }),
      (i, g, L, parking) => {
        const weights = sinkWeights(i, evict(i + 1, g, L), { parking });
        expect(weights.reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
        expect(weights.filter((p) => p > 0)).toHaveLength(Math.min(i + 1, g + L));
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

test("sinkLoudness: all of it in a window without the sink, hardly any with it, slowly more in full attention", () => {
  const at = (i: number, sinks: number) => sinkLoudness(i, {}, { sinks, recent: 8 });
  expect(at(7, 0)).toBe(sinkLoudness(7)); // the sink is still in the window
  expect(at(8, 0)).toBeCloseTo(1, 12);
  expect(at(40, 1)).toBeCloseTo(8 / (Math.exp(5) + 8), 12);
  expect(at(400, 1)).toBe(at(40, 1));
  expect(sinkLoudness(60)).toBeGreaterThan(2 * sinkLoudness(15));
});

test("sinkLoudness falls with every parking token that stays, and four are enough for four", () => {
  const at = (sinks: number) => sinkLoudness(50, { parking: 4 }, { sinks, recent: 8 });
  expect(at(0)).toBeCloseTo(1, 12);
  for (const sinks of [1, 2, 3, 4]) expect(at(sinks)).toBeLessThan(at(sinks - 1));
  expect(at(6)).toBeGreaterThan(at(4)); // two more ordinary tokens
});

test("sinkWeights rejects a key after the query", () => {
  expect(() => sinkWeights(3, [0, 4])).toThrow("sinkWeights: position 4 is kept but the query is 3");
  expect(() => sinkLogits(4, { parking: 0 })).toThrow("sinkLogits: parking");
});

test("sinkLogits may be quieter than the others", () => {
  expect(sinkLogits(3, { logit: -2 })).toEqual([-2, 0, 0]);
});

test("relativeLoudness is 1 at the end of training, and what sinkLoudness says elsewhere", () => {
  const toy = { parking: 4 };
  const cache = { sinks: 0, recent: 8 };
  const loudness = relativeLoudness(64, 16, toy, cache);
  expect(relativeLoudness(64, 16, toy)[15]).toBe(1);
  expect(loudness).toHaveLength(64);
  expect(loudness[40]! * sinkLoudness(15, toy)).toBeCloseTo(sinkLoudness(40, toy, cache), 12);
  expect(() => relativeLoudness(0, 16)).toThrow("relativeLoudness: T must be");
});
