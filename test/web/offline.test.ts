/** The course without a net, and with an update while it is open. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { offlineWorker } from "../../web/build/offline.ts";
import type { Files } from "../../web/build/pages.ts";
import { serve } from "../../web/build/serve.ts";
import { writeSite } from "../../web/build/site.ts";
import { sharedBrowser } from "../browser/page.ts";
import { chromiumPath } from "../browser/support/chromium.ts";
import { partName, shareOf } from "../share.ts";
import { siteFiles, siteFolder, sitePages } from "./site.ts";

const home = mkdtempSync(join(tmpdir(), "long-attention-offline-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** As GitHub Pages has it: under a path, and no headers of isolation. */
const host = { base: "/long-attention/", headers: {} };

/** Waits until this page's edition is kept and answers for the server. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active!.state !== "activated") await new Promise((then) => setTimeout(then, 50));
  });

describe.skipIf(!chromiumPath)("after the first visit", () => {
  const site = join(home, "site");
  let server: Awaited<ReturnType<typeof serve>>;
  let context: BrowserContext;

  beforeAll(async () => cpSync(await siteFolder(), site, { recursive: true }));
  beforeEach(async () => {
    server = await serve(site, host);
    context = await (await sharedBrowser()).newContext();
  });
  afterEach(async () => {
    await context.close();
    await server.stop();
  });

  async function firstVisit(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(server.url);
    await kept(page);
    return page;
  }

  it(`every page is there with the server stopped, isolated, with its pictures (${partName})`, async () => {
    const page = await firstVisit();
    await server.stop();
    const pages = (await sitePages("course")).map(([file]) => file);
    for (const file of ["", ...shareOf(pages, 3)]) {
      const answer = await page.goto(server.url + file);
      expect([file, answer?.status(), answer?.fromServiceWorker()]).toEqual([file, 200, true]);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      const broken = await page.evaluate(async () => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>("main img")];
        for (const picture of pictures) picture.loading = "eager";
        const styled = getComputedStyle(document.querySelector("main")!).paddingBottom !== "0px";
        const lost = await Promise.all(
          pictures.map((picture) =>
            picture.decode().then(
              () => "",
              () => picture.src,
            ),
          ),
        );
        return [...lost.filter(Boolean), ...(styled ? [] : ["the style"])];
      });
      expect(broken).toEqual([]);
    }
  });

  it("an update breaks no open page: what is new waits for a word, what is old stays until then", async () => {
    const [one, other] = [await firstVisit(), await context.newPage()];
    for (const page of [one, other]) await page.goto(`${server.url}07-flash-attention.html`);
    const script = await one.locator("script[type=module]").getAttribute("src");
    const { files, renamed } = await newEdition(script!);
    writeSite({ files }, site);
    await one.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await one.getByRole("status").filter({ hasText: "There is a newer edition of the course." }).waitFor();

    const asks = (page: Page, path: string) => page.evaluate(async (at) => (await fetch(at)).status, path);
    expect(await asks(other, script!)).toBe(200);
    expect(await one.locator("script[type=module]").getAttribute("src")).toBe(script);

    await Promise.all([one.waitForEvent("load"), one.getByRole("button", { name: "Reload" }).click()]);
    expect(await one.locator("script[type=module]").getAttribute("src")).toBe(renamed);
    expect(await asks(other, script!)).toBe(200); // the other page is still of the old edition
    expect(await asks(other, renamed)).toBe(200);
  });

  it("what a cell writes into the browser's store is not taken for the course", async () => {
    const page = await firstVisit();
    const written = await page.evaluate(async () => {
      const cache = await caches.open((await caches.keys())[0]!);
      const keys = (await cache.keys()).map(({ url }) => url);
      const html = { headers: { "content-type": "text/html" } };
      for (const url of [
        ...keys.filter((one) => one.includes("/index.html?")),
        new URL("mine.html?1", location.href).href,
      ])
        await cache.put(url, new Response("<title>mine</title>", html));
      return keys.length;
    });
    expect(written).toBeGreaterThan(100);
    await page.goto(server.url);
    expect(await page.title()).toContain("Long Attention");
    const mine = await page.goto(`${server.url}mine.html`);
    expect([mine?.status(), await page.title()]).not.toContain("mine");
  });

  it("a part that is gone is said, with a way on", async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}index.html`);
    await page.evaluate("void import(new URL('assets/gone.js', location.href))"); // a text, since vitest rewrites import()
    const said = page.getByRole("status").filter({ hasText: "could not be loaded" });
    await said.waitFor();
    expect(await said.textContent()).toContain("the course was updated since you opened it");
    expect(await said.getByRole("button", { name: "Reload" }).count()).toBe(1);
  });
});

/** The site after a change of its script. */
async function newEdition(script: string): Promise<{ files: Files; renamed: string }> {
  const renamed = script.replace(/-\w+\.js$/, "-NEWER.js");
  const files: Files = new Map(await siteFiles());
  for (const [path, html] of await sitePages()) files.set(path, html.replaceAll(script, renamed));
  files.set(renamed, readFileSync(join(await siteFolder(), script)));
  files.delete(script);
  files.delete("offline.js");
  files.set("offline.js", await offlineWorker(files));
  return { files, renamed };
}
