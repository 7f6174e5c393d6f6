import { flashTrace } from "long-attention/flash";
import { rescaleTrace } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const row0 = flashTrace()
  .steps.filter(({ phase, i }) => phase === "update" && i === 0)
  .map(({ j, chip }) => ({ j, m: chip.m![0]!, l: chip.l![0]!, o: chip.O![0]! }));

test("rescaleTrace(row 0 of the walk) ends at the exact output", async () => {
  await checkPicture("rescale-walk", () => rescaleTrace(row0), [
    "8 key blocks",
    "m goes from 0.504 to 4.031",
    "ℓ from 10.050 to 6.042",
    "O[0][0] from 0.0598 to its final value 0.1378",
  ]);
  expect(rescaleTrace(row0).svg).toContain(">× 0.60<");
});

test("rescaleTrace(one step) draws a point, and forty steps draw no numbers", () => {
  expect(rescaleTrace(row0.slice(0, 1)).svg).not.toMatch(/NaN|Infinity/);
  const forty = Array.from({ length: 40 }, (_, j) => ({ j, m: j, l: 1, o: 0 }));
  expect(rescaleTrace(forty).svg).not.toContain("× 0.37");
});

test("rescaleTrace refuses no steps and a maximum that is −∞", () => {
  expect(() => rescaleTrace([])).toThrow(
    "rescaleTrace: there are no steps; give at least one { j, m, l, o }",
  );
  expect(() => rescaleTrace([{ j: 2, m: -Infinity, l: 0, o: 0 }])).toThrow(
    "rescaleTrace: m of block 2 must be a finite number, not -Infinity",
  );
});
