import { isSquare } from "../sparse/check.js";
import { keyLists } from "../sparse/measure.js";
import type { Pattern } from "../sparse/pattern.js";
import { digraph, type Graph, undirected } from "./graph.js";

/**
 * A pattern as a directed graph: an arc i → j where query i reads key j, i ≠ j. This is the graph that
 * says who is ever read.
 * @throws RangeError when there are not as many keys as queries
 */
export function fromPattern(p: Pattern): Graph {
  isSquare("fromPattern", p);
  return digraph(keyLists(p));
}

/** A pattern as an undirected graph, i and j joined where either reads the other: for paths and spectra. */
export function graphOf(p: Pattern): Graph {
  isSquare("graphOf", p);
  return undirected(fromPattern(p));
}
