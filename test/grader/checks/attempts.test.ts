/** First attempts as a reader of the notebooks writes them, in other words than the mutants', and what is recognised. */

import type { Hbm, Tile } from "@long-attention/grader";
import { check } from "@long-attention/grader";
import { describe, expect, it } from "vitest";
import { progressHere } from "../learner/progress-here.ts";

progressHere();

/** The steps of Algorithm 1 that an attempt may get wrong. */
interface Attempt {
  readonly start?: number;
  readonly scale?: (d: number) => number;
  /** m_new, from the row block's maximum so far and the tile's. */
  readonly rise?: (mem: Hbm, m: Tile, mTile: Tile) => Tile;
  /** What O holds before the tile is added. */
  readonly carry?: (mem: Hbm, O: Tile, l: Tile, factor: Tile) => void;
  readonly divide?: boolean;
}

/** Algorithm 1 as notebook 07 prints it: P̃ under the tile's own maximum, with a factor for either side. */
function algorithm1({
  start = -Infinity,
  scale = (d) => 1 / Math.sqrt(d),
  rise = (mem, m, mTile) => mem.max(mem.copy(m), mTile),
  carry = (mem, O, l, factor) => mem.mul(mem.mul(O, l), factor),
  divide = true,
}: Attempt) {
  return (mem: Hbm, Br: number, Bc: number): void => {
    mem.fill(mem.O, 0);
    mem.fill(mem.l, 0);
    mem.fill(mem.m, start);
    for (let j = 0; j < mem.K.rows; j += Bc) {
      const jEnd = Math.min(j + Bc, mem.K.rows);
      const [K, V] = [mem.load(mem.K, j, jEnd), mem.load(mem.V, j, jEnd)];
      for (let i = 0; i < mem.Q.rows; i += Br) {
        const iEnd = Math.min(i + Br, mem.Q.rows);
        const [Q, O] = [mem.load(mem.Q, i, iEnd), mem.load(mem.O, i, iEnd)];
        const [l, m] = [mem.load(mem.l, i, iEnd), mem.load(mem.m, i, iEnd)];
        const P = mem.matmulT(Q, K, scale(mem.Q.cols));
        mem.free(Q);
        const mTile = mem.rowMax(P);
        mem.exp(mem.sub(P, mTile));
        const lTile = mem.rowSum(P);
        const mNew = rise(mem, m, mTile);
        const a = mem.exp(mem.sub(m, mNew));
        const b = mem.exp(mem.sub(mTile, mNew));
        const lNew = mem.add(mem.mul(mem.copy(l), a), mem.mul(lTile, b));
        const PV = mem.mul(mem.matmul(P, V), b);
        carry(mem, O, l, a);
        mem.add(O, PV);
        if (divide) mem.div(O, lNew);
        mem.store(O, mem.O, i, iEnd);
        mem.store(lNew, mem.l, i, iEnd);
        mem.store(mNew, mem.m, i, iEnd);
        mem.free(O, l, m, P, mTile, lTile, mNew, lNew, PV);
      }
      mem.free(K, V);
    }
  };
}

const said = (attempt: Attempt) =>
  check("07.3", algorithm1(attempt) as unknown).text.replace(/\s+▌?\s*/g, " ");

describe('check("07.3", …) of Algorithm 1 with other tiles in SRAM than the reference', () => {
  it("gives full points", () => {
    expect(check("07.3", algorithm1({}) as unknown)).toMatchObject({ passed: true, score: 8 });
  });

  it("recognises a maximum that starts at 0", () => {
    expect(said({ start: 0 })).toContain("Your running maximum starts at 0.");
  });

  it("recognises scores without their scale", () => {
    expect(said({ scale: () => 1 })).toContain("You do not scale the scores");
  });

  it("recognises an O that does not shrink", () => {
    expect(said({ carry: (mem, O, l) => mem.mul(O, l) })).toContain("but not what O holds");
  });

  it("recognises an O that is not divided", () => {
    expect(said({ divide: false })).toContain("You do not divide by ℓ_new");
  });

  it("rejects the block's own maximum in the running one's place", () => {
    expect(said({ rise: (mem, _, mTile) => mem.copy(mTile) })).toContain(
      "You go on with the block's own maximum",
    );
  });

  it("says why a tile that max returned cannot be freed a second time", () => {
    expect(said({ rise: (mem, m, mTile) => mem.max(m, mTile) })).toContain(
      "return their first tile, not a new one",
    );
  });
});

describe("check(id, solution) of other first attempts", () => {
  it("says that nothing was stored in mem.O", () => {
    const onlyReads = (mem: Hbm): void => void mem.load(mem.Q, 0, 1);
    expect(check("07.4", onlyReads).text).toContain("Nothing was stored in mem.O");
  });

  it("names no mistake where every value was right until a loop did not end", () => {
    const everOn = (dIn: number, dOut: number, bytes: number, ops: number): number => {
      for (let b = 1; ; b++)
        if ((2 * b * dIn * dOut) / (bytes * (b * dIn + dIn * dOut + b * dOut)) > ops) return b;
    };
    const { text } = check("03.5", everOn, { seconds: 0.5 });
    expect(text).toContain("did not finish within 0.5 s");
    expect(text).not.toContain("known slip");
  });
});
