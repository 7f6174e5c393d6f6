import { kvCacheBytes } from "long-attention/kv";
import { expect, test } from "vitest";
import { alt } from "../../figures/src/kv-cache/say.ts";
import {
  configOf,
  derive,
  groupsOf,
  init,
  limits,
  longestThatFits,
  models,
  own,
  stepped,
} from "../../figures/src/kv-cache/state.ts";

test("derive(GPT-3, fp32, 2,048 tokens) gives the published 19,327,352,832 bytes", () => {
  const now = derive(init({ model: "GPT-3 175B", bytes: 4, tokens: 2048 }));
  expect([now.cache, now.perToken, now.weights]).toEqual([19_327_352_832, 9_437_184, 350e9]);
});

test("derive(DeepSeek-V3) is 71.11 times smaller than with a cache for every head", () => {
  const now = derive(init({ model: "DeepSeek-V3", tokens: 1024 }));
  expect(now.perToken).toBe(70_272);
  expect(now.atMha(1024) / now.cache).toBeCloseTo(71.11, 2);
  expect(now.weights).toBeUndefined();
});

test("configOf keeps a model's own windows, drops them, or gives every layer one", () => {
  const state = init({ model: "Gemma-3-27B" });
  expect(kvCacheBytes(configOf(state), 131_072)).toBe(10.40625 * 2 ** 30);
  expect(kvCacheBytes(configOf({ ...state, window: "none" }), 131_072)).toBe(62 * 2 ** 30);
  expect(kvCacheBytes(configOf({ ...state, window: "1024" }), 131_072)).toBe(1024 * 507_904);
});

test("groupsOf(Falcon-7B) is empty: 71 heads share all or nothing", () => {
  expect(groupsOf("Falcon-7B")).toEqual([]);
  expect(groupsOf("Qwen2.5-7B")).toEqual([2, 4, 7, 14]);
});

test("every model starts as it is and describes itself, however it is shared", () => {
  for (const model of models) {
    const state = init({ model });
    expect(state).toMatchObject({ ...own(model), note: "" });
    for (const shared of (["MHA", "MQA", "MLA", "GQA"] as const).map((sharing) => ({ ...state, sharing })))
      expect(alt(shared, derive(shared))).not.toMatch(/NaN|undefined|Infinity/);
  }
});

test("longestThatFits is the largest T that fits, 0 when none does, Infinity when all do", () => {
  expect(longestThatFits((T) => 3 * T, 3000)).toBe(1000);
  expect(longestThatFits((T) => T, -1)).toBe(0);
  expect(longestThatFits((T) => Math.min(T, 10), 10)).toBe(Infinity);
});

test("stepped takes four steps to a doubling and stops at the ends", () => {
  expect([1, 2, 3, 4].reduce((T) => stepped(T, 1), 4096)).toBe(8192);
  expect(stepped(limits.tokens[1], 1)).toBe(limits.tokens[1]);
  expect(stepped(limits.tokens[0], -1)).toBe(limits.tokens[0]);
});

test("init names what it cannot use", () => {
  expect(init({ model: "GPT-9", tokens: 5, sharing: "GQA" }).note).toBe(
    "model: GPT-9 is out of range, showing Llama-3.1-8B. tokens: 5 is out of range, showing 256.",
  );
  expect(init({ model: "Falcon-7B", sharing: "GQA" }).note).toContain(
    "sharing: GQA is out of range, showing MQA.",
  );
});
