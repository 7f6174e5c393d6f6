/** Reports in a real browser: they look after themselves, and everybody can read them. */
import axe from "axe-core";
import fc from "fast-check";
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../../../grader/src/batch/row.js";
import { sets } from "../../../grader/src/checks/index.js";
import { classPage } from "../../../grader/src/reports/class.js";
import { studentPage } from "../../../grader/src/reports/student.js";
import * as attention from "../../../solutions/00-attention.ts";
import * as flash from "../../../solutions/07-flash-attention.ts";
import { sharedBrowser } from "../../browser/page.ts";
import { chromiumPath } from "../../browser/support/chromium.ts";
import { AClass } from "./a-class.js";
import { hostileResult } from "./hostile.js";

const setOf = (id: string) => sets.find((set) => set.id === id)!;
const classes = {
  "00": new AClass(setOf("00"), attention as Readonly<Record<string, unknown>>),
  "07": new AClass(setOf("07"), flash as Readonly<Record<string, unknown>>),
};

/** Pages that look different: slips with pictures, errors and limits, no score, and a whole class. */
function* pages(): Generator<string> {
  yield classPage(classes["07"].rows(), setOf("07"));
  for (const [set, id] of [
    ["00", "tony-hoare.ts"],
    ["07", "edsger-dijkstra.ts"],
    ["07", "vera-molnar.ts"],
  ] as const) {
    const row = classes[set].rows().find((row) => row.id === id)!;
    yield studentPage(row.result!, setOf(set));
  }
}

describe.skipIf(!chromiumPath)("reports in a browser", () => {
  let browser: Browser;
  let page: Page;
  const messages: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    browser = await sharedBrowser();
  });
  afterEach(async () => {
    await page.close();
    expect(messages.splice(0)).toEqual([]); // the policy had nothing to refuse
    expect(requests.splice(0)).toEqual([]);
  });

  async function open(options: Parameters<Browser["newPage"]>[0] = {}): Promise<void> {
    page = await browser.newPage(options);
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(String(error)));
    page.on("dialog", (dialog) => {
      messages.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => requests.push(request.url()));
  }

  async function violations(): Promise<string[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target.join(" ")).join("; ")}`);
  }

  test.each([
    ["light", 1100],
    ["dark", 1100],
    ["light", 390],
    ["dark", 390],
  ] as const)(
    "have no accessibility violation in the %s at %i pixels, and fit",
    async (colorScheme, width) => {
      await open({ colorScheme, viewport: { width, height: 900 } });
      for (const html of pages()) {
        await page.setContent(html);
        await page.evaluate(() => {
          for (const fold of document.querySelectorAll("details")) fold.open = true;
        });
        expect(await violations()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    },
    120_000,
  );

  test("print what is folded, too", async () => {
    await open();
    const row = classes["07"].rows().find(({ id }) => id === "tony-hoare.ts")!;
    await page.setContent(studentPage(row.result!, setOf("07")));
    const folded = page.locator("details.why .values").first();
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await folded.evaluate((el) => el.checkVisibility({ contentVisibilityAuto: true }))).toBe(true);
  });

  test("run, load and refuse nothing, whatever the texts are", async () => {
    await open();
    const set = setOf("00");
    const results = fc.sample(hostileResult(set.exercises.map(({ id }) => id)), { seed: 7, numRuns: 12 });
    const rows = results.map((result, i): Row => ({ id: result.submission.id, slug: `s-${i}`, result }));
    for (const html of [classPage(rows, set), ...results.map((result) => studentPage(result, set))]) {
      await page.setContent(html);
      const seen = await page.evaluate(() => ({
        pwned: "pwned" in window,
        foreign: document.querySelectorAll("script, img, iframe, object, [style], [onerror]").length,
      }));
      expect(seen).toEqual({ pwned: false, foreign: 0 });
    }
  });
});
