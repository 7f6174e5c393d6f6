/** All interactive figures on one picture, for the README. `npx tsx tools/pictures/contact-sheet.ts` */
import { fileURLToPath } from "node:url";
import { explorables, figure } from "@long-attention/figures";
import { attentionWeights, head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { toRows } from "long-attention/tensor";
import { chromiumPath, launch } from "../../test/browser/support/chromium.js";

const picture = fileURLToPath(new URL("../../docs/explorables.png", import.meta.url));
const columns = 3;
const { Q, K, heads, words } = miniLm();
const maps = Array.from({ length: heads }, (_, h) =>
  toRows(attentionWeights(head(Q, h, heads), head(K, h, heads))),
);
const starts: Record<string, object> = {
  "flash-stepper": { step: 57 },
  "graph-view": { extra: 6, source: 16, wave: 4 },
  "head-maps": { maps, words, head: 4, query: words.indexOf("lonely"), key: words.indexOf("planet") },
};

if (!chromiumPath) throw new Error("contact-sheet: no Chromium found; install one, or name it in CHROMIUM");
const cards = Object.keys(explorables).map((name) => {
  const { svg } = figure(name, { ...starts[name] });
  return `<figure><img src="data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}"></figure>`;
});
const style = `
  body { margin: 0; padding: 12px; width: 1416px; background: #e9ebee; columns: ${columns}; column-gap: 12px }
  figure { margin: 0 0 12px; padding: 8px; background: #fff; border-radius: 10px; break-inside: avoid }
  img { display: block; width: 100%; height: auto }`;

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 600 } });
  await page.setContent(`<!doctype html><style>${style}</style>${cards.join("")}`);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.screenshot({ path: picture, fullPage: true });
  console.log(picture);
} finally {
  await browser.close();
}
