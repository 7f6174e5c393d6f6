import { kvModels, nominalParameters } from "long-attention/facts";
import { headGroups, kvSharing } from "long-attention/kv";
import { expect, test } from "vitest";

test("kvSharing names each model's way of sharing", () => {
  const names = Object.fromEntries(kvModels().map(({ model, config }) => [model, kvSharing(config)]));
  expect(names).toMatchObject({
    "GPT-3 175B": "MHA",
    "Llama-2-7B": "MHA",
    "Llama-2-70B": "GQA",
    "Falcon-7B": "MQA",
    "DeepSeek-V3": "MLA",
  });
  expect(kvSharing({ heads: 1, kvHeads: 1 })).toBe("MHA");
});

test("kvSharing refuses heads that do not split, and no heads", () => {
  expect(() => kvSharing({ heads: 8, kvHeads: 3 })).toThrow(
    "kvSharing: 8 query heads do not split evenly over 3 key-value heads",
  );
  expect(() => kvSharing({ heads: 8, kvHeads: 0 })).toThrow("kvSharing: kvHeads must be a whole number");
});

test("nominalParameters reads the size out of a model's name, and only there", () => {
  expect(nominalParameters("GPT-3 175B")).toBe(175e9);
  expect(nominalParameters("Llama-3.1-8B")).toBe(8e9);
  expect(nominalParameters("gpt-oss-120b")).toBe(120e9);
  expect(nominalParameters("Mistral-7B-v0.1")).toBe(7e9);
  expect(nominalParameters("Mixtral-8x7B")).toBeUndefined();
  expect(nominalParameters("DeepSeek-V3")).toBeUndefined();
});

test("headGroups(8, 2) gives four neighbours each; heads that do not split evenly are refused", () => {
  expect(headGroups(8, 2)).toEqual([
    { g: 0, from: 0, to: 4 },
    { g: 1, from: 4, to: 8 },
  ]);
  expect(headGroups(71, 1)).toEqual([{ g: 0, from: 0, to: 71 }]);
  expect(() => headGroups(8, 3)).toThrow("8 query heads do not split evenly over 3 key-value heads");
});
