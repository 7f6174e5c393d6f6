import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, launch } from "./support/chromium.js";
import { openNotebook, runAll, setTheme, startLab } from "./support/jupyterlab.js";

const pictures = fileURLToPath(new URL("../../reports/jupyterlab/", import.meta.url));

describe.skipIf(!chromiumPath)("notebook 07 in JupyterLab, on the real kernel", () => {
  let lab: Awaited<ReturnType<typeof startLab>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    [lab, browser] = await Promise.all([startLab(), launch()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await openNotebook(page, lab.url, "notebooks/07-flash-attention.ipynb");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  it("covers what answers an open question, before anything has run, until there is a guess; and keeps the guess", async () => {
    const box = page.locator("[data-lm-predict]", { hasText: "all its scores were near −1000" });
    const answer = page.locator(".jp-CodeCell", { hasText: "const fromZero" });
    const shown = answer.locator("table").first();
    await box.scrollIntoViewIfNeeded();
    await expect.poll(() => answer.getAttribute("data-lm-covered")).toBe("");
    expect(await shown.isVisible()).toBe(false);
    await page.screenshot({ path: `${pictures}covered.png` });
    await box.getByLabel("zeros").check();
    await box.getByRole("button", { name: "Predict" }).click();
    const said = "You said zeros. Not quite. The sum of weights is 0 as well, and 0/0 is not 0.";
    await box.getByText(said).waitFor();
    await shown.waitFor();
    await page.screenshot({ path: `${pictures}uncovered.png` });
    await page.reload();
    await box.getByText(said).waitFor();
    expect(await shown.isVisible()).toBe(true);
    await page.getByText("You predicted 1 of").waitFor();
    await page.getByRole("button", { name: "Start over" }).click();
    await shown.waitFor({ state: "hidden" });
  }, 60_000);

  it("runs every cell without an error", async () => {
    const { cells } = await runAll(page);
    const code = cells.filter((cell) => cell.cell_type === "code");
    const errors = code.flatMap(({ outputs = [] }) =>
      outputs.filter((o) => o.output_type === "error" || o.name === "stderr"),
    );
    expect(errors).toEqual([]);
    const shown = code.filter(({ outputs = [] }) => outputs.length > 0);
    expect(shown.length).toBeGreaterThan(20);
  }, 120_000);

  /** The microscope shows another one further down. */
  const stepper = () => page.locator("[data-figure='flash-stepper']").first();

  it("steps the figure with the keyboard, and the byte ledger moves", async () => {
    const figure = stepper();
    await figure.scrollIntoViewIfNeeded();
    const slider = figure.getByLabel("Step", { exact: true });
    await slider.focus();
    await page.keyboard.press("Home");
    await figure.getByText("2.0 kB").waitFor(); // K₀ and V₀: 512 elements of 4 bytes
    await page.keyboard.press("ArrowRight");
    await figure.getByText("6.4 kB").waitFor();
    for (let k = 0; k < 4; k++) await page.keyboard.press("ArrowRight");
    await figure.getByText("8.7 kB").waitFor();
  });

  it("keeps M and A inside the figure from changing the notebook's cells", async () => {
    const before = await page.locator(".jp-Notebook-cell").count();
    await stepper().getByRole("button", { name: "Step ›" }).focus();
    await page.keyboard.press("a");
    await page.keyboard.press("m");
    expect(await page.locator(".jp-Notebook-cell").count()).toBe(before);
  });

  it("takes Enter for a prediction, and goes on with the next cell", async () => {
    const question = "[data-lm-predict]:has(input[placeholder])";
    await page.evaluate(() => {
      const { content } = (window as unknown as { jupyterapp: { shell: { currentWidget: never } } })
        .jupyterapp.shell.currentWidget as {
        content: { widgets: { node: Element }[]; scrollToItem: (index: number) => Promise<void> };
      };
      const index = content.widgets.findIndex(({ node }) =>
        node.querySelector("[data-lm-predict] input[placeholder]"),
      );
      return content.scrollToItem(index);
    });
    const box = page.locator(question).first();
    await box.getByLabel("Your guess").click();
    await page.keyboard.type("57,344");
    await page.keyboard.press("Enter");
    await box.getByText("You said 57,344 elements. Right.").waitFor();
    const next = await box.evaluate(
      (el) => el.closest(".jp-Cell")!.nextElementSibling === document.activeElement,
    );
    expect(next).toBe(true);
  });

  it.each(["JupyterLab Light", "JupyterLab Dark"] as const)("shows the figure in %s", async (theme) => {
    await setTheme(page, theme);
    const figure = stepper();
    for (let k = 0; k < 51; k++) await figure.getByLabel("Step", { exact: true }).press("ArrowRight");
    await figure.evaluate((el) => el.scrollIntoView({ block: "center" }));
    await figure.getByText("HBM traffic").waitFor();
    await page.screenshot({ path: `${pictures}stepper-${theme.endsWith("Dark") ? "dark" : "light"}.png` });
  });
});
