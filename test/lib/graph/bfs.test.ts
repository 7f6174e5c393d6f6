import fc from "fast-check";
import { bfs, digraph, neighbours, ring, star } from "long-attention/graph";
import { expect, it } from "vitest";
import { anyDigraph } from "./random-graphs.js";

it("bfs(ring(7), 2) counts hops both ways round", () => {
  expect([...bfs(ring(7), 2)]).toEqual([2, 1, 0, 1, 2, 3, 3]);
});

it("bfs(G, 0) follows arcs forwards only, and is Infinity where no path leads", () => {
  const G = digraph([[1], [2], [], [0]]);
  expect([...bfs(G, 0)]).toEqual([0, 1, 2, Infinity]);
  expect([...bfs(G, 2)]).toEqual([Infinity, Infinity, 0, Infinity]);
});

it("bfs(star(5), a leaf) reaches the hub in one hop and every other leaf in two", () => {
  expect([...bfs(star(5), 3)].sort()).toEqual([0, 1, 2, 2, 2]);
});

it("bfs(G, source) is the shortest of all paths, as Floyd and Warshall find them", () => {
  const property = fc.property(anyDigraph, fc.nat(), (G, pick) => {
    const D = Array.from({ length: G.n }, (_, i) =>
      Array.from({ length: G.n }, (_, j) => (i === j ? 0 : neighbours(G, i).includes(j) ? 1 : Infinity)),
    );
    for (let k = 0; k < G.n; k++)
      for (let i = 0; i < G.n; i++)
        for (let j = 0; j < G.n; j++) D[i]![j] = Math.min(D[i]![j]!, D[i]![k]! + D[k]![j]!);
    expect([...bfs(G, pick % G.n)]).toEqual(D[pick % G.n]);
  });
  fc.assert(property, { seed: 7, numRuns: 60 });
});
