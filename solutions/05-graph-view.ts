/**
 * A mask is a graph: an arc leads from i to j when query i reads key j. Measure what the graph can do for a
 * text, whether it hangs together, how far news must travel, who is never read, with six small functions.
 */
import { dot, fromFunction, type Matrix, toRows } from "long-attention/tensor";

/** How far apart the vertices of a graph are. */
export interface PathStats {
  /** The mean distance of the pairs that a path joins; Infinity when no path joins any. */
  apl: number;
  /** The largest distance; Infinity as soon as one pair has no path. */
  diameter: number;
  /** The part of the pairs that a path joins, 0 to 1. */
  reachable: number;
}

/**
 * Blocks that read only themselves never hear of each other. Count the parts into which a mask falls: two
 * vertices are in the same part when one can walk from one to the other, along arcs *or against them* (weakly
 * connected). A vertex without any arc is a part of its own; what stands on the diagonal changes nothing.
 * @param adj [n, n] 1 where i reads j, else 0; not always symmetric
 * @returns how many components there are
 * @hint Start at a vertex that has not been seen, mark everything that can be reached from it, and count how often you must start.
 */
export function components(adj: Matrix): number {
  // BEGIN SOLUTION
  const n = adj.shape[0]!;
  const seen = new Set<number>();
  let count = 0;
  for (let start = 0; start < n; start++) {
    if (seen.has(start)) continue;
    count++;
    seen.add(start);
    const waiting = [start];
    for (let i = waiting.pop(); i !== undefined; i = waiting.pop())
      for (let j = 0; j < n; j++) {
        if (seen.has(j) || (adj.get(i, j) === 0 && adj.get(j, i) === 0)) continue;
        seen.add(j);
        waiting.push(j);
      }
  }
  return count;
  // END SOLUTION
}

/**
 * In a transformer, hops are layers. The distance from i to j is the number of arcs on the shortest path, walked
 * *along* the arcs. Take all ordered pairs i ≠ j: what is their mean distance, what is the largest, and which part
 * of the pairs has a path at all? A pair without a path does not enter the mean, but makes the diameter
 * Infinity. A mean over no pair is Infinity. A single vertex has apl 0, diameter 0 and reachable 1.
 * @param adj [n, n] 1 where i reads j, else 0; not always symmetric; the diagonal says nothing about paths
 * @returns apl (average path length), diameter, reachable
 * @hint Breadth-first search from every vertex: the wave of distance k + 1 is what the wave of distance k reads and nobody has reached before.
 */
export function pathStats(adj: Matrix): PathStats {
  // BEGIN SOLUTION
  const n = adj.shape[0]!;
  if (n === 1) return { apl: 0, diameter: 0, reachable: 1 };
  let [sum, joined, longest] = [0, 0, 0];
  for (let source = 0; source < n; source++) {
    const reached = new Set([source]);
    let wave = [source];
    for (let hops = 1; wave.length > 0; hops++) {
      const next: number[] = [];
      for (const i of wave)
        for (let j = 0; j < n; j++) {
          if (adj.get(i, j) === 0 || reached.has(j)) continue;
          reached.add(j);
          next.push(j);
          [sum, joined, longest] = [sum + hops, joined + 1, Math.max(longest, hops)];
        }
      wave = next;
    }
  }
  const pairs = n * (n - 1);
  return {
    apl: joined > 0 ? sum / joined : Infinity,
    diameter: joined === pairs ? longest : Infinity,
    reachable: joined / pairs,
  };
  // END SOLUTION
}

/**
 * Locality, measured: are my neighbours neighbours of each other? A vertex with k neighbours, e pairs of which are
 * joined, has the clustering $C_i = 2e / (k(k-1))$, and 0 when k < 2. The graph's clustering is the mean over *all*
 * vertices. Masks have ones on the diagonal, but nobody is a neighbour of themselves: leave the diagonal out.
 * @param adj [n, n] symmetric, 1 where two vertices are joined
 * @returns the mean clustering
 * @hint For each vertex, list its neighbours; then look at each pair from the list once.
 */
export function clustering(adj: Matrix): number {
  // BEGIN SOLUTION
  const n = adj.shape[0]!;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const near = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i && adj.get(i, j) !== 0);
    const k = near.length;
    if (k < 2) continue;
    let joined = 0;
    for (const a of near) for (const b of near) if (a < b && adj.get(a, b) !== 0) joined++;
    sum += (2 * joined) / (k * (k - 1));
  }
  return sum / n;
  // END SOLUTION
}

