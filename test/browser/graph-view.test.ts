import { figure } from "@long-attention/figures";
import { graphOf, pathStats, ringLattice, secondEigenvalue } from "long-attention/graph";
import { fixed } from "long-attention/notebook";
import { itcPattern } from "long-attention/sparse";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

describeFigure("graph-view", { props: { extra: 8 }, shows: "hears it in this layer" }, (at) => {
  it("shows the numbers that the library computes, for the ring and with edges added", async () => {
    const page = await at.open(figure("graph-view").html);
    await at.shows(`mean ${fixed(pathStats(ringLattice(64, 2)).apl)}`);
    await page.getByText("window 5").click();
    await at.shows(`mean ${fixed(pathStats(ringLattice(64, 4)).apl)}`);
    await page.getByRole("button", { name: "Add a random edge" }).click();
    await at.shows("1 more edge than the ring's 128");
    await page.getByRole("button", { name: "Draw them again" }).click();
    await page.getByRole("slider", { name: "random edges" }).focus();
    await page.keyboard.press("End");
    await at.shows("64 more edges than the ring's 128");
    expect(await page.getByRole("button", { name: "Add a random edge" }).isDisabled()).toBe(true);
  });

  it("joins a global token to all others", async () => {
    const page = await at.open(figure("graph-view").html);
    await page.getByRole("checkbox", { name: "global token" }).check();
    await at.shows("diameter 2");
    // A ring has one edge more than the window, from the last token to the first, which the hub has anyway.
    const G = graphOf(itcPattern(64, 3, [0]));
    await at.shows(`mean ${fixed(pathStats(G).apl)}`);
    await at.shows(`λ₂ = ${fixed(secondEigenvalue(G))}`);
  });

  it("runs the wave step by step with the arrow keys, and by itself from a clicked token", async () => {
    const page = await at.open(figure("graph-view", { wave: 0, source: 16 }).html);
    await at.shows("After 0 layers, news of token 16 has reached 1 of 64.");
    await page.getByLabel("Step", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await at.shows("After 1 layer, news of token 16 has reached 3 of 64.");
    await page.getByRole("slider", { name: "start" }).focus();
    await page.keyboard.press("ArrowRight");
    await at.shows("news of token 17 has reached 3 of 64.");
    const ring = (await page.locator(".pick").boundingBox())!;
    await page.mouse.click(ring.x + ring.width / 2, ring.y + ring.height - 6);
    await at.shows("news of token 32");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await at.shows("After 2 layers, news of token 32 has reached 5 of 64.");
  });

  it("clamps what is out of range and says so", async () => {
    await at.open(figure("graph-view", { extra: 999, K: 3 }).html);
    await at.shows("K: 3 is out of range, showing 2. extra: 999 is out of range, showing 64.");
  });
});
