/** What assistive technology meets on the pages, and whether they fit. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve } from "../../web/build/serve.ts";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { isWhole, partName, shareOf } from "../share.ts";
import { siteFolder, sitePages } from "./site.ts";

const looks = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  "a narrow light page": { colorScheme: "light", viewport: { width: 390, height: 844 } },
  "a narrow dark page": { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  "a page whose script does not come": { colorScheme: "light", viewport: { width: 1280, height: 900 } },
} as const;

describe.skipIf(!chromiumPath)(`pages (${partName})`, () => {
  let server: Awaited<ReturnType<typeof serve>>;
  let pages: readonly string[];
  beforeAll(async () => {
    server = await serve(await siteFolder());
    pages = (await sitePages("course")).map(([file]) => file);
  });
  afterAll(() => server.stop());

  it.each(Object.keys(looks) as (keyof typeof looks)[])(
    "have no accessibility violation in %s, and nothing but boxes scrolls sideways",
    async (look) => {
      const context = await (await sharedBrowser()).newContext({ ...looks[look], serviceWorkers: "block" });
      const own = Object.keys(looks).indexOf(look);
      try {
        for (const file of isWhole ? pages : [shareOf(pages, 5)[own]!]) {
          const page = await context.newPage();
          if (look.includes("does not come")) await page.route(/\.js$/, (route) => route.abort());
          await page.goto(server.url + file, { waitUntil: "load" });
          expect([file, await violations(page)]).toEqual([file, []]);
          const { width } = looks[look].viewport;
          expect([file, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
            file,
            width,
          ]);
          await page.close();
        }
      } finally {
        await context.close();
      }
    },
  );

  it("a search finds a section, by keys alone, and leads there", async () => {
    const page = await (await sharedBrowser()).newPage();
    try {
      await page.goto(`${server.url}index.html`);
      await page.getByRole("button", { name: "Search" }).waitFor();
      await page.keyboard.press("/");
      await page.getByRole("searchbox", { name: "Search the course" }).fill("attention sink");
      await page.getByRole("status").filter({ hasText: "sections" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Enter");
      await page.waitForURL(/09-sinks\.html/);
    } finally {
      await page.close();
    }
  });
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`,
  );
}
