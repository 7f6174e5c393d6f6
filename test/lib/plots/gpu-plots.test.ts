import { A100_80GB, V100 } from "long-attention/gpu";
import { chipMap, peakBars, utilisationCurve } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("chipMap(A100) draws 108 SMs, the L2 and HBM, and how many SMs are busy", async () => {
  await checkPicture("chip-a100", () => chipMap(A100_80GB), [
    "108 SMs in two halves, 0 of them busy",
    "an L2 cache of 40 MB",
    "80 GB of HBM at 2,039 GB/s",
  ]);
  await checkPicture("chip-one-block", () => chipMap(A100_80GB, { busy: 1, title: "One thread block" }), [
    "One thread block: 108 SMs in two halves, 1 of them busy",
  ]);
});

test("chipMap refuses a GPU without SMs and more busy SMs than there are", () => {
  expect(() => chipMap(V100)).toThrow("chipMap: V100 lacks SMs, L2 or HBM size here");
  expect(() => chipMap(A100_80GB, { busy: 109 })).toThrow("chipMap: busy is 109 but A100-80GB has 108 SMs");
});

test("peakBars(A100) gives 19.49, 155.9 and 311.9 TFLOP/s", async () => {
  await checkPicture("peak-a100", () => peakBars(A100_80GB), [
    "fp32 on CUDA cores 19.49 TFLOP/s; tf32 on tensor cores 155.9 TFLOP/s; fp16 on tensor cores 311.9 TFLOP/s",
  ]);
  expect(() => peakBars(V100)).toThrow("peakBars: V100 lacks multiply-adds, clock or SMs here");
});

test("utilisationCurve({ sms: 108 }) falls from 100 % at 108 blocks to 50.5 % at 109", async () => {
  const draw = () => utilisationCurve({ sms: 108, most: 1000, mark: [108, 109, 325, 973] });
  await checkPicture("utilisation-108", draw, [
    "108 blocks: 1 wave, 100.0 % busy",
    "109 blocks: 2 waves, 50.5 % busy",
    "973 blocks: 10 waves, 90.1 % busy",
  ]);
});

test("utilisationCurve({ perSm: 2 }) has longer teeth, and few SMs short ones", async () => {
  await checkPicture(
    "utilisation-two",
    () => utilisationCurve({ sms: 108, perSm: 2, most: 700, mark: [217] }),
    ["217 blocks: 2 waves, 50.2 % busy"],
  );
  await checkPicture("utilisation-8", () => utilisationCurve({ sms: 8, most: 40, mark: [12] }), [
    "12 blocks: 2 waves, 75.0 % busy",
  ]);
});

test("utilisationCurve refuses a mark beyond its end and no SMs", () => {
  expect(() => utilisationCurve({ sms: 8, most: 10, mark: [11] })).toThrow(
    "utilisationCurve: a mark at 11 lies beyond most = 10",
  );
  expect(() => utilisationCurve({ sms: 0, most: 10 })).toThrow("waves: sms must be a whole number");
});
