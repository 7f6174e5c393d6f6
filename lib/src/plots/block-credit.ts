import { fixed, list, percent } from "../ink/format.js";
import { inner, muted, palette, rule, tint } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import { importance, overlap, type Selection, selectBlocks } from "../select/select-blocks.js";
import { dimension } from "../tensor/check.js";
import type { SvgElement } from "./dom.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { striped } from "./stripes.js";
import { at, box, group, heading, quiet, stroke, words } from "./svg.js";

/** A query's weights on the entries it sees, and how blocks are chosen by them. */
export interface BlockCredit extends Selection {
  readonly p: ArrayLike<number>;
  /** The query's token. */
  readonly t: number;
}

const cell = { wide: 62, high: 21, left: 196 } as const;
const tall = 84;

/** How entries' weights become blocks' importance: who shares how many tokens with whom, and which blocks win. */
export function blockCredit({ p, t, ...sizes }: BlockCredit, options: Titles = {}): Picture {
  dimension("blockCredit", "the number of weights", p.length);
  const own = Math.floor(t / sizes.lp);
  const blocks = own + 1;
  if (blocks > 6 || p.length > 16)
    throw new RangeError(
      `blockCredit: ${p.length} entries and ${blocks} blocks do not fit the page; give at most 16 and 6`,
    );
  const I = importance(p, blocks, sizes);
  const chosen = selectBlocks(p, t, sizes);
  const { title = "From weights on signposts to blocks to read" } = options;
  const {
    subtitle = `Query ${t}; entries of l = ${sizes.l} tokens, blocks of l′ = ${sizes.lp}, n = ${sizes.n} are read`,
  } = options;
  const x = (j: number) => cell.left + j * cell.wide;
  const y = linear([0, Math.max(...I)], [0, tall - 20]);
  const bars = Array.from(I).flatMap((value, j): SvgElement[] => {
    const read = chosen.includes(j);
    const forced = j === 0 || j === own;
    const style = read
      ? forced
        ? { fill: striped, rim: palette.vermilion }
        : { fill: palette.green, rim: palette.green }
      : { fill: "none", rim: muted };
    return [
      box(x(j) + 10, tall - y(value), cell.wide - 20, y(value), style.fill, { stroke: style.rim }),
      words(x(j) + cell.wide / 2, tall - y(value) - 5, fixed(value, 3), {
        anchor: "middle",
        weight: read ? 700 : 400,
        size: 11.5,
      }),
      words(x(j) + cell.wide / 2, tall + 15, `block ${j}`, {
        anchor: "middle",
        weight: read ? 700 : 400,
      }),
    ];
  });
  const shares = Array.from(p).flatMap((weight, i): SvgElement[] => [
    quiet(60, i * cell.high + 15, `entry ${i}`, { anchor: "end" }),
    box(
      68,
      i * cell.high + 4,
      Math.max(1, (64 * weight) / Math.max(...Array.from(p))),
      cell.high - 8,
      tint(palette.sky, 0.9),
    ),
    words(cell.left - 8, i * cell.high + 15, percent(weight, 1), { anchor: "end" }),
    ...Array.from({ length: blocks }, (_, j) => {
      const shared = overlap(i, j, sizes);
      return group(
        box(
          x(j),
          i * cell.high,
          cell.wide,
          cell.high,
          shared > 0 ? tint(palette.orange, (0.75 * shared) / sizes.l) : "none",
          { stroke: rule },
        ),
        words(x(j) + cell.wide / 2, i * cell.high + 15, shared > 0 ? `${shared}` : "", {
          anchor: "middle",
        }),
      );
    }),
  ]);
  const grid = p.length * cell.high;
  const side = x(blocks) + 14;
  const says = [
    stroke(`M${cell.left} ${tall}H${x(blocks)}`, rule),
    heading(0, 12, "importance"),
    quiet(0, 30, "entries’ weights,"),
    quiet(0, 46, "by shared tokens"),
  ];
  const key = (k: number, fill: string, rim: string, text: string) =>
    at(
      0,
      tall + 66 + grid + 20 * k,
      box(cell.left, -11, 14, 14, fill, { stroke: rim }),
      words(cell.left + 22, 0, text),
    );
  const content = group(
    ...says,
    ...bars,
    at(
      0,
      tall + 28,
      heading(0, 12, "weights p"),
      quiet(cell.left, 12, "tokens that entry and block share", {}),
    ),
    at(0, tall + 46, ...shares),
    key(0, palette.green, palette.green, "read: the most important before the query’s own"),
    key(1, striped, palette.vermilion, "read in any case: block 0 and the query’s own"),
  );
  const alt = `${title}. Query ${t}, weights ${list(p, 3)}. Importance ${list(I, 3)}; read are blocks ${chosen.join(", ")}.`;
  return pictureOf({ title, subtitle, alt }, [
    { content, width: Math.min(inner, side), height: tall + 46 + grid + 52 },
  ]);
}
