import * as Plot from "@observablehq/plot";
import { count, fixed } from "../ink/format.js";
import { faint, ink, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import type { Retrieved } from "../memory-systems/retrieve.js";
import { finite } from "../tensor/check.js";
import { dot } from "../tensor/matmul.js";
import { figure, plotPanel, type Titles } from "./svg.js";

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

const box = { width: inner, height: 390, marginLeft: 30, marginRight: 14, marginTop: 10, marginBottom: 34 };

/** An index of two dimensions, the query, and the line behind which every document is found. */
export function indexScatter({ query, documents, found, axes }: IndexScatter, options: Titles = {}): Picture {
  check({ query, documents, found });
  const { title = "Nearest by inner product" } = options;
  const {
    subtitle = `Filled: the ${count(found.length, "document")} that retrieval found. On the dashed line every document scores the same`,
  } = options;
  const rankOf = new Map(found.map(({ document }, rank) => [document, rank]));
  const rows = documents.map(({ label, at }, z) => ({ label, x: at[0], y: at[1], z, rank: rankOf.get(z) }));
  const all = [[0, 0], query, ...documents.map(({ at }) => at)] as const;
  const range = (k: 0 | 1): Range => {
    const values = all.map((at) => at[k]!);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = 0.12 * (high - low || 1);
    return [low - room, high + room];
  };
  const [xs, ys] = toScale(range(0), range(1));
  const least = found.at(-1)!.score;
  const hits = rows.filter(({ rank }) => rank !== undefined);
  const misses = rows.filter(({ rank }) => rank === undefined);
  // Labels to the right of their dots, except in the right third of the frame.
  const toLeft = ({ x }: { x: number }) => x > xs[0] + 0.6 * (xs[1] - xs[0]);
  const names = (list: typeof rows, left: boolean) =>
    Plot.text(
      list.filter((row) => toLeft(row) === left),
      {
        x: "x",
        y: "y",
        dx: left ? -11 : 11,
        textAnchor: left ? "end" : "start",
        stroke: "white",
        strokeWidth: 4,
        fill: (row: (typeof rows)[number]) => (row.rank === undefined ? muted : textColour.warn),
        fontWeight: list === hits ? 600 : 400,
        text: ({ label, rank }) =>
          rank === undefined ? label : `${rank + 1}. ${label}, ${fixed(found[rank]!.score)}`,
      },
    );
  const panel = plotPanel({
    ...box,
    x: { domain: xs, axis: null },
    y: { domain: ys, axis: null },
    marks: [
      Plot.ruleX([0], { stroke: faint }),
      Plot.ruleY([0], { stroke: faint }),
      Plot.frame({ stroke: faint }),
      Plot.line(border(query, least, xs, ys), { stroke: muted, strokeDasharray: "5 4", strokeWidth: 1.5 }),
      Plot.arrow([query], {
        x1: 0,
        y1: 0,
        x2: (q: readonly number[]) => q[0]!,
        y2: (q: readonly number[]) => q[1]!,
        stroke: palette.blue,
        strokeWidth: 2.5,
      }),
      Plot.text([query], {
        x: (q: readonly number[]) => q[0]!,
        y: (q: readonly number[]) => q[1]!,
        dx: 10,
        dy: -6,
        textAnchor: "start",
        fill: textColour.Q,
        fontWeight: 600,
        stroke: "white",
        strokeWidth: 4,
        text: () => "query",
      }),
      Plot.dot(misses, { x: "x", y: "y", r: 5, fill: "white", stroke: muted, strokeWidth: 1.5 }),
      Plot.dot(hits, { x: "x", y: "y", r: 6.5, fill: palette.vermilion, stroke: ink }),
      names(misses, false),
      names(misses, true),
      names(hits, false),
      names(hits, true),
      Plot.text([axes?.[0] ?? ""], { frameAnchor: "bottom", dy: 22, text: String, fill: muted }),
      Plot.text([axes?.[1] ?? ""], { frameAnchor: "left", rotate: -90, dx: -18, text: String, fill: muted }),
    ],
  });
  const each = hits
    .sort((a, b) => a.rank! - b.rank!)
    .map(({ label, rank }) => `${rank! + 1}. ${label} (${fixed(found[rank!]!.score)})`);
  const alt = `${title}. ${count(documents.length, "document")} as points in the plane. Found: ${each.join(", ")}. Not found: ${misses.map(({ label }) => label).join(", ") || "none"}.`;
  return figure({ title, subtitle, alt }, [panel]);
}

type Range = [low: number, high: number];

/** Both ranges, one of them widened until a unit is as long upwards as to the right: right angles stay right. */
function toScale(xs: Range, ys: Range): [Range, Range] {
  const wide = box.width - box.marginLeft - box.marginRight;
  const tall = box.height - box.marginTop - box.marginBottom;
  const unit = Math.max((xs[1] - xs[0]) / wide, (ys[1] - ys[0]) / tall);
  const widened = ([low, high]: Range, px: number): Range => {
    const more = (unit * px - (high - low)) / 2;
    return [low - more, high + more];
  };
  return [widened(xs, wide), widened(ys, tall)];
}

/** The line on which the inner product with the query is `score`, as far as it lies in the frame. */
function border(
  [a, b]: readonly [number, number],
  score: number,
  xs: readonly [number, number],
  ys: readonly [number, number],
): [number, number][] {
  const inside = (v: number, [low, high]: readonly [number, number]) => v >= low - 1e-9 && v <= high + 1e-9;
  const upright = b === 0 ? [] : xs.map((x): [number, number] => [x, (score - a * x) / b]);
  const level = a === 0 ? [] : ys.map((y): [number, number] => [(score - b * y) / a, y]);
  const ends = [...upright.filter(([, y]) => inside(y, ys)), ...level.filter(([x]) => inside(x, xs))];
  return ends
    .sort((p, q) => p[0] - q[0] || p[1] - q[1])
    .filter((_, k, list) => k === 0 || k === list.length - 1);
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
