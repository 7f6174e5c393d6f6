/**
 * Exercises 03 · Memory-bound
 *
 * Does a piece of work wait for arithmetic or for memory? These five functions count both, and tell what
 * fusing, or a larger batch, would change.
 *
 * Write each function, then run `npm run check -- 03 --watch`. A hint: `npm run check -- 03.1 --hint`.
 */

/** Where a kernel stands under the roofline. */
export interface Roofline {
  /** Seconds of arithmetic alone. */
  readonly tMath: number;
  /** Seconds of memory traffic alone. */
  readonly tMem: number;
  /** Seconds in all. */
  readonly total: number;
  readonly bound: "math" | "memory";
  /** FLOP/s that the kernel reaches. */
  readonly attainable: number;
}

/** One element-wise operation, by the names of its arrays: c = a · b is `{ in: ["a", "b"], out: "c" }`. */
export interface Op {
  readonly in: readonly string[];
  readonly out: string;
}

/** Reads and writes together, for each element. */
export interface FusionTraffic {
  readonly unfused: number;
  readonly fused: number;
}

/** Elements that move between memory and chip. */
export interface Accesses {
  readonly reads: number;
  readonly writes: number;
}

/** Naive attention, step by step. */
export interface AttentionTraffic {
  /** S = QKᵀ. */
  readonly scores: Accesses;
  /** P = softmax(S). */
  readonly softmax: Accesses;
  /** O = PV. */
  readonly output: Accesses;
  /** All reads and writes of the three steps. */
  readonly total: number;
}

// 03.1 · FLOPs for each byte · 3 points · easy
/**
 * Arithmetic intensity says how much a kernel makes of its traffic: its FLOPs divided by the bytes it moves.
 * Take a matrix product, C [m, n] = A [m, k] B [k, n], that reads A and B once and writes C once. A
 * multiply-add counts as two FLOPs. The write of C counts only if `countWrites` says so; watch what leaving
 * it out does.
 * @param m rows of A and C
 * @param k columns of A, rows of B
 * @param n columns of B and C
 * @param bytes of one number, such as 4 for fp32
 * @param countWrites whether the write of C counts
 * @returns FLOP per byte
 * (The reference takes 3 lines.)
 */
export function matmulIntensity(
  m: number,
  k: number,
  n: number,
  bytes: number,
  countWrites: boolean,
): number {
  throw new Error("TODO exercise 03.1: matmulIntensity");
}

// 03.2 · What a kernel waits for · 4 points · medium
/**
 * Two times decide over a kernel: that of all its FLOPs at the machine's peak rate, and that of all its
 * bytes at full bandwidth. Let the two overlap fully: while one piece is computed, the next is under way,
 * and the whole takes as long as the longer of the two. That one is the bound (on a tie, say memory). Which
 * rate, in FLOP/s, does the kernel then reach?
 * @param flops of the kernel; 0 for a copy
 * @param bytes it moves, more than 0
 * @param peak FLOP/s of the machine
 * @param bw bytes per second that its memory delivers
 * @returns `{ tMath, tMem, total, bound, attainable }`, times in seconds
 * (The reference takes 5 lines.)
 */
export function roofline(flops: number, bytes: number, peak: number, bw: number): Roofline {
  throw new Error("TODO exercise 03.2: roofline");
}

// 03.3 · What fusing saves · 6 points · hard
/**
 * Element-wise operations run one after the other, such as c = a · b and then d = √c. Unfused, each is a
 * kernel of its own: it reads each of its inputs from memory once, even one that it uses twice, and writes
 * its result. Fused into one kernel, only what no operation makes is read, each array once; and only what no
 * operation reads, or `keep` names, is written. Count the reads and writes of both versions for each
 * element.
 * @param ops in the order they run, each `{ in, out }` with names of arrays; every result has a name of its
 * own
 * @param keep results that are needed afterwards, too
 * @returns `{ unfused, fused }`, accesses for each element
 * (The reference takes 6 lines.)
 */
export function fusionTraffic(ops: readonly Op[], keep: readonly string[]): FusionTraffic {
  throw new Error("TODO exercise 03.3: fusionTraffic");
}

// 03.4 · What naive attention moves · 4 points · medium
/**
 * Naive attention runs as three kernels: S = QKᵀ, then P = softmax(S), then O = PV. Each reads what it needs
 * from memory once and writes its result back, because nothing stays on the chip between two kernels. Q, K,
 * V and O have N rows and d columns. Count the elements (not bytes) that each step reads and writes, and all
 * of them together.
 * @param N queries, and as many keys
 * @param d columns of Q, K, V and O
 * @returns `{ scores, softmax, output, total }`, the first three as `{ reads, writes }`
 * (The reference takes 5 lines.)
 */
export function naiveAttentionTraffic(N: number, d: number): AttentionTraffic {
  throw new Error("TODO exercise 03.4: naiveAttentionTraffic");
}

// 03.5 · A batch that is large enough · 4 points · medium
/**
 * A linear layer is a matrix product, Y [batch, dOut] = X [batch, dIn] W [dIn, dOut]. Its weights W are read
 * once for the whole batch, so a larger batch has a higher intensity (FLOPs over all bytes read and
 * written). From which batch on is it math-bound: when does its intensity first *exceed* the machine's FLOPs
 * for each byte? For some layers no batch is large enough, and for some it runs into the hundreds of
 * thousands: solve for it, rather than try one after the other.
 * @param dIn columns of X
 * @param dOut columns of Y
 * @param bytes of one number
 * @param opsPerByte FLOPs that the machine can do while one byte arrives
 * @returns a whole number from 1, or Infinity when no batch will do
 * (The reference takes 4 lines.)
 */
export function minBatch(dIn: number, dOut: number, bytes: number, opsPerByte: number): number {
  throw new Error("TODO exercise 03.5: minBatch");
}
