import { kvHeadOf } from "../attention/grouped-query.js";
import { count, int } from "../ink/format.js";
import { inner, matrixColour, muted, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { kvSharing } from "../kv/sharing.js";
import { kvBytesPerToken } from "../kv/size.js";
import { dimension } from "../tensor/check.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { svg } from "./svg.js";

/** How query heads share key-value heads. */
export interface HeadSharing {
  /** Query heads, at most 16. */
  readonly H: number;
  /** Numbers in a head. */
  readonly d: number;
  /** One row each: how many key-value heads, each a divisor of H. */
  readonly groups: readonly number[];
  /** One more row for latent attention: the lengths of the latent vector and of the key that carries the position. */
  readonly latent?: { readonly latent: number; readonly rope: number };
}

const left = 62;
const right = 150;
const rowHeight = 104;

/** Which query heads read which cached keys and values, for several ways of sharing. */
export function headSharing({ H, d, groups, latent }: HeadSharing, options: Titles = {}): Picture {
  dimension("headSharing", "H", H);
  dimension("headSharing", "d", d);
  if (H > 16) throw new RangeError(`headSharing: H is ${H}; at most 16 heads can be drawn`);
  if (groups.length === 0)
    throw new RangeError("headSharing: groups is empty; give at least one number of key-value heads");
  const {
    title = "Who shares keys and values",
    subtitle = `${H} query heads of d = ${d}, one token, one layer: only the coloured boxes below are cached`,
  } = options;
  const rows = [
    ...groups.map((G) => ({
      kind: kvSharing({ heads: H, kvHeads: G }) as string,
      words: count(G, "key-value head"),
      numbers: kvBytesPerToken({ layers: 1, kvHeads: G, headDim: d, bytes: 1 }),
      boxes: groupBoxes(H, G),
    })),
    ...(latent
      ? [
          {
            kind: "MLA",
            words: "one latent vector",
            numbers: kvBytesPerToken({ layers: 1, ...latent, bytes: 1 }),
            boxes: latentBox(H),
          },
        ]
      : []),
  ];
  const panels = rows.map(({ kind, words, numbers, boxes }): Panel => {
    const label = { "dominant-baseline": "central" };
    const content = svg(
      "g",
      {},
      svg("text", { ...label, x: 0, y: 20, "font-size": 15, "font-weight": 700 }, kind),
      ...queryHeads(H),
      ...boxes,
      svg(
        "text",
        { ...label, x: inner - right + 14, y: 58, "font-size": 13, "font-weight": 600 },
        `${int(numbers)} numbers`,
      ),
      svg("text", { ...label, x: inner - right + 14, y: 76, "font-size": 12, fill: muted }, words),
    );
    return { content, width: inner, height: rowHeight };
  });
  const each = rows.map(({ kind, words, numbers }) => `${kind}: ${words}, ${int(numbers)} numbers cached`);
  return pictureOf(
    { title, subtitle, alt: `${title}. ${count(H, "query head")} of d = ${d}. ${each.join("; ")}.` },
    panels,
  );
}

const step = (H: number) => (inner - left - right) / H;
const centre = (H: number, h: number) => left + (h + 0.5) * step(H);

function queryHeads(H: number) {
  const size = Math.min(30, step(H) - 6);
  return Array.from({ length: H }, (_, h) =>
    svg(
      "g",
      {},
      svg("circle", {
        cx: centre(H, h),
        cy: 20,
        r: size / 2,
        fill: tint(matrixColour.Q, 0.16),
        stroke: matrixColour.Q,
        "stroke-width": 1.5,
      }),
      svg(
        "text",
        {
          x: centre(H, h),
          y: 20,
          "text-anchor": "middle",
          "dominant-baseline": "central",
          "font-size": 12,
          fill: textColour.Q,
        },
        `q${h}`,
      ),
    ),
  );
}

const line = (x1: number, x2: number) =>
  svg("path", { d: `M${x1} 36C${x1} 46 ${x2} 42 ${x2} 52`, fill: "none", stroke: rule, "stroke-width": 1.5 });

const box = (x: number, y: number, width: number, colour: string, text: string, name: string) =>
  svg(
    "g",
    {},
    svg("rect", {
      x,
      y,
      width,
      height: 18,
      rx: 3,
      fill: tint(colour, 0.3),
      stroke: colour,
      "stroke-width": 1.5,
    }),
    svg(
      "text",
      {
        x: x + width / 2,
        y: y + 9.5,
        "text-anchor": "middle",
        "dominant-baseline": "central",
        "font-size": 12,
        fill: text,
      },
      name,
    ),
  );

function groupBoxes(H: number, G: number) {
  const width = Math.min(44, step(H) - 4);
  const middle = (g: number) => (centre(H, g * (H / G)) + centre(H, (g + 1) * (H / G) - 1)) / 2;
  return [
    ...Array.from({ length: H }, (_, h) => line(centre(H, h), middle(kvHeadOf(h, H, G)))),
    ...Array.from({ length: G }, (_, g) =>
      box(middle(g) - width / 2, 52, width, matrixColour.K, textColour.K, `k${g}`),
    ),
    ...Array.from({ length: G }, (_, g) =>
      box(middle(g) - width / 2, 73, width, matrixColour.V, textColour.V, `v${g}`),
    ),
  ];
}

function latentBox(H: number) {
  const middle = left + (step(H) * H) / 2;
  return [
    ...Array.from({ length: H }, (_, h) => line(centre(H, h), middle)),
    box(middle - 90, 52, 180, matrixColour.S, textColour.S, "latent: makes every k and v"),
    box(middle - 90, 73, 180, matrixColour.K, textColour.K, "one position key for all"),
  ];
}
