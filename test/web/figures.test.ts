/** Every figure comes to life in its page, under the page's policy, and no page asks another host for anything. */
import { expect, it } from "vitest";
import { serve } from "../../web/build/serve.ts";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { partName, shareOf } from "../share.ts";
import { siteFolder, sitePages } from "./site.ts";

it.skipIf(!chromiumPath)(`figures live where they come near (${partName})`, async () => {
  const server = await serve(await siteFolder());
  const pages = (await sitePages("course")).filter(([, html]) => html.includes("data-figure="));
  const context = await (await sharedBrowser()).newContext({ serviceWorkers: "block" });
  try {
    for (const [file] of shareOf(pages, 4)) {
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("request", (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(server.url))
          problems.push(request.url());
      });
      await page.goto(server.url + file);
      const figures = page.locator("[data-figure]");
      for (const figure of await figures.all()) {
        await figure.evaluate((element) => element.scrollIntoView());
        await figure.locator(".figure").first().waitFor({ state: "attached" }); // a question may cover it
      }
      expect([file, problems]).toEqual([file, []]);
      expect(await figures.count()).toBeGreaterThan(0);
      await page.close();
    }
  } finally {
    await context.close();
    await server.stop();
  }
});
