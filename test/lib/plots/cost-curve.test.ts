import { costCurve } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("costCurve({ d: 64, Ts }) climbs from 4,096 tokens to ten million", async () => {
  const draw = () => costCurve({ d: 64, Ts: [4096, 32_768, 128_000, 1_048_576, 10_000_000] });
  await checkPicture("cost-curve", draw, ["at 4,096 tokens 4.295 GFLOP and 33.55 MB", "200 TB", "slope 2"]);
  for (const label of ["32.77 GB", "2.199 TB", "one second of an A100: 312 TFLOP", "80 GB", "128,000"])
    expect(draw().svg).toContain(label);
});

test("costCurve(close lengths) leaves labels out rather than letting them touch", () => {
  const Ts = Array.from({ length: 40 }, (_, k) => 1000 + 50 * k);
  const { svg } = costCurve({ d: 8, Ts });
  expect(svg.match(/MB</g)!.length).toBeLessThan(10);
});

test("costCurve sorts its lengths and wants two different ones", () => {
  expect(costCurve({ d: 8, Ts: [200, 100, 200] }).svg).toBe(costCurve({ d: 8, Ts: [100, 200] }).svg);
  expect(() => costCurve({ d: 8, Ts: [100, 100] })).toThrow(
    "costCurve: Ts needs at least two different context lengths",
  );
  expect(() => costCurve({ d: 8, Ts: [1.5, 2] })).toThrow(
    "costCurve: each of Ts must be a whole number of at least 1",
  );
  expect(() => costCurve({ d: 0, Ts: [1, 2] })).toThrow("costCurve: d must be a whole number");
});
