import { figure } from "@long-attention/figures";
import { mergeStats, softmaxStats } from "long-attention/attention";
import { fixed } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const x = [-1.02, -1.09, 0.24, 0.87, -1.32, -0.6, -5.04, -2, 1.03, -0.14];
const sum = (scores: readonly number[]) => `ℓ = ${fixed(softmaxStats(scores).l, 3)}`;

describeFigure("online-softmax", { props: { cut: 3 }, shows: "wherever you cut" }, (at) => {
  it("keeps the result of joining when the cut moves, by slider, keys and pointer", async () => {
    const page = await at.open(figure("online-softmax").html);
    const merged = mergeStats(softmaxStats(x.slice(0, 5)), softmaxStats(x.slice(5)));
    const together = `Together: m = ${fixed(merged.m)}, ℓ = ${fixed(merged.l, 3)}.`;
    await at.shows(together);
    await page.getByRole("slider", { name: "cut after" }).press("ArrowRight");
    await at.shows(`A: ${sum(x.slice(0, 6))}`);
    await page.getByRole("button", { name: "The first ten numbers" }).press("PageDown");
    await at.shows(`A: ${sum(x.slice(0, 5))}`);
    const hold = (await page.locator(".drag.x").boundingBox())!;
    await page.mouse.move(hold.x + hold.width / 2, hold.y + 60);
    await page.mouse.down();
    await page.mouse.move(hold.x - 80, hold.y + 60, { steps: 4 });
    await page.mouse.up();
    await at.shows(`A: ${sum(x.slice(0, 3))}`);
    await at.shows(together);
  });

  it("changes a score with the keys, by typing, by pulling and by masking it", async () => {
    const page = await at.open(figure("online-softmax", { chosen: 8 }).html);
    await page.getByRole("button", { name: "The first ten numbers" }).press("ArrowLeft");
    await page.getByRole("spinbutton", { name: "its value" }).fill("2.5");
    await page.keyboard.press("Enter");
    await at.shows("m = 2.50");
    await page.getByRole("spinbutton", { name: "its value" }).fill("1000");
    await page.keyboard.press("Enter");
    await at.shows("Without m, e^1,000 would overflow");
    await page.getByRole("spinbutton", { name: "its value" }).fill("4000");
    await page.keyboard.press("Enter");
    await at.shows("its value: 4000 is out of range, showing 1000.");
    await page.getByRole("spinbutton", { name: "its value" }).fill("2.5");
    await page.keyboard.press("Enter");
    await at.shows("m = 2.50");
    await page.getByLabel("masked").focus();
    await page.keyboard.press("ArrowUp");
    await at.shows("Together: m = 2.60");
    await page.getByLabel("masked").check();
    await at.shows("Together: m = 1.03");
    const bar = (await page.locator(".drag.y").nth(0).boundingBox())!;
    await page.mouse.move(bar.x + bar.width / 2, bar.y + 60);
    await page.mouse.down();
    await page.mouse.move(bar.x + bar.width / 2, bar.y, { steps: 3 });
    await page.mouse.up();
    await at.shows("A: m = 3.00");
    expect(await page.locator(".masked").count()).toBe(1);
  });
});
