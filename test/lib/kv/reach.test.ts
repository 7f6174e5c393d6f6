import { recompute, windowReach } from "long-attention/kv";
import { causalWindowPattern, layersToReach } from "long-attention/sparse";
import { expect, it } from "vitest";

it("windowReach(32, 4096) is 131,040, where the paper's W · k is 131,072", () => {
  expect(windowReach(32, 4096)).toBe(131_040);
  expect(32 * 4096).toBe(131_072);
});

it.each([
  [1, 4],
  [3, 2],
  [5, 3],
  [4, 1],
])("windowReach(%d, %d) is how far information travels through that many masks", (layers, W) => {
  const T = layers * W + 5;
  const hops = layersToReach(causalWindowPattern(T, W), T - 1);
  const oldest = hops.findIndex((k) => k <= layers);
  expect(windowReach(layers, W)).toBe(T - 1 - oldest);
});

it("recompute(2048) costs 1024.5 times as many projections without a cache", () => {
  expect(recompute(2048).ratio).toBe(1024.5);
});

it("recompute(T) counts 1 + 2 + … + T projections without a cache, T with it", () => {
  for (const T of [1, 2, 7, 100]) {
    let uncached = 0;
    for (let t = 1; t <= T; t++) uncached += t;
    expect(recompute(T)).toEqual({ cached: T, uncached, ratio: uncached / T });
  }
});
