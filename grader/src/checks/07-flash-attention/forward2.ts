/** FlashAttention-2's forward pass on the graded device, with one thing changed. */
import type { Hbm, Tile } from "../../call/index.js";

/** Where it can be bent. */
export interface Bend2 {
  readonly inverse?: boolean;
  /** What is stored in L. Default: m + ln ℓ. */
  readonly L?: "log" | "sum" | "log2" | "maximum";
  /** When O is divided by ℓ. Default: once, at the end. */
  readonly divides?: "each step" | "never";
  /** What shrinks when the maximum rises. Default: both O and ℓ. */
  readonly shrinks?: "neither" | "only O" | "only ℓ";
  /** The maximum that stands for all blocks so far. Default: the larger of the old one and the tile's. */
  readonly maximum?: "tile's";
  readonly scale?: (mem: Hbm) => number;
  /** Takes the logarithm of ℓ in place, and divides O by that. */
  readonly logarithmFirst?: boolean;
  /** What the running maximum starts with. Default −∞. */
  readonly start?: number;
  readonly reloadsQ?: boolean;
  readonly dropsShortBlock?: boolean;
}

/** The whole forward pass. */
export function forward2(bend: Bend2) {
  return (mem: Hbm, Br: number, Bc: number): void => {
    const [N, M] = [mem.Q.rows, mem.K.rows];
    const shrinksSum = bend.shrinks === undefined || bend.shrinks === "only ℓ";
    const shrinksOutput = bend.shrinks === undefined || bend.shrinks === "only O";
    const inside = (start: number, B: number, end: number) =>
      start < end && (!bend.dropsShortBlock || start === 0 || start + B <= end);
    for (let i = 0; inside(i, Br, N); i += Br) {
      const end = Math.min(i + Br, N);
      let Qi = mem.load(mem.Q, i, end);
      const Oi = mem.tile(end - i, mem.V.cols);
      const li = mem.tile(end - i, 1);
      let mi = mem.tile(end - i, 1, bend.start ?? -Infinity);
      for (let j = 0; inside(j, Bc, M); j += Bc) {
        if (bend.reloadsQ && j > 0) {
          mem.free(Qi);
          Qi = mem.load(mem.Q, i, end);
        }
        const [Kj, Vj] = [mem.load(mem.K, j, Math.min(j + Bc, M)), mem.load(mem.V, j, Math.min(j + Bc, M))];
        const S = mem.matmulT(Qi, Kj, bend.scale?.(mem) ?? 1 / Math.sqrt(mem.Q.cols));
        const mTile = mem.rowMax(S);
        const old = mem.copy(mi);
        if (bend.maximum === "tile's") {
          mem.free(mi);
          mi = mem.copy(mTile);
        } else mem.max(mi, mTile);
        mem.exp(mem.sub(old, mi));
        const P = mem.exp(mem.sub(S, mi));
        const lTile = mem.rowSum(P);
        if (shrinksSum) mem.mul(li, old);
        mem.add(li, lTile);
        const PV = mem.matmul(P, Vj);
        if (bend.inverse && j > 0) mem.div(Oi, old);
        else if (shrinksOutput) mem.mul(Oi, old);
        mem.add(Oi, PV);
        if (bend.divides === "each step") mem.div(Oi, li);
        mem.free(Kj, Vj, S, mTile, old, lTile, PV);
      }
      if (bend.logarithmFirst) mem.store(mem.add(mem.log(li), mi), mem.L, i, end);
      if (bend.divides === undefined) mem.div(Oi, li);
      mem.store(Oi, mem.O, i, end);
      if (!bend.logarithmFirst) mem.store(logarithm(mem, li, mi, bend.L), mem.L, i, end);
      mem.free(Qi, Oi, li, mi);
    }
  };
}

function logarithm(mem: Hbm, li: Tile, mi: Tile, L: Bend2["L"]): Tile {
  if (L === "log") return mem.log(li);
  if (L === "sum") return mem.add(li, mi);
  if (L === "maximum") return mi;
  if (L !== "log2") return mem.add(mem.log(li), mi);
  const two = mem.tile(li.rows, 1, Math.LN2);
  const found = mem.add(mem.div(mem.log(li), two), mi);
  mem.free(two);
  return found;
}
