import { causalBlocks } from "long-attention/flash";
import { blockMap } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const { kinds } = causalBlocks(128, 32, 16);

test("blockMap(the walk) visits 20 of 32 tiles, masks 8 and skips 12", async () => {
  const draw = () => blockMap({ N: 128, Br: 32, Bc: 16, kinds });
  await checkPicture("blocks-walk", draw, [
    "Of 32 tiles, 20 are visited, 8 of these",
    "12 (38 %) are skipped",
  ]);
  expect(draw().svg.match(/>[VMS]</g)).toHaveLength(32 + 3);
});

test("blockMap(ragged last tiles) cuts them at N", async () => {
  const ragged = causalBlocks(100, 32, 24);
  await checkPicture("blocks-ragged", () => blockMap({ N: 100, Br: 32, Bc: 24, kinds: ragged.kinds }), [
    "Of 20 tiles",
  ]);
});

test("blockMap(32 × 32 tiles) drops the letters", async () => {
  const { kinds } = causalBlocks(1024, 32, 32);
  await checkPicture("blocks-many", () => blockMap({ N: 1024, Br: 32, Bc: 32, kinds }), [
    "Of 1,024 tiles, 528",
  ]);
});

test("blockMap wants one known kind for each tile", () => {
  expect(() => blockMap({ N: 128, Br: 16, Bc: 16, kinds })).toThrow(
    "blockMap: kinds is [4,8] but N = 128, Br = 16, Bc = 16 make [8,8] tiles",
  );
  expect(() => blockMap({ N: 1, Br: 1, Bc: 1, kinds: [["seen" as "skip"]] })).toThrow(
    "blockMap: kinds[0][0] is “seen”; it must be visit, mask or skip",
  );
});
