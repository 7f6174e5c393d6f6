/**
 * Exercises 02 · GPU anatomy
 *
 * A GPU is many modest processors that share one road to memory. These five functions are its arithmetic:
 * how fast it could be, and how much of it a piece of work keeps busy.
 *
 * Write each function, then run `npm run check -- 02 --watch`. A hint: `npm run check -- 02.1 --hint`.
 */
import { type Matrix, zeros } from "long-attention/tensor";

/** How thread blocks fill a GPU, wave after wave. */
export interface Waves {
  /** How many waves run one after the other. */
  readonly waves: number;
  /** Blocks in the last wave, from 1 to a full wave. */
  readonly tail: number;
  /** Share of all places, over all waves, that hold a block. */
  readonly util: number;
}

/** What one SM can hold at once. */
export interface SmLimits {
  readonly warps: number;
  readonly registers: number;
  /** Shared memory, the SRAM of the SM. */
  readonly sharedBytes: number;
  /** Block slots: no SM holds more blocks than this. */
  readonly blocks: number;
}

/** What one thread block of a kernel needs. */
export interface KernelNeeds {
  readonly threads: number;
  readonly registersPerThread: number;
  /** 0 for a kernel without shared memory. */
  readonly sharedBytes: number;
}

/** The thread blocks of an attention kernel, and the waves they make. */
export interface AttentionGrid extends Waves {
  readonly blocks: number;
}

/** A matrix product, and how many tile products it took. */
export interface TiledProduct {
  readonly C: Matrix;
  readonly calls: number;
}

// 02.1 · A peak rate from three numbers · 2 points · easy
/**
 * The most that a GPU can do in a second is a product. Each of its SMs (streaming multiprocessors) does
 * `fmaPerClk` multiply-adds, a · b + c, in every clock, and a multiply-add counts as two FLOPs. Give the
 * rate of the whole chip with all its digits; round nothing on the way.
 * @param fmaPerClk multiply-adds per clock of one SM
 * @param ghz clock, in 10⁹ clocks per second
 * @param sms number of SMs
 * @returns TFLOP/s, 10¹² FLOPs per second
 * (The reference takes 1 line.)
 */
export function peakTflops(fmaPerClk: number, ghz: number, sms: number): number {
  throw new Error("TODO exercise 02.1: peakTflops");
}

// 02.2 · Waves of thread blocks · 4 points · medium
/**
 * A kernel is started as many thread blocks, and every SM has places for `perSm` of them. When there are
 * more blocks than places, they run in waves: all places full, then all places full again, and at last
 * whatever remains, which takes as long as a full wave. How many waves are there, how many blocks does the
 * last one have, and which share of all places, over all waves, holds a block?
 * @param blocks thread blocks of the kernel, 1 or more
 * @param sms number of SMs
 * @param perSm blocks that one SM holds at once
 * @returns `{ waves, tail, util }`
 * (The reference takes 4 lines.)
 */
export function waves(blocks: number, sms: number, perSm: number): Waves {
  throw new Error("TODO exercise 02.2: waves");
}

// 02.3 · Blocks on one SM · 4 points · medium
/**
 * How many thread blocks of a kernel fit one SM at the same time? Four things may run out: places for warps,
 * registers, shared memory and block slots; the scarcest decides. Threads come in warps of 32, so that 33
 * threads take two, and every thread of a warp takes its registers, whether it has work or not. Sometimes
 * not even one block fits.
 * @param limits what the SM has
 * @param kernel what one block needs; at least 1 thread, and 1 register per thread
 * @returns blocks, a whole number from 0
 * (The reference takes 8 lines.)
 */
export function residentBlocks(limits: SmLimits, kernel: KernelNeeds): number {
  throw new Error("TODO exercise 02.3: residentBlocks");
}

// 02.4 · Attention's blocks · 4 points · medium
/**
 * FlashAttention (`"fa1"`) gives every head of every sequence one thread block. FlashAttention-2 (`"fa2"`)
 * cuts the N queries of each head into pieces of Br rows, the last one perhaps smaller, and gives each piece
 * a block. An SM holds one such block at a time. How many blocks are there, and what waves do they make?
 * @param B sequences
 * @param H heads of each sequence
 * @param N queries of each head
 * @param Br rows of a piece
 * @param sms number of SMs
 * @param algo "fa1" or "fa2"
 * @returns `{ blocks, waves, tail, util }`, the last three as in 02.2
 * (The reference takes 3 lines.)
 */
export function attentionGrid(
  B: number,
  H: number,
  N: number,
  Br: number,
  sms: number,
  algo: "fa1" | "fa2",
): AttentionGrid {
  throw new Error("TODO exercise 02.4: attentionGrid");
}

// 02.5 · A product in tiles · 6 points · hard
/**
 * A tensor core does one thing: it multiplies two small tiles and adds the product to a third. A larger
 * product C = A B is cut into tiles of `tile` × `tile` numbers: for each tile of C, go along the tiles of
 * A's rows and B's columns, one call for each pair, and keep adding. Tiles that stick out over an edge are
 * cut short, but cost a whole call. Compute C this way, and count the calls.
 * @param A [m, k]
 * @param B [k, n]
 * @param tile edge of the tiles; it need not divide m, k or n
 * @returns `{ C, calls }`, C [m, n]
 * (The reference takes 14 lines.)
 */
export function tiledMatmul(A: Matrix, B: Matrix, tile: number): TiledProduct {
  throw new Error("TODO exercise 02.5: tiledMatmul");
}
