import { dimension } from "../tensor/check.js";

/** Elements moved between HBM and the chip. */
export interface Accesses {
  readonly reads: number;
  readonly writes: number;
}

export interface AttentionTraffic extends Accesses {
  /** S = QKᵀ: reads Q and K, writes S. */
  readonly scores: Accesses;
  /** P = softmax(S): reads S, writes P. */
  readonly softmax: Accesses;
  /** O = PV: reads P and V, writes O. */
  readonly output: Accesses;
  readonly total: number;
}

/**
 * HBM accesses of naive attention with N queries and keys of d numbers, one kernel per step:
 * reads 2N² + 3Nd, writes 2N² + Nd, together 4N² + 4Nd elements.
 * @see Dao et al. 2022, Algorithm 0
 */
export function naiveAttentionTraffic(N: number, d: number): AttentionTraffic {
  dimension("naiveAttentionTraffic", "N", N);
  dimension("naiveAttentionTraffic", "d", d);
  const scores = { reads: 2 * N * d, writes: N * N };
  const softmax = { reads: N * N, writes: N * N };
  const output = { reads: N * N + N * d, writes: N * d };
  const reads = scores.reads + softmax.reads + output.reads;
  const writes = scores.writes + softmax.writes + output.writes;
  return { scores, softmax, output, reads, writes, total: reads + writes };
}
