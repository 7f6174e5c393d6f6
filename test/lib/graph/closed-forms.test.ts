/** Published values and formulas for graphs without chance. */
import {
  bandPathLength,
  clustering,
  complete,
  completeSpectrum,
  connectedLimit,
  edgeCount,
  expectedUnread,
  friedmanBound,
  graphOf,
  largestEigenvalues,
  path,
  pathSpectrum,
  pathStats,
  ring,
  ringLattice,
  ringLatticeClustering,
  ringLatticeSpectrum,
  secondEigenvalue,
  smallestEigenvalues,
  spectralGap,
  spectrum,
  star,
  starPathLength,
  starSpectrum,
  undirectedGraph,
} from "long-attention/graph";
import { blockPattern, fullPattern, itcPattern, type Pattern, windowPattern } from "long-attention/sparse";
import { expect, it } from "vitest";

const near = (values: readonly number[], tolerance = 1e-9) => values.map((x) => closeTo(x, tolerance));
const closeTo = (x: number, tolerance: number) =>
  expect.closeTo(x, Math.round(-Math.log10(2 * tolerance))) as number;

const row = (p: Pattern) => {
  const G = graphOf(p);
  const { apl, diameter } = pathStats(G);
  const { lambda1, lambda2 } = spectralGap(G);
  const round = (x: number, digits: number) => Number(x.toFixed(digits));
  return [edgeCount(G), round(apl, 3), diameter, round(clustering(G), 4), lambda1, lambda2];
};

it("pathStats(band c=3) has the mean (n+1)/3 exactly", () => {
  for (const n of [2, 6, 17, 256]) {
    expect(pathStats(graphOf(windowPattern(n, 3))).apl).toBeCloseTo((n + 1) / 3, 12);
    expect(bandPathLength(n, 3)).toBeCloseTo((n + 1) / 3, 12);
  }
});

it("pathStats(band c) has the mean of ⌈|i−j|/h⌉", () => {
  for (const [n, c] of [
    [20, 5],
    [33, 9],
    [5, 31],
  ] as const)
    expect(pathStats(graphOf(windowPattern(n, c))).apl).toBeCloseTo(bandPathLength(n, c), 12);
});

it("pathStats(star) has the mean 2 − 2/n and the diameter 2", () => {
  for (const n of [3, 10, 256]) {
    const { apl, diameter } = pathStats(star(n));
    expect(apl).toBeCloseTo(2 - 2 / n, 12);
    expect([starPathLength(n), diameter]).toEqual([2 - 2 / n, 2]);
  }
});

it("clustering(ring lattice) is 3(K−2)/(4(K−1)): K = 2, 4, 8 give 0, 1/2, 9/14", () => {
  const measured = [2, 4, 8].map((K) => clustering(ringLattice(64, K)));
  expect(measured).toEqual(near([0, 1 / 2, 9 / 14], 1e-12));
  expect([2, 4, 8].map(ringLatticeClustering)).toEqual(near([0, 1 / 2, 9 / 14], 1e-12));
});

it("clustering(band n=64, c=5) is 0.5208333333333333", () => {
  expect(Math.abs(clustering(graphOf(windowPattern(64, 5))) - 0.5208333333333333)).toBeLessThanOrEqual(1e-12);
});

it("clustering(band n=6, c=5) is 0.7222222222222222", () => {
  expect(Math.abs(clustering(graphOf(windowPattern(6, 5))) - 0.7222222222222222)).toBeLessThanOrEqual(1e-12);
});

it("clustering(band c=3) is 0: locality needs c ≥ 5", () => {
  expect(clustering(graphOf(windowPattern(64, 3)))).toBe(0);
});

it("largestEigenvalues(complete n) are n − 1 and −1", () => {
  for (const n of [2, 3, 64, 256]) expect(largestEigenvalues(complete(n), 2)).toEqual(near([n - 1, -1]));
  expect(spectrum(complete(9))).toEqual(near(completeSpectrum(9)));
});

