import { splitSoftmax } from "long-attention/attention";
import { softmaxSplitPlot } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const xA = [-1.02, -1.09, 0.24, 0.87, -1.32];
const xB = [-0.6, -5.04, -2, 1.03, -0.14];

test("softmaxSplitPlot(the ten numbers) shows both maxima, sums and factors", async () => {
  await checkPicture("softmax-split", () => softmaxSplitPlot(splitSoftmax([xA, xB])), [
    "10 scores in 2 parts",
    "part 1 has m = 0.87, ℓ = 1.936 and β = 0.2657",
    "part 2 has m = 1.03, ℓ = 1.557 and β = 0.3118",
    "m = 1.03 and ℓ = 3.207",
  ]);
});

test("softmaxSplitPlot(uneven parts, one all masked) shows −∞ and gives it the factor 0", async () => {
  const split = splitSoftmax([[1], [-Infinity, -Infinity], [0.5, 2, 0]]);
  await checkPicture("softmax-split-masked", () => softmaxSplitPlot(split), [
    "part 2 has m = −∞, ℓ = 0.000 and β = 0.0000",
  ]);
});

test("softmaxSplitPlot(40 scores) draws bars without numbers", () => {
  const many = Array.from({ length: 20 }, (_, k) => Math.sin(k));
  expect(softmaxSplitPlot(splitSoftmax([many, many])).svg.match(/<text/g)!.length).toBeLessThan(30);
});

test("softmaxSplitPlot(a list) asks for the result of splitSoftmax", () => {
  expect(() => softmaxSplitPlot([1, 2] as never)).toThrow(
    "softmaxSplitPlot: split has no parts; give it the result of splitSoftmax([part, part])",
  );
});
