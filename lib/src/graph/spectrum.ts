import { dimension } from "../tensor/check.js";
import { type Rng, rng } from "../tensor/random.js";
import { isUndirected } from "./check.js";
import type { Graph } from "./graph.js";
import { type SymmetricOperator, topEigenpair } from "./lanczos.js";
import { degrees } from "./paths.js";

/**
 * The `count` largest eigenvalues of G's adjacency matrix, each as often as its multiplicity.
 * One Lanczos run finds one pair; it is deflated, and the next run looks only at what is orthogonal to all
 * that were found. So four separate cliques show the value 63 four times, and a complete graph −1.
 * @param random where the runs start; it does not change the values
 * @returns largest first
 * @throws RangeError when G is directed, or has fewer than `count` vertices
 */
export function largestEigenvalues(G: Graph, count: number, random: Rng = rng(1)): number[] {
  return extremes("largestEigenvalues", G, count, 1, random);
}

/** The `count` smallest eigenvalues, smallest first: the largest of −A, with the sign turned back. */
export function smallestEigenvalues(G: Graph, count: number, random: Rng = rng(1)): number[] {
  return extremes("smallestEigenvalues", G, count, -1, random);
}

/** λ₂, counted with multiplicity: equal to λ₁ exactly when the graph's top component is not alone. */
export function secondEigenvalue(G: Graph): number {
  return extremes("secondEigenvalue", G, 2, 1, rng(1))[1]!;
}

/** The two largest eigenvalues of the adjacency matrix, λ₁ ≥ λ₂, and the gap between them. */
export interface SpectralGap {
  readonly lambda1: number;
  readonly lambda2: number;
  /** λ₁ − λ₂: the wider, the faster random walks forget where they began. */
  readonly gap: number;
}

/** λ₁, λ₂ and how far apart they are. */
export function spectralGap(G: Graph): SpectralGap {
  const [lambda1, lambda2] = extremes("spectralGap", G, 2, 1, rng(1)) as [number, number];
  return { lambda1, lambda2, gap: lambda1 - lambda2 };
}

function extremes(where: string, G: Graph, count: number, sign: 1 | -1, random: Rng): number[] {
  dimension(where, "count", count);
  isUndirected(where, G);
  if (count > G.n)
    throw new RangeError(
      `${where}: it needs ${count} eigenvalues, but a graph of ${G.n} vertices has only ${G.n}`,
    );
  const A = adjacencyOperator(G, sign);
  const locked: Float64Array[] = [];
  const values: number[] = [];
  while (values.length < count) {
    const { value, vector } = topEigenpair(A, locked, random);
    values.push(value);
    locked.push(vector);
  }
  // Equal values can come out a rounding apart and in either order.
  return values.sort((a, b) => b - a).map((value) => sign * value);
}

/** x ↦ ±A x, one pass over the arcs. No |λ| exceeds the largest degree. */
export function adjacencyOperator({ n, offsets, targets }: Graph, sign: 1 | -1 = 1): SymmetricOperator {
  const norm = degrees({ n, offsets, targets }).reduce((a, b) => Math.max(a, b), 1);
  return {
    n,
    norm,
    apply(x, y) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let a = offsets[i]!; a < offsets[i + 1]!; a++) sum += x[targets[a]!]!;
        y[i] = sign * sum;
      }
    },
  };
}
