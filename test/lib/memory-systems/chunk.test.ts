import fc from "fast-check";
import { chunk } from "long-attention/memory-systems";
import { expect, it } from "vitest";

const count = (n: number) => Array.from({ length: n }, (_, i) => i);

it("chunk(0 … 9, 4, 1) is [0–3], [3–6], [6–9]", () => {
  expect(chunk(count(10), 4, 1)).toEqual([
    [0, 1, 2, 3],
    [3, 4, 5, 6],
    [6, 7, 8, 9],
  ]);
});

it("chunk(0 … 10, 4, 1) ends with a short window that brings token 10", () => {
  expect(chunk(count(11), 4, 1).at(-1)).toEqual([9, 10]);
});

it("chunk of a text no longer than one window is that text; of nothing, nothing", () => {
  expect(chunk(["a", "b"], 5, 3)).toEqual([["a", "b"]]);
  expect(chunk(["a"], 5, 3)).toEqual([["a"]]);
  expect(chunk([], 5, 3)).toEqual([]);
});

it("chunk covers every token, overlaps exactly, and each window brings something new", () => {
  const sizes = fc.record({ n: fc.nat(40), size: fc.integer({ min: 1, max: 9 }), pick: fc.nat(8) });
  fc.assert(
    fc.property(sizes, ({ n, size, pick }) => {
      const overlap = pick % size;
      const windows = chunk(count(n), size, overlap);
      expect(windows.flatMap((w, i) => (i === 0 ? w : w.slice(overlap)))).toEqual(count(n));
      windows.forEach((w, i) => {
        if (i > 0) expect(w.slice(0, overlap)).toEqual(windows[i - 1]!.slice(size - overlap));
        if (i > 0) expect(w.length).toBeGreaterThan(overlap);
        if (i < windows.length - 1) expect(w).toHaveLength(size);
      });
    }),
    { seed: 7, numRuns: 200 },
  );
});
