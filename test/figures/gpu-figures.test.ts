import { explorables, figure } from "@long-attention/figures";
import { gpus } from "long-attention/gpu";
import { expect, test } from "vitest";
import { wellFormed } from "../lib/plots/check-picture.ts";

/** The static picture and its text for some props; any props at all must give both. */
function still(name: string, props: Readonly<Record<string, unknown>>) {
  const { svg, alt } = figure(name, props);
  const { note } = explorables[name]!.init(props);
  expect(wellFormed(svg.replace(/<style>[^<]*<\/style>/, ""))).toBe("well-formed");
  expect(`${svg}${alt}`.match(/NaN|undefined|Infinity|\[object/)?.[0]).toBeUndefined();
  expect(svg.length).toBeLessThan(150_000);
  return { svg, alt, note };
}

test("the roofline draws every GPU in every format, at the ends of every range", () => {
  for (const gpu of gpus)
    for (const dtype of ["fp32", "tf32", "fp16"])
      for (const size of [0, 1e9])
        for (const fused of [false, true])
          expect(
            still("roofline", { gpu: gpu.name, dtype, N: size, d: size, mine: size, fused }).alt,
          ).toContain(gpu.name);
});

test("the roofline says that unfused attention waits for memory in fp16, and not in fp32", () => {
  expect(still("roofline", {}).alt).toContain("Attention makes 30.7 FLOP per byte, less than the 153");
  expect(still("roofline", { dtype: "fp32" }).alt).toContain(
    "Attention makes 15.4 FLOP per byte, more than the machine's 9.564",
  );
});

test("the roofline names props that it cannot use", () => {
  expect(still("roofline", { gpu: "abacus", dtype: "fp64" }).note).toBe(
    "gpu: abacus is out of range, showing A100-80GB. dtype: fp64 is out of range, showing fp16.",
  );
});

test("sm-waves draws every number of blocks around the edges of waves", () => {
  for (const perSm of [1, 2, 3, 4])
    for (const blocks of [1, 107, 108, 109, 216, 217, 999, 1000]) still("sm-waves", { blocks, perSm });
});

test("sm-waves(1000 blocks, one each) draws 1,000 tiles, no more", () => {
  const { svg } = still("sm-waves", { blocks: 1000, perSm: 1 });
  const tiles = [...svg.matchAll(/<path d="([^"]*)" class="block/g)].map(([, d]) => d!.split("M").length - 1);
  expect(tiles.reduce((a, b) => a + b)).toBe(1000);
});

test("gpu-memory draws every step of both scenes", () => {
  for (const mode of ["levels", "fusion"])
    for (let step = 0; step <= 100; step++) still("gpu-memory", { mode, step });
});

test("gpu-memory: c is in HBM after two kernels wrote it, and never in the fused version", () => {
  const arrays = (step: number) =>
    still("gpu-memory", { mode: "fusion", step }).svg.match(/array there c/g) ?? [];
  expect(arrays(55).length).toBe(0); // still on its way
  expect(arrays(100).length).toBe(1); // in the left panel only
});
