import { check, type Hbm } from "@long-attention/grader";
import { describe, expect, it } from "vitest";
import * as solutions from "../../../solutions/07-flash-attention.ts";
import { RollingCache } from "../../../solutions/08-kv-cache.ts";
import { progressHere } from "./progress-here.ts";

progressHere();

/** The reference on a device that is bent: what a mistake in one place looks like. */
const bent =
  (bend: (mem: Hbm) => Partial<Hbm>) =>
  (mem: Hbm, Br: number, Bc: number): void =>
    solutions.flashForward({ ...mem, ...bend(mem) }, Br, Bc);

describe("check('07.3', flashForward)", () => {
  it("counts what is read beyond the algorithm's own traffic, and shows SRAM against its limit", () => {
    const twice = bent((mem) => ({
      load: (array, from, to) => {
        if (array.name === "Q") mem.free(mem.load(array, from, to));
        return mem.load(array, from, to);
      },
    }));
    const { text, score } = check("07.3", twice as unknown);
    expect(text).toContain("Your solution reads 1000 elements, where the algorithm reads 760.");
    expect(text.replace(/\s+/g, " ")).toContain("SRAM held at most 214 of the 238 that fit.");
    expect(text).toContain("mem = a device with Q [20, 4], K [20, 4], V [20, 4] in HBM");
    expect(score).toBe(6);
  });

  it("names the first step that goes wrong", () => {
    let stores = 0;
    const late = bent((mem) => ({
      store: (tile, array, from, to) => {
        if (array.name === "O" && ++stores > 4) mem.mul(tile, mem.tile(1, 1, 2));
        mem.store(tile, array, from, to);
      },
    }));
    const { text } = check("07.3", late as unknown);
    expect(text.replace(/\s+/g, " ")).toMatch(/The first step that goes wrong is i = 0, j = 1: O of row 0/);
  });

  it("says by how much SRAM overflows", () => {
    const greedy = (mem: Hbm) => {
      mem.matmulT(mem.load(mem.Q, 0, mem.Q.rows), mem.load(mem.K, 0, mem.K.rows));
    };
    const { text } = check("07.3", greedy as unknown);
    expect(text.replace(/\s+/g, " ")).toContain(
      "mem.matmulT: SRAM is too small: a tile [20,20] needs 400 elements but 160 of 238 are in use, so 322 are missing; free a tile or use smaller tiles",
    );
  });

  it.each([
    [
      (mem: Hbm) => mem.load(mem.Q, 18, 24),
      "mem.load: rows 18 to 24 are not inside mem.Q [20,4]: 4 too many; the last block is shorter, so end at row 20 at most",
    ],
    [(mem: Hbm) => mem.load(mem.Q, 24, 30), "mem.load: rows 24 to 30 are not inside mem.Q [20,4]"],
    [
      (mem: Hbm) => mem.store(mem.tile(2, 1), mem.O, 0, 2),
      "mem.store: the tile is [2,1], but rows 0 to 2 of mem.O are [2,4]",
    ],
    [
      (mem: Hbm) => mem.store(mem.tile(2, 4), mem.O, 19, 21),
      "mem.store: rows 19 to 21 are not inside mem.O [20,4]: 1 too many",
    ],
    [(mem: Hbm) => mem.tile(100, 100), "mem.tile: SRAM is too small: a tile [100,100] needs 10000 elements"],
  ])("speaks of mem where the device refuses: %s", (solution, words) => {
    const { text } = check("07.3", solution as unknown);
    expect(text.replace(/\s+/g, " ")).toContain(words);
    expect(text).not.toContain("Device");
  });

  it("explains NaN by what was never stored", () => {
    const half = (mem: Hbm) => mem.store(mem.tile(2, 4), mem.O, 0, 2);
    const { text } = check("07.3", half as unknown);
    expect(text.replace(/\s+/g, " ")).toContain("a tile or an array in HBM that was never stored");
    expect(text).not.toContain("undefined");
  });
});

describe("check('08.3', RollingCache)", () => {
  it("passes the reference and shows the calls of a wrong one as code", () => {
    expect(check("08.3", RollingCache as unknown).passed).toBe(true);
    class Unbounded<T> extends RollingCache<T> {
      constructor(_W: number) {
        super(1000);
      }
    }
    expect(check("08.3", Unbounded as unknown).text).toMatch(
      /const it = new RollingCache\(3\)\n {2}it\.items\(\)\n {2}it\.push\("Our"\)/,
    );
  });
});
