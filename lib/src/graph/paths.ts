import { dimension } from "../tensor/check.js";
import { isGraph } from "./check.js";
import { type Graph, neighbours } from "./graph.js";

/**
 * Breadth-first search along the arcs: the number of hops from `source` to each vertex, Infinity where
 * no path leads.
 * @returns [n]
 */
export function bfs(G: Graph, source: number): Float64Array {
  isGraph("bfs", G);
  dimension("bfs", "source", source, 0);
  if (source >= G.n) throw new RangeError(`bfs: there is no vertex ${source} among ${G.n}`);
  const hops = new Int32Array(G.n);
  wave(G, source, hops, new Int32Array(G.n));
  return Float64Array.from(hops, (k) => (k < 0 ? Infinity : k));
}

/** How far apart the vertices of a graph are. */
export interface PathStats {
  /** Average path length: the mean over ordered pairs i ≠ j that a path joins; Infinity when none is. */
  readonly apl: number;
  /** The longest of all shortest paths; Infinity as soon as one pair has no path. */
  readonly diameter: number;
  /** The part of the ordered pairs i ≠ j that a path joins, 0 to 1. */
  readonly reachable: number;
}

/** Shortest paths between all pairs, by one search from each vertex. A single vertex has {0, 0, 1}. */
export function pathStats(G: Graph): PathStats {
  isGraph("pathStats", G);
  if (G.n === 1) return { apl: 0, diameter: 0, reachable: 1 };
  const hops = new Int32Array(G.n);
  const queue = new Int32Array(G.n);
  let [sum, pairs, longest] = [0, 0, 0];
  for (let s = 0; s < G.n; s++) {
    const found = wave(G, s, hops, queue);
    for (let t = 1; t < found; t++) sum += hops[queue[t]!]!;
    pairs += found - 1;
    longest = Math.max(longest, hops[queue[found - 1]!]!);
  }
  const all = G.n * (G.n - 1);
  return {
    apl: pairs ? sum / pairs : Infinity,
    diameter: pairs === all ? longest : Infinity,
    reachable: pairs / all,
  };
}

/**
 * One search into the caller's memory: hops [n] is overwritten (−1 = not found), queue [n] lists what
 * was found, nearest first. It stops once everything is found, so a dense graph costs n steps and not n².
 * @returns how many vertices were found, the source among them
 */
function wave(G: Graph, source: number, hops: Int32Array, queue: Int32Array): number {
  hops.fill(-1);
  hops[source] = 0;
  queue[0] = source;
  let found = 1;
  for (let next = 0; next < found && found < G.n; next++) {
    const i = queue[next]!;
    for (let a = G.offsets[i]!; a < G.offsets[i + 1]!; a++) {
      const j = G.targets[a]!;
      if (hops[j] !== -1) continue;
      hops[j] = hops[i]! + 1;
      queue[found++] = j;
    }
  }
  return found;
}

/** How many arcs leave each vertex; in an undirected graph, its degree. */
export function degrees(G: Graph): number[] {
  isGraph("degrees", G);
  return Array.from({ length: G.n }, (_, i) => neighbours(G, i).length);
}
