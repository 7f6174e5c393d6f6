import { kimiLinear, qwen3Next } from "long-attention/linear";
import { capacityCurves, hybridGrowth, stateCost } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("stateCost(128) has two lines that meet at 128 tokens", async () => {
  await checkPicture("state-cost", () => stateCost({ d: 128, Ts: [16, 65_536] }), [
    "a cache: 8,192 at 16, 33,554,432 at 65,536; a state: 65,536 at 16, 65,536 at 65,536",
  ]);
});

test("hybridGrowth(Qwen3-Next) ends at its longest context", async () => {
  await checkPicture("hybrid-growth", () => hybridGrowth({ model: qwen3Next, Ts: [256, 262_144] }), [
    "all with a cache: 24 MiB at 256, 24 GiB at 262,144; hybrid: 79.7 MiB at 256, 6.07 GiB at 262,144",
  ]);
  expect(hybridGrowth({ model: kimiLinear, Ts: [256, 2 ** 20] }).svg).toContain("5,202");
});

test("capacityCurves says what was measured beside the best possible, and refuses one number of pairs", async () => {
  const measured = [
    { n: 2, sum: 0.032, delta: 0.017 },
    { n: 32, sum: 0.957, delta: 0.602 },
    { n: 128, sum: 3.972, delta: 1.495 },
  ];
  await checkPicture("capacity-curves", () => capacityCurves({ d: 32, measured }), [
    "32 pairs: sum 0.957, delta rule 0.602, best 0.000; 128 pairs: sum 3.972, delta rule 1.495, best 0.750",
  ]);
  expect(() => capacityCurves({ d: 32, measured: measured.slice(0, 1) })).toThrow("capacityCurves: ");
});
