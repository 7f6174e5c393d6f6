/** Takes the README's picture: the stepper in JupyterLab, on the real kernel. `npx tsx tools/pictures/screenshot.ts` */
import { fileURLToPath } from "node:url";
import { chromiumPath, launch } from "../../test/browser/support/chromium.js";
import { type Notebook, openNotebook, runAll, startLab } from "../../test/browser/support/jupyterlab.js";

/** What is asked of an open notebook. */
interface Panel {
  readonly content: {
    readonly model: { readonly sharedModel: { toJSON(): Notebook } };
    scrollToItem(index: number): Promise<void>;
  };
}

const picture = fileURLToPath(new URL("../../docs/stepper-in-jupyterlab.png", import.meta.url));

if (!chromiumPath) throw new Error("screenshot: no Chromium found; install one, or name it in CHROMIUM");
const lab = await startLab();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1180, height: 1040 } });
  await openNotebook(page, lab.url, "work/notebooks/07-flash-attention.ipynb");
  await page.keyboard.press("Control+b"); // folds the file list away
  await runAll(page);
  const figure = page.locator("[data-figure='flash-stepper']").first();
  // JupyterLab keeps only the cells in sight in the page.
  await page.evaluate(async () => {
    const { content } = (window as unknown as { jupyterapp: { shell: { currentWidget: Panel } } }).jupyterapp
      .shell.currentWidget;
    const { cells } = content.model.sharedModel.toJSON();
    const index = cells.findIndex(({ source }) => source.includes('figure("flash-stepper"'));
    await content.scrollToItem(index);
  });
  await figure.evaluate((el) => el.scrollIntoView({ block: "center" }));
  await figure.getByText("HBM traffic").waitFor();
  await page.screenshot({ path: picture });
  console.log(picture);
} finally {
  await browser.close();
  await lab.stop();
}
