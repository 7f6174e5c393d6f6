import { attentionWeights } from "long-attention/attention";
import { weightedGraph } from "long-attention/plots";
import { fromFunction, testTensors, zeros } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");
const { Q, K } = testTensors(6, 4);
const P = attentionWeights(Q, K);

test("weightedGraph(P) draws all 30 edges of full attention, the heaviest of each row with its weight", async () => {
  await checkPicture("weighted-graph", () => weightedGraph(P, { words }), [
    "6 tokens, 30 edges between different ones. The heaviest,",
    `Our ${P.get(0, 0).toFixed(2)}`,
  ]);
  expect(weightedGraph(P, { words }).svg.match(/opacity="0.85"/g)).toHaveLength(30);
});

test("weightedGraph(a window) has edges between neighbours only", async () => {
  const W = fromFunction([6, 6], (i, j) => (Math.abs(i - j) <= 1 ? P.get(i, j) : 0));
  const draw = () => weightedGraph(W, { words, title: "A window of 3" });
  await checkPicture("weighted-graph-window", draw, ["6 tokens, 10 edges between different ones"]);
});

test("weightedGraph refuses what is not square, too large, or has no word for each token", () => {
  expect(() => weightedGraph(zeros([2, 3]), { words })).toThrow(
    "weightedGraph: W is [2,3]; it needs as many columns as rows, at most 8",
  );
  expect(() => weightedGraph(P, { words: ["a"] })).toThrow("weightedGraph");
});
