/**
 * Does a piece of work wait for arithmetic or for memory? These five functions count both, and tell what fusing,
 * or a larger batch, would change.
 */

/**
 * Arithmetic intensity says how much a kernel makes of its traffic: its FLOPs divided by the bytes it moves. Take
 * a matrix product, C [m, n] = A [m, k] B [k, n], that reads A and B once and writes C once. A multiply-add counts
 * as two FLOPs. The write of C counts only if `countWrites` says so; watch what leaving it out does.
 * @param m rows of A and C
 * @param k columns of A, rows of B
 * @param n columns of B and C
 * @param bytes of one number, such as 4 for fp32
 * @param countWrites whether the write of C counts
 * @returns FLOP per byte
 * @hint Each of the m · n results is a dot product of length k. How many numbers do A, B and C have?
 */
export function matmulIntensity(
  m: number,
  k: number,
  n: number,
  bytes: number,
  countWrites: boolean,
): number {
  // BEGIN SOLUTION
  const flops = 2 * m * k * n;
  const numbers = m * k + k * n + (countWrites ? m * n : 0);
  return flops / (bytes * numbers);
  // END SOLUTION
}

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

/**
 * Two times decide over a kernel: that of all its FLOPs at the machine's peak rate, and that of all its bytes at
 * full bandwidth. Let the two overlap fully: while one piece is computed, the next is under way, and the whole
 * takes as long as the longer of the two. That one is the bound (on a tie, say memory). Which rate, in FLOP/s,
 * does the kernel then reach?
 * @param flops of the kernel; 0 for a copy
 * @param bytes it moves, more than 0
 * @param peak FLOP/s of the machine
 * @param bw bytes per second that its memory delivers
 * @returns `{ tMath, tMem, total, bound, attainable }`, times in seconds
 * @hint A rate is work over time. Which work, and which of the three times? Where the two times are equal, the bound is "memory".
 */
export function roofline(flops: number, bytes: number, peak: number, bw: number): Roofline {
  // BEGIN SOLUTION
  const tMath = flops / peak;
  const tMem = bytes / bw;
  const total = Math.max(tMath, tMem);
  const bound = tMath > tMem ? "math" : "memory";
  return { tMath, tMem, total, bound, attainable: flops / total };
  // END SOLUTION
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

/**
 * Element-wise operations run one after the other, such as c = a · b and then d = √c. Unfused, each is a kernel of
 * its own: it reads each of its inputs from memory once, even one that it uses twice, and writes its result. Fused
 * into one kernel, only what no operation makes is read, each array once; and only what no operation reads, or
 * `keep` names, is written. Count the reads and writes of both versions for each element.
 * @param ops in the order they run, each `{ in, out }` with names of arrays; every result has a name of its own
 * @param keep results that are needed afterwards, too
 * @returns `{ unfused, fused }`, accesses for each element
 * @hint `new Set(names)` takes each name once. Collect two sets first: all names that are made, and all names that are read.
 */
export function fusionTraffic(ops: readonly Op[], keep: readonly string[]): FusionTraffic {
  // BEGIN SOLUTION
  const made = new Set(ops.map((op) => op.out));
  const read = new Set(ops.flatMap((op) => op.in));
  const unfused = ops.reduce((sum, op) => sum + new Set(op.in).size + 1, 0);
  const outside = [...read].filter((name) => !made.has(name));
  const written = [...made].filter((name) => !read.has(name) || keep.includes(name));
  return { unfused, fused: outside.length + written.length };
  // END SOLUTION
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

/**
 * Naive attention runs as three kernels: S = QKᵀ, then P = softmax(S), then O = PV. Each reads what it needs from
 * memory once and writes its result back, because nothing stays on the chip between two kernels. Q, K, V and O have N
 * rows and d columns. Count the elements (not bytes) that each step reads and writes, and all of them together.
 * @param N queries, and as many keys
 * @param d columns of Q, K, V and O
 * @returns `{ scores, softmax, output, total }`, the first three as `{ reads, writes }`
 * @hint Write down the shape of each of the six matrices. Each of them is an input or a result of one step or of two.
 */
export function naiveAttentionTraffic(N: number, d: number): AttentionTraffic {
  // BEGIN SOLUTION
  const scores = { reads: 2 * N * d, writes: N * N };
  const softmax = { reads: N * N, writes: N * N };
  const output = { reads: N * N + N * d, writes: N * d };
  const total = [scores, softmax, output].reduce((sum, { reads, writes }) => sum + reads + writes, 0);
  return { scores, softmax, output, total };
  // END SOLUTION
}

/**
 * A linear layer is a matrix product, Y [batch, dOut] = X [batch, dIn] W [dIn, dOut]. Its weights W are read once for
 * the whole batch, so a larger batch has a higher intensity (FLOPs over all bytes read and written). From which batch on
 * is it math-bound: when does its intensity first *exceed* the machine's FLOPs for each byte? For some layers no batch is
 * large enough, and for some it runs into the hundreds of thousands: solve for it, rather than try one after the other.
 * @param dIn columns of X
 * @param dOut columns of Y
 * @param bytes of one number
 * @param opsPerByte FLOPs that the machine can do while one byte arrives
 * @returns a whole number from 1, or Infinity when no batch will do
 * @hint The intensity is 2 · b · dIn · dOut / (bytes · (b · dIn + dIn · dOut + b · dOut)). Solve "> opsPerByte" for b, and look at the sign of what b is multiplied by.
 */
export function minBatch(dIn: number, dOut: number, bytes: number, opsPerByte: number): number {
  // BEGIN SOLUTION
  const gain = 2 * dIn * dOut - bytes * opsPerByte * (dIn + dOut);
  if (gain <= 0) return Infinity;
  const least = (bytes * opsPerByte * dIn * dOut) / gain;
  return Math.floor(least) + 1;
  // END SOLUTION
}
