import { chart } from "../ink/chart.js";
import { int, power10 } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent, multiples, powers } from "../ink/scale.js";
import { dimension, finite } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** How many pairs one pattern has, length by length. */
export interface NnzSeries {
  readonly label: string;
  /** At least two, ascending in T, with the exact number of pairs. */
  readonly points: readonly { readonly T: number; readonly nnz: number }[];
}

const styles: readonly Look[] = [look.ink, look.vermilion, look.orange, look.green, look.pink, look.blue];

/** The pairs of each pattern against the length, both logarithmic: parallel lines grow alike. */
export function nnzCurve(series: readonly NnzSeries[], options: Titles = {}): Picture {
  check(series);
  const { title = "How many pairs are read" } = options;
  const {
    subtitle = "Exact counts, nnz; both axes logarithmic. Steep lines are quadratic, flat ones linear",
  } = options;
  const all = series.flatMap(({ points }) => points);
  const Ts = extent(all.map(({ T }) => T));
  const domain = extent(all.map(({ nnz }) => nnz));
  const lines = series
    .map(({ label, points }, k) => ({ label, points, look: styles[k]!, most: points.at(-1)!.nnz }))
    .sort((a, b) => b.most - a.most);
  const panel = plotPanel(
    chart(
      {
        height: 380,
        x: { type: "log", domain: Ts, ticks: multiples(Ts, 8), written: int, caption: "tokens, T" },
        y: {
          type: "log",
          domain,
          ticks: powers(domain),
          written: (nnz) => power10(Math.round(Math.log10(nnz))),
        },
        ends: lines.map(({ label, most, look }) => ({ y: most, name: label, fill: look.text })),
      },
      lines.flatMap(({ points, look }) => line(points, { x: "T", y: "nnz" }, look)),
    ),
  );
  const each = lines.map(({ label, most }) => `${label} ${int(most)}`);
  const alt = `${title}. At T = ${int(Ts[1])}: ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

function check(series: readonly NnzSeries[]): void {
  atMost("nnzCurve", "series", series.length, styles.length);
  for (const { label, points } of series) {
    isLine("nnzCurve", label, points);
    for (const { T, nnz } of points) {
      dimension("nnzCurve", `T of “${label}”`, T);
      finite("nnzCurve", `nnz of “${label}”`, nnz);
    }
  }
}
