import { isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { isGraph } from "./check.js";
import { digraph, type Graph, neighbours } from "./graph.js";

/** The graph of a matrix [n, n]: an arc i → j where the entry is not 0, save on the diagonal. */
export function fromAdjacency(A: Matrix): Graph {
  isMatrix("fromAdjacency", "A", A);
  const [n, m] = A.shape as [number, number];
  if (n !== m) throw new RangeError(`fromAdjacency: A is [${A.shape}]; it needs as many rows as columns`);
  const all = Array.from({ length: n }, (_, j) => j);
  return digraph(all.map((i) => all.filter((j) => A.get(i, j) !== 0)));
}

/** The adjacency matrix [n, n] of 0 and 1. */
export function adjacency(G: Graph): Matrix {
  isGraph("adjacency", G);
  const rows = Array.from({ length: G.n }, (_, i) => new Set(neighbours(G, i)));
  return fromFunction([G.n, G.n], (i, j) => (rows[i]!.has(j) ? 1 : 0));
}
