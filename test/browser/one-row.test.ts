import { figure } from "@long-attention/figures";
import { attentionWeights, head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { percent } from "long-attention/notebook";
import { testTensors } from "long-attention/tensor";
import { expect, it } from "vitest";
import { describeFigure } from "./page.ts";

const { Q, K } = testTensors(6, 4);
const six = (i: number, j: number, options = {}) => percent(attentionWeights(Q, K, options).get(i, j), 1);
const real = miniLm();
const minilm = (h: number, i: number, j: number) =>
  percent(attentionWeights(head(real.Q, h, 12), head(real.K, h, 12)).get(i, j), 1);

describeFigure(
  "one-row",
  { props: { example: "minilm", head: 4, query: 5, key: 2 }, shows: "77.2 % of the row" },
  (at) => {
    it("lets another word ask, and another answer, by click, by pointing and by the sliders' keys", async () => {
      const page = await at.open(figure("one-row").html);
      await at.shows(`softmax makes it ${six(5, 0)} of the row`);
      await page.locator(".asks", { hasText: "planet" }).click();
      await at.shows(`“planet” asks. Its query meets the key of “Our”`);
      await at.shows(`softmax makes it ${six(1, 0)} of the row`);
      const lines = (await page.locator("svg.left .pick").first().boundingBox())!;
      await page.mouse.move(lines.x + 40, lines.y + (3.5 / 6) * lines.height);
      await at.shows(`softmax makes it ${six(1, 3)} of the row`);
      await page.getByRole("slider", { name: "asks" }).press("ArrowRight");
      await at.shows(`“is” asks.`);
      await page.getByRole("slider", { name: "answers" }).press("End");
      await at.shows(`softmax makes it ${six(2, 5)} of the row`);
    });

    it("masks, divides and warms with the ticks and the slider", async () => {
      const page = await at.open(figure("one-row", { query: 2, key: 3 }).html);
      await page.getByLabel("divide by √d").uncheck();
      await at.shows(`softmax makes it ${six(2, 3, { scale: 1 })} of the row`);
      await page.getByRole("slider", { name: "temperature" }).press("End");
      await at.shows(`softmax makes it ${six(2, 3, { scale: 0.25 })} of the row`);
      await page.getByLabel("causal mask").focus();
      await page.keyboard.press("Space");
      await at.shows("“a” comes later, so the mask makes its score −∞ and its weight 0.");
      expect(await page.locator("svg.left .masked").count()).toBe(3);
    });

    it("switches to a real model and through its heads, and writes any number of its lists out", async () => {
      const page = await at.open(figure("one-row").html);
      await page.getByLabel("MiniLM").check();
      await at.shows("“spec” asks. Its query meets the key of “our”");
      const heads = page.getByRole("slider", { name: "head" });
      await heads.press("End");
      await at.shows(`softmax makes it ${minilm(11, 6, 1)} of the row`);
      await heads.press("ArrowLeft");
      await at.shows(`softmax makes it ${minilm(10, 6, 1)} of the row`);
      const cells = (await page.locator("svg.right .pick").boundingBox())!;
      await page.mouse.move(cells.x + (31.5 / 32) * cells.width, cells.y + (8.5 / 9) * cells.height);
      await at.shows("Number 32 of the output");
      await at.shows(`softmax makes it ${minilm(10, 6, 8)} of the row`);
      await page.getByRole("slider", { name: "number" }).press("Home");
      await at.shows("Number 1 of the output");
      const product = (await page.locator("svg.left .pick").last().boundingBox())!;
      await page.mouse.click(product.x + (2.5 / 32) * product.width, product.y + 20);
      await at.shows("Number 3 of the output");
    });
  },
);
