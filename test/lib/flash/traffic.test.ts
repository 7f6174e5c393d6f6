import fc from "fast-check";
import {
  accesses,
  breakEvenBc,
  causalBlocks,
  flash1Traffic,
  flash2Traffic,
  flashAttention1,
  flashAttention2,
  standardTraffic,
} from "long-attention/flash";
import { Device } from "long-attention/gpu";
import { testTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const walk = { Br: 32, Bc: 16 };

describe("closed forms at N=128, d=16, Br=32, Bc=16", () => {
  it("standardTraffic(128, 16) is 38,912 reads and 34,816 writes, 73,728 in all", () => {
    expect(standardTraffic(128, 16)).toEqual({ reads: 38_912, writes: 34_816 });
    expect(accesses(standardTraffic(128, 16))).toBe(73_728);
  });
  it("flash1Traffic(128, 16) is 38,912 reads and 18,432 writes, 57,344 in all, and 2,304 to initialise", () => {
    expect(flash1Traffic(128, 16, walk)).toEqual({ reads: 38_912, writes: 18_432, init: 2_304 });
    expect(accesses(flash1Traffic(128, 16, walk))).toBe(57_344);
  });
  it("flash2Traffic(128, 16) is 18,432 reads and 2,176 writes, 20,608 in all", () => {
    expect(flash2Traffic(128, 16, walk)).toEqual({ reads: 18_432, writes: 2_176 });
    expect(accesses(flash2Traffic(128, 16, walk))).toBe(20_608);
  });
  it("flash1Traffic(128, 16, causal) is 25,856 reads and 11,520 writes", () => {
    expect(flash1Traffic(128, 16, { ...walk, causal: true })).toMatchObject({
      reads: 25_856,
      writes: 11_520,
    });
  });
  it("flash2Traffic(128, 16, causal) is 12,288 reads and 2,176 writes", () => {
    expect(flash2Traffic(128, 16, { ...walk, causal: true })).toEqual({ reads: 12_288, writes: 2_176 });
  });
  it("flash1Traffic and flash2Traffic with Br=50, Bc=40 count short last blocks", () => {
    expect(flash1Traffic(128, 16, { Br: 50, Bc: 40 })).toMatchObject({ reads: 21_504, writes: 9_216 });
    expect(flash2Traffic(128, 16, { Br: 50, Bc: 40 })).toEqual({ reads: 14_336, writes: 2_176 });
  });
});

describe("closed forms elsewhere", () => {
  it("flash1Traffic(4096, 128) with Br=128, Bc=64 moves more than standard attention", () => {
    expect(accesses(flash1Traffic(4096, 128, { Br: 128, Bc: 64 }))).toBe(102_760_448);
    expect(accesses(standardTraffic(4096, 128))).toBe(69_206_016);
  });
  it("breakEvenBc(1024, 64) is 49", () => expect(breakEvenBc(1024, 64)).toBe(49));
  it("breakEvenBc(4, 64) is Infinity: so short that loading O again never pays", () => {
    expect(breakEvenBc(4, 64)).toBe(Infinity);
  });
  it("flash1Traffic does not depend on Br, nor flash2Traffic on Bc", () => {
    for (const B of [1, 7, 64]) {
      expect(flash1Traffic(128, 16, { Br: B, Bc: 16 })).toEqual(flash1Traffic(128, 16, walk));
      expect(flash2Traffic(128, 16, { Br: 32, Bc: B })).toEqual(flash2Traffic(128, 16, walk));
    }
  });
});

it("flash1Traffic and flash2Traffic equal what the device counts, for any size, ragged or causal", () => {
  const size = fc.integer({ min: 1, max: 40 });
  const property = fc.property(size, size, size, size, fc.boolean(), (N, d, Br, Bc, causal) => {
    const { Q, K, V } = testTensors(N, d);
    const [one, two] = [new Device(), new Device()];
    flashAttention1(Q, K, V, { Br, Bc, causal, device: one });
    flashAttention2(Q, K, V, { Br, Bc, causal, device: two });
    expect({ reads: one.reads, writes: one.writes, init: one.initWrites }).toEqual(
      flash1Traffic(N, d, { Br, Bc, causal }),
    );
    expect({ reads: two.reads, writes: two.writes }).toEqual(flash2Traffic(N, d, { Br, Bc, causal }));
  });
  fc.assert(property, { seed: 11, numRuns: 60 });
});

describe("causalBlocks", () => {
  it("causalBlocks(128, 32, 16) visits 20 tiles, masks 8 of them and skips 12", () => {
    expect(causalBlocks(128, 32, 16)).toMatchObject({ visited: 20, masked: 8, skipped: 12 });
  });
  it("causalBlocks(N, Br, Bc) agrees with the mask, entry by entry", () => {
    const size = fc.integer({ min: 1, max: 20 });
    const property = fc.property(size, size, size, (N, Br, Bc) => {
      causalBlocks(N, Br, Bc).kinds.forEach((row, i) => {
        row.forEach((kind, j) => {
          const reads: boolean[] = [];
          for (let q = i * Br; q < Math.min(N, (i + 1) * Br); q++)
            for (let k = j * Bc; k < Math.min(N, (j + 1) * Bc); k++) reads.push(k <= q);
          expect(kind).toBe(reads.every(Boolean) ? "visit" : reads.some(Boolean) ? "mask" : "skip");
        });
      });
    });
    fc.assert(property, { seed: 3, numRuns: 60 });
  });
});
