import { bandNnz, bigBirdPattern, blockPattern, layersToReach, windowPattern } from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, test } from "vitest";
import {
  blocksOf,
  derive,
  gallery,
  init,
  lengths,
  mostRandom,
  nameOf,
  resized,
  settle,
  windowsOf,
} from "../../figures/src/sparse-gallery/state.ts";

test("derive(BigBird) counts the pairs of bigBirdPattern", () => {
  const now = derive(init({ T: 16, pattern: "BigBird", seed: 3 }));
  expect(now.nnz).toBe(bigBirdPattern(16, { w: 3, g: 2, r: 1 }, rng(3)).nnz);
  expect(now.kinds).toEqual(["G", "W", "R"]);
});

test("derive(a gallery entry) gives its own name back, for every length", () => {
  for (const T of lengths)
    for (const name of Object.keys(gallery(T))) {
      const state = init({ T, pattern: name });
      expect(nameOf(state)).toBe(name);
      expect(state.note).toBe("");
      const now = derive(state);
      expect(now.rows.flat()).toHaveLength(now.nnz);
    }
});

test("derive(full) reads everything in one layer, derive(nothing) reads nothing", () => {
  expect(derive(init({ pattern: "full" }))).toMatchObject({ nnz: 36, density: 1, full: 1 });
  expect(derive(init({ c: 0 }))).toMatchObject({ nnz: 0, full: Infinity, kinds: [] });
});

test("derive(causal window) keeps the lower triangle of the window", () => {
  const now = derive(init({ T: 16, c: 5, causal: true }));
  expect(now.nnz).toBe((bandNnz(16, 5) + 16) / 2);
  expect(now.rows.every((row, i) => row.every(({ j }) => j <= i))).toBe(true);
});

test("derive(dilated) counts layers as layersToReach does", () => {
  const now = derive(init({ T: 16, pattern: "dilated", query: 5 }));
  expect(now.hops).toEqual(layersToReach(windowPattern(16, 3, { dilation: 2 }), 5));
});

test("derive(blocks) has T²/n pairs, shifted or not", () => {
  for (const shifted of [false, true])
    expect(derive(init({ T: 32, c: 0, n: 8, shifted })).nnz).toBe(blockPattern(32, 8).nnz);
});

test("mostRandom(T, c, g) is what every query can find, so that no draw fails", () => {
  for (const T of lengths)
    for (const c of windowsOf(T))
      for (const g of [0, 1, 2]) {
        const state = settle({ ...init({ T }), c, g, r: 3 });
        expect(state.r).toBe(mostRandom(T, c, g));
        expect(() => derive(state)).not.toThrow();
      }
  expect(mostRandom(6, 5, 0)).toBe(1);
  expect(blocksOf(6)).toEqual([1, 2, 3]);
});

test("resized keeps a named pattern under its name for every length, there and back", () => {
  for (const from of lengths)
    for (const to of lengths)
      for (const name of Object.keys(gallery(from))) {
        const state = init({ T: from, pattern: name });
        const there = settle({ ...state, ...resized(state, to) });
        expect(nameOf(there), `${name}, ${from} to ${to}`).toBe(name);
        expect(there.note).toBe("");
      }
  const full = init({ pattern: "full" });
  expect(derive(settle({ ...full, ...resized(full, 16) })).density).toBe(1);
});

test("resized leaves an own mix as it is", () => {
  const state = init({ T: 6, c: 5, g: 1, s: 2 });
  expect(settle({ ...state, ...resized(state, 32) })).toMatchObject({ T: 32, c: 5, g: 1, s: 2 });
});

test("init(props out of range) clamps them and says so", () => {
  expect(init({ T: 7, query: 99 })).toMatchObject({ T: 6, query: 5 });
  expect(init({ T: 7, query: 99 }).note).toBe(
    "T: 7 is out of range, showing 6. query: 99 is out of range, showing 5.",
  );
  expect(init({ pattern: "spiral" }).note).toContain("pattern: spiral is out of range, showing local.");
});
