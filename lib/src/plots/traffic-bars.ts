import * as Plot from "@observablehq/plot";
import { int, percent } from "../ink/format.js";
import { inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { textWidth } from "../ink/wrap.js";
import { finite } from "../tensor/check.js";
import { figure, plotPanel, striped, type Titles } from "./svg.js";

/** One algorithm's bar. */
export interface TrafficRow {
  readonly label: string;
  /** Elements read from HBM. */
  readonly reads: number;
  /** Elements written to HBM. */
  readonly writes: number;
}

/** Height of one row in px: its label, its bar, its numbers. */
const rowHeight = 74;

/**
 * What each algorithm reads (plain) and writes (striped), as one bar a row; shares refer to the first row.
 * @param rows at least one, the yardstick first
 */
export function trafficBars(
  rows: readonly TrafficRow[],
  options: Titles & { readonly unit?: string } = {},
): Picture {
  const { unit = "elements", title = "Traffic between slow and fast memory" } = options;
  const { subtitle = `HBM reads and writes in ${unit}` } = options;
  if (rows.length === 0)
    throw new RangeError("trafficBars: there are no rows; give at least one { label, reads, writes }");
  for (const { label, reads, writes } of rows) {
    finite("trafficBars", `reads of “${label}”`, reads, { sign: "not negative" });
    finite("trafficBars", `writes of “${label}”`, writes, { sign: "not negative" });
  }
  const total = ({ reads, writes }: TrafficRow) => reads + writes;
  const most = Math.max(...rows.map(total)) || 1;
  const share = (row: TrafficRow) => percent(total(row) / (total(rows[0]!) || 1));
  const heading = (row: TrafficRow, k: number) =>
    `${int(total(row))} ${unit}${k === 0 ? "" : `, ${share(row)} of ${rows[0]!.label}`}`;
  const read = ({ reads }: TrafficRow) => `${int(reads)} read`;
  const px = (value: number) => (value / most) * (inner - 2);
  // The number of writes stands under its bar, but never on the number of reads.
  const writesAt = (row: TrafficRow) => Math.max(px(row.reads), textWidth(read(row), 12) + 12);

  const line = (dy: number) =>
    ({ y: (_: TrafficRow, k: number) => k * rowHeight + dy, textAnchor: "start" }) as const;
  const bar = {
    y1: (_: TrafficRow, k: number) => k * rowHeight + 22,
    y2: (_: TrafficRow, k: number) => k * rowHeight + 42,
  };
  const panel = plotPanel({
    width: inner,
    height: rows.length * rowHeight - 8,
    marginLeft: 0,
    marginRight: 2,
    marginTop: 0,
    marginBottom: 0,
    x: { domain: [0, inner - 2], axis: null },
    y: { domain: [0, rows.length * rowHeight - 8], range: [0, rows.length * rowHeight - 8], axis: null },
    marks: [
      Plot.text(rows, { ...line(10), x: 0, text: "label", fontWeight: 600, fontSize: 13 }),
      Plot.text(rows, { ...line(10), x: inner - 2, text: heading, textAnchor: "end", fill: muted }),
      Plot.rect(rows, { ...bar, x1: 0, x2: (row) => px(row.reads), fill: palette.blue }),
      Plot.rect(rows, {
        ...bar,
        x1: (row) => px(row.reads),
        x2: (row) => px(total(row)),
        fill: striped,
        stroke: palette.vermilion,
      }),
      Plot.text(rows, { ...line(54), x: 0, text: read, fill: textColour.Q }),
      Plot.text(rows, {
        ...line(54),
        x: writesAt,
        text: ({ writes }) => `${int(writes)} written`,
        fill: textColour.warn,
      }),
    ],
  });
  const each = rows.map(
    (row, k) =>
      `${row.label} reads ${int(row.reads)} and writes ${int(row.writes)}${k === 0 ? "" : ` (${share(row)})`}`,
  );
  const alt = `${title}, in ${unit}. ${each.join("; ")}.`;
  return figure({ title, subtitle, alt }, [panel]);
}