it("spectrum(star) is √(n−1), zeros, −√(n−1)", () => {
  expect(spectrum(star(12))).toEqual(near(starSpectrum(12)));
  expect(largestEigenvalues(star(100), 3)).toEqual(near([Math.sqrt(99), 0, 0]));
  expect(smallestEigenvalues(star(100), 2)).toEqual(near([-Math.sqrt(99), 0]));
});

it("secondEigenvalue(ring(100)) is 2cos(2π/100) = 1.9960534568565431", () => {
  expect(Math.abs(secondEigenvalue(ring(100)) - 1.9960534568565431)).toBeLessThanOrEqual(1e-12);
  expect(2 * Math.cos((2 * Math.PI) / 100)).toBe(1.9960534568565431);
  expect(largestEigenvalues(ring(100), 4)).toEqual(near(ringLatticeSpectrum(100).slice(0, 4)));
});

it("spectrum(path) is 2cos(kπ/(n+1))", () => {
  for (const n of [1, 2, 7, 40]) expect(spectrum(path(n))).toEqual(near(pathSpectrum(n)));
  expect(largestEigenvalues(path(300), 3)).toEqual(near(pathSpectrum(300).slice(0, 3)));
});

it("spectrum(ringLattice(30, 6)) is the sum of its cosines, each as often as it comes", () => {
  expect(spectrum(ringLattice(30, 6))).toEqual(near(ringLatticeSpectrum(30, 6)));
});

it("largestEigenvalues of 4 disjoint 64-cliques are 63 four times, then −1", () => {
  expect(largestEigenvalues(graphOf(blockPattern(256, 4)), 5)).toEqual(near([63, 63, 63, 63, -1]));
});

it("largestEigenvalues of two unlike cliques tell λ₂ from the copy of λ₁", () => {
  const clique = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, a) =>
      Array.from({ length: a }, (_, b) => [from + a, from + b] as const),
    ).flat();
  const G = undirectedGraph(12, [...clique(0, 7), ...clique(7, 12)]);
  expect(largestEigenvalues(G, 3)).toEqual(near([6, 4, -1]));
});

it("largestEigenvalues of a graph without edges are all 0", () => {
  expect(largestEigenvalues(undirectedGraph(5, []), 5)).toEqual(near([0, 0, 0, 0, 0]));
});

it("graphOf(local c=3) at n=256 has 255 edges, APL 85.667, diameter 255, C 0, λ 1.9999 and 1.9994", () => {
  expect(row(windowPattern(256, 3))).toEqual([
    255,
    85.667,
    255,
    0,
    closeTo(1.9999, 5e-5),
    closeTo(1.9994, 5e-5),
  ]);
});

it("graphOf(local c=3 + 1 global) at n=256 has 509 edges, APL 1.984, diameter 2, C .6667, λ 16.996 and 1.9994", () => {
  const want = [509, 1.984, 2, 0.6667, closeTo(16.996, 5e-3), closeTo(1.9994, 5e-5)];
  expect(row(itcPattern(256, 3, [0]))).toEqual(want);
});

it("graphOf(full) at n=256 has 32640 edges, APL 1, diameter 1, C 1, λ 255 and −1", () => {
  expect(row(fullPattern(256))).toEqual([32_640, 1, 1, 1, closeTo(255, 1e-9), closeTo(-1, 1e-9)]);
});

it("connectedLimit(c) is exp(−e^{−c}): 0.0660, 0.3679, 0.6922, 0.8734, 0.9514 for c = −1 … 3", () => {
  expect([-1, 0, 1, 2, 3].map((c) => connectedLimit(c).toFixed(4))).toEqual([
    "0.0660",
    "0.3679",
    "0.6922",
    "0.8734",
    "0.9514",
  ]);
});

it("expectedUnread(256, r) is 0.36716, 0.13427, 0.04891 for r = 1, 2, 3", () => {
  expect([1, 2, 3].map((r) => expectedUnread(256, r).toFixed(5))).toEqual(["0.36716", "0.13427", "0.04891"]);
});

it("friedmanBound(4) is 2√3 = 3.4641", () => {
  expect(friedmanBound(4).toFixed(4)).toBe("3.4641");
  expect(friedmanBound(1)).toBe(0);
});
