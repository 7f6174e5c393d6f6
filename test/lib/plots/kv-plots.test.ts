import { kvModels, modelKv } from "long-attention/facts";
import { kvBytesPerToken, kvCacheBytes, kvSharing } from "long-attention/kv";
import { headSharing, kvGrowth, kvTokenBars, ringBuffer } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const rows = kvModels()
  .map(({ model, config }) => ({
    label: model,
    sharing: kvSharing(config),
    bytesPerToken: kvBytesPerToken(config),
  }))
  .sort((a, b) => b.bytesPerToken - a.bytesPerToken);
const gpu = { label: "A100", bytes: 80e9 };
const series = [
  "GPT-3 175B",
  "Llama-2-7B",
  "Mistral-7B-v0.1",
  "Llama-3.1-8B",
  "Gemma-3-27B",
  "DeepSeek-V3",
].map((model) => {
  const { config, maxTokens } = modelKv(model);
  const Ts = Array.from({ length: Math.log2(maxTokens) - 7 }, (_, k) => 2 ** (k + 8));
  return { label: model, points: Ts.map((T) => ({ T, bytes: kvCacheBytes(config, T) })) };
});

test("kvTokenBars(the models) names each one's bytes and way of sharing", async () => {
  await checkPicture("kv-token-bars", () => kvTokenBars(rows), [
    "GPT-3 175B (MHA) 4.5 MiB",
    "Falcon-7B (MQA) 8 KiB",
    "DeepSeek-V3 (MLA) 68.63 KiB",
  ]);
});

test("kvTokenBars refuses no rows, a size of 0 and an unknown way of sharing", () => {
  expect(() => kvTokenBars([])).toThrow("kvTokenBars: there are no rows");
  expect(() => kvTokenBars([{ label: "x", sharing: "MHA", bytesPerToken: 0 }])).toThrow(
    "kvTokenBars: bytesPerToken of “x” must be a finite, positive number, not 0",
  );
  expect(() => kvTokenBars([{ label: "x", sharing: "XYZ" as never, bytesPerToken: 1 }])).toThrow(
    "kvTokenBars: sharing of “x” is XYZ; it must be MHA, GQA, MQA or MLA",
  );
});

test("kvGrowth(six models, an A100) says where each line ends and which is flat", async () => {
  await checkPicture("kv-growth", () => kvGrowth({ series, gpu }), [
    "GPT-3 175B ends at 9 GiB for 2,048 tokens",
    "Mistral-7B-v0.1 ends at 512 MiB for 32,768 tokens and is flat there, because of its window",
    "The ceiling is A100: 74.5 GiB",
  ]);
});

test("kvGrowth refuses no series, a line of one point and a seventh line", () => {
  expect(() => kvGrowth({ series: [], gpu })).toThrow("kvGrowth: there are 0 series; give one to 6");
  expect(() => kvGrowth({ series: [...series, series[0]!], gpu })).toThrow("there are 7 series");
  expect(() => kvGrowth({ series: [{ label: "x", points: [{ T: 1, bytes: 1 }] }], gpu })).toThrow(
    "kvGrowth: “x” has 1 point; a line needs at least two",
  );
});

test("ringBuffer(W = 3, five tokens) ends with slots 3, 4, 2", async () => {
  const words = ["Our", "planet", "is", "a", "lonely"];
  await checkPicture("ring-buffer", () => ringBuffer({ W: 3, words }), [
    "the slots hold 3, 4, 2; oldest first that is 2, 3, 4",
  ]);
});

test("ringBuffer(W = 8, 2 tokens) draws empty slots, and refuses what does not fit", async () => {
  await checkPicture("ring-buffer-empty", () => ringBuffer({ W: 8, words: ["<a>", "b"] }), [
    "2 tokens into 8 slots",
  ]);
  expect(() => ringBuffer({ W: 9, words: ["a"] })).toThrow("ringBuffer: 1 token in 9 slots cannot be drawn");
  expect(() => ringBuffer({ W: 2, words: [] })).toThrow("ringBuffer: 0 tokens in 2 slots cannot be drawn");
});

test("headSharing(8 heads) counts the numbers that each way of sharing caches", async () => {
  const draw = () => headSharing({ H: 8, d: 128, groups: [8, 2, 1], latent: { latent: 512, rope: 64 } });
  await checkPicture("head-sharing", draw, [
    "MHA: 8 key-value heads, 2,048 numbers cached",
    "GQA: 2 key-value heads, 512 numbers cached",
    "MQA: 1 key-value head, 256 numbers cached",
    "MLA: one latent vector, 576 numbers cached",
  ]);
});

test("headSharing refuses groups that do not divide, none at all, and 17 heads", () => {
  expect(() => headSharing({ H: 8, d: 4, groups: [3] })).toThrow(
    "kvSharing: 8 query heads do not split evenly over 3 key-value heads",
  );
  expect(() => headSharing({ H: 8, d: 4, groups: [] })).toThrow("headSharing: groups is empty");
  expect(() => headSharing({ H: 17, d: 4, groups: [1] })).toThrow("headSharing: H is 17");
});
