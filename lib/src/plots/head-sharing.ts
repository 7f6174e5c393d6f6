import { count, int } from "../ink/format.js";
import { inner, matrixColour, muted, rule, textColour, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { headGroups, kvSharing } from "../kv/sharing.js";
import { kvBytesPerToken } from "../kv/size.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { box, group, stroke, svg, words } from "./svg.js";

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
  const rows: Row[] = groups.map((G) => ({
    kind: kvSharing({ heads: H, kvHeads: G }),
    says: count(G, "key-value head"),
    numbers: kvBytesPerToken({ layers: 1, kvHeads: G, headDim: d, bytes: 1 }),
    boxes: groupBoxes(H, G),
  }));
  if (latent)
    rows.push({
      kind: "MLA",
      says: "one latent vector",
      numbers: kvBytesPerToken({ layers: 1, ...latent, bytes: 1 }),
      boxes: latentBox(H),
    });
  const each = rows.map(({ kind, says, numbers }) => `${kind}: ${says}, ${int(numbers)} numbers cached`);
  const alt = `${title}. ${count(H, "query head")} of d = ${d}. ${each.join("; ")}.`;
  return pictureOf(
    { title, subtitle, alt },
    rows.map((row) => rowPanel(H, row)),
  );
}

interface Row {
  readonly kind: string;
  readonly says: string;
  /** How many are cached for a token. */
  readonly numbers: number;
  readonly boxes: readonly SvgElement[];
}

function rowPanel(H: number, { kind, says, numbers, boxes }: Row): Panel {
  const x = inner - right + 14;
  const content = group(
    words(0, 20, kind, { size: 15, weight: 700, central: true }),
    ...queryHeads(H),
    ...boxes,
    words(x, 58, `${int(numbers)} numbers`, { size: 13, weight: 600, central: true }),
    words(x, 76, says, { fill: muted, central: true }),
  );
  return { content, width: inner, height: rowHeight };
}

const step = (H: number) => (inner - left - right) / H;
const centre = (H: number, h: number) => left + (h + 0.5) * step(H);
const heads = (H: number) => Array.from({ length: H }, (_, h) => h);
const inside = { anchor: "middle", central: true } as const;

function queryHeads(H: number): SvgElement[] {
  const [r, fill] = [Math.min(30, step(H) - 6) / 2, tint(matrixColour.Q, 0.16)];
  return heads(H).map((h) =>
    group(
      svg("circle", { cx: centre(H, h), cy: 20, r, fill, stroke: matrixColour.Q, "stroke-width": 1.5 }),
      words(centre(H, h), 20, `q${h}`, { ...inside, fill: textColour.Q }),
    ),
  );
}

const reads = (x1: number, x2: number) =>
  stroke(`M${x1} 36C${x1} 46 ${x2} 42 ${x2} 52`, rule, { "stroke-width": 1.5 });

/** A named box around x, in the colour of its matrix. */
function cached(x: number, y: number, width: number, matrix: "K" | "V" | "S", name: string): SvgElement {
  const colour = matrixColour[matrix];
  return group(
    box(x - width / 2, y, width, 18, tint(colour, 0.3), { rx: 3, stroke: colour, "stroke-width": 1.5 }),
    words(x, y + 9.5, name, { ...inside, fill: textColour[matrix] }),
  );
}

function groupBoxes(H: number, G: number): SvgElement[] {
  const width = Math.min(44, step(H) - 4);
  const groups = headGroups(H, G).map((group) => ({
    ...group,
    middle: (centre(H, group.from) + centre(H, group.to - 1)) / 2,
  }));
  return [
    ...groups.flatMap(({ from, to, middle }) =>
      heads(to - from).map((h) => reads(centre(H, from + h), middle)),
    ),
    ...groups.map(({ g, middle }) => cached(middle, 52, width, "K", `k${g}`)),
    ...groups.map(({ g, middle }) => cached(middle, 73, width, "V", `v${g}`)),
  ];
}

function latentBox(H: number): SvgElement[] {
  const middle = left + (step(H) * H) / 2;
  return [
    ...heads(H).map((h) => reads(centre(H, h), middle)),
    cached(middle, 52, 180, "S", "latent: makes every k and v"),
    cached(middle, 73, 180, "K", "one position key for all"),
  ];
}
