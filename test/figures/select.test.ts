import fc from "fast-check";
import { expect, test } from "vitest";
import { explorable } from "../../figures/src/select/index.tsx";
import { alt, label, say } from "../../figures/src/select/say.ts";
import {
  budget,
  curve,
  derive,
  init,
  methods,
  planted,
  read,
  scoresOf,
  weights,
} from "../../figures/src/select/state.ts";

const words = (props: Readonly<Record<string, unknown>>) => {
  const state = init(props);
  return say(state, derive(state)).join(" ");
};

test("derive(k = 24) finds the published shares: 0.0091, 0.0661, 0.0828, 0.1237, 0.9820 and 0.9893", () => {
  const { rows, recall } = derive(init({}));
  expect(rows.map((row) => row.recall.toFixed(4))).toEqual([
    "0.0091",
    "0.0661",
    "0.0828",
    "0.1237",
    "0.9820",
    "0.9893",
  ]);
  expect(recall).toBe(rows[4]!.recall);
  expect(planted).toEqual([10, 43, 36, 31]);
});

test("say tells what is scored, read and found, in the plural for signposts", () => {
  expect(words({})).toBe(
    "An indexer of 16 numbers scores all 96 tokens, reads 24 keys and finds 98.2 % of attention’s weight, 3 of the 4 planted tokens among it. The best 24 keys would hold 98.9 %.",
  );
  expect(words({ method: "signposts", k: 30 })).toContain(
    "Signposts score the means of 8 blocks, read 24 keys (of 30: only whole blocks of 12) and find 6.6 %",
  );
  expect(words({ method: "signposts", k: 1 })).toContain(
    "read 12 keys (more than 1: its own block is read whole)",
  );
  expect(words({ method: "window" })).toContain("none of the 4 planted tokens");
  expect(words({ method: "exact", k: 96 })).toContain("all 4 planted tokens among it. Nobody can find more");
});

test("read is the best that its scores allow: at every budget what is read scores no less than what is not", () => {
  for (const method of ["indexer 4", "indexer 8", "indexer 16", "exact"] as const) {
    const scores = Array.from(scoresOf(method));
    for (const k of [1, 7, 24, 95]) {
      const on = new Set(read(method, k).keys);
      expect(on.size).toBe(k);
      const inside = scores.filter((_, j) => on.has(j));
      expect(Math.min(...inside)).toBeGreaterThanOrEqual(Math.max(...scores.filter((_, j) => !on.has(j))));
    }
  }
});

test("curve(method) never falls, ends at the whole weight, and is where the handle stands", () => {
  for (const method of methods) {
    const shares = curve(method);
    for (let i = 1; i < 96; i++) expect(shares[i]! - shares[i - 1]!).toBeGreaterThanOrEqual(0);
    expect(shares[95]).toBeCloseTo(1, 12);
    expect(derive(init({ method, k: 40 })).recall).toBe(shares[39]);
  }
  expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

test("budget(signposts, k) is whole blocks, at least one", () => {
  expect([1, 11, 12, 30, 96].map((k) => budget("signposts", k))).toEqual([12, 12, 12, 24, 96]);
  expect(budget("window", 30)).toBe(30);
});

test("alt and label name all methods, wherever the budget stands", () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 200 }), fc.constantFrom(...methods), (k, method) => {
      const state = init({ k, method });
      const now = derive(state);
      const said = `${alt(state, now)} ${label(state, now)}`;
      for (const name of methods) expect(said).toContain(name);
      expect(said).not.toMatch(/NaN|undefined|Infinity/);
    }),
    { seed: 13, numRuns: 40 },
  );
});

test("init stays within 1 to 96 keys and says so; an unknown method becomes the indexer", () => {
  expect(init({ k: 200 })).toMatchObject({ k: 96, note: "k: 200 is out of range, showing 96." });
  expect(init({ method: "guess" })).toMatchObject({ method: "indexer 16" });
});

test("the arrow keys choose another method, round and round", () => {
  const press = (key: string, method: string) =>
    explorable.key?.({ key, target: null } as unknown as KeyboardEvent, init({ method }));
  expect(press("ArrowDown", "exact")).toEqual({ method: "window" });
  expect(press("ArrowUp", "window")).toEqual({ method: "exact" });
  expect(press("a", "window")).toBeUndefined();
});
