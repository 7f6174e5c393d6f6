import { attentionPart } from "long-attention/attention";
import { mergedParts } from "long-attention/plots";
import { randn, rng, rows, toRows } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const q = toRows(randn([1, 4], rng(1)))[0]!;
const [K, V] = [randn([12, 4], rng(2)), randn([12, 4], rng(3))];
const part = (name: string, from: number, to: number) => ({
  name,
  ...attentionPart(q, rows(K, from, to), rows(V, from, to)),
});

test("mergedParts(two halves of a cache) shows m, ℓ, share and output of each, and the whole", async () => {
  const whole = part("", 0, 12);
  await checkPicture(
    "merged-parts",
    () => mergedParts([part("keys 0 to 5", 0, 6), part("keys 6 to 11", 6, 12)]),
    [
      "keys 0 to 5: m = ",
      `Together: m = ${whole.m.toFixed(2)}, ℓ = ${whole.l.toFixed(3)}, output ${whole.o.map((x) => x.toFixed(2).replace("-", "−")).join(", ")}`,
    ],
  );
});

test("mergedParts(three parts, one of which saw nothing) gives that one the share 0", async () => {
  const nothing = { name: "masked", m: -Infinity, l: 0, o: [0, 0, 0, 0] };
  const parts = [part("keys 0 to 3", 0, 4), nothing, part("keys 4 to 11", 4, 12)];
  await checkPicture("merged-parts-masked", () => mergedParts(parts), [
    "masked: m = −∞, ℓ = 0.000, share 0.0 %",
  ]);
});

test("mergedParts refuses a single part and outputs that are too long", () => {
  expect(() => mergedParts([part("all", 0, 12)])).toThrow("mergedParts: there are 1 parts; merging needs");
  const long = { name: "a", m: 0, l: 1, o: Array<number>(7).fill(1) };
  expect(() => mergedParts([long, long])).toThrow("mergedParts: an output has 7 numbers; up to 6 have room");
});
