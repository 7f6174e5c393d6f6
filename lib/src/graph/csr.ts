/**
 * A graph in compressed rows (CSR): the targets of all arcs in one list, row after row. A query reading
 * itself is no arc here: loops say nothing about paths, clusters or mixing, and they are left out.
 */
export interface Graph {
  /** Vertices 0 … n−1. */
  readonly n: number;
  /** [n + 1] The arcs of vertex i are `targets[offsets[i]]` up to, not including, `targets[offsets[i+1]]`. */
  readonly offsets: Int32Array;
  /** Where each arc leads; distinct and ascending within a row. */
  readonly targets: Int32Array;
}
