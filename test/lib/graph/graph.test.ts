import fc from "fast-check";
import {
  adjacency,
  arcCount,
  clustering,
  complete,
  components,
  degrees,
  digraph,
  edgeCount,
  fromAdjacency,
  fromPattern,
  graphOf,
  isConnected,
  localClustering,
  neighbours,
  path,
  pathStats,
  ring,
  ringLattice,
  star,
  undirected,
  undirectedGraph,
  unreadFraction,
} from "long-attention/graph";
import { blockPattern, causalPattern, etcPattern, fullPattern, windowPattern } from "long-attention/sparse";
import { fromFunction, matrix, permutation, rng, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";
import { anyDigraph, anyGraph } from "./random-graphs.js";

const seeded = { seed: 7, numRuns: 100 };

it("digraph drops loops and repetitions and sorts each row", () => {
  const G = digraph([[2, 0, 2, 1], [], [1]]);
  expect([G.n, arcCount(G)]).toEqual([3, 3]);
  expect([0, 1, 2].map((i) => [...neighbours(G, i)])).toEqual([[1, 2], [], [1]]);
});

it("fromAdjacency(adjacency(G)) is G", () => {
  fc.assert(
    fc.property(anyDigraph, (G) => {
      expect(fromAdjacency(adjacency(G))).toEqual(G);
    }),
    seeded,
  );
});

it("undirected(G) joins i and j where an arc leads either way", () => {
  fc.assert(
    fc.property(anyDigraph, (G) => {
      const A = adjacency(G);
      const both = fromFunction([G.n, G.n], (i, j) => Math.max(A.get(i, j), A.get(j, i)));
      expect(toRows(adjacency(undirected(G)))).toEqual(toRows(both));
    }),
    seeded,
  );
});

it("undirectedGraph(4, edges) takes edges in any order and once each", () => {
  const edges = [
    [2, 0],
    [0, 2],
    [1, 3],
    [1, 1],
  ] as const;
  const G = undirectedGraph(4, edges);
  expect(edgeCount(G)).toBe(2);
  expect(degrees(G)).toEqual([1, 1, 1, 1]);
});

it("fromPattern(p) has an arc for each pair but the query's own", () => {
  const p = etcPattern(6, 3, 1);
  expect(arcCount(fromPattern(p))).toBe(p.nnz - 7);
  expect(toRows(adjacency(fromPattern(causalPattern(3))))).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [1, 1, 0],
  ]);
});

it("graphOf(window, c=3) is a path, graphOf(full) is complete, graphOf(causal) too", () => {
  expect(graphOf(windowPattern(9, 3))).toEqual(path(9));
  expect(graphOf(fullPattern(5))).toEqual(complete(5));
  expect(graphOf(causalPattern(5))).toEqual(complete(5));
});

it("path, star, ring, ringLattice and complete have n−1, n−1, n, nK/2 and n(n−1)/2 edges", () => {
  expect([path(7), star(7), ring(7), ringLattice(7, 4), complete(7)].map(edgeCount)).toEqual([
    6, 6, 7, 14, 21,
  ]);
  expect(new Set(degrees(ringLattice(9, 6)))).toEqual(new Set([6]));
});

it("components(4 identity blocks) is 4, labelled in order", () => {
  const { count, labels } = components(graphOf(blockPattern(8, 4)));
  expect(count).toBe(4);
  expect([...labels]).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
});

it("components(dilated, s=2) is 2: odd and even", () => {
  const { count, labels } = components(fromPattern(windowPattern(7, 3, { dilation: 2 })));
  expect(count).toBe(2);
  expect([...labels]).toEqual([0, 1, 0, 1, 0, 1, 0]);
});

it("components ignores the arcs' directions: 0 → 2 ← 1 is one component", () => {
  expect(components(digraph([[2], [2], []])).count).toBe(1);
});

it("components counts vertices without arcs, up to n", () => {
  expect(components(digraph([[], [], []])).count).toBe(3);
  expect(isConnected(digraph([[]]))).toBe(true);
});

