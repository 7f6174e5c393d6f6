import fc from "fast-check";
import {
  causalPart,
  causalPattern,
  causalWindowPattern,
  countNnz,
  denseMask,
  density,
  fullPattern,
  keyLists,
  lambdaPattern,
  letteredKeys,
  mergeAscending,
  patternFromKeys,
  patternFromMask,
  sparseFlops,
  stridedPattern,
  union,
  windowPattern,
} from "long-attention/sparse";
import { matrix, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";
import { anyPattern } from "./any-pattern.js";

it("p.nnz equals countNnz(p) for every family of patterns", () => {
  fc.assert(
    fc.property(anyPattern, (p) => {
      expect(p.nnz).toBe(countNnz(p));
    }),
    { seed: 7, numRuns: 400 },
  );
});

it("p.keys(i) are distinct, ascending and in range for every family of patterns", () => {
  fc.assert(
    fc.property(anyPattern, (p) => {
      for (const keys of keyLists(p)) {
        expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
        expect(keys.every((j) => Number.isInteger(j) && j >= 0 && j < p.M)).toBe(true);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

it("p.runs(i), where a pattern has them, are the runs of p.keys(i)", () => {
  let seen = 0;
  fc.assert(
    fc.property(anyPattern, (p) => {
      if (!p.runs) return;
      seen++;
      for (let i = 0; i < p.T; i++) {
        const runs = p.runs(i);
        const keys = Array.from({ length: p.M }, (_, j) => j).filter((j) =>
          runs.some((from, t) => t % 2 === 0 && j >= from && j < runs[t + 1]!),
        );
        expect(keys).toEqual(p.keys(i));
        expect(runs).toEqual([...new Set(runs)].sort((a, b) => a - b));
      }
    }),
    { seed: 7, numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(50);
});

it("p.keys(i) gives the same list each time, and changing a list does not change the pattern", () => {
  fc.assert(
    fc.property(anyPattern, (p) => {
      const before = keyLists(p);
      for (const list of keyLists(p)) list.fill(-1);
      expect(keyLists(p)).toEqual(before);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("patternFromMask(denseMask(p)) reads the same pairs as p", () => {
  fc.assert(
    fc.property(anyPattern, (p) => {
      const back = patternFromMask(denseMask(p));
      expect([back.T, back.M, back.nnz]).toEqual([p.T, p.M, p.nnz]);
      expect(keyLists(back)).toEqual(keyLists(p));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("patternFromKeys([[2, 0], [], [1]], 4) sorts each list and has 3 queries and 4 keys", () => {
  const p = patternFromKeys([[2, 0], [], [1]], 4);
  expect([p.T, p.M, p.nnz]).toEqual([3, 4, 3]);
  expect(keyLists(p)).toEqual([[0, 2], [], [1]]);
  expect(toRows(denseMask(p))).toEqual([
    [1, 0, 1, 0],
    [0, 0, 0, 0],
    [0, 1, 0, 0],
  ]);
});

it("patternFromMask reads any entry but 0", () => {
  expect(keyLists(patternFromMask(matrix([[0, 2, -1]])))).toEqual([[1, 2]]);
});

it("fullPattern(3, 5) reads all 15 pairs", () => {
  expect(keyLists(fullPattern(3, 5))).toEqual(Array.from({ length: 3 }, () => [0, 1, 2, 3, 4]));
  expect(density(fullPattern(3, 5))).toBe(1);
});

it("causalPattern(6) has 21 pairs, and is the causal part of full attention", () => {
  expect(causalPattern(6).nnz).toBe(21);
  expect(keyLists(causalPattern(6))).toEqual(keyLists(causalPart(fullPattern(6))));
});

it("union(p, q) reads what p or q reads", () => {
  const joined = union(windowPattern(9, 3), stridedPattern(9, 4));
  expect(joined.keys(8)).toEqual([0, 4, 5, 6, 7, 8]);
  expect(joined.name).toBe("local, c=3 + strided, l=4");
  const [p, q, both] = [windowPattern(9, 3), stridedPattern(9, 4), joined].map((x) => toRows(denseMask(x)));
  both!.forEach((row, i) => {
    expect(row).toEqual(row.map((_, j) => Math.max(p![i]![j]!, q![i]![j]!)));
  });
});

it("union(first g keys, causal window L) is the Λ pattern", () => {
  const sinks = patternFromKeys(Array.from({ length: 12 }, (_, i) => (i < 1 ? [0] : [0, 1])));
  const joined = union(sinks, causalWindowPattern(12, 4));
  expect(keyLists(joined)).toEqual(keyLists(lambdaPattern(12, 2, 4)));
  expect(joined.nnz).toBe(57);
});

it("causalPart(p) keeps exactly the pairs with j ≤ i", () => {
  fc.assert(
    fc.property(anyPattern, (p) => {
      expect(keyLists(causalPart(p))).toEqual(keyLists(p).map((keys, i) => keys.filter((j) => j <= i)));
    }),
    { seed: 7, numRuns: 50 },
  );
});

it("mergeAscending joins two ascending lists without repetition", () => {
  expect(mergeAscending([0, 2, 5], [1, 2, 7])).toEqual([0, 1, 2, 5, 7]);
  expect(mergeAscending([], [3])).toEqual([3]);
});

it("sparseFlops(p, d) is 4d for each pair", () => {
  expect(sparseFlops(windowPattern(6, 3), 64)).toBe(16 * 4 * 64);
});

it("letteredKeys(p, parts) has the keys of p, each with the letter of the first part that reads it", () => {
  const parts = { W: windowPattern(5, 3), S: stridedPattern(5, 2) };
  const both = union(parts.W, parts.S, patternFromKeys([[4], [], [], [], []]));
  const rows = letteredKeys(both, parts);
  expect(rows.map((row) => row.map(({ j }) => j))).toEqual(keyLists(both));
  for (const [i, row] of rows.entries())
    for (const { j, letter } of row) {
      const reads = (part: keyof typeof parts) => parts[part].keys(i).includes(j);
      expect(letter).toBe(reads("W") ? "W" : reads("S") ? "S" : undefined);
    }
  expect(rows[0]!.at(-1)).toEqual({ j: 4, letter: parts.S.keys(0).includes(4) ? "S" : undefined });
});
