/** What the tests of every interactive figure share: one browser, pages around a figure, the promises that all keep. */
import { figure } from "@long-attention/figures";
import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { wellFormed } from "../lib/plots/check-picture.ts";
import { shareOf } from "../share.ts";
import { chromiumPath, launch } from "./support/chromium.ts";

let browser: Promise<Browser> | undefined;

/**
 * One browser for all files that a worker of vitest runs; it ends with the worker. Every test opens a page with cookies,
 * storage and settings of its own.
 */
export async function sharedBrowser(): Promise<Browser> {
  if (!(await browser)?.isConnected()) browser = launch();
  return browser!;
}

const dark = "--jp-ui-font-color1:#e8e8e8;--jp-layout-color0:#111;background:#111;color:#e8e8e8";

/** How a page may look: its name, its style, its width in px. A run tries two: both colours, both widths. */
const looks: readonly (readonly [string, string, number])[] = [
  ["light", "", 1040],
  ["dark", dark, 1040],
  ["a narrow dark page", dark, 390],
  ["a narrow light page", "", 390],
];

/** In px: JupyterLab's widths, between them, and a phone's. */
const widths = [1040, 936, 700, 480, 390, 330];

export class FigurePage {
  browser!: Browser;
  page!: Page;
  readonly messages: string[] = [];

  /** A page that holds this HTML, such as `figure("roofline").html`. */
  async open(html: string, options: Parameters<Browser["newPage"]>[0] = {}, style = ""): Promise<Page> {
    this.page = await this.browser.newPage({ viewport: { width: 1040, height: 800 }, ...options });
    this.page.on("console", (message) => this.messages.push(message.text()));
    this.page.on("pageerror", (error) => this.messages.push(String(error)));
    const main = `<main><h1>Page</h1>${html}</main>`;
    await this.page.setContent(
      `<!doctype html><html lang="en"><title>Page</title><body style="${style}">${main}</body></html>`,
    );
    return this.page;
  }

  /** The first place that shows these words; waits for it. */
  async shows(words: string): Promise<Locator> {
    const place = this.page.getByText(words, { exact: false }).first();
    await place.waitFor();
    return place;
  }

  /** Waits until two frames have been drawn: a figure follows the size of its page in the first. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  }

  /** The smallest words of a drawing, in px on the screen. */
  async smallest(): Promise<{ readonly px: number; readonly words: string }> {
    return this.page.locator("[data-figure] .panels svg text").evaluateAll((texts) =>
      texts
        .flatMap((text) => [text, ...text.querySelectorAll("tspan")])
        .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .map((one) => {
          const matrix = (one as SVGGraphicsElement).getScreenCTM()!;
          const px = Math.hypot(matrix.a, matrix.b) * Number.parseFloat(getComputedStyle(one).fontSize);
          return { px, words: one.textContent! };
        })
        .reduce((least, one) => (one.px < least.px ? one : least)),
    );
  }

  async violations(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(),
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join("; ")}`);
  }
}

/**
 * Tests of figure(name) in a real page, after those that every figure must pass.
 * @param shows words on the mounted figure when it starts with `props`
 */
export function describeFigure(
  name: string,
  start: { readonly props: Readonly<Record<string, unknown>>; readonly shows: string },
  tests: (at: FigurePage) => void,
): void {
  describe.skipIf(!chromiumPath)(`figure('${name}') in a page`, () => {
    const at = new FigurePage();
    const { html, svg } = figure(name, start.props);

    beforeAll(async () => {
      at.browser = await sharedBrowser();
    });
    afterEach(async () => {
      await at.page.close();
      expect(at.messages.splice(0)).toEqual([]); // no error, no warning, no stray output
    });
    tests(at);

    it("mounts twice on one page, and once only when its script runs again", async () => {
      await at.open(html + html);
      await at.shows(start.shows);
      expect(await at.page.locator("[data-figure] .figure").count()).toBe(2);
    });

    it("leaves a small picture where scripts do not run", async () => {
      expect(wellFormed(svg.replace(/<style>[^<]*<\/style>/, ""))).toBe("well-formed");
      expect(svg.match(/NaN|undefined|Infinity|\[object/)?.[0]).toBeUndefined();
      expect(svg.length).toBeLessThan(150_000);
      await at.open(html, { javaScriptEnabled: false });
      const width = await at.page.locator("img").evaluate((img: HTMLImageElement) => img.naturalWidth);
      expect(width).toBeGreaterThan(600);
    });

    it.each(shareOf(looks, 2))("has no accessibility violation in %s, and fits", async (_, style, width) => {
      await at.open(html, { viewport: { width, height: 900 } }, style);
      await at.shows(start.shows);
      expect(await at.violations()).toEqual([]);
      expect(await at.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

    it("writes nothing smaller than 11 px, however wide the page, also when it is made narrower", async () => {
      await at.open(html, { viewport: { width: widths[0]!, height: 900 } });
      await at.shows(start.shows);
      for (const width of widths) {
        await at.page.setViewportSize({ width, height: 900 });
        await at.settled();
        const small = await at.page.locator("[data-figure] .panels text").evaluateAll((all) =>
          (all as SVGTextElement[]).flatMap((text) => {
            const { a, b } = text.getScreenCTM()!;
            const size = Math.hypot(a, b) * Number.parseFloat(getComputedStyle(text).fontSize);
            return size < 10.99 && text.textContent ? [`${text.textContent}: ${size.toFixed(1)} px`] : [];
          }),
        );
        expect(small, `at ${width} px`).toEqual([]);
      }
    });

    it("stands still where reduced motion is asked for", async () => {
      await at.open(html, { reducedMotion: "reduce" });
      await at.shows(start.shows);
      const moving = await at.page
        .locator("[data-figure] svg *")
        .evaluateAll((all) => all.filter((el) => getComputedStyle(el).transitionDuration !== "0s").length);
      expect(moving).toBe(0);
    });
  });
}
