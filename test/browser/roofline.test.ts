import { figure } from "@long-attention/figures";
import {
  A100_80GB,
  fusedAttentionIntensity,
  H100_SXM,
  naiveAttentionIntensity,
  opsPerByte,
  peakFlops,
  roofline,
} from "long-attention/gpu";
import { si, significant } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const [fp16, bw] = [peakFlops(A100_80GB, "fp16"), A100_80GB.hbmBytesPerSecond];
const perByte = (intensity: number) => `${significant(intensity, 3)} FLOP per byte`;

describeFigure("roofline", { props: { mine: 30 }, shows: "three kernels one after another" }, (at) => {
  it("shows the intensity that the library computes, unfused and fused", async () => {
    const page = await at.open(figure("roofline", { N: 2048, d: 128 }).html);
    await at.shows(perByte(naiveAttentionIntensity(2048, 128, 2).overall));
    await page.getByLabel("fuse attention").check();
    await at.shows(perByte(fusedAttentionIntensity(2048, 128, 2)));
    await page.getByLabel("N", { exact: true }).fill("512");
    await page.keyboard.press("Enter");
    await at.shows(perByte(fusedAttentionIntensity(512, 128, 2)));
  });

  it("adds the times of attention's three kernels where they have two bounds", async () => {
    const page = await at.open(figure("roofline").html);
    await page.getByText("fp32", { exact: true }).click();
    await at.shows("QKᵀ and PV wait for arithmetic, softmax waits for memory. Together 17.9 µs at best");
    await at.shows("in order: QKᵀ 6.9 µs, softmax 4.1 µs, PV 6.9 µs");
  });

  it("moves the reader's kernel with the arrow keys, by typing and by dragging", async () => {
    const page = await at.open(figure("roofline", { mine: 10 }).html);
    const slider = page.getByRole("slider", { name: "your kernel" });
    const field = page.getByRole("spinbutton", { name: "FLOP per byte" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await at.shows("10.5 FLOP/B");
    expect(await field.inputValue()).toBe("10.5");
    await field.fill("200");
    await page.keyboard.press("Enter");
    await at.shows(`arithmetic ${si(roofline(200e6, 1e6, fp16, bw).tMath, "s", 3)}`);
    const plot = (await page.locator(".drag").boundingBox())!;
    await page.mouse.move(plot.x + plot.width * 0.9, plot.y + 20);
    await page.mouse.down();
    await page.mouse.move(plot.x + plot.width / 5, plot.y + 50, { steps: 3 });
    await page.mouse.up();
    await at.shows("1 FLOP/B");
    await at.shows(`memory ${si(1e6 / bw, "s", 3)}`);
  });

  it("takes another GPU and another format, and says when it has no figure for a format", async () => {
    const page = await at.open(figure("roofline").html);
    await page.getByText("fp32", { exact: true }).click();
    await at.shows(`${significant(opsPerByte(peakFlops(A100_80GB, "fp32"), bw))}: math-bound`);
    await page.getByLabel("GPU").selectOption("H100-SXM");
    await at.shows("H100-SXM has no figure for fp32 here, showing fp16.");
    const edge = opsPerByte(peakFlops(H100_SXM, "fp16"), H100_SXM.hbmBytesPerSecond);
    await at.shows(`${significant(edge)}: math-bound`);
  });

  it("clamps what is out of range and says so", async () => {
    await at.open(figure("roofline", { N: 1e9, mine: 0 }).html);
    await at.shows("N: 1000000000 is out of range, showing 16384.");
    await at.shows("mine: 0 is out of range, showing 0.1.");
  });
});
