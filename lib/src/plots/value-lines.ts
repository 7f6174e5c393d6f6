import * as Plot from "@observablehq/plot";
import { faint, inner, muted, palette, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { finite } from "../tensor/check.js";
import { figure, plotPanel, type Titles } from "./svg.js";

/** One line, with its name at its end. */
export interface ValueLine {
  readonly name: string;
  /** At least two, ascending in T. */
  readonly points: readonly { readonly T: number; readonly y: number }[];
  /** From this T on the line is dashed: what is not possible any more, and why. */
  readonly until?: { readonly T: number; readonly says: string };
}

/** Lines over the context length, and how their values are written. */
export interface ValueLines extends Required<Pick<Titles, "title" | "subtitle">> {
  /** One to four. */
  readonly lines: readonly ValueLine[];
  readonly axis: string;
  /** How a value is written, such as (y) => `${fixed(y, 1)} ×`. */
  readonly written: (y: number) => string;
  /** How a T is written, under its tick. */
  readonly writtenT: (T: number) => string;
  readonly ticks: readonly number[];
  /** Values with a line across. */
  readonly levels: readonly number[];
  /** A length with a line up, such as where training ended. */
  readonly mark?: { readonly T: number; readonly says: string };
  readonly logT?: boolean;
}

const looks = [
  { colour: palette.vermilion, text: textColour.warn, width: 2.25 },
  { colour: palette.blue, text: textColour.Q, width: 2.25 },
  { colour: palette.green, text: textColour.V, width: 2.25 },
  { colour: palette.pink, text: textColour.O, width: 2.25 },
] as const;

const frame = { height: 330, marginLeft: 84, marginRight: 172, marginTop: 12, marginBottom: 46 } as const;

/** Values over the length of a text, on a logarithmic axis upwards, each line named at its end. */
export function valueLines(spec: ValueLines): Picture {
  const { lines, axis, written, writtenT, ticks, levels, mark, logT = false, title, subtitle } = spec;
  if (lines.length === 0 || lines.length > looks.length)
    throw new RangeError(`valueLines: lines has ${lines.length} entries; give one to ${looks.length}`);
  for (const { name, points } of lines) {
    if (points.length < 2)
      throw new RangeError(`valueLines: “${name}” has fewer than two points; it is no line`);
    for (const { y } of points) finite("valueLines", `a value of “${name}”`, y);
  }
  const all = lines.flatMap(({ points }) => points);
  const Ts = [Math.min(...all.map(({ T }) => T)), Math.max(...all.map(({ T }) => T))] as const;
  const ys = [
    Math.min(...all.map(({ y }) => y), ...levels) / 1.3,
    Math.max(...all.map(({ y }) => y), ...levels) * 1.3,
  ] as const;
  const tall = frame.height - frame.marginTop - frame.marginBottom;
  const py = (y: number) => (Math.log(ys[1] / y) / Math.log(ys[1] / ys[0])) * tall;
  const ends = lines.map((line, k) => ({ ...line, ...looks[k]!, end: line.points.at(-1)! }));
  const shifts = spreadOut(
    ends.map(({ end }) => py(end.y)),
    34,
  );
  const panel = plotPanel({
    width: inner,
    ...frame,
    x: { type: logT ? "log" : "linear", domain: [...Ts], axis: null },
    y: { type: "log", domain: [...ys], axis: null },
    marks: [
      Plot.ruleY(levels, { stroke: faint }),
      Plot.text(levels, {
        y: (v: number) => v,
        frameAnchor: "left",
        dx: -8,
        textAnchor: "end",
        fill: muted,
        text: written,
      }),
      Plot.text(ticks, { x: (v: number) => v, frameAnchor: "bottom", dy: 15, fill: muted, text: writtenT }),
      Plot.text([axis], { frameAnchor: "bottom", dy: 35, text: String, fill: muted }),
      Plot.frame({ anchor: "bottom", stroke: muted }),
      ...(mark
        ? [
            Plot.ruleX([mark.T], { stroke: muted, strokeDasharray: "5 4" }),
            Plot.text([mark], {
              x: "T",
              frameAnchor: "bottom",
              dx: 6,
              dy: -10,
              textAnchor: "start",
              text: "says",
              fill: muted,
              stroke: "white",
              strokeWidth: 4,
            }),
          ]
        : []),
      ...ends.flatMap(({ name, points, colour, text, width, end, until }, k) => {
        const solid = until ? points.filter(({ T }) => T <= until.T) : points;
        const rest = until ? points.filter(({ T }) => T >= until.T) : [];
        return [
          Plot.line(solid, { x: "T", y: "y", stroke: colour, strokeWidth: width }),
          Plot.line(rest, { x: "T", y: "y", stroke: colour, strokeWidth: width, strokeDasharray: "2 4" }),
          ...(until && rest.length > 0
            ? [
                Plot.text([rest[0]!], {
                  x: "T",
                  y: "y",
                  dx: 8,
                  dy: -9,
                  textAnchor: "start",
                  text: () => until.says,
                  fill: text,
                  stroke: "white",
                  strokeWidth: 4,
                }),
              ]
            : []),
          Plot.text([end], {
            x: "T",
            y: "y",
            dx: 9,
            dy: shifts[k]! - 7,
            textAnchor: "start",
            fill: text,
            fontWeight: 600,
            text: () => name,
          }),
          Plot.text([end], {
            x: "T",
            y: "y",
            dx: 9,
            dy: shifts[k]! + 8,
            textAnchor: "start",
            fill: muted,
            text: () => written(end.y),
          }),
        ];
      }),
    ] as Plot.Markish[],
  });
  const each = lines.map(({ name, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${name}: ${written(first.y)} at ${writtenT(first.T)}, ${written(last.y)} at ${writtenT(last.T)}`;
  });
  return figure(
    {
      title,
      subtitle,
      alt: `${title}${/[?.!]$/.test(title) ? "" : "."} Over the ${axis}: ${each.join("; ")}.`,
    },
    [panel],
  );
}

/** How far to move each label down so that none touches the one above it. */
function spreadOut(at: readonly number[], apart: number): number[] {
  const order = at.map((_, k) => k).sort((a, b) => at[a]! - at[b]!);
  const shifts = at.map(() => 0);
  let floor = -Infinity;
  for (const k of order) {
    const y = Math.max(at[k]!, floor);
    shifts[k] = y - at[k]!;
    floor = y + apart;
  }
  return shifts;
}
