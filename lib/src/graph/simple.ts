/** Graphs without chance, whose paths and spectra have closed forms. */
import { range } from "../sparse/full.js";
import { dimension } from "../tensor/check.js";
import { digraph, type Graph, undirectedGraph } from "./graph.js";

/** 0 – 1 – … – n−1: the window of three keys. */
export function path(n: number): Graph {
  dimension("path", "n", n);
  return undirectedGraph(
    n,
    range(1, n).map((i) => [i - 1, i] as const),
  );
}

/** Vertex 0 joined to all others: one global token and nothing else. */
export function star(n: number): Graph {
  dimension("star", "n", n);
  return undirectedGraph(
    n,
    range(1, n).map((i) => [0, i] as const),
  );
}

/** Every two vertices joined: full attention. */
export function complete(n: number): Graph {
  dimension("complete", "n", n);
  return digraph(range(0, n).map(() => range(0, n)));
}

/** A path whose ends are joined; n ≥ 3. */
export function ring(n: number): Graph {
  dimension("ring", "n", n, 3);
  return ringLattice(n, 2);
}

/**
 * A ring on which each vertex is joined to its K nearest, K/2 on each side.
 * @param K even, K < n
 */
export function ringLattice(n: number, K: number): Graph {
  dimension("ringLattice", "n", n);
  evenDegree("ringLattice", n, K);
  return undirectedGraph(
    n,
    range(0, n).flatMap((i) => range(1, K / 2 + 1).map((k) => [i, (i + k) % n] as const)),
  );
}

/** K even and smaller than n. */
export function evenDegree(where: string, n: number, K: number): void {
  dimension(where, "K", K, 0);
  if (K % 2 === 1 || K >= n)
    throw new RangeError(`${where}: K must be even and smaller than n=${n}, half on each side, not ${K}`);
}
