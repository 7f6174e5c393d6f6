import { evictionInflation, sinkLogits, sinkLoudness } from "long-attention/kv";
import { lambdaPattern } from "long-attention/sparse";
import { expect, test } from "vitest";
import { loud, say } from "../../figures/src/lambda-sinks/say.ts";
import { derive, init, keptKeys, T, trained } from "../../figures/src/lambda-sinks/state.ts";

test("keptKeys are those of the Λ mask, row by row, and nnz is its count", () => {
  for (const [sinks, window] of [
    [0, 8],
    [4, 8],
    [7, 3],
    [8, 24],
  ] as const) {
    const mask = lambdaPattern(T, sinks, window);
    for (let i = 0; i < T; i++) expect(keptKeys({ sinks, window }, i)).toEqual(mask.keys(i));
    expect(derive(init({ sinks, window })).nnz).toBe(mask.nnz);
  }
});

test("derive gives the toy of eight tokens its published factor, 22.2019", () => {
  const now = derive(init({ query: 7, sinks: 0, window: 7, parking: "one" }));
  expect(now.gone).toEqual([0]);
  expect(now.inflation).toBeCloseTo(22.2019, 4);
  expect(now.inflation).toBe(evictionInflation(sinkLogits(8), [0]));
  expect(now.parked).toBe(0);
});

test("derive stays at training's loudness with all the sinks, and jumps without", () => {
  const at = (sinks: number, parking: string) => derive(init({ query: 60, sinks, window: 8, parking })).times;
  expect(at(0, "one")).toBeCloseTo(1 / sinkLoudness(trained - 1), 12);
  expect(at(1, "one")).toBeLessThan(1);
  expect(at(4, "four")).toBeLessThan(1);
  expect(at(1, "four")).toBeGreaterThan(1.5);
});

test("say tells what is read, what is gone and how loud the head is", () => {
  const words = (props: Readonly<Record<string, unknown>>) => {
    const state = init(props);
    return say(state, derive(state));
  };
  expect(words({ query: 5, window: 8 })).toBe(
    "Token 5 still reads all 6 keys. Its head is no louder than in training.",
  );
  expect(words({ query: 40, window: 8, sinks: 0 })).toContain("the newest 8 alone; 33 tokens are gone");
  expect(words({ query: 40, window: 8, sinks: 4 })).toContain(
    "the first 4 and the newest 8; 29 tokens are gone",
  );
  expect(words({ query: 8, window: 8, sinks: 0 })).toContain("1 token is gone");
  expect(loud(1.05)).toBe("a little louder than ever in training");
});
