/** Pages of the site in Chromium, alive, and everything that they ask for or complain of. */
import type { Browser, Locator, Page } from "playwright-core";
import { sharedBrowser } from "../../browser/page.ts";
import { servedSite } from "./served.ts";

export interface LivePage {
  readonly page: Page;
  /** Requests to anywhere but the site. */
  readonly abroad: string[];
  /** Errors and warnings of the page. */
  readonly messages: string[];
  cell(id: string): Locator;
  /** Waits until a cell has run. @returns how it went */
  ran(id: string): Promise<string>;
}

/** @param path such as 07-flash-attention.html */
export async function openPage(
  path: string,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<LivePage> {
  const url = await servedSite();
  const page = await (await sharedBrowser()).newPage({ serviceWorkers: "block", ...options });
  const [abroad, messages]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) abroad.push(request.url());
  });
  page.on("requestfailed", (request) => {
    // Blocked by the page's policy: it was never sent.
    if (/csp/i.test(request.failure()?.errorText ?? "")) abroad.splice(abroad.indexOf(request.url()), 1);
  });
  page.on("console", (message) => {
    if (message.type() !== "log" && !/Service Worker/.test(message.text())) messages.push(message.text());
  });
  page.on("pageerror", (error) => messages.push(`Uncaught ${error}`));
  await page.goto(url + path);
  await page.locator("html.live").waitFor();
  const cell = (id: string) => page.locator(`section[data-cell="${id}"]`);
  return {
    page,
    abroad,
    messages,
    cell,
    ran: async (id) => {
      await page.locator(`section[data-cell="${id}"]:is([data-state=ok], [data-state=failed])`).waitFor();
      return (await cell(id).getAttribute("data-state"))!;
    },
  };
}

/** Puts code into a cell as somebody does who edits it. */
export async function edit({ cell }: LivePage, id: string, code: string): Promise<void> {
  const editor = cell(id).locator(".cm-content");
  if ((await editor.count()) === 0) await cell(id).locator("pre.code").press("Enter");
  await editor.fill(code);
}
