import { figure } from "@long-attention/figures";
import { waves } from "long-attention/gpu";
import { percent } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const busy = (blocks: number, perSm = 1) => percent(waves(blocks, 108, perSm).util, 1);

describeFigure("sm-waves", { props: { blocks: 400, perSm: 2 }, shows: "400 blocks need 2 waves" }, (at) => {
  it("shows what one block more costs, as the library computes it", async () => {
    const page = await at.open(figure("sm-waves", { blocks: 108 }).html);
    await at.shows("108 blocks fill 1 wave exactly");
    await page.getByRole("button", { name: "+ 1 block" }).click();
    await at.shows("The last one holds 1 block and takes as long as a full one: 107 of its 108 places");
    await at.shows(busy(109));
    await page.getByText("2", { exact: true }).click();
    await at.shows(busy(109, 2));
  });

  it("goes by blocks and by waves with the keyboard, and by the slider's own keys", async () => {
    const page = await at.open(figure("sm-waves", { blocks: 300 }).html);
    await page.getByRole("button", { name: "+ 1 block" }).focus();
    await page.keyboard.press("ArrowLeft");
    await at.shows("299 blocks need");
    await page.keyboard.press("PageUp");
    await at.shows("407 blocks need");
    await page.getByRole("slider", { name: "blocks" }).press("PageDown");
    await at.shows("299 blocks need");
    await page.getByLabel("number of blocks").press("PageUp");
    await at.shows("407 blocks need");
    await page.getByRole("slider", { name: "blocks" }).focus();
    await page.keyboard.press("End");
    await at.shows("1,000 blocks need 10 waves");
    expect(await page.getByRole("button", { name: "+ 1 block" }).isDisabled()).toBe(true);
  });

  it("takes a number that is typed, and brings it into range", async () => {
    const page = await at.open(figure("sm-waves").html);
    await page.getByLabel("number of blocks").fill("4321");
    await page.keyboard.press("Enter");
    await at.shows("1,000 blocks need 10 waves");
    await at.shows("number of blocks: 4321 is out of range, showing 1000.");
    await page.getByLabel("number of blocks").fill("325");
    await page.keyboard.press("Enter");
    await at.shows(busy(325));
  });

  it("clamps what is out of range and says so", async () => {
    await at.open(figure("sm-waves", { blocks: 0, perSm: 9 }).html);
    await at.shows("blocks: 0 is out of range, showing 1.");
    await at.shows("perSm: 9 is out of range, showing 4.");
  });
});
