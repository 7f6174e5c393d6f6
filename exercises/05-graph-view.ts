/**
 * Exercises 05 · The graph view
 *
 * A mask is a graph: an arc leads from i to j when query i reads key j. Measure what the graph can do for a
 * text, whether it hangs together, how far news must travel, who is never read, with six small functions.
 *
 * Write each function, then run `npm run check -- 05 --watch`. A hint: `npm run check -- 05.1 --hint`.
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

// 05.1 · Does it hang together? · 3 points · easy
/**
 * Blocks that read only themselves never hear of each other. Count the parts into which a mask falls: two
 * vertices are in the same part when one can walk from one to the other, along arcs *or against them*
 * (weakly connected). A vertex without any arc is a part of its own; what stands on the diagonal changes
 * nothing.
 * @param adj [n, n] 1 where i reads j, else 0; not always symmetric
 * @returns how many components there are
 * (The reference takes 16 lines.)
 */
export function components(adj: Matrix): number {
  throw new Error("TODO exercise 05.1: components");
}

// 05.2 · How far apart? · 4 points · medium
/**
 * In a transformer, hops are layers. The distance from i to j is the number of arcs on the shortest path,
 * walked
 * *along* the arcs. Take all ordered pairs i ≠ j: what is their mean distance, what is the largest, and
 * which part of the pairs has a path at all? A pair without a path does not enter the mean, but makes the
 * diameter Infinity. A mean over no pair is Infinity. A single vertex has apl 0, diameter 0 and reachable 1.
 * @param adj [n, n] 1 where i reads j, else 0; not always symmetric; the diagonal says nothing about paths
 * @returns apl (average path length), diameter, reachable
 * (The reference takes 24 lines.)
 */
export function pathStats(adj: Matrix): PathStats {
  throw new Error("TODO exercise 05.2: pathStats");
}

// 05.3 · Are my neighbours neighbours? · 4 points · medium
/**
 * Locality, measured: are my neighbours neighbours of each other? A vertex with k neighbours, e pairs of
 * which are joined, has the clustering C_i = 2e / (k(k−1)), and 0 when k < 2. The graph's clustering is the
 * mean over *all* vertices. Masks have ones on the diagonal, but nobody is a neighbour of themselves: leave
 * the diagonal out.
 * @param adj [n, n] symmetric, 1 where two vertices are joined
 * @returns the mean clustering
 * (The reference takes 11 lines.)
 */
export function clustering(adj: Matrix): number {
  throw new Error("TODO exercise 05.3: clustering");
}

// 05.4 · The second eigenvalue · 6 points · hard
/**
 * One number for "news spreads fast": the second largest eigenvalue λ₂ of the adjacency matrix, negative
 * ones at the end of the order. An eigenvalue counts as often as it occurs, so two equal separate cliques
 * have λ₂ = λ₁. Find it by multiplying a vector by the matrix again and again (power iteration), or in any
 * other way; three exact decimals are enough.
 * @param adj [n, n] symmetric, 0 and 1, with zeros on the diagonal; n ≥ 2
 * @returns λ₂
 * (The reference takes 26 lines.)
 */
export function secondEigenvalue(adj: Matrix): number {
  throw new Error("TODO exercise 05.4: secondEigenvalue");
}

// 05.5 · A small world · 5 points · hard
/**
 * A small world: begin with a ring on which everyone is joined to the K nearest, K/2 on each side. Then go
 * through the ring's edges (i, i + k), k = 1 … K/2, indices modulo n. With probability β the edge is moved:
 * it keeps its end i and gets a new other end at random: neither i itself nor a neighbour that i has
 * already, and every other vertex equally likely. Edges are moved, never added or lost: there are always
 * nK/2.
 * @param n vertices, n > K + 1
 * @param K even
 * @param beta β, from 0 (the ring) to 1 (every edge moved)
 * @param rng gives uniform numbers in [0, 1)
 * @returns [n, n] symmetric, 0 and 1, zeros on the diagonal
 * (The reference takes 17 lines.)
 */
export function wattsStrogatz(n: number, K: number, beta: number, rng: () => number): Matrix {
  throw new Error("TODO exercise 05.5: wattsStrogatz");
}

// 05.6 · Keys that nobody reads · 2 points · easy
/**
 * When queries pick keys at random, some keys are picked by nobody: in this layer their values reach no one
 * else. Which part of the n keys is read by no *other* query? Reading oneself does not count, since nobody
 * else hears of it.
 * @param keys n lists, the keys that each query reads; a key may stand in a list more than once
 * @param n queries and keys
 * @returns unread keys / n
 * (The reference takes 2 lines.)
 */
export function unreadFraction(keys: number[][], n: number): number {
  throw new Error("TODO exercise 05.6: unreadFraction");
}
