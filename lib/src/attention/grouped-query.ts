import { attentionShapes, dimension } from "../tensor/check.js";
import type { Matrix } from "../tensor/matrix.js";
import { sideBySide } from "../tensor/side-by-side.js";
import { type AttentionOptions, attention } from "./attention.js";
import { head } from "./multi-head.js";

/**
 * Grouped-query attention without projections: H query heads share G key-value heads, query head h reading
 * key-value head ⌊h / (H/G)⌋. G = H is multi-head attention (MHA), G = 1 multi-query attention (MQA). The
 * cache shrinks by H/G.
 * @param Q [N, H·d]  @param K [M, G·d]  @param V [M, G·dv]
 * @param H query heads  @param G key-value heads, divides H
 * @returns O [N, H·dv], the heads side by side
 * @throws RangeError when G does not divide H, or the columns do not split into the heads
 * @see Ainslie et al. 2023 (GQA), §2.2; Shazeer 2019 (MQA)
 */
export function groupedQueryAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  H: number,
  G: number,
  options: AttentionOptions = {},
): Matrix {
  checkGroups("groupedQueryAttention", Q, K, V, H, G);
  const outputs = Array.from({ length: H }, (_, h) => {
    const g = kvHeadOf(h, H, G);
    return attention(head(Q, h, H), head(K, g, G), head(V, g, G), options);
  });
  return sideBySide(outputs);
}

/** The key-value head that query head h reads: ⌊h / (H/G)⌋, so neighbours share. */
export function kvHeadOf(h: number, H: number, G: number): number {
  groups("kvHeadOf", H, G);
  dimension("kvHeadOf", "h", h, 0);
  if (h >= H) throw new RangeError(`kvHeadOf: h is ${h} but there are only ${H} query heads`);
  return Math.floor(h / (H / G));
}

function groups(where: string, H: number, G: number): void {
  dimension(where, "H", H);
  dimension(where, "G", G);
  if (H % G !== 0)
    throw new RangeError(
      `${where}: ${H} query heads do not split evenly over ${G} key-value heads; G must divide H`,
    );
}

/** H heads of Q, and G of K and V that divide them, all of whole columns. */
export function checkGroups(where: string, Q: Matrix, K: Matrix, V: Matrix, H: number, G: number): void {
  groups(where, H, G);
  for (const [name, A, heads] of [
    ["Q", Q, H],
    ["K", K, G],
    ["V", V, G],
  ] as const)
    if (A.shape[1]! % heads !== 0)
      throw new RangeError(
        `${where}: ${name} is [${A.shape}], whose ${A.shape[1]} columns do not split into ${heads} equal heads`,
      );
  if (Q.shape[1]! / H !== K.shape[1]! / G)
    throw new RangeError(
      `${where}: Q's heads have ${Q.shape[1]! / H} columns but K's have ${K.shape[1]! / G}; they need the same head size d`,
    );
  attentionShapes(where, head(Q, 0, H), head(K, 0, G), head(V, 0, G));
}