it("components(G) labels i and j alike exactly when a path joins them in undirected(G)", () => {
  fc.assert(
    fc.property(anyDigraph, (G) => {
      const { count, labels } = components(G);
      expect(new Set(labels).size).toBe(count);
      const joined = toRows(closure(toRows(adjacency(undirected(G)))));
      joined.forEach((row, i) => {
        row.forEach((hops, j) => {
          expect(labels[i] === labels[j]).toBe(hops < Infinity);
        });
      });
    }),
    seeded,
  );
});

it("pathStats(G) equals Floyd and Warshall's all pairs, for directed graphs too", () => {
  fc.assert(
    fc.property(anyDigraph, (G) => {
      const all = toRows(closure(toRows(adjacency(G)))).flatMap((row, i) => row.filter((_, j) => j !== i));
      const joined = all.filter((hops) => hops < Infinity);
      const sum = joined.reduce((a, b) => a + b, 0);
      const { apl, diameter, reachable } = pathStats(G);
      if (G.n === 1) expect([apl, diameter, reachable]).toEqual([0, 0, 1]);
      else {
        expect(apl).toBeCloseTo(joined.length ? sum / joined.length : Infinity, 12);
        expect(diameter).toBe(Math.max(...all));
        expect(reachable).toBeCloseTo(joined.length / all.length, 12);
      }
    }),
    seeded,
  );
});

it("pathStats of two blocks has diameter Infinity, but an average over the pairs that are joined", () => {
  expect(pathStats(graphOf(blockPattern(8, 2)))).toEqual({ apl: 1, diameter: Infinity, reachable: 3 / 7 });
});

it("pathStats of a causal window follows the arcs: it never reaches forward", () => {
  const { diameter, reachable } = pathStats(fromPattern(causalPattern(6)));
  expect([diameter, reachable]).toEqual([Infinity, 1 / 2]);
});

it("clustering(G) counts joined pairs of neighbours, as a plain triple loop does", () => {
  fc.assert(
    fc.property(anyGraph, (G) => {
      const A = toRows(adjacency(G));
      const C = A.map((row) => {
        const near = row.flatMap((joined, j) => (joined ? [j] : []));
        const pairs = near.flatMap((a) => near.filter((b) => b > a).map((b): number => A[a]![b]!));
        return near.length < 2 ? 0 : pairs.reduce((x, y) => x + y, 0) / pairs.length;
      });
      expect([...localClustering(G)]).toEqual(C.map((c) => expect.closeTo(c, 12)));
      expect(clustering(G)).toBeCloseTo(C.reduce((a, b) => a + b, 0) / G.n, 12);
    }),
    seeded,
  );
});

it("clustering of a triangle with a tail counts the tail's end as 0: a mean, not transitivity", () => {
  const G = undirectedGraph(4, [
    [0, 1],
    [1, 2],
    [2, 0],
    [2, 3],
  ]);
  expect([...localClustering(G)]).toEqual([1, 1, 1 / 3, 0]);
  expect(clustering(G)).toBeCloseTo(7 / 12, 12);
});

it("pathStats, clustering and components do not change when the tokens are renamed", () => {
  fc.assert(
    fc.property(anyGraph, fc.integer(), (G, seed) => {
      const order = permutation(G.n, rng(seed));
      const A = adjacency(G);
      const H = fromAdjacency(fromFunction([G.n, G.n], (i, j) => A.get(order[i]!, order[j]!)));
      expect(components(H).count).toBe(components(G).count);
      expect(clustering(H)).toBeCloseTo(clustering(G), 12);
      expect(pathStats(H)).toEqual(pathStats(G));
    }),
    seeded,
  );
});

it("unreadFraction counts keys that no other query reads; reading oneself does not count", () => {
  expect(unreadFraction([[1], [1, 2], [2]], 3)).toBeCloseTo(1 / 3, 12);
  expect(unreadFraction([[0], [1]], 2)).toBe(1);
  expect(unreadFraction([[3, 3]], 4)).toBe(3 / 4);
});

/** Shortest hops between all pairs, by Floyd and Warshall. */
function closure(A: number[][]) {
  const D = A.map((row, i) => row.map((arc, j) => (i === j ? 0 : arc ? 1 : Infinity)));
  for (const [k, via] of D.entries())
    for (const row of D) for (const [j, hops] of via.entries()) row[j] = Math.min(row[j]!, row[k]! + hops);
  return matrix(D);
}
