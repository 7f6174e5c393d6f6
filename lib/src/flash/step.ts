/** Which loop is outside: K and V blocks (FlashAttention) or Q blocks (FlashAttention-2). */
export type LoopOrder = "kv-outer" | "q-outer";

/** loadKV, loadQ: tiles arrive; score: S; softmax: P̃, m and ℓ; update: O; write: results go back to HBM. */
export type Phase = "loadKV" | "loadQ" | "score" | "softmax" | "update" | "write";

/** One picture of the stepper: what moved or was computed, and what it left. */
export interface Step {
  readonly phase: Phase;
  /** Row block and key block; −1 when the step has none. */
  readonly i: number;
  readonly j: number;
  /** Elements that this step read from and wrote to HBM. */
  readonly reads: number;
  readonly writes: number;
  /** All elements read and written up to and including this step. */
  readonly readsSoFar: number;
  readonly writesSoFar: number;
  /** The most elements that SRAM held during this step. */
  readonly sram: number;
  /** Copies of the tiles on chip after this step, by name: K, V, Q, O, l, m and S (which becomes P̃). */
  readonly chip: Readonly<Record<string, Float64Array>>;
}
