import fc from "fast-check";
import { kvModels, modelKv } from "long-attention/facts";
import { type KvConfig, kvBytesPerToken, kvCacheBytes, maxBatch } from "long-attention/kv";
import { expect, it } from "vitest";

const GiB = 2 ** 30;
const gpt3 = { layers: 96, kvHeads: 96, headDim: 128 };

it("kvBytesPerToken(GPT-3 in fp32) is 9,437,184 bytes, 9 MiB", () => {
  expect(kvBytesPerToken({ ...gpt3, bytes: 4 })).toBe(9_437_184);
  expect(kvBytesPerToken({ ...gpt3, bytes: 4 })).toBe(9 * 2 ** 20);
});

it("kvCacheBytes(GPT-3 in fp32, 2048) is 19,327,352,832 bytes, 18 GiB", () => {
  expect(kvCacheBytes({ ...gpt3, bytes: 4 }, 2048)).toBe(19_327_352_832);
  expect(kvCacheBytes({ ...gpt3, bytes: 4 }, 2048)).toBe(18 * GiB);
});

it("kvBytesPerToken(GPT-3 in fp16) is 4,718,592 bytes and kvCacheBytes at 2048 is 9 GiB, 9.66 GB", () => {
  expect(kvBytesPerToken(gpt3)).toBe(4_718_592);
  expect(kvCacheBytes(gpt3, 2048)).toBe(9 * GiB);
  expect((kvCacheBytes(gpt3, 2048) / 1e9).toFixed(2)).toBe("9.66");
});

// The course's table of models: bytes for each token before windows cap it, GiB at the longest context.
const published: [string, number, number][] = [
  ["GPT-3 175B", 4_718_592, 9],
  ["Llama-2-7B", 524_288, 2],
  ["Llama-2-70B", 327_680, 1.25],
  ["Llama-3.1-8B", 131_072, 16],
  ["Llama-3.1-405B", 516_096, 63],
  ["Mistral-7B-v0.1", 131_072, 0.5],
  ["Mixtral-8x7B", 131_072, 4],
  ["Falcon-7B", 8_192, 16 / 1024],
  ["Phi-3-mini-128k", 393_216, 48],
  ["Qwen2.5-7B", 57_344, 7],
  ["Qwen3-32B", 262_144, 10],
  ["Gemma-2-9B", 344_064, 1.96875],
  ["Gemma-3-27B", 507_904, 10.40625],
  ["DeepSeek-V3", 70_272, 8.578125],
  ["DeepSeek-V3.2-Exp", 70_272, 10.72265625],
];

it.each(published)(
  "kvBytesPerToken(%s) is %d and at its longest context the cache takes %d GiB",
  (name, perToken, gib) => {
    const { config, maxTokens } = modelKv(name);
    expect(kvBytesPerToken(config)).toBe(perToken);
    expect(kvCacheBytes(config, maxTokens)).toBe(gib * GiB);
  },
);

it("kvBytesPerToken(gpt-oss-120b) is 73,728 and at its longest context the cache takes 4.5044 GiB", () => {
  const { config, maxTokens } = modelKv("gpt-oss-120b");
  expect(kvBytesPerToken(config)).toBe(73_728);
  expect((kvCacheBytes(config, maxTokens) / GiB).toFixed(4)).toBe("4.5044");
});

it("kvCacheBytes is checked against the course's table for every model of the fact table", () => {
  expect(
    kvModels()
      .map(({ model }) => model)
      .sort(),
  ).toEqual([...published.map(([name]) => name), "gpt-oss-120b"].sort());
});

it.each([
  ["Mistral-7B-v0.1", 4],
  ["Gemma-3-27B", 62],
])("kvCacheBytes(%s) without its windows would be %d GiB", (name, gib) => {
  const { config, maxTokens } = modelKv(name);
  expect(kvCacheBytes({ ...config, windows: [null] }, maxTokens)).toBe(gib * GiB);
});

it.each([
  ["Gemma-2-9B", 4096, 21],
  ["Gemma-3-27B", 1024, 52],
  ["gpt-oss-120b", 128, 18],
])("kvCacheBytes(%s) stops growing beyond %d tokens on %d layers", (name, window, windowed) => {
  const { config } = modelKv(name);
  const growth = kvCacheBytes(config, window + 1) - kvCacheBytes(config, window);
  expect(growth / kvBytesPerToken(config)).toBeCloseTo(1 - windowed / config.layers, 12);
});

it("kvBytesPerToken(DeepSeek-V3) is 35,136 numbers, 71.11 times less than 128 heads of keys and values", () => {
  const { config } = modelKv("DeepSeek-V3");
  expect(kvBytesPerToken({ ...config, bytes: 1 })).toBe(35_136);
  // Uncompressed, each head would keep a key of 128 + 64 numbers and a value of 128.
  const uncompressed = 61 * 128 * (192 + 128);
  expect((uncompressed / 35_136).toFixed(2)).toBe("71.11");
});

it("kvCacheBytes equals a count of every number kept, layer by layer and token by token", () => {
  const shape = fc.record({
    layers: fc.integer({ min: 1, max: 9 }),
    kvHeads: fc.integer({ min: 1, max: 4 }),
    headDim: fc.integer({ min: 1, max: 5 }),
    bytes: fc.constantFrom(1, 2, 4),
    windows: fc.array(fc.option(fc.integer({ min: 1, max: 12 })), { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(shape, fc.nat(20), (cfg: KvConfig & { windows: (number | null)[] }, T) => {
      let tokens = 0;
      for (let layer = 0; layer < cfg.layers; layer++)
        for (let age = 0; age < T; age++) {
          const window = cfg.windows[layer % cfg.windows.length];
          if (window === null || age < window!) tokens += 1;
        }
      expect(kvCacheBytes(cfg, T)).toBe((tokens * kvBytesPerToken(cfg)) / cfg.layers);
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("maxBatch(80 GB, 14 GB, Llama-2-7B, 4096) is 30: weights first, whole caches, decimal GB", () => {
  expect(maxBatch(80e9, 14e9, modelKv("Llama-2-7B").config, 4096)).toBe(30);
});

it("maxBatch is 0 when the weights alone do not fit", () => {
  expect(maxBatch(80e9, 140e9, modelKv("Llama-2-70B").config, 4096)).toBe(0);
});

it("maxBatch fits, and one more sequence does not", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e12 }),
      fc.nat(1e12),
      fc.integer({ min: 1, max: 1e5 }),
      (gpu, weights, T) => {
        const { config } = modelKv("gpt-oss-120b");
        const batch = maxBatch(gpu, weights, config, T);
        if (batch > 0) expect(weights + batch * kvCacheBytes(config, T)).toBeLessThanOrEqual(gpu);
        expect(weights + (batch + 1) * kvCacheBytes(config, T)).toBeGreaterThan(gpu);
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});
