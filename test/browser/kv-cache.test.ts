import { figure } from "@long-attention/figures";
import { modelKv } from "long-attention/facts";
import { kvBytesPerToken, kvCacheBytes } from "long-attention/kv";
import { bytes, int } from "long-attention/notebook";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const { config } = modelKv("Llama-3.1-8B");

describeFigure(
  "kv-cache",
  { props: { tokens: 32_768, batch: 8 }, shows: "8 sequences of 32,768 tokens" },
  (at) => {
    it("lets tokens enter with the arrow keys and the pointer, and fills the ring", async () => {
      const page = await at.open(figure("kv-cache", { step: 3 }).html);
      await at.shows("read, oldest first: 0, 1, 2");
      await page.getByLabel("Step", { exact: true }).focus();
      await page.keyboard.press("ArrowRight");
      await page.getByRole("button", { name: "Step ›" }).click();
      await at.shows("“lonely” enters");
      await at.shows(`${int(kvBytesPerToken(config))} bytes in Llama-3.1-8B`);
      await at.shows("read, oldest first: 2, 3, 4");
      expect(await page.locator(".column.now").count()).toBe(6); // K and V in three drawn layers
      await page.getByLabel("Step", { exact: true }).press("Home");
      await at.shows("The cache is empty");
    });

    it("shows the bytes that kvCacheBytes counts, for any model, sharing, width and batch", async () => {
      const page = await at.open(figure("kv-cache", { tokens: 32_768 }).html);
      await at.shows(`${bytes(kvCacheBytes(config, 32_768), 3)} of cache`);
      await page.getByText("8 bit").click();
      await at.shows(`${bytes(kvCacheBytes({ ...config, bytes: 1 }, 32_768), 3)} of cache`);
      await page.getByRole("spinbutton", { name: "sequences" }).fill("100");
      await page.keyboard.press("Enter");
      await at.shows(`${bytes(100 * kvCacheBytes({ ...config, bytes: 1 }, 32_768), 3)} of cache`);
      await page.getByText("MLA", { exact: true }).click();
      await at.shows("latent vector, 512 numbers");
      await page.getByRole("combobox", { name: "model" }).selectOption("GPT-3 175B");
      await at.shows("the weights alone are too much");
    });

    it("changes the length with the keys, the slider and by dragging", async () => {
      const page = await at.open(figure("kv-cache", { tokens: 4096 }).html);
      await page.getByRole("button", { name: "Play" }).focus();
      for (let k = 0; k < 4; k++) await page.keyboard.press("ArrowUp");
      await at.shows("of 8,192 tokens");
      const slider = page.getByRole("slider", { name: "tokens" });
      await slider.focus();
      await page.keyboard.press("End");
      await at.shows("of 1,048,576 tokens");
      const chart = (await page.locator(".drag").boundingBox())!;
      await page.mouse.click(chart.x + chart.width / 2, chart.y + 20);
      await page
        .getByText(/of 16,[34]\d\d tokens/)
        .first()
        .waitFor(); // the middle, give or take a pixel
    });

    it("plays from the start and stops at the end", async () => {
      const page = await at.open(figure("kv-cache", { step: 5 }).html);
      await page.getByRole("button", { name: "Play" }).click();
      await page.getByRole("button", { name: "Pause" }).waitFor();
      await page.getByText("6 / 6").waitFor();
      await page.getByRole("button", { name: "Play" }).waitFor();
    });

    it("names what is out of range", async () => {
      await at.open(figure("kv-cache", { tokens: 1e9, G: 5 }).html);
      await at.shows("tokens: 1000000000 is out of range, showing 1048576.");
      await at.shows("G: 5 is out of range, showing 8.");
    });
  },
);
