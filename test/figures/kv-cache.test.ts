import fc from "fast-check";
import { bytes, labelBox } from "long-attention/ink";
import { kvCacheBytes } from "long-attention/kv";
import { expect, test } from "vitest";
import { alt, saySize } from "../../figures/src/kv-cache/say.ts";
import { labels, size } from "../../figures/src/kv-cache/size-chart.tsx";
import {
  configOf,
  derive,
  groupsOf,
  init,
  limits,
  longestThatFits,
  machines,
  models,
  own,
  stepped,
  tokensAt,
  waysOf,
} from "../../figures/src/kv-cache/state.ts";

test("derive(GPT-3, fp32, 2,048 tokens) gives the published 19,327,352,832 bytes", () => {
  const now = derive(init({ model: "GPT-3 175B", bytes: 4, tokens: 2048 }));
  expect([now.cache, now.perToken, now.weights]).toEqual([19_327_352_832, 9_437_184, 350e9]);
});

test("derive(DeepSeek-V3) is 71.11 times smaller than with a cache for every head", () => {
  const now = derive(init({ model: "DeepSeek-V3", tokens: 1024 }));
  expect(now.perToken).toBe(70_272);
  expect(now.atMha(1024) / now.cache).toBeCloseTo(71.11, 2);
  expect(now.weights).toBe(1342e9);
});

test("derive counts all weights of every model, experts that a token does not visit included", () => {
  for (const model of models) expect(derive(init({ model })).weights, model).toBeGreaterThan(7e9);
  expect(derive(init({ model: "Mixtral-8x7B" })).weights).toBe(94e9);
  expect(derive(init({ model: "Phi-3-mini-128k" })).weights).toBe(7.6e9);
});

test("saySize(DeepSeek-V3, 8 sequences of 65,536) fits on no single A100: the weights are too much", () => {
  const state = init({ model: "DeepSeek-V3", tokens: 65_536, batch: 8 });
  expect(saySize(state, derive(state))[0]).toBe(
    "8 sequences of 65,536 tokens: 36.8 GB of cache beside 1.34 TB of weights do not fit on A100-80GB: the weights alone are too much.",
  );
});

test("saySize without weights speaks of the cache only and never of what fits", () => {
  const state = init({});
  const [said] = saySize(state, { ...derive(state), weights: undefined });
  expect(said).toBe(
    "1 sequence of 32,768 tokens: 4.29 GB of cache alone, of the 80 GB of A100-80GB; the weights of Llama-3.1-8B are unknown here.",
  );
});

test("saySize says how far a model reads where the sequences are longer", () => {
  const said = (tokens: number) => {
    const state = init({ model: "Llama-2-7B", tokens });
    return saySize(state, derive(state)).join(" ");
  };
  expect(said(4096)).not.toContain("at most");
  expect(said(65_536)).toContain("Llama-2-7B reads 4,096 tokens at most: beyond that");
});

test("labels of the chart cover neither one another nor the ceiling, and say the cache's size always", () => {
  const shapes = models.flatMap((model) => waysOf(model).map((sharing) => ({ model, sharing })));
  fc.assert(
    fc.property(
      fc.constantFrom(...shapes),
      fc.constantFrom(...machines.map(({ name }) => name)),
      fc.integer({ min: 32, max: 80 }),
      fc.integer({ min: 0, max: 10 }),
      (shape, machine, quarters, batch) => {
        const state = init({ ...shape, machine, tokens: tokensAt(quarters / 4), batch: 2 ** batch });
        const now = derive(state);
        const placed = labels(state, now);
        expect(placed[0]?.text).toBe(bytes(now.cache, 3));
        const boxes = placed.map((one) => ({ ...labelBox(one, size), text: one.text }));
        for (const [k, a] of boxes.entries())
          for (const b of boxes.slice(k + 1)) expect(overlap(a, b), `${a.text} and ${b.text}`).toBe(false);
      },
    ),
    { seed: 15 },
  );
});

type Box = ReturnType<typeof labelBox>;
const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

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
