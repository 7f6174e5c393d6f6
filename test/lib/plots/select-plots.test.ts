import { rng, testTensors, toRows } from "long-attention";
import {
  blockCredit,
  budgetCurves,
  indexBars,
  recallBars,
  reportedShares,
  rowCounts,
  rowsRead,
  selectionGain,
  signposts,
} from "long-attention/plots";
import { deepseekV32, nsaAttention, nsaPublished, v4Flash } from "long-attention/select";
import { fromFunction } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const words = "the cat that sat on the mat was not the same cat".split(" ");

test("signposts(twelve words) says how many signposts a query sees, and how many blocks are open", async () => {
  await checkPicture("signposts", () => signposts({ words, l: 4, s: 2, t: 8 }), [
    "12 words, l = 4, s = 2: query 8 sees 3 signposts, and 2 blocks are still open.",
  ]);
  expect(signposts({ words, l: 4, s: 2 }).alt).toContain(
    "query 11 sees 5 signposts, and 1 block is still open.",
  );
  expect(() => signposts({ words, l: 4, s: 2, t: 12 })).toThrow("signposts: there are 12 words and t is 12");
});

const { Q, K, V } = testTensors(24, 4);
const sizes = { l: 4, s: 2, lp: 4, n: 3, w: 4 };
const { weights } = nsaAttention(
  Q,
  K,
  V,
  fromFunction([24, 3], () => 1),
  sizes,
  { scale: 0.5 },
);

test("blockCredit(query 23) gives each block its importance and reads 0, 3 and 5", async () => {
  await checkPicture("block-credit", () => blockCredit({ p: toRows(weights!)[23]!, t: 23, ...sizes }), [
    "Importance 0.347, 0.367, 0.308, 0.370, 0.347, 0.262; read are blocks 0, 3, 5.",
  ]);
  expect(() => blockCredit({ p: [1], t: 40, ...sizes })).toThrow(
    "blockCredit: 1 entries and 11 blocks do not fit",
  );
});

test("indexBars(twelve scores) marks exact zeros and what is read", async () => {
  const scores = [-0.265625, -0.96875, 0, 0, 0, 0, -1.21875, -0.140625, -0.84375, 0, 0, 0];
  await checkPicture("index-bars", () => indexBars({ scores, k: 3 }), [
    "7 scores are exactly 0; read are 2, 3, 4.",
    "key 6 −1.22",
  ]);
});

test("rowsRead(the published sizes, 8K to 64K) stacks 512, 1,024 and what grows", async () => {
  await checkPicture("rows-read", () => rowsRead({ sizes: nsaPublished, Ts: [8192, 65_536] }), [
    "at 8,192 tokens 511 compressed, 1,024 selected and 512 sliding, 2,047 in all",
    "5,631 in all",
  ]);
});

test("selectionGain(DeepSeek-V3.2) says gains and the indexer's share at both ends", async () => {
  await checkPicture("selection-gain", () => selectionGain({ sizes: deepseekV32, Ts: [2048, 2 ** 20] }), [
    "At 2,048 tokens 0.94× in multiply-adds and 0.90× in bytes, at 1,048,576 16.5× and 8.58×",
    "from 5.6 % to 96.8 %",
  ]);
});

const rows = [
  { label: "window", price: "64 keys", recall: [0.006, 0.005] },
  { label: "blocks", price: "64 keys, 64 means", recall: [0.287, 0.896] },
];

test("recallBars(two kinds) names every share, and refuses one share for two kinds", async () => {
  const kinds = ["scattered", "in a row"];
  await checkPicture("recall-bars", () => recallBars({ rows, kinds, best: 0.973 }), [
    "window 0.6 % scattered, 0.5 % in a row; blocks 28.7 % scattered, 89.6 % in a row; the best possible 97.3 %.",
  ]);
  const one = rows.map(({ recall, ...row }) => ({ ...row, recall: recall.slice(0, 1) }));
  await checkPicture("recall-bars-one", () => recallBars({ rows: one, kinds: ["scattered"], best: 0.973 }), [
    "window 0.6 %; blocks 28.7 %",
  ]);
  expect(() => recallBars({ rows: one, kinds, best: 1 })).toThrow(
    "recallBars: “window” has 1 shares for 2 kinds",
  );
  expect(() => recallBars({ rows, kinds, best: 1.2 })).toThrow(
    "recallBars: best must lie between 0 and 1, not 1.2",
  );
});

test("budgetCurves(two panels, four methods) names each share, and refuses five methods", async () => {
  const random = rng(1);
  const curve = (name: string) => {
    const shares = [16, 64, 256].map(() => random()).sort((a, b) => a - b);
    return { name, points: shares.map((recall, k) => ({ k: 16 * 4 ** k, recall })) };
  };
  const curves = ["exact", "blocks", "indexer 16", "window"].map(curve);
  const panels = ["scattered", "in a row"].map((name) => ({ name, curves }));
  await checkPicture("budget-curves", () => budgetCurves(panels), ["scattered: exact", "in a row: exact"]);
  expect(() => budgetCurves([{ name: "all", curves: [...curves, curve("fifth")] }])).toThrow(
    "budgetCurves: there are 5 curves of “all”",
  );
});

test("reportedShares says what rounds to the reported number and what does not", async () => {
  const shares = [
    { label: "cache", reported: 9.62, computed: 9.6246, unit: " GiB" },
    { label: "work", reported: 27, computed: 26.4, unit: " %" },
  ];
  await checkPicture("reported-shares", () => reportedShares(shares), [
    "cache: reported 9.62 GiB, computed 9.6246 GiB; work: reported 27 %, computed 26.40 %, which does not round to it.",
  ]);
  expect(() => reportedShares([{ ...shares[0]!, computed: 12 }])).toThrow(
    "more than 10 % apart has no place",
  );
});

test("rowCounts(V4-Flash) ends where rowsAt does, and begins above full attention", async () => {
  await checkPicture("row-counts", () => rowCounts({ model: v4Flash, Ts: [128, 2 ** 20] }), [
    "full: 5,504 at 128, 45,088,768 at 1,048,576",
    "kept: 6,196 at 128, 5,674,368 at 1,048,576; scanned: 672 at 128, 5,505,024 at 1,048,576; read: 6,196 at 128, 180,096 at 1,048,576",
  ]);
});
