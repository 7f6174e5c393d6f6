/** A sparse pattern says which keys each query may read, row by row, and never builds the T × M mask. */

export interface Pattern {
  /** For titles: `local, c=3`. */
  readonly name: string;
  /** Queries. */
  readonly T: number;
  /** Keys. */
  readonly M: number;
  /** How many (query, key) pairs may be read, exactly. */
  readonly nnz: number;
  /** The keys that query i may read: distinct, ascending. */
  keys(i: number): number[];
  /**
   * The same as runs, [from, to, from, to, …], ascending and apart, each without its `to`: for patterns that know
   * them without listing their keys. Read, do not write: rows may share one list.
   */
  readonly runs?: (i: number) => readonly number[];
}

/**
 * A pattern from its parts.
 * @param shape [T queries, M keys]
 * @param nnz the exact count, or how to find it when somebody asks
 * @param keys the keys of query i, distinct and ascending; i is checked before it is called
 * @param runs the same as runs, if that takes less than a list of keys
 */
export function pattern(
  name: string,
  [T, M]: readonly [number, number],
  nnz: number | (() => number),
  keys: (i: number) => number[],
  runs?: (i: number) => readonly number[],
): Pattern {
  let known = typeof nnz === "number" ? nnz : undefined;
  return {
    name,
    T,
    M,
    get nnz() {
      known ??= (nnz as () => number)();
      return known;
    },
    keys(i) {
      if (!(Number.isInteger(i) && i >= 0 && i < T))
        throw new RangeError(`keys: ${name} has queries 0 to ${T - 1}, there is no query ${i}`);
      return keys(i);
    },
    ...(runs && { runs }),
  };
}
