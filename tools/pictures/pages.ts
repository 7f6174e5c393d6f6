/** Pictures of every notebook in JupyterLab, light, dark and as wide as a phone, page by page, for somebody to look at: reports/pages/. */
import { mkdirSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { chromiumPath, launch } from "../../test/browser/support/chromium.js";
import { openNotebook, runAll, setTheme, startLab } from "../../test/browser/support/jupyterlab.js";
import { commandLine } from "../start/command-line.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pictures = `${root}reports/pages/`;
const desk = { width: 1100, height: 1700 };
const looks = {
  light: { theme: "JupyterLab Light", viewport: desk },
  dark: { theme: "JupyterLab Dark", viewport: desk },
  phone: { theme: "JupyterLab Light", viewport: { width: 390, height: 1700 } },
} as const;

const { positionals: numbers, values } = commandLine({
  name: "npx tsx tools/pictures/pages.ts",
  usage: `npx tsx tools/pictures/pages.ts          every notebook in JupyterLab, light, dark and 390 px wide, to reports/pages
npx tsx tools/pictures/pages.ts 07 08    these notebooks only
  --light, --dark, --phone   in these looks only
  --run                      run the cells first; otherwise the saved outputs are shown`,
  options: {
    light: { type: "boolean" },
    dark: { type: "boolean" },
    phone: { type: "boolean" },
    run: { type: "boolean" },
  },
  words: true,
});
const names = Object.keys(looks) as (keyof typeof looks)[];
const asked = names.filter((name) => values[name]);
const notebooks = readdirSync(`${root}notebooks`).filter(
  (name) => name.endsWith(".ipynb") && (!numbers.length || numbers.some((number) => name.startsWith(number))),
);

/** JupyterLab keeps only the cells in sight in the page, so the panel is scrolled one screen at a time. */
async function photograph(page: Page, name: string): Promise<number> {
  const panel = page.locator(".jp-WindowedPanel-outer").first();
  await panel.evaluate((element) => element.scrollTo(0, 0));
  for (let sheet = 1; ; sheet++) {
    await page.evaluate(() => {
      // What answers a question is looked at, too. "Show" takes its box from the list.
      const boxes = document.querySelectorAll("[data-lm-predict][data-lm-open]");
      for (const box of boxes) box.querySelector<HTMLButtonElement>("button[type=button]")?.click();
    });
    await page.waitForTimeout(500); // pictures and figures settle
    await page.screenshot({ path: `${pictures}${name}-${String(sheet).padStart(2, "0")}.png` });
    const more = await panel.evaluate((element) => {
      const before = element.scrollTop;
      const last = [...element.querySelectorAll(".jp-Notebook-cell")].at(-1);
      const bottom = element.getBoundingClientRect().bottom;
      element.scrollBy(0, element.clientHeight - 80);
      const below = !last || last.getBoundingClientRect().bottom + element.scrollTop - before > bottom;
      return below && element.scrollTop > before + 1;
    });
    if (!more) return sheet;
  }
}

if (!chromiumPath) throw new Error("pages: no Chromium found; install one, or name it in CHROMIUM");
mkdirSync(pictures, { recursive: true });
const lab = await startLab();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: desk });
  for (const notebook of notebooks) {
    await openNotebook(page, lab.url, `work/notebooks/${notebook}`); // what is run is saved
    if (await page.locator("#jp-left-stack").isVisible()) await page.keyboard.press("Control+b");
    if (values.run) await runAll(page);
    for (const name of asked.length ? asked : names) {
      await page.setViewportSize(looks[name].viewport);
      await setTheme(page, looks[name].theme);
      const sheets = await photograph(page, `${notebook.split(/[-.]/)[0]}-${name}`);
      console.log(`${notebook}, ${name}: ${sheets} pictures`);
    }
    await page.setViewportSize(desk);
  }
} finally {
  await browser.close();
  await lab.stop();
}
