import { attentionScores } from "long-attention/attention";
import { scoreMap } from "long-attention/plots";
import { matrix, testTensors, walkTensors } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "Our planet is a lonely speck".split(" ");
const { Q, K } = testTensors(6, 4);

test("scoreMap(S, { words }) writes 36 signed scores", async () => {
  const S = attentionScores(Q, K, { scale: 1 });
  await checkPicture("scores-full", () => scoreMap(S, { words, title: "Scores QKᵀ" }), [
    "Scores QKᵀ. ",
    "Scores from −1.39 to 1.44.",
    "No pair",
  ]);
});

test("scoreMap(causal S) stripes what is −∞", async () => {
  const S = attentionScores(Q, K, { causal: true });
  await checkPicture("scores-causal", () => scoreMap(S, { words }), ["15 of 36 pairs are masked"]);
});

test("scoreMap([128, 128]) becomes pixels", async () => {
  const { Q, K } = walkTensors();
  await checkPicture("scores-128", () => scoreMap(attentionScores(Q, K, { causal: true })), ["128 keys"]);
});

test("scoreMap of zeros, and of nothing but −∞, draws without a scale to divide by", () => {
  expect(scoreMap(matrix([[0, 0]])).svg).not.toContain("NaN");
  expect(scoreMap(matrix([[-Infinity, -Infinity]])).alt).toContain("2 of 2 pairs are masked");
});

test("scoreMap refuses NaN and +∞, and names the place", () => {
  expect(() => scoreMap(matrix([[1], [Number.NaN]]))).toThrow(
    "scoreMap: S[1, 0] is NaN; scores are numbers, or −∞ where masked",
  );
  expect(() => scoreMap(matrix([[Infinity]]))).toThrow("S[0, 0] is Infinity");
});
