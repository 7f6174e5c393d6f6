import { isGraph } from "./check.js";
import { type Graph, neighbours } from "./graph.js";

/** Which vertices hang together. */
export interface Components {
  readonly count: number;
  /** [n] The component of each vertex, numbered by their lowest vertices. */
  readonly labels: Int32Array;
}

/**
 * Weakly connected components: what hangs together when arcs may be walked either way.
 * Union–find with path halving; the root of a component is its lowest vertex.
 */
export function components(G: Graph): Components {
  isGraph("components", G);
  const parent = Int32Array.from({ length: G.n }, (_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r] = parent[parent[r]!]!;
    return r;
  };
  for (let i = 0; i < G.n; i++)
    for (const j of neighbours(G, i)) {
      const [a, b] = [root(i), root(j)];
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  let count = 0;
  const labels = new Int32Array(G.n);
  for (let i = 0; i < G.n; i++) labels[i] = root(i) === i ? count++ : labels[root(i)]!;
  return { count, labels };
}

/** Whether all vertices hang together, arcs walked either way. */
export function isConnected(G: Graph): boolean {
  isGraph("isConnected", G);
  return components(G).count === 1;
}
