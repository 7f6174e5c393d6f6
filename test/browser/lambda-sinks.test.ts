import { figure } from "@long-attention/figures";
import { sinkLoudness } from "long-attention/kv";
import { int, significant } from "long-attention/notebook";
import { lambdaNnz } from "long-attention/sparse";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const toy = { parking: 4 };
const times = (i: number, sinks: number, recent: number) =>
  significant(sinkLoudness(i, toy, { sinks, recent }) / sinkLoudness(15, toy), 3);

describeFigure(
  "lambda-sinks",
  { props: { sinks: 4 }, shows: `Λ mask, ${int(lambdaNnz(64, 4, 8))} pairs` },
  (at) => {
    it("shows the loudness that the library computes, and brings it down sink by sink", async () => {
      const page = await at.open(figure("lambda-sinks", { query: 40 }).html);
      await at.shows(`Its head is ${times(40, 0, 8)} times as loud as ever in training.`);
      await page.getByRole("button", { name: "Read on" }).focus();
      await page.keyboard.press("ArrowUp");
      await at.shows(`Its head is ${times(40, 1, 8)} times as loud as ever in training.`);
      for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowUp");
      await at.shows(
        "the first 4 and the newest 8; 29 tokens are gone. Its head is no louder than in training.",
      );
      await page.getByRole("slider", { name: "token" }).press("ArrowDown");
      await at.shows("the first 3 and the newest 8");
      await page.keyboard.press("ArrowRight");
      await at.shows("Token 41, past");
      await page.keyboard.press("End");
      await at.shows("Token 63, past the 16 of training,");
    });

    it("takes the sliders and the parking place", async () => {
      const page = await at.open(figure("lambda-sinks", { query: 40 }).html);
      await page.getByRole("slider", { name: "window" }).fill("12");
      await page.getByRole("slider", { name: "sinks kept" }).fill("1");
      await at.shows(`Λ mask, ${int(lambdaNnz(64, 1, 12))} pairs`);
      await page.getByText("one token", { exact: true }).click();
      await at.shows("reads the first one and the newest 12");
      await at.shows("Its head is no louder than in training.");
      await page.getByRole("slider", { name: "token" }).fill("3");
      await at.shows("Token 3 still reads all 4 keys.");
    });

    it("chooses a token by dragging over the mask or over the chart", async () => {
      const page = await at.open(figure("lambda-sinks").html);
      for (const [selector, dx, dy] of [
        [".drag.y", 0.2, 0.999],
        [".drag.x", 0.999, 0.5],
      ] as const) {
        const area = (await page.locator(selector).boundingBox())!;
        await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
        await page.mouse.down();
        await at.shows(`Token 3`);
        await page.mouse.move(area.x + area.width * dx, area.y + area.height * dy, { steps: 3 });
        await page.mouse.up();
        await at.shows("Token 63");
      }
    });

    it("reads on to the end and starts again", async () => {
      const page = await at.open(figure("lambda-sinks", { query: 61 }).html);
      await page.getByRole("button", { name: "Read on" }).click();
      await at.shows("Token 63");
      await page.getByRole("button", { name: "Read on" }).click();
      await page.getByRole("button", { name: "Pause" }).click();
      expect(await page.getByText(/^Token [0-9] /).count()).toBeGreaterThan(0);
    });

    it("clamps what is out of range and says so", async () => {
      await at.open(figure("lambda-sinks", { sinks: 99, window: 0 }).html);
      await at.shows("sinks: 99 is out of range, showing 8.");
      await at.shows("window: 0 is out of range, showing 2.");
    });
  },
);
