import { percent } from "../ink/format.js";
import { inner, muted, palette, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import { textWidth } from "../ink/wrap.js";
import { fraction } from "../tensor/check.js";
import { atMost } from "./check.js";
import { legend } from "./legend.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { striped } from "./stripes.js";
import { box, group, quiet, stroke, words } from "./svg.js";

/** What one method finds. */
export interface RecallRow {
  readonly label: string;
  /** Its price in words. */
  readonly price: string;
  /** A share for each kind of task. */
  readonly recall: readonly number[];
}

/** Methods, the kinds of task, and what nobody can beat. */
export interface RecallBars {
  readonly rows: readonly RecallRow[];
  /** One or two. */
  readonly kinds: readonly string[];
  /** The best possible share, drawn as a dashed line. */
  readonly best: number;
}

const fills = [
  { fill: palette.blue, stroke: palette.blue, text: textColour.Q },
  { fill: striped, stroke: palette.vermilion, text: textColour.warn },
] as const;

const bar = { height: 15, gap: 2, between: 17 } as const;

/** Which share of attention's weight each method reads, as bars, in the caller's order. */
export function recallBars({ rows, kinds, best }: RecallBars, options: Titles = {}): Picture {
  atMost("recallBars", "kinds", kinds.length, fills.length);
  atMost("recallBars", "rows", rows.length, 12);
  fraction("recallBars", "best", best);
  for (const { label, recall } of rows) {
    if (recall.length !== kinds.length)
      throw new RangeError(
        `recallBars: “${label}” has ${recall.length} shares for ${kinds.length} kinds; give one for each`,
      );
    for (const share of recall) fraction("recallBars", `recall of “${label}”`, share);
  }
  const { title = "How much of attention’s weight is found" } = options;
  const { subtitle = "Share of full attention’s weight on the keys that are read" } = options;
  const names = Math.max(...rows.flatMap(({ label, price }) => [textWidth(label, 13), textWidth(price, 12)]));
  const from = names + 12;
  const x = linear([0, 1], [from, inner - 48]);
  const rowHeight = Math.max(kinds.length * (bar.height + bar.gap), 2 * bar.between) + 14;
  const marks = rows.flatMap(({ label, price, recall }, k) => {
    const y = k * rowHeight;
    return [
      words(names, y + 12, label, { size: 13, weight: 600, anchor: "end" }),
      quiet(names, y + 12 + bar.between, price, { anchor: "end" }),
      ...recall.flatMap((share, kind) => {
        const look = fills[kind]!;
        const top = y + kind * (bar.height + bar.gap) + (kinds.length === 1 ? 6 : 0);
        const length = Math.max(1.5, x(share) - from);
        const text = percent(share, share < 0.1 ? 1 : 0);
        const beside = from + length + 7;
        // No number stands on the dashed line.
        const crosses = beside < x(best) + 4 && beside + textWidth(text, 13) > x(best);
        return [
          box(from, top, length, bar.height, look.fill, { stroke: look.stroke }),
          words(crosses ? x(best) + 6 : beside, top + bar.height / 2, text, {
            central: true,
            weight: 600,
            fill: look.text,
          }),
        ];
      }),
    ];
  });
  const height = rows.length * rowHeight;
  const ceiling = [
    stroke(`M${x(best)} 0V${height}`, muted, { "stroke-dasharray": "5 4" }),
    quiet(x(best), height + 14, `the best ${percent(best)}`, { anchor: "end" }),
  ];
  const drawn = {
    content: group(stroke(`M${from} 0V${height}`, rule), ...ceiling, ...marks),
    width: inner,
    height: height + 22,
  };
  const said = rows.map(
    ({ label, recall }) =>
      `${label} ${recall.map((share, k) => `${percent(share, 1)}${kinds.length > 1 ? ` ${kinds[k]}` : ""}`).join(", ")}`,
  );
  const alt = `${title}. ${said.join("; ")}; the best possible ${percent(best, 1)}.`;
  const key = kinds.length > 1 ? [legend(kinds.map((says, k) => ({ ...fills[k]!, says })))] : [];
  return pictureOf({ title, subtitle, alt }, [drawn, ...key]);
}
