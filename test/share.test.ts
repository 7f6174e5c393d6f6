import { afterEach, expect, test, vi } from "vitest";

const items = Array.from({ length: 14 }, (_, i) => i);
const load = async (env: Record<string, string>) => {
  vi.resetModules();
  for (const [name, value] of Object.entries({ LONG_ATTENTION_SHARE: "", LONG_ATTENTION_WHOLE: "", ...env }))
    vi.stubEnv(name, value);
  return import("./share.ts");
};
afterEach(() => vi.unstubAllEnvs());

test("shareOf takes as many as asked, none twice, and the same ones for the same part", async () => {
  const { shareOf, partName } = await load({ LONG_ATTENTION_SHARE: "17" });
  const share = shareOf(items, 5);
  expect(new Set(share).size).toBe(5);
  expect(shareOf(items, 5)).toEqual(share);
  expect(shareOf(items, 20)).toEqual(items);
  expect(partName).toContain("LONG_ATTENTION_SHARE=17");
});

test("shareOf meets every item within as many parts as a step is long, or one more item than fits", async () => {
  const met = new Set<number>();
  for (let part = 0; part < 6; part++)
    for (const item of (await load({ LONG_ATTENTION_SHARE: String(part) })).shareOf(items, 4)) met.add(item);
  expect(met.size).toBe(items.length);
});

test("shareOf takes everything where the whole is asked for", async () => {
  const { shareOf, partName } = await load({ LONG_ATTENTION_WHOLE: "1" });
  expect(shareOf(items, 2)).toEqual(items);
  expect(partName).toBe("the whole");
});
