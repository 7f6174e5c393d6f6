/** Algorithm 1 on the graded device, with one thing changed: what learners write when a step goes wrong. */
import type { Hbm, Tile } from "../../call/index.js";

/** Where Algorithm 1 can be bent. */
export interface Bend1 {
  /** What the running maximum starts with. Default −∞. */
  readonly start?: number;
  readonly dropsShortBlock?: boolean;
  /** What shrinks when the maximum rises: neither O nor ℓ, or one of them only. Default: both. */
  readonly shrink?: "none" | "sum" | "output";
  /** The maximum that stands for all blocks so far. Default: the larger of the old one and the tile's. */
  readonly maximum?: "tile's";
  /** Whether P̃ V_j and ℓ̃, taken under the tile's own maximum, stay as they are. */
  readonly keepsTile?: boolean;
  readonly divides?: "never";
  readonly storesMaximum?: false;
  readonly combine?: "mean" | "without-old-sum";
  readonly outer?: "Q";
  readonly scale?: (mem: Hbm) => number;
}

/** The whole forward pass. */
export function forward1(bend: Bend1) {
  return (mem: Hbm, Br: number, Bc: number): void => {
    mem.fill(mem.O, 0);
    mem.fill(mem.l, 0);
    mem.fill(mem.m, bend.start ?? -Infinity);
    const starts = (N: number, B: number) =>
      Array.from(
        { length: bend.dropsShortBlock ? Math.max(1, Math.floor(N / B)) : Math.ceil(N / B) },
        (_, i) => i * B,
      );
    const rows = starts(mem.Q.rows, Br);
    const keys = starts(mem.K.rows, Bc);
    if (bend.outer === "Q")
      for (const i of rows)
        for (const j of keys) withKeys(mem, j, Bc, (Kj, Vj) => tile(mem, bend, Kj, Vj, i, Br, j / Bc));
    else
      for (const j of keys)
        withKeys(mem, j, Bc, (Kj, Vj) => {
          for (const i of rows) tile(mem, bend, Kj, Vj, i, Br, j / Bc);
        });
  };
}

function withKeys(mem: Hbm, j: number, Bc: number, use: (Kj: Tile, Vj: Tile) => void): void {
  const end = Math.min(j + Bc, mem.K.rows);
  const [Kj, Vj] = [mem.load(mem.K, j, end), mem.load(mem.V, j, end)];
  use(Kj, Vj);
  mem.free(Kj, Vj);
}

function tile(mem: Hbm, bend: Bend1, Kj: Tile, Vj: Tile, i: number, Br: number, pass: number): void {
  const end = Math.min(i + Br, mem.Q.rows);
  const [Qi, Oi] = [mem.load(mem.Q, i, end), mem.load(mem.O, i, end)];
  const [li, mi] = [mem.load(mem.l, i, end), mem.load(mem.m, i, end)];
  const S = mem.matmulT(Qi, Kj, bend.scale?.(mem) ?? 1 / Math.sqrt(Qi.cols));
  const mTile = mem.rowMax(S);
  const mNew = bend.maximum === "tile's" ? mem.copy(mTile) : mem.max(mem.copy(mi), mTile);
  const P = mem.exp(mem.sub(S, bend.combine === "mean" || bend.keepsTile ? mTile : mNew));
  const lTile = mem.rowSum(P);
  const PV = mem.matmul(P, Vj);
  if (bend.combine === "mean") {
    // O ← (pass · O + softmax(S) V) / (pass + 1)
    const [passes, one] = [mem.tile(1, 1, pass), mem.tile(1, 1, 1)];
    mem.add(mem.mul(Oi, passes), mem.div(PV, lTile));
    mem.div(Oi, mem.add(passes, one));
    mem.add(li, lTile);
    mem.free(passes, one);
  } else {
    if (bend.shrink === "sum") mem.mul(Oi, li);
    const shrunk = mem.exp(mem.sub(mi, mNew));
    if (bend.shrink === "output") mem.mul(Oi, shrunk);
    else if (bend.shrink !== "none") mem.mul(li, shrunk);
    if (bend.combine !== "without-old-sum" && bend.shrink !== "sum") mem.mul(Oi, li);
    mem.add(Oi, PV);
    mem.add(li, lTile);
    if (bend.divides !== "never") mem.div(Oi, li);
  }
  mem.store(Oi, mem.O, i, end);
  mem.store(li, mem.l, i, end);
  if (bend.storesMaximum !== false) mem.store(mNew, mem.m, i, end);
  mem.free(Qi, Oi, li, mi, S, mTile, mNew, lTile, PV);
}
