/** What the graph floor checks before it computes, each in one clear sentence. */
import type { Graph } from "./csr.js";

/** A graph of this floor: not a pattern, not a matrix. */
export function isGraph(where: string, G: Graph): void {
  if (!(G?.offsets instanceof Int32Array && G.targets instanceof Int32Array))
    throw new TypeError(`${where}: expected a graph, such as graphOf(pattern) or fromAdjacency(A)`);
}

/** Every arc has its way back, as clustering and the spectrum need. */
export function isUndirected(where: string, G: Graph): void {
  isGraph(where, G);
  for (let i = 0; i < G.n; i++)
    for (let a = G.offsets[i]!; a < G.offsets[i + 1]!; a++)
      if (!hasArc(G, G.targets[a]!, i))
        throw new RangeError(`${where}: arc ${i} → ${G.targets[a]} has no way back; give it undirected(G)`);
}

function hasArc(G: Graph, i: number, j: number): boolean {
  const end = G.offsets[i + 1]!;
  let [low, high] = [G.offsets[i]!, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (G.targets[middle]! < j) low = middle + 1;
    else high = middle;
  }
  return low < end && G.targets[low] === j;
}
