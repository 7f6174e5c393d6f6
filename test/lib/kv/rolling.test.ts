import fc from "fast-check";
import { modelKv } from "long-attention/facts";
import { GrowingCache, kvCacheBytes, RollingCache, rollingSteps } from "long-attention/kv";
import { expect, it } from "vitest";

it("RollingCache(3) after tokens 0 … 4 has slots [3, 4, 2] and items [2, 3, 4]", () => {
  const cache = new RollingCache<number>(3);
  for (let i = 0; i <= 4; i++) cache.push(i);
  expect(cache.slots()).toEqual([3, 4, 2]);
  expect(cache.items()).toEqual([2, 3, 4]);
});

it("RollingCache(W) holds the newest W items, oldest first, after every push", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer(), { maxLength: 40 }), (W, pushed) => {
      const cache = new RollingCache<number>(W);
      pushed.forEach((item, i) => {
        cache.push(item);
        expect(cache.items()).toEqual(pushed.slice(0, i + 1).slice(-W));
      });
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("RollingCache(W).push writes token i to slot i mod W and to no other", () => {
  const cache = new RollingCache<number>(4);
  for (let i = 0; i < 11; i++) {
    const before = cache.slots();
    cache.push(i);
    const changed = cache.slots().flatMap((item, slot) => (item === before[slot] ? [] : [slot]));
    expect(changed).toEqual([i % 4]);
  }
});

it("RollingCache.items() is a copy: changing it does not change the cache", () => {
  const [rolling, growing] = [new RollingCache<number>(2), new GrowingCache<number>()];
  for (const cache of [rolling, growing]) {
    cache.push(1);
    (cache.items() as number[]).push(99);
    expect(cache.items()).toEqual([1]);
  }
});

it("GrowingCache.items() holds everything that was pushed", () => {
  const cache = new GrowingCache<number>();
  for (let i = 0; i < 50; i++) cache.push(i);
  expect(cache.items()).toEqual(Array.from({ length: 50 }, (_, i) => i));
});

it("kvCacheBytes(Mistral-7B, 32768) is 4096 tokens' worth, 8 times less than without the window", () => {
  const { config } = modelKv("Mistral-7B-v0.1");
  expect(kvCacheBytes(config, 32_768)).toBe(4096 * 131_072);
  expect(kvCacheBytes({ ...config, windows: [null] }, 32_768) / kvCacheBytes(config, 32_768)).toBe(8);
});

it("rollingSteps(3, 5) says where each token went and what it overwrote", () => {
  const steps = rollingSteps(3, 5);
  expect(steps.map(({ slot, over }) => [slot, over])).toEqual([
    [0, undefined],
    [1, undefined],
    [2, undefined],
    [0, 0],
    [1, 1],
  ]);
  expect(steps.at(-1)).toEqual({ i: 4, slot: 1, over: 1, slots: [3, 4, 2], items: [2, 3, 4] });
  expect(rollingSteps(3, 0)).toEqual([]);
});
