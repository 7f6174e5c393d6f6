import { contextClaims } from "long-attention/facts";
import { A100_80GB } from "long-attention/gpu";
import { claimConflicts, contextTimeline, scoreMemory } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const claims = contextClaims();

test("contextTimeline(claims) draws every dated claim for its audience", async () => {
  await checkPicture("context-timeline", () => contextTimeline(claims), [
    `${claims.length} claims from 2,048 tokens (GPT-3, 2020-06)`,
    "to 10,000,000 tokens",
    "everybody: ",
    "a catalogue's limit: 5",
  ]);
});

test("contextTimeline draws one claim, and wants one", () => {
  expect(contextTimeline(claims.slice(0, 1)).svg).toContain("GPT-3");
  expect(() => contextTimeline([])).toThrow("contextTimeline: there are no claims");
  expect(() => contextTimeline([{ ...claims[0]!, tokens: 0 }])).toThrow("contextTimeline: tokens of GPT-3");
});

test("claimConflicts(claims) keeps the models with several claims", async () => {
  await checkPicture("claim-conflicts", () => claimConflicts(claims), [
    "GPT-4, 2 claims from 8,192 to 32,768",
    "Gemini 1.5 Pro, 7 claims from 128,000 to 10,000,000",
  ]);
});

test("claimConflicts wants two claims of one model", () => {
  expect(() => claimConflicts(claims.slice(0, 1))).toThrow("claimConflicts: no model has two claims");
});

test("scoreMemory marks the longest context that fits into 80 GB", async () => {
  const memoryBytes = A100_80GB.hbmBytes!;
  const cases = [
    { name: "one head", heads: 1, layers: 1 },
    { name: "a layer of 32 heads", heads: 32, layers: 1 },
    { name: "all 32 layers", heads: 32, layers: 32 },
  ];
  const Ts = [2048, 8192, 32_768, 131_072, 1_048_576];
  await checkPicture("score-memory", () => scoreMemory({ cases, memoryBytes, Ts }), [
    "one head: 8.389 MB at 2,048 tokens",
    "200,000 tokens fit into 80 GB",
    "35,355 tokens",
    "6,250 tokens",
  ]);
});

test("scoreMemory wants two lengths, some memory and one to four cases", () => {
  const one = { name: "one head", heads: 1, layers: 1 };
  const draw = (change: object) => scoreMemory({ cases: [one], memoryBytes: 1e9, Ts: [1, 2], ...change });
  expect(() => draw({ Ts: [8, 8] })).toThrow("scoreMemory: Ts needs at least two");
  expect(() => draw({ cases: [] })).toThrow("scoreMemory: there are 0 cases; give one to 4");
  expect(() => draw({ memoryBytes: 0 })).toThrow("scoreMemory: memoryBytes");
});
