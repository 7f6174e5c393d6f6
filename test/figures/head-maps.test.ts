import { figure } from "@long-attention/figures";
import { attentionWeights, head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { testTensors, toRows } from "long-attention/tensor";
import { expect, test } from "vitest";
import { derive, init } from "../../figures/src/head-maps/state.ts";

const { words, weights } = miniLm();
const maps = weights.map(toRows);

test("init({}) has the two heads of six words, as attentionWeights gives them", () => {
  const { Q, K } = testTensors(6, 4);
  const two = [0, 1].map((h) => toRows(attentionWeights(head(Q, h, 2), head(K, h, 2))));
  expect(init({}).maps.map(toRows)).toEqual(two);
  expect(init({}).words).toEqual(["Our", "planet", "is", "a", "lonely", "speck"]);
});

test("derive(MiniLM's heads) gives the weights and the means that the notebook tells", () => {
  const at = (h: number, from: string, to: string) =>
    derive(init({ maps, words, head: h, query: words.indexOf(from), key: words.indexOf(to) }));
  expect(at(4, "lonely", "planet").weight).toBeCloseTo(0.7717, 3);
  expect(at(10, "our", "planet").weight).toBeCloseTo(0.6, 2);
  expect(at(2, "a", "is").mean.before).toBeGreaterThan(0.999);
  expect(at(8, "a", "is").mean.first).toBeCloseTo(0.5, 2);
});

test("figure('head-maps') says the chosen weight and the whole row, in any head", () => {
  const { alt, svg } = figure("head-maps", { maps, words, head: 4, query: 5, key: 2 });
  expect(alt).toContain("In head 4, “lonely” gives 77.2 % of its weight to “planet”.");
  expect(svg.match(/head \d+</g)).toHaveLength(12);
  expect(svg).toContain(">77<");
});

test("figure('head-maps') names places where it is given no words, and what is out of range", () => {
  const even = [
    [
      [0.5, 0.5],
      [0, 1],
    ],
  ];
  const { alt } = figure("head-maps", { maps: even, query: 0, key: 1 });
  expect(alt).toContain("In head 0, “0” gives 50.0 % of its weight to “1”.");
  expect(init({ head: 2, query: 9 }).note).toBe(
    "head: 2 is out of range, showing 1. query: 9 is out of range, showing 5.",
  );
});

test.each([
  ["no map", { maps: [] }, "maps must be a list of 1 to 16 maps, one for each head"],
  ["24 maps", { maps: maps.concat(maps) }, "maps must be a list of 1 to 16 maps"],
  ["no list", { maps: "P" }, "maps must be a list"],
  ["one word", { maps: [[[1]]] }, "there are 1 words; the figure has room for 2 to 12"],
  ["two words", { maps, words: ["a", "b"] }, "maps[0] is [9,9] but there are 2 words; give [2,2]"],
  ["a sentence", { maps, words: "a b" }, "words must be a list, one word for each row"],
  [
    "scores",
    {
      maps: [
        [
          [2, -1],
          [0, 1],
        ],
      ],
    },
    "maps[0] holds 2; weights lie between 0 and 1",
  ],
])("init refuses %s, with a sentence", (_, props, sentence) => {
  expect(() => init(props)).toThrow(sentence);
});
