import {
  A100_80GB,
  elementwiseIntensity,
  matmulIntensity,
  naiveAttentionIntensity,
  ROUND_MACHINE,
  V100,
} from "long-attention/gpu";
import { rooflinePlot } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const { scores, softmax, overall } = naiveAttentionIntensity(1024, 64, 2);

test("rooflinePlot(attention's steps) puts all of them on the slope of the A100's fp16 roof", async () => {
  const kernels = [
    { name: "QKᵀ and PV", intensity: scores },
    { name: "softmax", intensity: softmax },
    { name: "all three", intensity: overall },
  ];
  const draw = () => rooflinePlot({ gpu: A100_80GB, dtypes: ["fp16"], kernels });
  await checkPicture("roofline-attention", draw, [
    "fp16 levels off at 312 TFLOP/s from 153 FLOP/B on",
    "QKᵀ and PV (fp16), 56.89 FLOP/B, is memory-bound and reaches 116 TFLOP/s",
    "softmax (fp16), 1.25 FLOP/B, is memory-bound and reaches 2.55 TFLOP/s",
  ]);
});

test("rooflinePlot(two formats) draws both roofs, and each kernel under its own", async () => {
  const intensity = matmulIntensity(100, 100, 100, 4);
  const kernels = [
    { name: "100×100, CUDA cores", intensity },
    { name: "100×100, tensor cores", intensity, dtype: "tf32" as const },
    { name: "y = 2x", intensity: elementwiseIntensity(1, 2, 4) },
  ];
  const draw = () =>
    rooflinePlot({ gpu: A100_80GB, dtypes: ["fp32", "tf32"], kernels }, { title: "Two roofs" });
  await checkPicture("roofline-two", draw, [
    "100×100, CUDA cores (fp32), 16.67 FLOP/B, is math-bound and reaches 19.5 TFLOP/s",
    "100×100, tensor cores (tf32), 16.67 FLOP/B, is memory-bound and reaches 34 TFLOP/s",
  ]);
});

test("rooflinePlot(a crowd) keeps the labels apart", async () => {
  const kernels = [9, 10, 11, 12, 13].map((intensity) => ({ name: `kernel ${intensity}`, intensity }));
  await checkPicture(
    "roofline-crowd",
    () => rooflinePlot({ gpu: ROUND_MACHINE, dtypes: ["fp32"], kernels }),
    ["from 19 FLOP/B on"],
  );
});

test("rooflinePlot refuses no kernels, a format without a roof and an intensity of 0", () => {
  const kernels = [{ name: "copy", intensity: 0 }];
  expect(() => rooflinePlot({ gpu: V100, dtypes: ["fp16"], kernels: [] })).toThrow(
    "rooflinePlot: there are no kernels; give at least one { name, intensity }",
  );
  expect(() => rooflinePlot({ gpu: V100, dtypes: ["fp16"], kernels })).toThrow(
    "rooflinePlot: intensity of “copy” must be a finite, positive number, not 0",
  );
  expect(() =>
    rooflinePlot({ gpu: V100, dtypes: ["fp16"], kernels: [{ name: "add", intensity: 1, dtype: "fp32" }] }),
  ).toThrow("rooflinePlot: “add” is fp32 but the roofs are fp16; add it to dtypes");
  expect(() =>
    rooflinePlot({ gpu: V100, dtypes: ["fp32"], kernels: [{ name: "add", intensity: 1 }] }),
  ).toThrow("peakFlops: V100 has no figure for fp32 here");
  expect(() => rooflinePlot({ gpu: V100, dtypes: [], kernels })).toThrow(
    "rooflinePlot: there are 0 dtypes; give one to 3",
  );
});
