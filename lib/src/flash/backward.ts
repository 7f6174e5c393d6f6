/**
 * FlashAttention's backward pass: the weights are not stored by the forward pass but computed again, tile by
 * tile, from L = m + ln ℓ, since P = exp(S − L).
 * @see Dao 2023, "FlashAttention-2", Algorithm 2
 */
import { checkOutputGradient, type Gradients, rowDots } from "../attention/backward.js";
import { attentionShapes } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { type Matrix, rowMajor, type Vector, zeros } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { block, blockCount } from "./blocks.js";
import { tileKind } from "./causal.js";
import { checkSettings, type FlashSettings } from "./inputs.js";

/** Block sizes, scale, mask and visited tiles, as in the forward pass. */
export type BackwardOptions = Partial<FlashSettings>;

/**
 * Gradients of attention without an N × M matrix.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param forward O [N, dv] and L [N], as `flashAttention2` returns them
 * @param dO [N, dv], how the loss changes with O
 * @param options as in the forward pass
 * @returns dQ [N, d], dK [M, d], dV [M, dv], equal to `attentionBackward`
 */
export function flashBackward(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  forward: { O: Matrix; L: Vector },
  dO: Matrix,
  options: BackwardOptions = {},
): Gradients {
  const { N, d, M, dv } = attentionShapes("flashBackward", Q, K, V);
  const { Br = 32, Bc = 32, scale = 1 / Math.sqrt(d), causal = false, visits = () => true } = options;
  checkSettings("flashBackward", N, M, { Br, Bc, scale, causal });
  checkOutputGradient("flashBackward", dO, N, dv);
  checkOutputGradient("flashBackward", forward.O, N, dv);
  const [q, k, v, g] = [Q, K, V, dO].map(rowMajor) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [dQ, dK, dV] = [zeros([N, d]), zeros([M, d]), zeros([M, dv])];
  const D = rowDots(dO, forward.O);
  const offset = M - N;

  for (let j = 0; j < blockCount(M, Bc); j++) {
    const cols = block(j, Bc, M);
    for (let i = 0; i < blockCount(N, Br); i++) {
      const rows = block(i, Br, N);
      if ((causal && tileKind(rows, cols, offset) === "skip") || !visits(i, j)) continue;
      for (let r = rows.from; r < rows.to; r++) {
        const L = forward.L.get(r);
        if (L === -Infinity) continue; // this query sees nothing
        for (let c = cols.from; c < cols.to; c++) {
          if (causal && c > r + offset) continue;
          const p = Math.exp(score(scale, rowOf(q, r, d), rowOf(k, c, d)) - L); // P = exp(S − L)
          if (p === 0) continue; // what has no weight has no gradient
          const dS = scale * p * (dot(rowOf(g, r, dv), rowOf(v, c, dv)) - D[r]!); // P ∘ (dP − D)
          for (let t = 0; t < dv; t++) dV.data[c * dv + t]! += p * g[r * dv + t]!;
          for (let t = 0; t < d; t++) {
            dQ.data[r * d + t]! += dS * k[c * d + t]!;
            dK.data[c * d + t]! += dS * q[r * d + t]!;
          }
        }
      }
    }
  }
  return { dQ, dK, dV };
}

const rowOf = (A: Float64Array, i: number, width: number) => A.subarray(i * width, (i + 1) * width);