/**
 * One number for "news spreads fast": the second largest eigenvalue λ₂ of the adjacency matrix, negative ones at the
 * end of the order. An eigenvalue counts as often as it occurs, so two equal separate cliques have λ₂ = λ₁. Find it by
 * multiplying a vector by the matrix again and again (power iteration), or in any other way; three exact
 * decimals are enough.
 * @param adj [n, n] symmetric, 0 and 1, with zeros on the diagonal; n ≥ 2
 * @returns λ₂
 * @hint Power iteration finds the eigenvalue of largest *absolute* value. Add s to the diagonal and all eigenvalues grow by s: with s above the largest degree none is negative. For the second one, take the first eigenvector's share out of the vector in every step. Start each time from another vector, without symmetry.
 */
export function secondEigenvalue(adj: Matrix): number {
  // BEGIN SOLUTION
  const n = adj.shape[0]!;
  const A = toRows(adj);
  const shift = 1 + Math.max(...A.map((row) => row.reduce((a, b) => a + b, 0)));
  const found: number[][] = [];
  for (;;) {
    // Without symmetry, so that it has a share of every eigenvector, and another one for each run: when λ₂ = λ₁, the
    // first vector is all that the first start had in their common space.
    let x = Array.from({ length: n }, (_, i) => Math.sin((i + 1) * (i + 2 + found.length)));
    for (let step = 0; step < 500; step++) {
      for (const v of found) {
        const share = dot(x, v);
        x = x.map((xi, i) => xi - share * v[i]!);
      }
      const norm = Math.sqrt(dot(x, x));
      const unit = x.map((xi) => xi / norm);
      x = A.map((row, i) => dot(row, unit) + shift * unit[i]!);
    }
    const norm = Math.sqrt(dot(x, x));
    const unit = x.map((xi) => xi / norm);
    if (found.length === 1)
      return dot(
        unit,
        A.map((row) => dot(row, unit)),
      );
    found.push(unit);
  }
  // END SOLUTION
}

/**
 * A small world: begin with a ring on which everyone is joined to the K nearest, K/2 on each side. Then go through
 * the ring's edges (i, i + k), k = 1 … K/2, indices modulo n. With probability β the edge is moved: it keeps its
 * end i and gets a new other end at random: neither i itself nor a neighbour that i has already, and every other
 * vertex equally likely. Edges are moved, never added or lost: there are always nK/2.
 * @param n vertices, n > K + 1
 * @param K even
 * @param beta β, from 0 (the ring) to 1 (every edge moved)
 * @param rng gives uniform numbers in [0, 1)
 * @returns [n, n] symmetric, 0 and 1, zeros on the diagonal
 * @hint Write two tiny helpers that set and clear an edge in both directions at once.
 */
export function wattsStrogatz(n: number, K: number, beta: number, rng: () => number): Matrix {
  // BEGIN SOLUTION
  const A = fromFunction([n, n], (i, j) => {
    const apart = Math.abs(i - j);
    return i !== j && Math.min(apart, n - apart) <= K / 2 ? 1 : 0;
  });
  const set = (i: number, j: number, value: number) => {
    A.set(i, j, value);
    A.set(j, i, value);
  };
  for (let k = 1; k <= K / 2; k++)
    for (let i = 0; i < n; i++) {
      if (rng() >= beta) continue;
      const free = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i && A.get(i, j) === 0);
      if (free.length === 0) continue;
      set(i, (i + k) % n, 0);
      set(i, free[Math.floor(rng() * free.length)]!, 1);
    }
  return A;
  // END SOLUTION
}

/**
 * When queries pick keys at random, some keys are picked by nobody: in this layer their values reach no one else.
 * Which part of the n keys is read by no *other* query? Reading oneself does not count, since nobody else
 * hears of it.
 * @param keys n lists, the keys that each query reads; a key may stand in a list more than once
 * @param n queries and keys
 * @returns unread keys / n
 * @hint Collect every key that is read by somebody else in a set.
 */
export function unreadFraction(keys: number[][], n: number): number {
  // BEGIN SOLUTION
  const read = new Set(keys.flatMap((list, i) => list.filter((j) => j !== i)));
  return 1 - read.size / n;
  // END SOLUTION
}
