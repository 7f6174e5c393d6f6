import { attentionWeights } from "long-attention/attention";
import { attentionMap } from "long-attention/plots";
import { matrix, rows, testTensors, walkTensors } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");
const { Q, K } = testTensors(6, 4);

test("attentionMap(P, { words }) writes the 36 weights of the sentence", async () => {
  const draw = () => attentionMap(attentionWeights(Q, K), { words });
  await checkPicture("attention-full", draw, [
    "6 queries by 6 keys",
    "0.303",
    "“Our” reads “lonely”",
    "No pair",
  ]);
  expect(draw().svg.match(/>0\.\d\d</g)).toHaveLength(36 + 1);
  expect(draw().svg).toContain(">planet<");
});

test("attentionMap(causal P) stripes the 15 pairs of the future", async () => {
  const P = attentionWeights(Q, K, { causal: true });
  await checkPicture("attention-causal", () => attentionMap(P, { words, title: "Causal" }), [
    "Causal. ",
    "15 of 36 pairs (42 %) are masked",
  ]);
});

test("attentionMap([16, 16]) numbers its rows when there are no words", async () => {
  const { Q, K } = testTensors(16, 4);
  await checkPicture("attention-16", () => attentionMap(attentionWeights(Q, K, { causal: true })), [
    "16 queries",
  ]);
});

test("attentionMap([128, 128]) becomes pixels", async () => {
  const { Q, K } = walkTensors();
  const draw = () => attentionMap(attentionWeights(Q, K, { causal: true }));
  await checkPicture("attention-128", draw, ["8,128 of 16,384 pairs"]);
  expect(draw().svg).toContain("data:image/png;base64,");
});

test("attentionMap([600, 600]) stays within its budget", () => {
  const { Q, K } = testTensors(600, 4);
  expect(attentionMap(attentionWeights(Q, K)).html.length).toBeLessThan(150_000);
});

test("attentionMap([1, 6]) gives one decoding step's query the last word", async () => {
  const P = attentionWeights(rows(Q, 5, 6), K);
  await checkPicture("attention-decode", () => attentionMap(P, { words }), [
    "1 query by 6 keys",
    "“speck” reads",
  ]);
});

test("attentionMap escapes words and titles", () => {
  const svg = attentionMap(matrix([[1]]), { words: ["<b>&"], title: "a < b" }).svg;
  expect(svg).toContain("&lt;b&gt;&amp;");
  expect(svg).toContain("a &lt; b");
});

test("attentionMap of a row that reads nothing is all stripes", () => {
  expect(attentionMap(matrix([[0, 0]])).alt).toContain("2 of 2 pairs (100 %) are masked");
});

test("attentionMap(scores) says that scoreMap draws scores", () => {
  expect(() => attentionMap(matrix([[0.5, -1]]))).toThrow(
    "attentionMap: P[0, 1] is -1; weights are finite and not negative (scoreMap draws scores)",
  );
});

test("attentionMap(P, { words }) wants a word for each key", () => {
  expect(() => attentionMap(matrix([[0.5, 0.5]]), { words: ["one"] })).toThrow(
    "attentionMap: there are 1 words but the map is [1,2]; give one word for each of the 2 keys",
  );
});
