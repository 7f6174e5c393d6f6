/**
 * FlashAttention-2, Algorithm 1: the outer loop walks over blocks of Q, so O, ℓ and m stay on chip
 * until a row block has seen every key; O is divided by ℓ once, at the end.
 * The paper's step 10 prints diag(e^{m_old − m_new})⁻¹: the inverse is a typo.
 * @see Dao 2023, "FlashAttention-2: Faster Attention with Better Parallelism and Work Partitioning"
 */
import { rescale } from "../attention/online-softmax.js";
import type { Device, HbmArray } from "../gpu/memory.js";
import { expMinus, perRow, rowMax, rowSum, scaleAndAdd, scaledProduct, setRows } from "../gpu/tile-math.js";
import { block, blockCount } from "./blocks.js";
import { maskFuture, tileKind } from "./causal.js";
import type { FlashInputs, FlashSettings } from "./inputs.js";

/**
 * @param inputs Q [N, d], K [M, d], V [M, dv] in the device's HBM
 * @returns O [N, dv] and L = m + ln ℓ [N, 1] in HBM; rows that see nothing are zeros, with L = −∞
 */
export function algorithm2(
  device: Device,
  { Q, K, V }: FlashInputs,
  { Br, Bc, scale, causal, visits = () => true }: FlashSettings,
): { O: HbmArray; L: HbmArray } {
  const [N, M, offset] = [Q.rows, K.rows, K.rows - Q.rows];
  const O = device.reserve("O", [N, V.cols]);
  const L = device.reserve("L", [N, 1]);
  for (let i = 0; i < blockCount(N, Br); i++) {
    const rows = block(i, Br, N);
    const Qi = device.load(Q, rows);
    const Oi = device.alloc("O", [Qi.rows, V.cols]);
    const li = device.alloc("l", [Qi.rows, 1]);
    const mi = device.alloc("m", [Qi.rows, 1]);
    mi.data.fill(-Infinity);
    for (let j = 0; j < blockCount(M, Bc); j++) {
      const cols = block(j, Bc, M);
      const kind = causal ? tileKind(rows, cols, offset) : "visit";
      if (kind === "skip" || !visits(i, j)) continue;
      const Kj = device.load(K, cols);
      const Vj = device.load(V, cols);

      const S = scaledProduct("S", Qi, Kj, scale); // [Br, Bc]
      if (kind === "mask") maskFuture(S, rows, cols, offset);
      const mTile = rowMax(S);
      const mNew = perRow(S, (r) => Math.max(mi.data[r]!, mTile[r]!));
      const P = expMinus(S, mNew); // P̃ = exp(S − m_new)
      const lTile = rowSum(P);
      const shrink = perRow(S, (r) => rescale(mi.data[r]!, mNew[r]!)); // e^{m − m_new}
      setRows(
        li,
        perRow(S, (r) => shrink[r]! * li.data[r]! + lTile[r]!),
      );
      setRows(mi, mNew);
      const one = perRow(S, () => 1);
      scaleAndAdd(Oi, shrink, P, Vj, one); // O ← diag(e^{m − m_new}) O + P̃ V

      device.free(Kj, Vj, S);
    }
    for (let r = 0; r < Oi.rows; r++)
      for (let k = 0; k < Oi.cols; k++) Oi.data[r * Oi.cols + k]! /= li.data[r] || 1; // ℓ = 0: nothing seen
    const Li = perRow(Oi, (r) => mi.data[r]! + Math.log(li.data[r]!));
    li.data.set(Li); // L takes ℓ's place on chip
    device.store(Oi, O, rows);
    device.store(li, L, rows);
    device.free(Qi, Oi, li, mi);
  }
  return { O, L };
}
