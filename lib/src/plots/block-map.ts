import { count, int, percent } from "../ink/format.js";
import { ink, matrixColour, muted, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { textWidth } from "../ink/wrap.js";
import { dimension } from "../tensor/check.js";
import { type Panel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

/** All of a tile is read, part of it, or none of it. */
export type BlockKind = "visit" | "mask" | "skip";

/** The tiles of causal attention, each visited, masked or skipped. */
export interface BlockMap {
  /** Tokens. */
  readonly N: number;
  readonly Br: number;
  readonly Bc: number;
  /** [T_r][T_c], as causalBlocks gives it. */
  readonly kinds: readonly (readonly BlockKind[])[];
}

const looks: Record<BlockKind, { letter: string; fill: string; says: string }> = {
  visit: { letter: "V", fill: tint(matrixColour.S, 0.75), says: "visited, every pair counts" },
  mask: { letter: "M", fill: tint(palette.yellow, 0.75), says: "visited, masked inside" },
  skip: { letter: "S", fill: hatched, says: "skipped, never loaded" },
};

/** Side of the whole map in px. */
const side = 384;

/**
 * The tiles of a causal score matrix: which are visited, which need a mask inside, which are skipped.
 * @throws RangeError when there is not one kind for each tile
 */
export function blockMap({ N, Br, Bc, kinds }: BlockMap, options: Titles = {}): Picture {
  for (const [name, value] of Object.entries({ N, Br, Bc })) dimension("blockMap", name, value);
  const [Tr, Tc] = [Math.ceil(N / Br), Math.ceil(N / Bc)];
  if (kinds.length !== Tr || kinds.some((row) => row.length !== Tc))
    throw new RangeError(
      `blockMap: kinds is [${kinds.length},${kinds[0]?.length ?? 0}] but N = ${N}, Br = ${Br}, Bc = ${Bc} make [${Tr},${Tc}] tiles`,
    );
  const {
    title = "Causal tiles: visit, mask or skip",
    subtitle = `N = ${int(N)} tokens in tiles of B_r × B_c = ${Br} × ${Bc}`,
  } = options;
  const tiles = kinds.flatMap((row, i) =>
    row.map((kind, j) => {
      const unknown = !(kind in looks);
      if (unknown)
        throw new RangeError(`blockMap: kinds[${i}][${j}] is “${kind}”; it must be visit, mask or skip`);
      return {
        i,
        j,
        kind,
        x1: j * Bc,
        x2: Math.min(N, (j + 1) * Bc),
        y1: i * Br,
        y2: Math.min(N, (i + 1) * Br),
      };
    }),
  );
  const number = (kind: BlockKind) => tiles.filter((tile) => tile.kind === kind).length;
  const [plain, masked, skipped] = [number("visit"), number("mask"), number("skip")];
  const letters = (side / N) * Math.min(Br, Bc) >= 16;
  const [left, top] = [52, 42];
  const starts = (B: number, T: number) =>
    Array.from({ length: T }, (_, k) => ({ k, middle: (k * B + Math.min(N, (k + 1) * B)) / 2 }));
  const few = (T: number) => (tick: { k: number }) => T <= 16 || tick.k % Math.ceil(T / 8) === 0;
  const map = plotPanel({
    width: left + side + 2,
    height: top + side + 2,
    marginLeft: left,
    marginRight: 2,
    marginTop: top,
    marginBottom: 2,
    x: { domain: [0, N], axis: null },
    y: { domain: [0, N], range: [top, top + side], axis: null },
    color: { type: "identity" },
    marks: [
      Plot.rect(tiles, {
        x1: "x1",
        x2: "x2",
        y1: "y1",
        y2: "y2",
        fill: (tile) => looks[tile.kind as BlockKind].fill,
        stroke: paper,
        strokeWidth: 1.5,
      }),
      Plot.line(
        [
          [0, 0],
          [N, N],
        ],
        { stroke: ink, strokeDasharray: "4 3" },
      ),
      ...(letters
        ? [
            Plot.text(tiles, {
              x: (t) => (t.x1 + t.x2) / 2,
              y: (t) => (t.y1 + t.y2) / 2,
              text: (t) => looks[t.kind as BlockKind].letter,
              fill: ink,
              fontWeight: 600,
              stroke: (t: { kind: BlockKind }) =>
                t.kind === "visit" ? looks.visit.fill : t.kind === "mask" ? looks.mask.fill : "#f4f5f7",
              strokeWidth: 4,
            }),
          ]
        : []),
      Plot.text(starts(Bc, Tc).filter(few(Tc)), {
        x: "middle",
        y: 0,
        dy: -10,
        text: (t) => String(t.k),
        fill: muted,
      }),
      Plot.text(starts(Br, Tr).filter(few(Tr)), {
        x: 0,
        y: "middle",
        dx: -8,
        textAnchor: "end",
        text: (t) => String(t.k),
        fill: muted,
      }),
      Plot.text(["key block j →"], {
        frameAnchor: "top-left",
        dy: -top + 2,
        lineAnchor: "top",
        fill: muted,
        text: String,
      }),
      Plot.text(["← query block i"], {
        frameAnchor: "top-left",
        rotate: -90,
        dx: 8 - left,
        textAnchor: "end",
        fill: muted,
        text: String,
      }),
    ],
  });
  const key = legend([
    { kind: "visit", number: plain },
    { kind: "mask", number: masked },
    { kind: "skip", number: skipped },
  ]);
  const all = Tr * Tc;
  const alt = `${title}. Of ${count(all, "tile")}, ${int(plain + masked)} are visited, ${int(masked)} of these need a mask inside, and ${int(skipped)} (${percent(skipped / all)}) are skipped.`;
  const caption = `${int(plain + masked)} of ${int(all)} tiles are visited. The dashed diagonal ends what a token may read.`;
  return pictureOf({ title, subtitle, caption, alt }, [map, { ...key, x: left + side + 16, y: top }]);
}

function legend(entries: readonly { readonly kind: BlockKind; readonly number: number }[]): Panel {
  const rows = entries.flatMap(({ kind, number }, k) => {
    const { letter, fill, says } = looks[kind];
    const y = k * 62;
    const [what, how] = says.split(", ");
    const text = (dy: number, words: string, weight = 400) =>
      svg(
        "text",
        { x: 32, y: y + dy, "font-size": 12, "font-weight": weight, fill: dy > 20 ? muted : ink },
        words,
      );
    return [
      svg("rect", { x: 0, y, width: 24, height: 24, fill, stroke: rule }),
      svg(
        "text",
        { x: 12, y: y + 16.5, "font-size": 12, "font-weight": 600, "text-anchor": "middle" },
        letter,
      ),
      text(10, `${int(number)} ${what}`, 600),
      text(26, how!),
    ];
  });
  return {
    content: svg("g", {}, ...rows),
    width: 32 + textWidth("every pair counts", 12),
    height: 62 * entries.length,
  };
}
