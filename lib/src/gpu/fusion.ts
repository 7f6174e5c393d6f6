/** One element-wise operation, by the names of its arrays: c = a · b is `{ in: ["a", "b"], out: "c" }`. */
export interface Op {
  readonly in: readonly string[];
  readonly out: string;
}

/** What a chain of operations reads and writes for each element, as separate kernels and as one. */
export interface FusionTraffic {
  /** Reads and writes for each element when every operation is its own kernel. */
  readonly unfused: number;
  /** The same with all operations in one kernel. */
  readonly fused: number;
  readonly reads: { readonly unfused: number; readonly fused: number };
  readonly writes: { readonly unfused: number; readonly fused: number };
}

/**
 * HBM traffic of a chain or graph of element-wise operations, in accesses per element (times n for arrays
 * of n). Unfused, each operation reads its inputs and writes its result. Fused, only what comes from
 * outside is read, once, and only what is needed afterwards is written.
 * @param ops in the order they run
 * @param keep results to write besides the final ones, those that no operation reads
 * @throws RangeError when a name is made twice, read before it is made, or kept but never made
 */
export function fusionTraffic(ops: readonly Op[], keep: readonly string[] = []): FusionTraffic {
  const made = checkedResults(ops, keep);
  const read = new Set(ops.flatMap((op) => op.in));
  const outside = [...read].filter((name) => !made.has(name));
  const written = [...made].filter((name) => !read.has(name) || keep.includes(name));
  const reads = { unfused: ops.reduce((sum, op) => sum + new Set(op.in).size, 0), fused: outside.length };
  const writes = { unfused: ops.length, fused: written.length };
  return {
    unfused: reads.unfused + writes.unfused,
    fused: reads.fused + writes.fused,
    reads,
    writes,
  };
}

/** The names that `ops` make, after checking that the list makes sense. */
function checkedResults(ops: readonly Op[], keep: readonly string[]): Set<string> {
  const problem = (text: string) => new RangeError(`fusionTraffic: ${text}`);
  if (ops.length === 0) throw problem("ops is empty; give at least one operation");
  const all = new Set(ops.map((op) => op.out));
  const made = new Set<string>();
  for (const op of ops) {
    const early = op.in.find((name) => all.has(name) && !made.has(name));
    if (early !== undefined)
      throw problem(`"${op.out}" reads "${early}" before it is made; put ops in order`);
    if (made.has(op.out)) throw problem(`two ops make "${op.out}"; give each result its own name`);
    made.add(op.out);
  }
  const unknown = keep.find((name) => !made.has(name));
  if (unknown !== undefined)
    throw problem(`keep names "${unknown}", which no op makes; the ops make ${[...made].join(", ")}`);
  return made;
}
