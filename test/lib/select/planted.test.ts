import { randn, rng } from "long-attention";
import {
  bigBirdReader,
  blockReader,
  exactReader,
  fourPositions,
  fullWeights,
  indexReader,
  lshReader,
  massOn,
  overBudgets,
  type PlantedTask,
  plantedTask,
  queryAbout,
  tryReader,
  windowReader,
} from "long-attention/select";
import { expect, it, test } from "vitest";

const methods = ({ K, projection, R }: PlantedTask) => ({
  "window 64": windowReader(K, 64),
  BigBird: bigBirdReader(K, { g: 16, w: 32, r: 16 }),
  LSH: lshReader(K, R),
  "window 128": windowReader(K, 128),
  "blocks 64": blockReader(K, 16, 64),
  "blocks 128": blockReader(K, 16, 128),
  "blocks 512": blockReader(K, 16, 512),
  "indexer 8, 64": indexReader(K, projection, 8, 64),
  "indexer 16, 64": indexReader(K, projection, 16, 64),
  "indexer 32, 64": indexReader(K, projection, 32, 64),
  "indexer 16, 128": indexReader(K, projection, 16, 128),
  "exact 16": exactReader(K, 16),
  "exact 64": exactReader(K, 64),
});

const published = [
  {
    kind: "scattered" as const,
    planted: 0.871035029533841,
    recall: {
      "window 64": 0.00626045940201469,
      BigBird: 0.07935057518911283,
      LSH: 0.2549591307866798,
      "window 128": 0.014416220757036895,
      "blocks 64": 0.2872689388535315,
      "blocks 128": 0.4210587804564212,
      "blocks 512": 0.8522902877917317,
      "indexer 8, 64": 0.44502755930637555,
      "indexer 16, 64": 0.7194207174827978,
      "indexer 32, 64": 0.8802556129378545,
      "indexer 16, 128": 0.8118394557197488,
      "exact 16": 0.9408061372624726,
      "exact 64": 0.9730979501337836,
    },
    lshRead: 67.765625,
  },
  {
    kind: "clustered" as const,
    planted: 0.8988441056925531,
    recall: {
      "window 64": 0.005311574291278625,
      BigBird: 0.03631295786876505,
      LSH: 0.27061030452170803,
      "blocks 64": 0.8957540774708682,
      "exact 64": 0.9753749408045914,
    },
    lshRead: 64.28125,
  },
];

/** Made once for each kind. */
const tasks = new Map<string, PlantedTask>();
const taskOf = (kind: "scattered" | "clustered"): PlantedTask => {
  const task = tasks.get(kind) ?? plantedTask(kind, 64, rng(11));
  tasks.set(kind, task);
  return task;
};

it.each(published)("plants $planted of the weight, four words $kind", ({ kind, planted }) => {
  const task = taskOf(kind);
  const mass = task.queries.map(({ q, positions }) => massOn(positions, fullWeights(q, task.K)));
  expect(mass.reduce((a, b) => a + b) / 64).toBeCloseTo(planted, 12);
});

it.each(published)("tryReader gives each method’s published recall, four words $kind", ({ kind, recall }) => {
  const task = taskOf(kind);
  const readers = methods(task);
  const found = Object.fromEntries(
    Object.keys(recall).map((name) => [name, tryReader(task, readers[name as keyof typeof readers]).recall]),
  );
  expect(found).toEqual(
    Object.fromEntries(Object.entries(recall).map(([name, x]) => [name, expect.closeTo(x, 11)])),
  );
});

it.each(published)(
  "tryReader counts what is read, scanned and moved, four words $kind",
  ({ kind, lshRead }) => {
    const task = taskOf(kind);
    const { K, projection, R } = task;
    expect(tryReader(task, windowReader(K, 64))).toMatchObject({ read: 64, scanned: 0, elements: 8192 });
    expect(tryReader(task, blockReader(K, 16, 64))).toMatchObject({
      read: 64,
      scanned: 64,
      elements: 12_288,
    });
    expect(tryReader(task, indexReader(K, projection, 16, 64))).toMatchObject({
      scanned: 1024,
      elements: 24_576,
    });
    expect(tryReader(task, exactReader(K, 64))).toMatchObject({ scanned: 1024, elements: 69_632 });
    expect(tryReader(task, lshReader(K, R)).read).toBe(lshRead);
  },
);

test("overBudgets gives each budget what tryReader gives, and never less for more exact keys", () => {
  const task = plantedTask("clustered", 2, rng(5));
  const points = overBudgets(task, [4, 16, 64], (k) => exactReader(task.K, k));
  expect(points.map(({ k }) => k)).toEqual([4, 16, 64]);
  expect(points[1]!.recall).toBe(tryReader(task, exactReader(task.K, 16)).recall);
  expect(points[0]!.recall).toBeLessThan(points[2]!.recall);
});

test("every reader reads different tokens of the sequence, ascending, and all of them when k is T", () => {
  const task = plantedTask("scattered", 1, rng(3));
  const { q, order } = task.queries[0]!;
  for (const reader of Object.values(methods(task))) {
    const { keys } = reader(q, order);
    expect(keys).toEqual([...new Set(keys)].sort((a, b) => a - b));
    expect(keys.every((j) => j >= 0 && j < 1024)).toBe(true);
  }
  const weights = fullWeights(q, task.K);
  const { K, projection } = task;
  for (const reader of [
    windowReader(K, 1024),
    blockReader(K, 16, 1024),
    indexReader(K, projection, 4, 1024),
    exactReader(K, 1024),
  ])
    expect(massOn(reader(q, order).keys, weights)).toBeCloseTo(1, 12);
});

test("the explorable's task: rng(1) plants 10, 43, 36, 31, and k = 24 reads 0.0091, 0.0661, 0.9820 and 0.9893", () => {
  const random = rng(1);
  const [K, projection] = [randn([96, 16], random), randn([16, 16], random)];
  const positions = fourPositions(72, random);
  const q = queryAbout(positions, K, random);
  const weights = fullWeights(q, K);
  const mass = (keys: readonly number[]) => massOn(keys, weights);
  expect(positions).toEqual([10, 43, 36, 31]);
  expect(mass(positions)).toBeCloseTo(0.8668378771028471, 12);
  expect(mass(windowReader(K, 24)(q, []).keys)).toBeCloseTo(0.009088839442664521, 12);
  const blocks = blockReader(K, 12, 24)(q, []).keys;
  expect([blocks[0], blocks[12]]).toEqual([0, 84]);
  expect(mass(blocks)).toBeCloseTo(0.06614606423064105, 12);
  const indexers = [4, 8, 16].map((dI) => mass(indexReader(K, projection, dI, 24)(q, []).keys));
  expect(indexers).toEqual(
    [0.0827836606299113, 0.12371253366722738, 0.982045888470004].map((x) => expect.closeTo(x, 12)),
  );
  expect(mass(exactReader(K, 24)(q, []).keys)).toBeCloseTo(0.9892671388358416, 12);
});

test("readers refuse more keys than there are, and parts of blocks", () => {
  const K = randn([20, 4], rng(1));
  expect(() => windowReader(K, 21)).toThrow(
    "windowReader: k is 21 but there are only 20 keys; read at most as many as there are",
  );
  expect(() => blockReader(K, 8, 8)).toThrow(
    "blockReader: T = 20 and k = 8 must be whole blocks of 8; give multiples of it",
  );
});
