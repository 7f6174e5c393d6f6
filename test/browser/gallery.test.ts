import { figure } from "@long-attention/figures";
import { expect, it } from "vitest";
import { galleryPage } from "../../tools/gallery/page.ts";
import { sharedBrowser } from "./page.ts";
import { chromiumPath } from "./support/chromium.ts";

it.skipIf(!chromiumPath)(
  "galleryPage(…) shows figures live, and its switches turn the page dark and narrow",
  async () => {
    const live = ["sm-waves", "roofline"].map((name) => ({ name, html: figure(name).html }));
    const page = await (await sharedBrowser()).newPage({ viewport: { width: 1200, height: 900 } });
    const messages: string[] = [];
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    try {
      await page.setContent(galleryPage(live, [{ name: "a-plot", html: "<p>a plot</p>" }]));
      expect(await page.locator("[data-figure] .figure").count()).toBe(2);
      const look = () =>
        page
          .locator("[data-figure] .figure")
          .first()
          .evaluate((element) => ({
            page: getComputedStyle(element).backgroundColor,
            width: element.getBoundingClientRect().width,
          }));
      const before = await look();
      expect(before.page).toBe("rgb(255, 255, 255)");
      await page.getByLabel("dark").check();
      await page.getByLabel("390 px").check();
      const after = await look();
      expect(after.page).toBe("rgb(17, 17, 17)");
      expect(after.width).toBeLessThanOrEqual(390);
      expect(before.width).toBeGreaterThan(800);
      await page.getByRole("link", { name: "a-plot" }).click();
      expect(new URL(page.url()).hash).toBe("#a-plot");
      expect(messages).toEqual([]);
    } finally {
      await page.close();
    }
  },
);
