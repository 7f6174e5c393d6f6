import { isRng } from "../sparse/check.js";
import { dimension, fraction } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import { type Graph, undirectedGraph } from "./graph.js";

/**
 * G(n, p): each of the n(n−1)/2 edges is there with probability p, independently. Instead of a coin for
 * each pair, the number of pairs up to the next edge is drawn (it is geometric), so the time is O(n + edges).
 * @see Erdős and Rényi 1959, Gilbert 1959; Batagelj and Brandes 2005 for the skipping
 */
export function erdosRenyi(n: number, p: number, random: Rng): Graph {
  dimension("erdosRenyi", "n", n);
  fraction("erdosRenyi", "p", p);
  isRng("erdosRenyi", random);
  const edges: [number, number][] = [];
  if (p > 0) {
    const skip = () => 1 + Math.floor(Math.log1p(-random()) / Math.log1p(-p));
    // Pairs (i, j), j < i, stand in rows i = 1, 2, …; walking past the end of a row goes on in the next.
    for (let i = 1, j = -1 + skip(); i < n; j += skip()) {
      while (i < n && j >= i) j -= i++;
      if (i < n) edges.push([i, j]);
    }
  }
  return undirectedGraph(n, edges);
}
