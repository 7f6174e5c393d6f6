import { bytes, lengthCurves, measuredRoofline, si } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

const machine = {
  bytesPerSecond: 1.6e10,
  roofs: [
    { name: "WASM FMA", flopsPerSecond: 5.8e10 },
    { name: "WASM mul + add", flopsPerSecond: 3.7e10 },
    { name: "JavaScript", flopsPerSecond: 6e9 },
  ],
};

test("measuredRoofline(a ladder) draws each rung where it stands, under the machine's own roofs", async () => {
  const dots = [
    { name: "ndarray", intensity: 7.75, flopsPerSecond: 1.2e8 },
    { name: "typed", intensity: 7.75, flopsPerSecond: 9e8 },
    { name: "typescript", intensity: 15.8, flopsPerSecond: 3.3e9 },
    { name: "wasm", intensity: 62, flopsPerSecond: 2.8e10 },
    { name: "wasm-fma", intensity: 62, flopsPerSecond: 3.6e10 },
  ];
  await checkPicture("measured-roofline", () => measuredRoofline({ ...machine, dots }), [
    "Memory gave 16 GB/s. Peaks: WASM FMA: 58 GFLOP/s; WASM mul + add: 37 GFLOP/s; JavaScript: 6 GFLOP/s.",
    "typed does 7.75 FLOP for each byte and reached 900 MFLOP/s",
  ]);
});

test("measuredRoofline refuses a machine without roofs or dots, and numbers that are not positive", () => {
  const dots = [{ name: "wasm", intensity: 62, flopsPerSecond: 1e9 }];
  expect(() => measuredRoofline({ ...machine, dots: [] })).toThrow(
    "measuredRoofline: there are 3 roofs and 0 dots; give at least one of each",
  );
  expect(() => measuredRoofline({ ...machine, bytesPerSecond: 0, dots })).toThrow(
    "measuredRoofline: bytesPerSecond must be a finite, positive number, not 0",
  );
  expect(() => measuredRoofline({ ...machine, dots: [{ ...dots[0]!, intensity: Number.NaN }] })).toThrow(
    "measuredRoofline: intensity of “wasm” must be a finite, positive number, not NaN",
  );
});

test("lengthCurves(time and memory) draws a panel of each, every line with its name and its last value", async () => {
  const lengths = [256, 512, 1024, 2048];
  const curve = (name: string, a: number, power: number) => ({
    name,
    points: lengths.map((N) => ({ N, y: a * N ** power })),
  });
  const panels = [
    {
      name: "Time",
      written: (y: number) => si(y, "s", 2),
      curves: [curve("naive", 2e-7, 2), curve("tiles", 1e-8, 2)],
    },
    { name: "Memory", written: bytes, curves: [curve("naive", 8, 2), curve("tiles", 1024, 1)] },
  ];
  await checkPicture("length-curves", () => lengthCurves(panels, { title: "Time and memory" }), [
    "Time: naive 13 ms at 256 tokens",
    "tiles 262.1 kB at 256 tokens",
  ]);
});

test("lengthCurves refuses a panel without curves or with four, and values that are not positive", () => {
  const written = String;
  const curve = { name: "a", points: [{ N: 1, y: 0 }] };
  expect(() => lengthCurves([{ name: "Time", written, curves: [] }])).toThrow(
    "lengthCurves: there are 0 curves of “Time”; give one to 3",
  );
  expect(() => lengthCurves([{ name: "Time", written, curves: [curve] }])).toThrow(
    "lengthCurves: y of “a” at N = 1 must be a finite, positive number, not 0",
  );
});
