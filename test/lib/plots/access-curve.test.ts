import { accesses, breakEvenBc, flash1Traffic, flash2Traffic, standardTraffic } from "long-attention/flash";
import { accessCurve } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const [N, d] = [1024, 64];
const at = (B: number) => ({
  B,
  standard: accesses(standardTraffic(N, d)),
  flash1: accesses(flash1Traffic(N, d, { Br: B, Bc: B })),
  flash2: accesses(flash2Traffic(N, d, { Br: B, Bc: B })),
});
const points = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256].map(at);

test("accessCurve(N = 1024, d = 64) breaks even at B_c = 49", async () => {
  const draw = () => accessCurve({ N, d, points, breakEven: breakEvenBc(N, d) });
  await checkPicture("access-curve", draw, [
    "from B_c = 49 on",
    "standard 4,456,448",
    "FlashAttention-2 656,384",
  ]);
});

test("accessCurve says so when FlashAttention always or never wins", () => {
  const curve = (Bs: number[], breakEven: number) => accessCurve({ N, d, points: Bs.map(at), breakEven });
  expect(curve([64, 128], 49).alt).toContain("moves less than standard attention at every block size shown");
  expect(curve([8, 16], 49).alt).toContain("moves more than standard attention at every block size shown");
  expect(curve([8, 16], Infinity).svg).not.toMatch(/NaN|Infinity/);
});

test("accessCurve wants two block sizes, and numbers above zero for its logarithms", () => {
  expect(() => accessCurve({ N, d, points: [at(8)], breakEven: 49 })).toThrow(
    "accessCurve: points needs at least two",
  );
  expect(() => accessCurve({ N, d, points: [at(8), { ...at(16), flash1: 0 }], breakEven: 49 })).toThrow(
    "accessCurve: flash1 of a point must be a finite, positive number, not 0",
  );
});
