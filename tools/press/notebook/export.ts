import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium } from "../../start/chromium.mjs";
import { jupyterEnvironment } from "../../start/jupyter.mjs";
import { lastLines, run } from "../../start/process.mjs";
import { venvPython } from "../../start/venv.mjs";
import { ROOT } from "./files.ts";
import { NotebookError } from "./problem.ts";

/**
 * A notebook as a page to hand on: its outputs as saved, its figures live, without the cells that hold answers.
 * @param path the .ipynb  @param to the folder of the page
 * @param pdf true: printed, too, by the Chromium that is there
 * @returns the page, or what was printed
 * @throws NotebookError when Jupyter or a browser is missing, or fails
 */
export async function exportNotebook(path: string, to: string, { pdf = false } = {}): Promise<string> {
  const name = basename(path, ".ipynb");
  const page = join(to, `${name}.html`);
  mkdirSync(to, { recursive: true });
  const browser = pdf ? findChromium() : undefined;
  if (pdf && !browser)
    throw new NotebookError({
      file: path,
      message:
        "there is no Chromium to print with: install one, or name it in CHROMIUM; or leave out --pdf, open the HTML in your browser and print it",
    });
  const { code, output } = await run(
    venvPython(ROOT),
    ["-m", "nbconvert", "--to", "html", "--output-dir", to, basename(path)],
    { cwd: dirname(path), env: jupyterEnvironment(ROOT), log: join(ROOT, ".cache", "export.log") },
  );
  if (code !== 0) throw new NotebookError({ file: path, message: `nbconvert failed:\n${lastLines(output)}` });
  if (!browser) return page;
  const paper = join(to, `${name}.pdf`);
  await print(browser, page, paper);
  return paper;
}

async function print(executablePath: string, page: string, paper: string): Promise<void> {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath });
  try {
    const tab = await browser.newPage();
    await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
    // Formulas are set by a script from the web; without a connection they stay as they were typed.
    await tab.waitForLoadState("networkidle", { timeout: 15_000 }).catch(() => undefined);
    await tab.pdf({
      path: paper,
      format: "A4",
      printBackground: true,
      margin: { top: "16mm", bottom: "16mm", left: "12mm", right: "12mm" },
    });
  } finally {
    await browser.close();
  }
}
