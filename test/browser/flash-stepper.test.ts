import { figure, microscope } from "@long-attention/figures";
import axe from "axe-core";
import { flashTrace } from "long-attention/flash";
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { forward2 } from "../../grader/src/checks/07-flash-attention/forward2.ts";
import { sharedBrowser } from "./page.ts";
import { chromiumPath } from "./support/chromium.ts";

const bytes = (elements: number) => `${((elements * 4) / 1000).toFixed(1)} kB`;
const dark = "--jp-ui-font-color1:#e8e8e8;--jp-layout-color0:#111;background:#111;color:#e8e8e8";

describe.skipIf(!chromiumPath)("figure('flash-stepper') in a page", () => {
  let browser: Browser;
  let page: Page;
  const messages: string[] = [];

  const open = async (html: string, options: Parameters<Browser["newPage"]>[0] = {}, style = "") => {
    page = await browser.newPage({ viewport: { width: 1040, height: 800 }, ...options });
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    const main = `<main><h1>Page</h1>${html}</main>`;
    await page.setContent(
      `<!doctype html><html lang="en"><title>Page</title><body style="${style}">${main}</body></html>`,
    );
  };
  const text = (words: string) => page.getByText(words, { exact: false });
  const violations = async () => {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join("; ")}`);
  };

  beforeAll(async () => {
    browser = await sharedBrowser();
  });
  afterEach(async () => {
    await page.close();
    expect(messages.splice(0)).toEqual([]);
  });

  it("steps with the arrow keys and shows the bytes that flashTrace counts", async () => {
    const { steps } = flashTrace();
    const at = (k: number) => bytes(steps[k]!.readsSoFar + steps[k]!.writesSoFar);
    await open(figure("flash-stepper", { step: 4 }).html);
    await text(at(4)).first().waitFor();
    await page.getByLabel("Step", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await text("Step 6").first().waitFor();
    await text(at(5)).first().waitFor();
    await page.keyboard.press("End");
    await text(at(steps.length - 1))
      .first()
      .waitFor();
    expect(at(steps.length - 1)).toBe("229.4 kB");
  });

  it("steps with the pointer, changes the loop order, the blocks and the mask", async () => {
    await open(figure("flash-stepper").html);
    await page.getByRole("button", { name: "Step ›" }).click();
    await text("Step 2").first().waitFor();
    await page.getByText("Q outside (FlashAttention-2)").click();
    await text("Load Q₀, 32 rows. O₀, ℓ₀ and m₀ begin on chip").first().waitFor();
    await page.getByLabel("Rows of Q in a block").selectOption("48");
    await page.getByLabel("Rows of K and V in a block").selectOption("20");
    await page.getByLabel("causal").check();
    const { steps } = flashTrace({ order: "q-outer", Br: 48, Bc: 20, causal: true });
    await text(`1 / ${steps.length}`).waitFor();
  });

  it("lights the running lines of the algorithm by key and by mouse, and tells a screen reader", async () => {
    await open(figure("flash-stepper", { step: 2 }).html);
    const lit = () => page.locator(".algorithm [aria-current=step] .no").allTextContents();
    await page.getByRole("region", { name: "Algorithm 1 (FlashAttention)" }).waitFor();
    expect(await lit()).toEqual(["6"]);
    await page.getByLabel("Step", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await text("Step 4").first().waitFor();
    expect(await lit()).toEqual(["7", "8", "9"]);
    expect(await page.getByLabel("Step", { exact: true }).getAttribute("aria-valuetext")).toContain(
      "Lines 7 to 9 of Algorithm 1",
    );
    await page.getByText("Q outside (FlashAttention-2)").click();
    await page.getByRole("region", { name: "Algorithm 1 of FlashAttention-2" }).waitFor();
    expect(await lit()).toEqual(["2"]);
  });

  it("keeps every control and line inside a page 390 px wide", async () => {
    await open(figure("flash-stepper", { step: 56 }).html, { viewport: { width: 390, height: 900 } });
    await text("57 / 168").waitFor();
    const wide = await page.locator(".figure").evaluate((el) => {
      const parts = [
        ...el.querySelectorAll<HTMLElement>("fieldset, .bar, .algorithm, .algorithm li, .algorithm code"),
      ];
      return parts.filter(
        (part) => part.getBoundingClientRect().right > el.getBoundingClientRect().right + 0.5,
      ).length;
    });
    expect(wide).toBe(0);
  });

  it("shows a kernel under the microscope: its first wrong tile glows, by key and by mouse", async () => {
    await open(microscope(forward2({ shrinks: "only ℓ" })).html);
    await text("should be 0.01085, but is −0.08117").first().waitFor();
    await text("9 / 136").waitFor();
    expect(await page.locator(".wrong").count()).toBe(1);
    await page.getByRole("button", { name: "Step 5", exact: true }).click();
    await text("5 / 136").waitFor();
    await page.keyboard.press("ArrowRight");
    await text("6 / 136").waitFor();
    await page.getByRole("button", { name: "Step 9", exact: true }).focus();
    await page.keyboard.press("Enter");
    await text("9 / 136").waitFor();
    expect(await page.getByText("Q outside (FlashAttention-2)").count()).toBe(0);
    expect(await violations()).toEqual([]);
  });

  it("shows every tile that a kernel skipped, and fits a narrow dark page", async () => {
    await open(
      microscope(forward2({ dropsShortBlock: true })).html,
      { viewport: { width: 390, height: 900 } },
      dark,
    );
    await text("was never computed, nor were 10 more").first().waitFor();
    expect(await page.locator(".missed").count()).toBe(11);
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it("plays, pauses at the end and starts again", async () => {
    await open(figure("flash-stepper", { step: 166 }).html);
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await text("168 / 168").waitFor();
    await page.getByRole("button", { name: "Play" }).waitFor();
  });

  it("chooses the red row with ↑ and ↓ and by a click", async () => {
    await open(figure("flash-stepper", { step: 4, row: 5 }).html);
    await page.getByRole("button", { name: "Play" }).focus();
    await page.keyboard.press("ArrowDown");
    await text("row 6").first().waitFor();
    await page.locator(".pick").click({ position: { x: 30, y: 1 } });
    await text("row 0").first().waitFor();
  });

  it("mounts twice on one page, each with its own state, and once only when its script runs again", async () => {
    const { html } = figure("flash-stepper", { step: 4 });
    await open(html + html);
    await page.locator("[data-figure]").nth(1).getByRole("button", { name: "Step ›" }).click();
    await page.locator("[data-figure]").nth(1).getByText("6 / 168").waitFor();
    expect(await page.locator("[data-figure]").nth(0).getByText("5 / 168").count()).toBe(1);
    expect(await page.locator("[data-figure] .figure").count()).toBe(2);
  });

  it("clamps a step out of range and says so", async () => {
    await open(figure("flash-stepper", { step: 9999, Br: 0 }).html);
    await text("step: 9999 is out of range, showing").first().waitFor();
    await text("Br: 0 is out of range, showing 1").first().waitFor();
  });

  it("leaves its picture where scripts do not run", async () => {
    await open(figure("flash-stepper", { step: 46 }).html, { javaScriptEnabled: false });
    expect(await page.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(940);
  });

  it.each([
    ["light", "", 1040],
    ["dark", dark, 1040],
    ["a narrow light page", "", 390],
    ["a narrow dark page", dark, 390],
  ])("has no accessibility violation in %s, and fits", async (_, style, width) => {
    await open(figure("flash-stepper", { step: 57 }).html, { viewport: { width, height: 900 } }, style);
    await text("58 / 168").waitFor();
    expect(await violations()).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it("stands still where reduced motion is asked for", async () => {
    await open(figure("flash-stepper", { step: 4 }).html, { reducedMotion: "reduce" });
    const duration = await page
      .locator(".marker")
      .first()
      .evaluate((el) => getComputedStyle(el).transitionDuration);
    expect(duration).toBe("0s");
  });
});
