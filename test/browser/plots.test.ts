import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contrast, Picture } from "long-attention/ink";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedBrowser } from "./page.ts";
import { chromiumPath } from "./support/chromium.ts";
import { type Words, wordsOf } from "./support/words-of.ts";

const snapshots = fileURLToPath(new URL("../lib/plots/snapshots/", import.meta.url));
const plots = readdirSync(snapshots).filter((file) => file.endsWith(".svg"));
const svgOf = (file: string) => readFileSync(snapshots + file, "utf8").trim();
const widthOf = (svg: string) => Number(/ width="(\d+)"/.exec(svg)![1]);
const hex = (rgb: string) =>
  `#${[...rgb.matchAll(/\d+/g)]
    .slice(0, 3)
    .map(([n]) => Number(n).toString(16).padStart(2, "0"))
    .join("")}`;

/** Pairs of lines that cover each other. */
function onTop(lines: readonly Words[]): string[] {
  const meet = ({ box: a }: Words, { box: b }: Words) =>
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return lines.flatMap((one, k) =>
    lines
      .slice(k + 1)
      .filter((other) => meet(one, other))
      .map((other) => `“${one.text}” and “${other.text}”`),
  );
}

describe.skipIf(!chromiumPath)("every plot, as a page draws it", () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await sharedBrowser()).newPage({ viewport: { width: 1000, height: 1000 } });
  });
  afterAll(() => page?.close());

  it.each(plots)(
    "%s has words of at least 11 px, none on another, all within 900 px and seen by day and night",
    async (file) => {
      const svg = svgOf(file);
      const width = widthOf(svg);
      expect(width).toBeLessThanOrEqual(900);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setContent(`<body style="margin:0;color-scheme:light dark">${svg}</body>`);
        const lines = await wordsOf(page);
        expect(lines.length).toBeGreaterThan(2);
        expect(lines.filter(({ size }) => size < 11).map(({ text, size }) => `${text}: ${size} px`)).toEqual(
          [],
        );
        expect(lines.filter(({ box }) => box[0] < 0 || box[2] > width).map(({ text }) => text)).toEqual([]);
        expect(onTop(lines)).toEqual([]);
        const faint = lines.map(({ text, colour, ground }) => ({
          text,
          contrast: contrast(hex(colour), hex(ground)),
        }));
        expect(faint.filter((one) => one.contrast < 4.5)).toEqual([]);
      }
    },
  );

  it.each([900, 390])(
    "on a page of %i px no plot's words shrink below 11 px, and only its own box scrolls",
    async (room) => {
      await page.setViewportSize({ width: room, height: 800 });
      const pictures = plots.map((file) => new Picture(svgOf(file), file, widthOf(svgOf(file)), 1).html);
      await page.setContent(`<!doctype html><body style="margin:0">${pictures.join("")}</body>`);
      await page.waitForFunction(() => [...document.images].every((image) => image.complete));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(room);
      const shrunk = await page
        .locator("img")
        .evaluateAll((images) =>
          images.map(
            (image) => image.getBoundingClientRect().width / (image as HTMLImageElement).naturalWidth,
          ),
        );
      const sizes = plots.map((file, k) => {
        const all = [...svgOf(file).matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
        return { file, size: shrunk[k]! * Math.min(...all) };
      });
      expect(sizes.filter(({ size }) => size < 10.99)).toEqual([]);
    },
  );
});
