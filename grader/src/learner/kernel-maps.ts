interface Position {
  readonly line: number;
  readonly column: number;
}

/** What the course's kernels, Jupyter's and the web edition's, know of the way back from running code to the learner's. */
export interface KernelMaps {
  /** Cells that ran, in their order. */
  readonly taken?: readonly { readonly count: number; readonly code: string }[];
  inCell(url: string, at: Position): { cell: { count: number; code: string }; at?: Position } | undefined;
  inFile(file: string, at: Position): { file: string; at: Position } | undefined;
}

/** A kernel leaves its maps under this symbol while it runs. */
export function kernelMaps(): KernelMaps | undefined {
  return (globalThis as Record<symbol, unknown>)[Symbol.for("long-attention.source-maps")] as
    | KernelMaps
    | undefined;
}
