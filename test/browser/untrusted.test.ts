import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launch } from "./support/chromium.js";
import { openNotebook, runAll, startLab } from "./support/jupyterlab.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const copy = "reports/untrusted.ipynb"; // not in notebooks/, where other tests read every file
const shown = "[data-figure='online-softmax']";

interface Cell {
  cell_type: string;
  source: string | string[];
}

/** Notebook 07 cut down to its first figure, with the saved output: its signature fits no notebook that was run here. */
function writeCopy(): void {
  const notebook = JSON.parse(readFileSync(`${root}notebooks/07-flash-attention.ipynb`, "utf8"));
  const cells = (notebook.cells as Cell[]).filter(({ source }) =>
    [source].flat().join("").includes("figure("),
  );
  mkdirSync(`${root}reports`, { recursive: true });
  writeFileSync(`${root}${copy}`, JSON.stringify({ ...notebook, cells: cells.slice(0, 1) }));
}

describe.skipIf(!chromiumPath)(
  "a figure in JupyterLab, before the reader trusts the notebook and after",
  () => {
    let lab: Awaited<ReturnType<typeof startLab>>;
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      [lab, browser] = await Promise.all([startLab(), launch()]);
      writeCopy(); // after npm start, which trusts what it finds
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await openNotebook(page, lab.url, copy);
      await page.locator(".jp-OutputArea-output").first().waitFor();
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.stop();
      rmSync(`${root}${copy}`, { force: true });
    });

    it("shows the static picture, whole, and runs no script", async () => {
      const output = page.locator(".jp-OutputArea-output").first();
      const picture = output.locator("img, svg").first();
      await picture.waitFor();
      const { width, height } = (await picture.boundingBox())!;
      expect(width).toBeGreaterThan(300);
      expect(height).toBeGreaterThan(150);
      const broken = await output
        .locator("img")
        .evaluateAll((images) =>
          images
            .filter((image) => !(image as HTMLImageElement).naturalWidth)
            .map((image) => image.outerHTML.slice(0, 80)),
        );
      expect(broken).toEqual([]);
      expect(await output.locator("script").count()).toBe(0);
      expect(await output.locator("button, input").count()).toBe(0);
    });

    it("mounts once the reader has run the cell", async () => {
      await runAll(page);
      await page.locator(`${shown} input, ${shown} button`).first().waitFor();
      expect(await page.locator(`${shown} button`).count()).toBeGreaterThan(0);
    }, 60_000);
  },
);
