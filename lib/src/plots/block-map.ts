import { chart } from "../ink/chart.js";
import { count, int, percent } from "../ink/format.js";
import { hatch, ink, matrixColour, muted, palette, paper, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { textWidth } from "../ink/wrap.js";
import { dimension } from "../tensor/check.js";
import { gridAxes } from "./grid-axes.js";
import { type Panel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { box, group, words } from "./svg.js";

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

const looks: Record<BlockKind, { letter: string; fill: string; halo: string; what: string; how: string }> = {
  visit: look("V", tint(matrixColour.S, 0.75), "visited", "every pair counts"),
  mask: look("M", tint(palette.yellow, 0.75), "visited", "masked inside"),
  skip: { ...look("S", hatched, "skipped", "never loaded"), halo: hatch.ground },
};

function look(letter: string, fill: string, what: string, how: string) {
  return { letter, fill, halo: fill, what, how };
}

/** Side of the whole map in px, and the room for its axes. */
const side = 384;
const [left, top] = [52, 42];

/**
 * The tiles of a causal score matrix: which are visited, which need a mask inside, which are skipped.
 * @throws RangeError when there is not one kind for each tile
 */
export function blockMap({ N, Br, Bc, kinds }: BlockMap, options: Titles = {}): Picture {
  const tiles = tilesOf({ N, Br, Bc, kinds });
  const {
    title = "Causal tiles: visit, mask or skip",
    subtitle = `N = ${int(N)} tokens in tiles of B_r × B_c = ${Br} × ${Bc}`,
  } = options;
  const number = (kind: BlockKind) => tiles.filter((tile) => tile.kind === kind).length;
  const [masked, skipped] = [number("mask"), number("skip")];
  const visited = tiles.length - skipped;
  const corners = { x1: "x1", x2: "x2", y1: "y1", y2: "y2" } as const;
  const map = chart(
    {
      width: left + side + 2,
      height: top + side + 2,
      left,
      right: 2,
      top,
      bottom: 2,
      x: { domain: [0, N] },
      y: { domain: [N, 0] },
      bare: true,
    },
    [
      Plot.rect(tiles, {
        ...corners,
        fill: ({ kind }: Tile) => looks[kind].fill,
        stroke: paper,
        strokeWidth: 1.5,
      }),
      Plot.line(
        [0, N].map((t) => [t, t]),
        { stroke: ink, strokeDasharray: "4 3" },
      ),
      ...((side / N) * Math.min(Br, Bc) >= 16 ? letters(tiles) : []),
      ...gridAxes(
        { ticks: middles(N, Bc), caption: "key block j →", offset: top },
        { ticks: middles(N, Br), caption: "← query block i", offset: left },
      ),
    ],
  );
  const alt = `${title}. Of ${count(tiles.length, "tile")}, ${int(visited)} are visited, ${int(masked)} of these need a mask inside, and ${int(skipped)} (${percent(skipped / tiles.length)}) are skipped.`;
  const caption = `${int(visited)} of ${int(tiles.length)} tiles are visited. The dashed diagonal ends what a token may read.`;
  return pictureOf({ title, subtitle, caption, alt }, [
    plotPanel(map),
    { ...key(number), x: left + side + 16, y: top },
  ]);
}

interface Tile {
  readonly kind: BlockKind;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

function tilesOf({ N, Br, Bc, kinds }: BlockMap): Tile[] {
  for (const [name, value] of Object.entries({ N, Br, Bc })) dimension("blockMap", name, value);
  const [Tr, Tc] = [Math.ceil(N / Br), Math.ceil(N / Bc)];
  if (kinds.length !== Tr || kinds.some((row) => row.length !== Tc))
    throw new RangeError(
      `blockMap: kinds is [${kinds.length},${kinds[0]?.length ?? 0}] but N = ${N}, Br = ${Br}, Bc = ${Bc} make [${Tr},${Tc}] tiles`,
    );
  const ends = (k: number, B: number) => [k * B, Math.min(N, (k + 1) * B)] as const;
  return kinds.flatMap((row, i) =>
    row.map((kind, j) => {
      if (!(kind in looks))
        throw new RangeError(`blockMap: kinds[${i}][${j}] is “${kind}”; it must be visit, mask or skip`);
      const [[x1, x2], [y1, y2]] = [ends(j, Bc), ends(i, Br)];
      return { kind, x1, x2, y1, y2 };
    }),
  );
}

const letters = (tiles: readonly Tile[]): Plot.Markish[] => [
  Plot.text(tiles, {
    x: ({ x1, x2 }) => (x1 + x2) / 2,
    y: ({ y1, y2 }) => (y1 + y2) / 2,
    text: ({ kind }: Tile) => looks[kind].letter,
    fill: ink,
    fontWeight: 600,
    stroke: ({ kind }: Tile) => looks[kind].halo,
    strokeWidth: 4,
  }),
];

/** The middles of the blocks, by number; of more than sixteen about eight. */
function middles(N: number, B: number) {
  const T = Math.ceil(N / B);
  const every = T <= 16 ? 1 : Math.ceil(T / 8);
  return Array.from({ length: Math.ceil(T / every) }, (_, n) => n * every).map((k) => ({
    at: (k * B + Math.min(N, (k + 1) * B)) / 2,
    text: String(k),
  }));
}

/** The letters of the tiles, how many there are of each, and what they say. */
function key(number: (kind: BlockKind) => number): Panel {
  const kinds = Object.keys(looks) as BlockKind[];
  const rows = kinds.flatMap((kind, k) => {
    const { letter, fill, what, how } = looks[kind];
    const y = k * 62;
    return [
      box(0, y, 24, 24, fill, { stroke: rule }),
      words(12, y + 16.5, letter, { weight: 600, anchor: "middle" }),
      words(32, y + 10, `${int(number(kind))} ${what}`, { weight: 600 }),
      words(32, y + 26, how, { fill: muted }),
    ];
  });
  return {
    content: group(...rows),
    width: 32 + textWidth("every pair counts", 12),
    height: 62 * kinds.length,
  };
}
