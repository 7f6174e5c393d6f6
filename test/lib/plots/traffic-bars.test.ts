import { flash1Traffic, flash2Traffic, standardTraffic } from "long-attention/flash";
import { trafficBars } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const blocks = { Br: 32, Bc: 16 };
const rows = [
  { label: "standard", ...standardTraffic(128, 16) },
  { label: "FlashAttention", ...flash1Traffic(128, 16, blocks) },
  { label: "FlashAttention-2", ...flash2Traffic(128, 16, blocks) },
];

test("trafficBars(the walk) gives reads, writes and each share of standard attention", async () => {
  await checkPicture("traffic-walk", () => trafficBars(rows), [
    "standard reads 38,912 and writes 34,816",
    "FlashAttention reads 38,912 and writes 18,432 (78 %)",
    "FlashAttention-2 reads 18,432 and writes 2,176 (28 %)",
  ]);
});

test("trafficBars({ unit }) names another unit, and zeros draw", async () => {
  const draw = () =>
    trafficBars([{ label: "nothing", reads: 0, writes: 0 }], { unit: "bytes", title: "Idle" });
  await checkPicture("traffic-zero", draw, ["Idle, in bytes."]);
});

test("trafficBars refuses no rows and impossible counts", () => {
  expect(() => trafficBars([])).toThrow(
    "trafficBars: there are no rows; give at least one { label, reads, writes }",
  );
  expect(() => trafficBars([{ label: "x", reads: -1, writes: 0 }])).toThrow(
    "trafficBars: reads of “x” must be a finite, not negative number, not -1",
  );
});
