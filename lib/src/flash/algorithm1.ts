/**
 * FlashAttention, Algorithm 1: the outer loop walks over blocks of K and V, the inner loop over
 * blocks of Q; O, ℓ and m return to HBM after every tile.
 * @see Dao et al. 2022, "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness"
 */
import { rescale } from "../attention/online-softmax.js";
import type { Device, HbmArray } from "../gpu/memory.js";
import { expMinus, perRow, rowMax, rowSum, scaleAndAdd, scaledProduct, setRows } from "../gpu/tile-math.js";
import { block, blockCount } from "./blocks.js";
import { maskFuture, tileKind } from "./causal.js";
import type { FlashInputs, FlashSettings } from "./inputs.js";

/**
 * @param inputs Q [N, d], K [M, d], V [M, dv] in the device's HBM
 * @returns O [N, dv], ℓ [N, 1] and m [N, 1] in HBM; rows that see nothing are zeros
 */
export function algorithm1(
  device: Device,
  { Q, K, V }: FlashInputs,
  { Br, Bc, scale, causal, visits = () => true }: FlashSettings,
): { O: HbmArray; l: HbmArray; m: HbmArray } {
  const [N, M, offset] = [Q.rows, K.rows, K.rows - Q.rows];
  const O = device.fill("O", [N, V.cols], 0);
  const l = device.fill("l", [N, 1], 0);
  const m = device.fill("m", [N, 1], -Infinity);
  for (let j = 0; j < blockCount(M, Bc); j++) {
    const cols = block(j, Bc, M);
    const Kj = device.load(K, cols);
    const Vj = device.load(V, cols);
    for (let i = 0; i < blockCount(N, Br); i++) {
      const rows = block(i, Br, N);
      const kind = causal ? tileKind(rows, cols, offset) : "visit";
      if (kind === "skip" || !visits(i, j)) continue;
      const Qi = device.load(Q, rows);
      const Oi = device.load(O, rows);
      const li = device.load(l, rows);
      const mi = device.load(m, rows);

      const S = scaledProduct("S", Qi, Kj, scale); // [Br, Bc]
      if (kind === "mask") maskFuture(S, rows, cols, offset);
      const mTile = rowMax(S); // m̃
      const P = expMinus(S, mTile); // P̃ = exp(S − m̃)
      const lTile = rowSum(P); // ℓ̃
      const mNew = perRow(S, (r) => Math.max(mi.data[r]!, mTile[r]!));
      const old = perRow(S, (r) => rescale(mi.data[r]!, mNew[r]!) * li.data[r]!); // e^{m − m_new} ℓ
      const now = perRow(S, (r) => rescale(mTile[r]!, mNew[r]!)); // e^{m̃ − m_new}
      const lNew = perRow(S, (r) => old[r]! + now[r]! * lTile[r]!);
      // O ← diag(ℓ_new)⁻¹ (diag(ℓ) e^{m − m_new} O + e^{m̃ − m_new} P̃ V); ℓ_new = 0: nothing seen yet
      const share = (x: Float64Array) => perRow(S, (r) => (lNew[r] === 0 ? 0 : x[r]! / lNew[r]!));
      setRows(li, lNew);
      setRows(mi, mNew);
      scaleAndAdd(Oi, share(old), P, Vj, share(now));

      device.store(Oi, O, rows);
      device.store(li, l, rows);
      device.store(mi, m, rows);
      device.free(Qi, Oi, li, mi, S);
    }
    device.free(Kj, Vj);
  }
  return { O, l, m };
}
