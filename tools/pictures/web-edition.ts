/** Takes the README's picture of the web edition: the stepper, alive in its page. `npx tsx tools/pictures/web-edition.ts` */
import { fileURLToPath } from "node:url";
import { chromiumPath, launch } from "../../test/browser/support/chromium.js";
import { siteFolder } from "../../test/web/site.js";
import { serve } from "../../web/build/serve.js";

const picture = fileURLToPath(new URL("../../docs/web-edition.png", import.meta.url));

if (!chromiumPath) throw new Error("web-edition: no Chromium found; install one, or name it in CHROMIUM");
const server = await serve(await siteFolder());
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(`${server.url}07-flash-attention.html`);
  const figure = page.locator("[data-figure='flash-stepper']").first();
  await figure.evaluate((element) => element.scrollIntoView({ block: "center" }));
  await figure.getByText("HBM traffic").first().waitFor();
  await page.screenshot({ path: picture });
  console.log(picture);
} finally {
  await browser.close();
  await server.stop();
}
