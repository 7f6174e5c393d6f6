import { int, percent } from "../ink/format.js";
import { inner, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import { textWidth } from "../ink/wrap.js";
import { finite } from "../tensor/check.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { striped } from "./stripes.js";
import { box, group, heading, quiet, words } from "./svg.js";

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
  const share = (row: TrafficRow) => percent(total(row) / (total(rows[0]!) || 1));
  const x = linear([0, Math.max(...rows.map(total)) || 1], [0, inner - 2]);
  const bars = rows.flatMap((row, k) => {
    const y = k * rowHeight;
    const [read, written] = [`${int(row.reads)} read`, `${int(row.writes)} written`];
    const of = k === 0 ? "" : `, ${share(row)} of ${rows[0]!.label}`;
    // The number of writes stands under its bar, but never on the number of reads.
    const writtenAt = Math.max(x(row.reads), textWidth(read, 12) + 12);
    return [
      heading(0, y + 14, row.label),
      quiet(inner - 2, y + 14, `${int(total(row))} ${unit}${of}`, { anchor: "end" }),
      box(0, y + 22, x(row.reads), 20, palette.blue),
      box(x(row.reads), y + 22, x(row.writes), 20, striped, { stroke: palette.vermilion }),
      words(0, y + 58, read, { fill: textColour.Q }),
      words(writtenAt, y + 58, written, { fill: textColour.warn }),
    ];
  });
  const panel = { content: group(...bars), width: inner, height: rows.length * rowHeight - 8 };
  const each = rows.map(
    (row, k) =>
      `${row.label} reads ${int(row.reads)} and writes ${int(row.writes)}${k === 0 ? "" : ` (${share(row)})`}`,
  );
  const alt = `${title}, in ${unit}. ${each.join("; ")}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}
