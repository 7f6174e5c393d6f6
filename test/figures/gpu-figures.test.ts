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

test("the roofline says that unfused attention waits for memory in fp16", () => {
  expect(still("roofline", {}).alt).toContain("Attention makes 30.7 FLOP per byte, less than the 153");
});

test("the roofline adds the times of attention's three kernels: in fp32 they have two bounds, and fusing gains 1.27×", () => {
  const { alt } = still("roofline", { dtype: "fp32" });
  expect(alt).toContain("QKᵀ and PV wait for arithmetic, softmax waits for memory.");
  expect(alt).toContain("Together 17.9 µs at best, 15.3 TFLOP/s.");
  expect(alt).toContain("Fused, the same FLOPs would take 14 µs; unfused they take 1.27 times as long.");
  expect(still("roofline", { dtype: "fp32", gpu: "round machine" }).alt).toContain(
    "Together 22.5 µs at best",
  );
});

test("the roofline states the scale of each group of bars, and no bar leaves it", () => {
  for (const props of [{}, { dtype: "fp32" }, { mine: 10_000 }, { N: 16, d: 8 }, { N: 16_384, d: 256 }]) {
    const { svg } = still("roofline", props);
    const bars = [...svg.matchAll(/<rect[^>]*class="bar-[^>]*>/g)].map(([rect]) => {
      const [x = 0, width = 0] = [/ x="([\d.]+)"/, / width="([\d.]+)"/].map((part) =>
        Number(part.exec(rect)?.[1] ?? 0),
      );
      return x + width;
    });
    expect(bars).toHaveLength(9);
    expect(Math.max(...bars)).toBeLessThanOrEqual(290.1);
    expect(svg.match(/class="ruler"/g)).toHaveLength(2);
  }
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
