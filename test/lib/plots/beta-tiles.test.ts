import { attentionScores } from "long-attention/attention";
import { betaBlocks } from "long-attention/flash";
import { betaTiles } from "long-attention/plots";
import { testTensors, zeros } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const { Q, K } = testTensors(6, 4);

test("betaTiles(nine tiles of six words) shows every f, a β for each row, and P", async () => {
  const nine = betaBlocks(attentionScores(Q, K), { Br: 2, Bc: 2 });
  await checkPicture("beta-tiles", () => betaTiles(nine), [
    "9 tiles, and what brings each to its place in P. 3 by 3 tiles of a 6 by 6 matrix.",
    `The first tile has β = ${Array.from(nine.blocks[0]![0]!.beta, (b) => b.toFixed(4)).join(" and ")}`,
  ]);
});

test("betaTiles(ragged tiles) keeps rows at the same height", async () => {
  const ragged = betaBlocks(attentionScores(Q, K), { Br: 4, Bc: 5 });
  await checkPicture("beta-tiles-ragged", () => betaTiles(ragged), ["2 by 2 tiles of a 6 by 6 matrix"]);
});

test("betaTiles(8 columns in 4 tiles) says how many have room", () => {
  const large = betaBlocks(zeros([2, 8]), { Br: 2, Bc: 2 });
  expect(() => betaTiles(large)).toThrow("betaTiles: 8 columns in 4 tiles leave no room for their numbers");
});
