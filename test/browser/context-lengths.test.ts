import { figure } from "@long-attention/figures";
import { maxContext, scoreMatrixBytes } from "long-attention/attention";
import { A100_80GB } from "long-attention/gpu";
import { bytes, int } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const fits = maxContext(A100_80GB.hbmBytes!);

describeFigure(
  "context-lengths",
  { props: { tokens: 65_536, known: true }, shows: bytes(scoreMatrixBytes(65_536)) },
  (at) => {
    it("keeps the bytes back until the reader has guessed, then compares", async () => {
      const page = await at.open(figure("context-lengths", { tokens: 100_000 }).html);
      await at.shows("Guess first.");
      expect(await page.getByText("GB", { exact: false }).allTextContents()).not.toContain(
        bytes(scoreMatrixBytes(100_000)),
      );
      await page.getByRole("button", { name: "My guess" }).click();
      await at.shows("Too short by a factor of 2, so off by 4 in bytes.");
      await at.shows(`fill 80 GB at ${int(fits)} tokens`);
      await page.getByRole("button", { name: "Guess again" }).click();
      await at.shows("Guess first.");
    });

    it("moves the line with the arrow keys: four to a doubling", async () => {
      const page = await at.open(figure("context-lengths", { tokens: 65_536, known: true }).html);
      await page.getByLabel("Context length", { exact: true }).focus();
      for (let k = 0; k < 4; k++) await page.keyboard.press("ArrowRight");
      await at.shows(`At ${int(131_072)} tokens`);
      await at.shows(bytes(scoreMatrixBytes(131_072)));
      await page.keyboard.press("End");
      await at.shows("T = 10,000,000");
      await at.shows("200 TB");
    });

    it("goes from claim to claim with ↑ and ↓, and by a click on a name", async () => {
      const page = await at.open(figure("context-lengths", { model: "Llama-2", known: true }).html);
      await at.shows("4,096 tokens, printed as “4k”");
      await page.getByRole("button", { name: "Guess again" }).focus();
      await page.keyboard.press("ArrowDown");
      await at.shows("8,192 tokens, printed as “8,192”");
      await at.shows("T = 8,192");
      await page.locator('[data-model="Llama 4 Scout"]').click();
      await at.shows("10,000,000 tokens, printed as “10M”");
      await at.shows("Not verified: tokens.");
    });

    it("drags the line on either axis", async () => {
      const page = await at.open(figure("context-lengths", { known: true }).html);
      await page.getByText("linear", { exact: true }).click();
      const plot = (await page.locator(".drag").boundingBox())!;
      const foot = plot.y + plot.height; // in sight, however many claims stand above it
      await page.mouse.move(plot.x + plot.width / 4, foot - 60);
      await page.mouse.down();
      await page.mouse.move(plot.x + plot.width / 2, foot - 40, { steps: 3 });
      await page.mouse.up();
      const half = page.getByText(/T = (5,9|6,0)/).first(); // a pixel more or less
      await half.waitFor();
      await page.getByText("doublings", { exact: true }).click();
      await half.waitFor();
    });

    it("clamps what is out of range and says so", async () => {
      await at.open(figure("context-lengths", { tokens: 1e9, model: "HAL 9000" }).html);
      await at.shows("tokens: 1000000000 is out of range, showing 10000000.");
      await at.shows("model: there is no claim about HAL 9000.");
    });
  },
);
