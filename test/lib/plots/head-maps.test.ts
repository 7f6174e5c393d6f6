import { attentionWeights, head } from "long-attention/attention";
import { headMaps } from "long-attention/plots";
import { columns, matrix, randn, rng, testTensors, walkTensors } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");
const { Q, K } = testTensors(6, 4);
const twoHeads = [0, 1].map((h) => attentionWeights(head(Q, h, 2), head(K, h, 2), { causal: true }));

test("headMaps(two causal heads) shares one scale and strips of words", async () => {
  const draw = () => headMaps(twoHeads, { words });
  await checkPicture("heads-2", draw, ["2 heat maps of 6 queries by 6 keys", "head 0 1.00, head 1 1.00"]);
  expect(draw().svg.match(/>lonely</g)).toHaveLength(3); // one row of maps: words at the left once, above twice
});

test("headMaps(twelve heads) makes three rows of four", async () => {
  const maps = Array.from({ length: 12 }, (_, h) =>
    attentionWeights(randn([9, 8], rng(h)), randn([9, 8], rng(99 - h))),
  );
  const nine = "[CLS] our planet is a lonely spec ##k [SEP]".split(" ");
  await checkPicture("heads-12", () => headMaps(maps, { words: nine }), ["12 heat maps", "head 11"]);
});

test("headMaps(five large heads) becomes pixels and keeps its budget", async () => {
  const { Q, K } = walkTensors(64, 16);
  const maps = Array.from({ length: 5 }, (_, h) =>
    attentionWeights(columns(Q, 2 * h, 16), columns(K, 2 * h, 16), { causal: h % 2 === 1 }),
  );
  await checkPicture("heads-large", () => headMaps(maps, { titles: [..."abcde"] }), ["Largest weights: a "]);
});

test("headMaps says which map, word or title does not fit", () => {
  expect(() => headMaps([])).toThrow("headMaps: there are no maps; give the weights of at least one head");
  expect(() => headMaps([matrix([[1]]), matrix([[0.5, 0.5]])])).toThrow(
    "headMaps: maps[0] is [1,1] but maps[1] is [1,2]; heads share one shape",
  );
  expect(() => headMaps(twoHeads, { titles: ["one"] })).toThrow(
    "headMaps: there are 1 titles for 2 maps; give one for each",
  );
  expect(() => headMaps(twoHeads, { words: ["one"] })).toThrow(
    "headMaps: there are 1 words but the map is [6,6]",
  );
});
