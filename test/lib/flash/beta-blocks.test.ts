import fc from "fast-check";
import { attentionScores, attentionWeights } from "long-attention/attention";
import { betaBlocks } from "long-attention/flash";
import { maxAbsDiff, randn, rng, softmaxRows, testTensors } from "long-attention/tensor";
import { expect, it } from "vitest";

const { Q, K } = testTensors(6, 4);
const blocks = { Br: 2, Bc: 2 };

it("betaBlocks(S) of TT(6, 4) in 2 × 2 blocks has the slide's β in row 0 and rebuilds P", () => {
  const nine = betaBlocks(attentionScores(Q, K), blocks);
  const beta = nine.blocks[0]!.map((b) => b.beta[0]!);
  [0.23248972135737553, 0.1973114638193541, 0.30322376000623463].forEach((x, j) =>
    expect(Math.abs(beta[j]! - x)).toBeLessThan(1e-12),
  );
  expect(nine.blocks.flat()).toHaveLength(9);
  expect(maxAbsDiff(nine.P, attentionWeights(Q, K))).toBeLessThan(1e-15);
});

it("betaBlocks(S) has one β a row: the rows of one block differ", () => {
  const { beta } = betaBlocks(attentionScores(Q, K), blocks).blocks[0]![0]!;
  expect(Math.abs(beta[0]! - beta[1]!)).toBeGreaterThan(0.01);
});

it("betaBlocks(S) rebuilds the causal P, where whole blocks see nothing", () => {
  const S = attentionScores(Q, K, { causal: true });
  expect(maxAbsDiff(betaBlocks(S, blocks).P, softmaxRows(S))).toBeLessThan(1e-15);
});

it("betaBlocks(S).P equals softmax for any size of S and of its blocks", () => {
  const size = fc.integer({ min: 1, max: 12 });
  const property = fc.property(size, size, size, size, fc.integer(), (N, M, Br, Bc, seed) => {
    const S = randn([N, M], rng(seed));
    return maxAbsDiff(betaBlocks(S, { Br, Bc }).P, softmaxRows(S)) < 1e-14;
  });
  fc.assert(property, { seed: 5, numRuns: 50 });
});

it("betaBlocks(S, { Br: 0 }) names the block size", () => {
  expect(() => betaBlocks(attentionScores(Q, K), { Br: 0, Bc: 2 })).toThrow("betaBlocks: Br must be");
});
