import { chart } from "../ink/chart.js";
import { count, fixed } from "../ink/format.js";
import { lineWithin } from "../ink/line-within.js";
import { look } from "../ink/looks.js";
import { faint, ink, inner, muted, palette, paper } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import * as Plot from "../ink/plot.js";
import { extent, type Range } from "../ink/scale.js";
import type { Retrieved } from "../memory-systems/retrieve.js";
import { finite } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { bold, label, type Side } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** A query and the documents of an index, as points in a plane. */
export interface IndexScatter {
  /** The query's embedding. */
  readonly query: readonly [number, number];
  /** The index: one embedding a document. */
  readonly documents: readonly { readonly label: string; readonly at: readonly [number, number] }[];
  /** What retrieval found, best first. */
  readonly found: readonly Retrieved[];
  /** What the two directions mean. */
  readonly axes?: readonly [string, string];
}

/** Room for the names of both axes, where there are any. */
const frameOf = (axes: IndexScatter["axes"]) =>
  axes
    ? { height: 390, left: 14, right: 14, top: 24, bottom: 28 }
    : { height: 358, left: 14, right: 14, top: 8, bottom: 12 };

/** An index of two dimensions, the query, and the line behind which every document is found. */
export function indexScatter({ query, documents, found, axes }: IndexScatter, options: Titles = {}): Picture {
  check({ query, documents, found });
  const { title = "Nearest by inner product" } = options;
  const {
    subtitle = `Filled: the ${count(found.length, "document")} that retrieval found. On the dashed line every document scores the same`,
  } = options;
  const rankOf = new Map(found.map(({ document }, rank) => [document, rank]));
  const rows = documents.map(({ label, at: [x, y] }, z) => ({ label, x, y, rank: rankOf.get(z) ?? -1 }));
  const hits = rows.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank);
  const misses = rows.filter(({ rank }) => rank < 0);
  const all = [[0, 0], query, ...documents.map(({ at }) => at)] as const;
  const frame = frameOf(axes);
  const [xs, ys] = toScale(frame, roomy(all.map(([x]) => x)), roomy(all.map(([, y]) => y)));
  // Names to the right of their dots, except in the right part of the frame.
  const beside = (x: number): Side => (x > xs[0] + 0.6 * (xs[1] - xs[0]) ? "left" : "right");
  const dashed = { stroke: muted, strokeDasharray: "5 4", strokeWidth: 1.5 };
  const panel = plotPanel(
    chart(
      {
        ...frame,
        x: { domain: xs, grid: [0], ...(axes?.[0] && { caption: axes[0] }) },
        y: { domain: ys, grid: [0], ...(axes?.[1] && { caption: axes[1] }) },
      },
      [
        Plot.frame({ stroke: faint }),
        Plot.line(lineWithin(query, found.at(-1)!.score, xs, ys), dashed),
        Plot.arrow([query], {
          x1: 0,
          y1: 0,
          x2: query[0],
          y2: query[1],
          stroke: palette.blue,
          strokeWidth: 2.5,
        }),
        label({ x: query[0], y: query[1] }, "query", "upper right", bold(look.blue)),
        Plot.dot(misses, { x: "x", y: "y", r: 5, fill: paper, stroke: muted, strokeWidth: 1.5 }),
        Plot.dot(hits, { x: "x", y: "y", r: 6.5, fill: palette.vermilion, stroke: ink }),
        ...misses.map((row) => label(row, row.label, beside(row.x), { fill: muted })),
        ...hits.map((row) =>
          label(
            row,
            `${row.rank + 1}. ${row.label}, ${fixed(found[row.rank]!.score)}`,
            beside(row.x),
            bold(look.vermilion),
          ),
        ),
      ],
    ),
  );
  const each = hits.map(({ label, rank }) => `${rank + 1}. ${label} (${fixed(found[rank]!.score)})`);
  const alt = `${title}. ${count(documents.length, "document")} as points in the plane. Found: ${each.join(", ")}. Not found: ${misses.map(({ label }) => label).join(", ") || "none"}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

/** The values' range, with room at both ends. */
function roomy(values: readonly number[]): Range {
  const [low, high] = extent(values);
  const room = 0.12 * (high - low || 1);
  return [low - room, high + room];
}

/** Both ranges, one of them widened until a unit is as long upwards as to the right: right angles stay right. */
function toScale(frame: ReturnType<typeof frameOf>, xs: Range, ys: Range): [Range, Range] {
  const wide = inner - frame.left - frame.right;
  const tall = frame.height - frame.top - frame.bottom;
  const unit = Math.max((xs[1] - xs[0]) / wide, (ys[1] - ys[0]) / tall);
  const widened = ([low, high]: Range, px: number): Range => {
    const more = (unit * px - (high - low)) / 2;
    return [low - more, high + more];
  };
  return [widened(xs, wide), widened(ys, tall)];
}

function check({ query, documents, found }: IndexScatter): void {
  if (documents.length === 0 || found.length === 0)
    throw new RangeError(
      `indexScatter: there are ${documents.length} documents and ${found.length} of them found; give at least one of each`,
    );
  const named = [["query", query] as const, ...documents.map(({ label, at }) => [`“${label}”`, at] as const)];
  for (const [name, at] of named) {
    if (at.length !== 2)
      throw new RangeError(`indexScatter: ${name} has ${at.length} numbers; a plane has two`);
    for (const v of at) finite("indexScatter", `each number of ${name}`, v, { sign: "any" });
  }
  for (const { document, score } of found) {
    const at = documents[document]?.at;
    if (!at)
      throw new RangeError(
        `indexScatter: document ${document} was found but there are only ${documents.length}`,
      );
    if (Math.abs(dot(query, at) - score) > 1e-9)
      throw new RangeError(
        `indexScatter: document ${document} scores ${dot(query, at)}, not ${score}; found must come from this index`,
      );
  }
}
