import { figure } from "@long-attention/figures";
import { miniLm } from "long-attention/facts";
import { percent } from "long-attention/notebook";
import { toRows } from "long-attention/tensor";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const { words, weights } = miniLm();
const props = { maps: weights.map(toRows), words, head: 4, query: 5, key: 2 };
const given = (h: number, i: number, j: number) =>
  `In head ${h}, “${words[i]}” gives ${percent(weights[h]!.get(i, j), 1)} of its weight to “${words[j]}”.`;

describeFigure("head-maps", { props, shows: "“lonely” gives 77.2 %" }, (at) => {
  it("opens a small map and reads a weight out, by mouse", async () => {
    const page = await at.open(figure("head-maps", props).html);
    await at.shows(given(4, 5, 2));
    const small = (await page.locator("svg.left .pick").nth(10).boundingBox())!;
    await page.mouse.click(small.x + (2.5 / 9) * small.width, small.y + (1.5 / 9) * small.height);
    await at.shows(given(10, 1, 2));
    const large = (await page.locator("svg.right .pick").boundingBox())!;
    await page.mouse.move(large.x + (1.5 / 9) * large.width, large.y + (3.5 / 9) * large.height);
    await at.shows(given(10, 3, 1));
  });

  it("goes through heads, rows and columns with the sliders' keys", async () => {
    const page = await at.open(figure("head-maps", props).html);
    await page.getByRole("slider", { name: "head" }).press("Home");
    await at.shows(given(0, 5, 2));
    await page.getByRole("slider", { name: "reads" }).press("ArrowLeft");
    await at.shows(given(0, 4, 2));
    await page.getByRole("slider", { name: "is read" }).press("End");
    await at.shows(given(0, 4, 8));
    expect(await page.locator("svg.left .choice").count()).toBe(1);
  });
});
