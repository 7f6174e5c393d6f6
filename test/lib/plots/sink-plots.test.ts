import { A100_80GB, peakFlops } from "long-attention/gpu";
import { evict, relativeDistances, sinkWeights } from "long-attention/kv";
import { distanceMap, evictionWeights, sinkError, throughputModel, valueLines } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const all = [0, 1, 2, 3, 4, 5, 6, 7];
const before = sinkWeights(7, all);
const after = sinkWeights(7, all.slice(1));

test("evictionWeights shows the weight of an evicted sink fall on the others", async () => {
  await checkPicture("eviction-weights", () => evictionWeights({ before, after, evicted: [0] }), [
    "Of 8 keys, those evicted (1) held 95.5 % of the weight",
    "up to 22.2 times",
  ]);
});

test("evictionWeights wants lists of one length, and no weight on what is gone", () => {
  expect(() => evictionWeights({ before, after: [1], evicted: [] })).toThrow("before has 8 weights, after 1");
  expect(() => evictionWeights({ before, after: before, evicted: [0] })).toThrow(
    "key 0 is evicted but weighs 0.95",
  );
});

const rows = (distances: (keys: number[], i: number) => number[]) =>
  Array.from({ length: 12 }, (_, i) => {
    const keys = evict(i + 1, 2, 4);
    return { keys, distances: distances(keys, i) };
  });
const grids = [
  { name: "as in the text", rows: rows((keys, i) => keys.map((j) => i - j)) },
  { name: "capped", rows: rows((keys, i) => relativeDistances("lambda", keys, i, 4)) },
  { name: "in the cache", rows: rows((keys, i) => relativeDistances("streaming", keys, i)) },
];

test("distanceMap marks the distances that training never saw", async () => {
  await checkPicture("distance-map", () => distanceMap({ grids, trained: 5 }), [
    "as in the text: distances up to 11, 11 pairs beyond training",
    "capped: distances up to 4, 0 pairs",
    "in the cache: distances up to 5, 0 pairs",
  ]);
});

test("distanceMap wants one to three grids, and a distance for each key", () => {
  expect(() => distanceMap({ grids: [], trained: 5 })).toThrow("distanceMap: grids has 0 entries");
  const bad = [{ name: "x", rows: [{ keys: [0], distances: [] }] }];
  expect(() => distanceMap({ grids: bad, trained: 5 })).toThrow("row 0 of “x” has 1 keys but 0 distances");
});

test("sinkError compares a window, full attention and sinks with a window", async () => {
  await checkPicture(
    "sink-error",
    () => sinkError({ trained: 16, T: 64, recent: 8, sinks: 4, toy: { parking: 4 } }),
    ["window alone", "13.4 × at 64", "4 sinks + window"],
  );
});

test("sinkError goes on beyond training", () => {
  expect(() => sinkError({ trained: 16, T: 16, recent: 8, sinks: 4 })).toThrow("sinkError: T");
});

test("throughputModel draws the three policies and where the memory is full", async () => {
  const machine = {
    parameters: 7e9,
    weightBytes: 2,
    kvBytesPerToken: 524_288,
    hbmBytesPerSecond: A100_80GB.hbmBytesPerSecond,
    flopsPerSecond: peakFlops(A100_80GB, "fp16"),
  };
  const Ts = [1024, 8192, 65_536, 1_048_576];
  const draw = () => throughputModel({ machine, memoryBytes: 80e9, sinks: 4, recent: 2044, Ts });
  await checkPicture("throughput-model", draw, [
    "all keys cached: 140 tokens/s at 1,024",
    "window afresh",
    "10.9 tokens/s",
  ]);
  expect(() => throughputModel({ machine, memoryBytes: 80e9, sinks: 4, recent: 2044, Ts: [8] })).toThrow(
    "valueLines: “window afresh” has 1 point; a line needs at least two",
  );
});

test("valueLines wants one to four lines of positive values", () => {
  const spec = {
    title: "t",
    subtitle: "s",
    axis: "a",
    written: String,
    writtenT: String,
    ticks: [],
    levels: [1],
  };
  expect(() => valueLines({ ...spec, lines: [] })).toThrow("valueLines: there are 0 lines");
  const points = [
    { T: 1, y: 1 },
    { T: 2, y: 0 },
  ];
  expect(() => valueLines({ ...spec, lines: [{ name: "x", points }] })).toThrow("a value of “x”");
});
