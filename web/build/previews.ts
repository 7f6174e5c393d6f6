/** The picture of a page where somebody shares its address: its title beside a square of attention weights, as a PNG. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { encode } from "fast-png";
import { attentionWeights } from "long-attention/attention";
import { escapeHtml, ink, muted, palette, paper, textWidth, tint, wrap } from "long-attention/ink";
import { testTensors } from "long-attention/tensor";

/** What a preview says. */
export interface Card {
  /** Such as 07; "" for none. */
  readonly number: string;
  readonly title: string;
  readonly words: string;
}

/** The drawing's own units; sites that show previews ask for this shape. */
const size = { width: 1200, height: 630 } as const;
/** px: of the PNG. */
const pngWidth = 800;
const left = 72;
const square = { x: 742, y: 122, side: 386, rows: 12 } as const;

/** The card as an SVG. */
export function cardSvg({ number, title, words }: Card): string {
  const lines = wrap(title, 62, square.x - left).map((line, k) =>
    text(left, 250 + 72 * k, line, 62, ink, true),
  );
  const below = wrap(words, 30, square.x - left - 24);
  const parts = [
    `<rect width="${size.width}" height="${size.height}" fill="${paper}"/>`,
    text(left, 112, "Long Attention", 32, muted, true),
    number && text(left + textWidth("Long Attention", 32) * 0.86, 112, number, 32, palette.blue, true),
    ...lines,
    ...below.map((line, k) => text(left, 556 - 40 * (below.length - 1 - k), line, 30, muted)),
    ...weights(),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${parts.join("")}</svg>`;
}

const text = (x: number, y: number, words: string, px: number, colour: string, bold = false): string =>
  `<text x="${x}" y="${y}" font-size="${px}" fill="${colour}"${bold ? ' font-weight="bold"' : ""}>${escapeHtml(words)}</text>`;

/** A causal attention of a few tokens: every row adds up to one. */
function weights(): string[] {
  const { x, y, side, rows } = square;
  const { Q, K } = testTensors(rows, 8);
  const P = attentionWeights(Q, K, { causal: true });
  const step = side / rows;
  return Array.from({ length: rows * rows }, (_, at) => {
    const [i, j] = [Math.floor(at / rows), at % rows];
    const colour = j > i ? tint(muted, 0.08) : tint(palette.blue, 0.15 + 0.85 * Math.sqrt(P.get(i, j)));
    return `<rect x="${x + j * step}" y="${y + i * step}" width="${step - 3}" height="${step - 3}" rx="3" fill="${colour}"/>`;
  });
}

/** KaTeX's letters come with the formulas: so every machine draws the same. */
const fonts = ["KaTeX_SansSerif-Bold", "KaTeX_SansSerif-Regular", "KaTeX_Main-Regular"];
const { resolve } = createRequire(import.meta.url);
let started: Promise<Uint8Array[]> | undefined;

/** A drawing as a PNG. */
export async function png(svg: string): Promise<Uint8Array> {
  started ??= initWasm(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm"))).then(() =>
    fonts.map((name) => readFileSync(resolve(`katex/dist/fonts/${name}.ttf`))),
  );
  const fontBuffers = await started;
  const font = { fontBuffers, defaultFontFamily: "KaTeX_SansSerif" };
  const drawn = new Resvg(svg, { font, fitTo: { mode: "width", value: pngWidth } }).render();
  return encode({
    width: drawn.width,
    height: drawn.height,
    data: coarse(drawn.pixels),
    channels: 3,
    depth: 8,
  });
}

/** Red, green and blue of opaque pixels in 32 steps each, which nobody sees and which halve the file. */
function coarse(rgba: Uint8Array): Uint8Array {
  const steps = 31;
  const rounded = (value: number) => Math.round((Math.round((value / 255) * steps) * 255) / steps);
  return Uint8Array.from({ length: (rgba.length / 4) * 3 }, (_, k) =>
    rounded(rgba[Math.floor(k / 3) * 4 + (k % 3)]!),
  );
}
