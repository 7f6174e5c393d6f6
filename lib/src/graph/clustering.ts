import { isUndirected } from "./check.js";
import { type Graph, neighbours } from "./graph.js";

/**
 * Local clustering Cᵢ = 2eᵢ / (kᵢ(kᵢ−1)): of the pairs among i's kᵢ neighbours, the part that is joined
 * itself (eᵢ of them); 0 when kᵢ < 2.
 * @returns [n]
 * @throws RangeError when G is directed
 * @see Watts and Strogatz 1998
 */
export function localClustering(G: Graph): Float64Array {
  isUndirected("localClustering", G);
  const near = new Int32Array(G.n).fill(-1);
  return Float64Array.from({ length: G.n }, (_, i) => {
    const around = neighbours(G, i);
    for (const j of around) near[j] = i;
    let joined = 0;
    for (const j of around) for (const u of neighbours(G, j)) if (near[u] === i) joined++;
    const k = around.length;
    return k < 2 ? 0 : joined / (k * (k - 1));
  });
}

/** The mean of the local clustering over all vertices, those of degree 0 and 1 counted as 0. */
export function clustering(G: Graph): number {
  isUndirected("clustering", G);
  return localClustering(G).reduce((sum, c) => sum + c, 0) / G.n;
}
