import { isRng } from "../sparse/check.js";
import { dimension, fraction } from "../tensor/check.js";
import { type Rng, randomInt } from "../tensor/random.js";
import { type Graph, undirectedGraph } from "./graph.js";
import { evenDegree } from "./simple.js";

/**
 * Small-world graph: a ring lattice whose edges are moved one by one. Edge (i, i+k) keeps its end i and,
 * with probability β, gets a new other end, neither i nor a neighbour of i. There are nK/2 edges always.
 * @param n vertices  @param K even, K < n  @param beta β, 0 = lattice, 1 = all edges moved
 * @see Watts and Strogatz 1998
 */
export function wattsStrogatz(n: number, K: number, beta: number, random: Rng): Graph {
  dimension("wattsStrogatz", "n", n);
  evenDegree("wattsStrogatz", n, K);
  fraction("wattsStrogatz", "beta", beta);
  isRng("wattsStrogatz", random);
  const near = Array.from({ length: n }, () => new Set<number>());
  const join = (i: number, j: number) => [near[i]!.add(j), near[j]!.add(i)];
  for (let k = 1; k <= K / 2; k++) for (let i = 0; i < n; i++) join(i, (i + k) % n);
  for (let k = 1; k <= K / 2; k++)
    for (let i = 0; i < n; i++) {
      // Who is joined to all others has nowhere to move an edge to.
      if (random() >= beta || near[i]!.size === n - 1) continue;
      let end = randomInt(n, random);
      while (end === i || near[i]!.has(end)) end = randomInt(n, random);
      const old = (i + k) % n;
      near[i]!.delete(old);
      near[old]!.delete(i);
      join(i, end);
    }
  return undirectedGraph(
    n,
    near.flatMap((ends, i) => [...ends].filter((j) => j > i).map((j) => [i, j] as const)),
  );
}
