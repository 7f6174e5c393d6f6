import fc from "fast-check";
import { attention } from "long-attention/attention";
import {
  blockSizes,
  flashAttention,
  flashAttention1,
  flashAttention2,
  sramElements,
} from "long-attention/flash";
import { Device } from "long-attention/gpu";
import { fromFunction, maxAbsDiff, randn, rng, testTensors, walkTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import golden from "./walk.json" with { type: "json" };

const walk = walkTensors();
const orders = { flashAttention1, flashAttention2 };
const blocks = { Br: 32, Bc: 16 };

describe.each(Object.entries(orders))("%s", (name, flash) => {
  it.each([
    [32, 16],
    [16, 32],
    [48, 20],
    [50, 40],
    [1, 128],
    [128, 1],
    [500, 300],
  ])(`${name}(Q, K, V) equals attention(Q, K, V) for Br=%i, Bc=%i`, (Br, Bc) => {
    for (const causal of [false, true]) {
      const O = attention(walk.Q, walk.K, walk.V, { causal });
      expect(maxAbsDiff(flash(walk.Q, walk.K, walk.V, { Br, Bc, causal }).O, O)).toBeLessThan(1e-12);
    }
  });

  it(`${name}(Q, K, V) equals attention for any shapes, block sizes and scale`, () => {
    const size = fc.integer({ min: 1, max: 24 });
    const property = fc.property(
      fc.record({ N: size, extra: fc.nat(9), d: size, dv: size, Br: size, Bc: size, causal: fc.boolean() }),
      fc.integer(),
      ({ N, extra, d, dv, Br, Bc, causal }, seed) => {
        const [random, M] = [rng(seed), N + extra];
        const [Q, K, V] = [randn([N, d], random), randn([M, d], random), randn([M, dv], random)];
        const O = flash(Q, K, V, { Br, Bc, causal, scale: 1.5 }).O;
        return maxAbsDiff(O, attention(Q, K, V, { causal, scale: 1.5 })) < 1e-10;
      },
    );
    fc.assert(property, { seed: 7, numRuns: 60 });
  });

  it(`${name}(Q, K, V) survives logits of −1000, where a maximum that starts at 0 would divide 0 by 0`, () => {
    const [Q, K] = [fromFunction([8, 1], () => 1000), fromFunction([8, 1], (j) => -1 - j / 1000)];
    const { V } = testTensors(8, 3);
    const O = flash(Q, K, V, { Br: 3, Bc: 2, scale: 1 }).O;
    expect(maxAbsDiff(O, attention(Q, K, V, { scale: 1 }))).toBeLessThan(1e-12);
  });

  it(`${name}(Q, K, V) reads a view of a larger matrix as if it were its own`, () => {
    const Q = walk.Q.hi(64, 16).lo(32, 0);
    const O = flash(Q, walk.K, walk.V, blocks).O;
    expect(maxAbsDiff(O, attention(Q, walk.K, walk.V))).toBeLessThan(1e-12);
  });

  it(`${name}(walk tensors) reproduces rows 0, 32, 64 and 127 of O and their sum`, () => {
    const { O } = flash(walk.Q, walk.K, walk.V, blocks);
    for (const row of [0, 32, 64, 127] as const)
      golden.O[`r${row}`].forEach((x, k) => expect(Math.abs(O.get(row, k) - x)).toBeLessThan(1e-12));
    const sum = O.data.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - 0.28363522500965)).toBeLessThan(1e-10);
  });

  it(`${name}(walk tensors) needs 2,112 SRAM elements and not one fewer`, () => {
    const run = (sram: number) =>
      flash(walk.Q, walk.K, walk.V, { ...blocks, device: new Device({ sramElements: sram }) });
    expect(sramElements(blocks, 16)).toBe(2112);
    expect(run(2112).O.shape).toEqual([128, 16]);
    expect(() => run(2111)).toThrow(/need 2112 SRAM elements but the device has 2111, so 1 are missing/);
  });
});

it("flashAttention1(walk tensors) ends with L = m + ln ℓ of rows 0 and 127", () => {
  const { l, m } = flashAttention1(walk.Q, walk.K, walk.V, blocks);
  const L = (i: number) => m.get(i) + Math.log(l.get(i));
  expect(Math.abs(L(0) - 5.830022652789611)).toBeLessThan(1e-12);
  expect(Math.abs(L(127) - 7.3836542515195625)).toBeLessThan(1e-12);
});

it("flashAttention2(walk tensors) returns L of rows 0 and 127", () => {
  const { L } = flashAttention2(walk.Q, walk.K, walk.V, blocks);
  expect(Math.abs(L.get(0) - 5.830022652789611)).toBeLessThan(1e-12);
  expect(Math.abs(L.get(127) - 7.3836542515195625)).toBeLessThan(1e-12);
});

it("flashAttention(Q, K, V) equals attention(Q, K, V) with its default blocks", () => {
  expect(maxAbsDiff(flashAttention(walk.Q, walk.K, walk.V), attention(walk.Q, walk.K, walk.V))).toBeLessThan(
    1e-12,
  );
});

describe("blockSizes", () => {
  it("blockSizes(25,600, 64) is the slide's B_c = 100, B_r = 64 for 100 KiB of fp32", () => {
    expect(blockSizes((100 * 1024) / 4, 64)).toEqual({ Br: 64, Bc: 100 });
  });
  it("blockSizes(51,200, 64) is B_c = 200 for 100 KiB of fp16", () => {
    expect(blockSizes((100 * 1024) / 2, 64)).toEqual({ Br: 64, Bc: 200 });
  });
  it("blockSizes(M, 16) gives B_c = 16 just for 960 < M ≤ 1024", () => {
    expect([960, 961, 1024, 1025].map((M) => blockSizes(M, 16).Bc)).toEqual([15, 16, 16, 17]);
  });
  it("sramElements({ Br: 64, Bc: 100 }, 64) is 27,520 elements, or 110,080 bytes: more than the slide's 102,400", () => {
    expect(sramElements({ Br: 64, Bc: 100 }, 64)).toBe(27_520);
    expect(sramElements({ Br: 64, Bc: 100 }, 64) * 4).toBe(110_080);
  });
});
