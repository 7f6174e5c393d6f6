/** Making graphs from lists of targets, from edges, from other graphs; and reading them. */
import { mergeAscending } from "../sparse/combine.js";
import { dimension } from "../tensor/check.js";
import { isGraph, isUndirected } from "./check.js";
import type { Graph } from "./csr.js";

export type { Graph } from "./csr.js";

/**
 * The directed graph with arcs i → j for every j in lists[i]. Loops and repetitions are dropped.
 * @throws RangeError when a target is no vertex
 */
export function digraph(lists: readonly (readonly number[])[]): Graph {
  const n = lists.length;
  dimension("digraph", "the number of vertices", n);
  const rows = lists.map((list, i) => {
    const bad = list.find((j) => !Number.isInteger(j) || j < 0 || j >= n);
    if (bad !== undefined)
      throw new RangeError(`digraph: vertex ${i} points to ${bad}, but vertices are 0 to ${n - 1}`);
    const sorted = Int32Array.from(list).sort();
    return sorted.filter((j, t) => j !== i && j !== sorted[t - 1]);
  });
  return compress(rows);
}

/**
 * The undirected graph with the given edges: each stands as two arcs, one each way.
 * @param n vertices  @param edges pairs of vertices, in any order
 */
export function undirectedGraph(n: number, edges: Iterable<readonly [number, number]>): Graph {
  dimension("undirectedGraph", "n", n);
  const lists = Array.from({ length: n }, () => [] as number[]);
  for (const [i, j] of edges) {
    for (const end of [i, j])
      if (!Number.isInteger(end) || end < 0 || end >= n)
        throw new RangeError(`undirectedGraph: edge [${i},${j}] leaves the vertices 0 to ${n - 1}`);
    lists[i]!.push(j);
    lists[j]!.push(i);
  }
  return digraph(lists);
}

/** The undirected union of G: i and j are joined where an arc leads either way. */
export function undirected(G: Graph): Graph {
  isGraph("undirected", G);
  const back = Array.from({ length: G.n }, () => [] as number[]);
  for (let i = 0; i < G.n; i++) for (const j of neighbours(G, i)) back[j]!.push(i);
  return compress(back.map((list, i) => mergeAscending([...neighbours(G, i)], list)));
}

/** The targets of i's arcs, ascending: a view, read it only. */
export function neighbours(G: Graph, i: number): Int32Array {
  const [from, to] = [G.offsets[i], G.offsets[i + 1]];
  if (from === undefined || to === undefined)
    throw new RangeError(`neighbours: there is no vertex ${i} among ${G.n}`);
  return G.targets.subarray(from, to);
}

/** Arcs of a directed graph. */
export function arcCount(G: Graph): number {
  isGraph("arcCount", G);
  return G.targets.length;
}

/** Edges of an undirected graph: half its arcs. */
export function edgeCount(G: Graph): number {
  isUndirected("edgeCount", G);
  return G.targets.length / 2;
}

function compress(rows: readonly ArrayLike<number>[]): Graph {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    offsets[i + 1] = offsets[i]! + row.length;
  });
  const targets = new Int32Array(offsets[rows.length]!);
  rows.forEach((row, i) => {
    targets.set(row, offsets[i]!);
  });
  return { n: rows.length, offsets, targets };
}
