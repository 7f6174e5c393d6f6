import { rescale } from "../attention/online-softmax.js";
import { isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { type BlockSizes, block, blockCount, checkBlocks } from "./blocks.js";

/** One block of scores after its own softmax statistics. */
export interface BetaBlock {
  /** exp(S − m) with the block's own row maxima, [rows, cols]. */
  readonly f: Matrix;
  /** The block's own row maxima. */
  readonly m: Float64Array;
  /** e^{m_block − m_row} / ℓ_row, one number per row: what brings f to its place in P. */
  readonly beta: Float64Array;
}

/**
 * P = softmax(S) as Concat(β₀f₀₀, …, β₈f₂₂): every block is exponentiated with its own maxima, and one
 * factor a row repairs it once the whole row is known. β is a vector with one number per row, not a scalar.
 * @param S [N, M] scores  @param blocks B_r rows and B_c columns a block
 * @returns blocks [T_r][T_c] and P [N, M] put together from them
 */
export function betaBlocks(S: Matrix, blocks: BlockSizes): { blocks: BetaBlock[][]; P: Matrix } {
  isMatrix("betaBlocks", "S", S);
  checkBlocks("betaBlocks", blocks);
  const [N, M] = S.shape as [number, number];
  const { Br, Bc } = blocks;
  const parts = Array.from({ length: blockCount(N, Br) }, (_, i) => {
    const { from, to } = block(i, Br, N);
    const f = Array.from({ length: blockCount(M, Bc) }, (_, j) => ownSoftmax(S, from, to, block(j, Bc, M)));
    const row = Array.from({ length: to - from }, (_, r) => Math.max(...f.map((b) => b.m[r]!)));
    const l = row.map((m, r) => f.reduce((sum, b) => sum + rescale(b.m[r]!, m) * b.l[r]!, 0));
    return f.map((b) => ({ f: b.f, m: b.m, beta: b.m.map((m, r) => rescale(m, row[r]!) / (l[r]! || 1)) }));
  });
  const P = fromFunction([N, M], (i, j) => {
    const { f, beta } = parts[Math.floor(i / Br)]![Math.floor(j / Bc)]!;
    return beta[i % Br]! * f.get(i % Br, j % Bc);
  });
  return { blocks: parts, P };
}

function ownSoftmax(S: Matrix, from: number, to: number, cols: { from: number; to: number }) {
  const entries = Array.from({ length: to - from }, (_, r) =>
    Array.from({ length: cols.to - cols.from }, (_, c) => S.get(from + r, cols.from + c)),
  );
  const m = Float64Array.from(entries, (row) => Math.max(...row));
  const f = fromFunction([to - from, cols.to - cols.from], (r, c) => rescale(entries[r]![c]!, m[r]!));
  const l = Float64Array.from(m, (_, r) => entries[r]!.reduce((sum, _x, c) => sum + f.get(r, c), 0));
  return { f, m, l };
}
