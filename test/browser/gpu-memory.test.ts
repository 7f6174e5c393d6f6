import { figure } from "@long-attention/figures";
import { A100_80GB, A100_MEMORY, fusionTraffic, transferSeconds } from "long-attention/gpu";
import { si } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const arrival = (name: string) =>
  si(transferSeconds(A100_MEMORY.find((level) => level.name === name)!, 1e6), "s", 3);

describeFigure("gpu-memory", { props: { mode: "fusion" }, shows: "comes straight back" }, (at) => {
  it("lets a megabyte arrive from each memory when the library says", async () => {
    const page = await at.open(figure("gpu-memory", { step: 0 }).html);
    await at.shows("nobody done");
    await page.getByLabel("Step", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await at.shows(`1 MB arrived after ${arrival("registers")}`);
    expect(await page.getByText(`arrived after ${arrival("SRAM")}`).count()).toBe(0);
    await page.keyboard.press("End");
    await at.shows(`1 MB arrived after ${arrival("SRAM")}`);
    await at.shows(`1 MB arrived after ${arrival("HBM")}`);
  });

  it("gives both versions the time that their traffic takes", async () => {
    const page = await at.open(figure("gpu-memory").html);
    await page.getByText("two kernels or one").click();
    const traffic = fusionTraffic([
      { in: ["a", "b"], out: "c" },
      { in: ["c"], out: "d" },
    ]);
    const time = (accesses: number) => si((accesses * 4e6) / A100_80GB.hbmBytesPerSecond, "s", 3);
    await at.shows("reading a, and arithmetic waits");
    await page.getByRole("button", { name: "Step ›" }).focus();
    await page.keyboard.press("End");
    await at.shows(
      `${time(traffic.unfused)} as two kernels, ${time(traffic.fused)} as one, because c stayed on the chip`,
    );
  });

  it("plays to the end and starts again", async () => {
    const page = await at.open(figure("gpu-memory", { step: 97 }).html);
    await page.getByRole("button", { name: "Play" }).click();
    await at.shows("101 / 101");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
  });

  it("clamps what is out of range and says so", async () => {
    await at.open(figure("gpu-memory", { mode: "tape", step: 999 }).html);
    await at.shows("mode: tape is out of range, showing levels.");
    await at.shows("step: 999 is out of range, showing 100.");
  });
});
