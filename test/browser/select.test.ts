import { figure } from "@long-attention/figures";
import { it } from "vitest";
import { describeFigure } from "./page.ts";

describeFigure(
  "select",
  { props: { method: "signposts", k: 48 }, shows: "Signposts score the means" },
  (at) => {
    it("changes the budget by the slider's keys and the method by menu and by keys", async () => {
      const page = await at.open(figure("select").html);
      await at.shows("reads 24 keys");
      await page.getByRole("slider", { name: "budget" }).press("ArrowRight");
      await at.shows("reads 25 keys");
      await page.getByLabel("method").selectOption({ label: "signposts" });
      await at.shows("read 24 keys (of 25: only whole blocks of 12)");
      await page.getByRole("slider", { name: "budget" }).press("ArrowDown");
      await at.shows("An indexer of 4 numbers");
    });

    it("drags the budget over the curves", async () => {
      const page = await at.open(figure("select").html);
      const area = (await page.locator(".drag.x").boundingBox())!;
      await page.mouse.move(area.x + 0.25 * area.width, area.y + area.height / 2);
      await page.mouse.down();
      await page.mouse.move(area.x + area.width - 0.5, area.y + area.height / 2, { steps: 4 });
      await page.mouse.up();
      await at.shows("reads 96 keys");
      await at.shows("all 4 planted tokens");
    });
  },
);
