import { figure } from "@long-attention/figures";
import { bandNnz, itcPattern, windowPattern } from "long-attention/sparse";
import { expect, it } from "vitest";
import { wellFormed } from "../lib/plots/check-picture.ts";
import { describeFigure } from "./page.ts";

describeFigure("sparse-gallery", { props: { T: 16 }, shows: "layers until its news reaches" }, (at) => {
  it("counts what the sliders build, with the arrow keys", async () => {
    const page = await at.open(figure("sparse-gallery").html);
    await at.shows(`${windowPattern(6, 3).nnz} of 36 pairs, density 44.4 %`);
    await page.getByRole("slider", { name: "window" }).focus();
    await page.keyboard.press("ArrowRight");
    await at.shows(`${bandNnz(6, 5)} of 36 pairs`);
    await page.getByRole("slider", { name: "global" }).focus();
    await page.keyboard.press("ArrowRight");
    await at.shows(`${itcPattern(6, 5, [0]).nnz} of 36 pairs`);
    await page.getByRole("checkbox", { name: "causal" }).check();
    await at.shows("Every word knows of all of its past");
  });

  it("chooses a row with the slider, by pointing and by a click on a word", async () => {
    const page = await at.open(figure("sparse-gallery", { query: 0 }).html);
    await at.shows("“Our” reads Our, planet.");
    await page.getByRole("slider", { name: "row" }).focus();
    await page.keyboard.press("ArrowRight");
    await at.shows("“planet” reads Our, planet, is.");
    const rows = (await page.locator(".pick").first().boundingBox())!;
    await page.mouse.move(rows.x + rows.width / 2, rows.y + rows.height - 4);
    await at.shows("“speck” reads lonely, speck.");
    const words = (await page.locator(".pick").nth(1).boundingBox())!;
    await page.mouse.click(words.x + 5, words.y + words.height / 2);
    await at.shows("“Our” reads Our, planet.");
  });

  it("opens every pattern of the gallery, and draws random keys again", async () => {
    const page = await at.open(figure("sparse-gallery", { T: 16 }).html);
    const menu = page.getByLabel("pattern");
    for (const name of await menu.locator("option").allTextContents()) await menu.selectOption(name);
    await at.shows("256 of 256 pairs, density 100.0 %");
    await page.getByText("32 tokens").click();
    await at.shows("1,024 of 1,024 pairs, density 100.0 %");
    expect(await menu.inputValue()).toBe("full");
    await page.getByText("16 tokens").click();
    await menu.selectOption("dilated");
    await at.shows("Some tokens never hear of one another");
    await menu.selectOption("local + random");
    const row = page.locator(".say");
    await page.getByText("32 tokens").click();
    const before = await row.textContent();
    for (let k = 0; k < 3; k++) await page.getByRole("button", { name: "Draw random keys again" }).click();
    await expect.poll(() => row.textContent()).not.toBe(before);
  });

  it("draws a sound picture for every pattern, even when nothing is read", async () => {
    const page = await at.open("<p>no figure</p>");
    for (const props of [{ c: 0 }, { c: 1 }, { pattern: "dilated" }, { pattern: "full", T: 32 }]) {
      const { svg } = figure("sparse-gallery", props);
      expect(wellFormed(svg.replace(/<style>[^<]*<\/style>/, ""))).toBe("well-formed");
      expect(svg.length).toBeLessThan(150_000);
    }
    expect(await page.locator("[data-figure]").count()).toBe(0);
  });

  it("clamps what is out of range, and says when random keys run out", async () => {
    const page = await at.open(figure("sparse-gallery", { query: 99, c: 5 }).html);
    await at.shows("query: 99 is out of range, showing 5.");
    const slider = page.getByRole("slider", { name: "random" });
    await slider.focus();
    await page.keyboard.press("End");
    await at.shows("Outside its window, some query finds only 1 random key.");
  });
});
