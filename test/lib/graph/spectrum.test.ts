import fc from "fast-check";
import {
  adjacency,
  erdosRenyi,
  fromAdjacency,
  type Graph,
  graphOf,
  largestEigenvalues,
  path,
  pathSpectrum,
  randomRegular,
  ring,
  secondEigenvalue,
  smallestEigenvalues,
  spectralGap,
  spectrum,
} from "long-attention/graph";
import { bigBirdPattern, blockPattern, cyclicShift, windowPattern } from "long-attention/sparse";
import { fromFunction, permutation, rng, toRows } from "long-attention/tensor";
import { Matrix as Dense, EigenvalueDecomposition } from "ml-matrix";
import { expect, it } from "vitest";
import { anyPattern } from "../sparse/any-pattern.js";
import { anyGraph } from "./random-graphs.js";

/** All eigenvalues by somebody else's dense solver, largest first. */
const dense = (G: Graph): number[] =>
  [
    ...new EigenvalueDecomposition(new Dense(toRows(adjacency(G))), { assumeSymmetric: true })
      .realEigenvalues,
  ].sort((a, b) => b - a);

const apart = (a: readonly number[], b: readonly number[]) =>
  Math.max(a.length === b.length ? 0 : Infinity, ...a.map((x, k) => Math.abs(x - b[k]!)));

it("spectrum(G) equals a dense solver's eigenvalues, multiplicities and all", () => {
  fc.assert(
    fc.property(anyGraph, (G) => {
      expect(apart(spectrum(G), dense(G))).toBeLessThan(1e-10);
    }),
    { seed: 7, numRuns: 150 },
  );
});

it("largestEigenvalues(G, n) and smallestEigenvalues(G, n) are the whole spectrum, from either end", () => {
  fc.assert(
    fc.property(anyGraph, (G) => {
      expect(apart(largestEigenvalues(G, G.n), dense(G))).toBeLessThan(1e-8);
      expect(apart(smallestEigenvalues(G, G.n), dense(G).reverse())).toBeLessThan(1e-8);
    }),
    { seed: 7, numRuns: 150 },
  );
});

it("largestEigenvalues(G, 3) equals a dense solver for patterns of 120 tokens", () => {
  const n = 120;
  const graphs = [
    graphOf(bigBirdPattern(n, {}, rng(1))),
    graphOf(windowPattern(n, 5)),
    graphOf(windowPattern(n, 21, { dilation: 2 })),
    graphOf(blockPattern(n, 8, cyclicShift(8))),
    erdosRenyi(n, 0.05, rng(2)),
    randomRegular(n, 3, rng(3)),
    ring(n),
  ];
  for (const G of graphs) {
    const want = dense(G);
    expect(apart(largestEigenvalues(G, 3), want.slice(0, 3))).toBeLessThan(1e-9);
    expect(apart(spectrum(G), want)).toBeLessThan(1e-9);
  }
});

it("largestEigenvalues does not depend on where its runs start", () => {
  const G = graphOf(bigBirdPattern(300, { g: 0 }, rng(5)));
  const first = largestEigenvalues(G, 3);
  for (const seed of [2, 3, 4]) expect(apart(largestEigenvalues(G, 3, rng(seed)), first)).toBeLessThan(1e-9);
});

it("largestEigenvalues(path(1000), 2) tells apart two values that differ by 3e-5", () => {
  expect(apart(largestEigenvalues(path(1000), 2), pathSpectrum(1000).slice(0, 2))).toBeLessThan(1e-11);
});

it("spectrum and secondEigenvalue do not change when the tokens are permuted, for any pattern", () => {
  fc.assert(
    fc.property(anyPattern, fc.integer(), (p, seed) => {
      const G = graphOf(p);
      const order = permutation(G.n, rng(seed));
      const A = adjacency(G);
      const H = fromAdjacency(fromFunction([G.n, G.n], (i, j) => A.get(order[i]!, order[j]!)));
      expect(apart(spectrum(H), spectrum(G))).toBeLessThan(1e-10);
      if (G.n > 1) expect(Math.abs(secondEigenvalue(H) - secondEigenvalue(G))).toBeLessThan(1e-8);
    }),
    { seed: 7, numRuns: 60 },
  );
});

it("spectrum(G) sums to 0, its squares to twice the edges, its cubes to six times the triangles", () => {
  const G = erdosRenyi(60, 0.2, rng(4));
  const A = toRows(adjacency(G));
  let walks = 0;
  A.forEach((row, i) => {
    row.forEach((ij, j) => {
      if (ij) A[j]!.forEach((jk, k) => (walks += jk * A[k]![i]!));
    });
  });
  const power = (k: number) => spectrum(G).reduce((sum, x) => sum + x ** k, 0);
  expect(power(1)).toBeCloseTo(0, 9);
  expect(power(2)).toBeCloseTo(G.targets.length, 8);
  expect(power(3)).toBeCloseTo(walks, 7);
});

it("spectralGap(G) is λ₁ − λ₂", () => {
  const { lambda1, lambda2, gap } = spectralGap(ring(12));
  expect([lambda1, lambda2, gap]).toEqual([
    expect.closeTo(2, 10),
    expect.closeTo(Math.sqrt(3), 10),
    expect.closeTo(2 - Math.sqrt(3), 10),
  ]);
});
