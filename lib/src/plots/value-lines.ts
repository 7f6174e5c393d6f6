import { chart } from "../ink/chart.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import type * as Plot from "../ink/plot.js";
import { extent } from "../ink/scale.js";
import { finite } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { label, line, turn } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

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

const styles: readonly Look[] = [look.vermilion, look.blue, look.green, look.pink];

/** Values over the length of a text, on a logarithmic axis upwards, each line named at its end. */
export function valueLines(spec: ValueLines): Picture {
  const { lines, axis, written, writtenT, ticks, levels, mark, logT = false, title, subtitle } = spec;
  atMost("valueLines", "lines", lines.length, styles.length);
  for (const { name, points } of lines) {
    isLine("valueLines", name, points);
    for (const { y } of points) finite("valueLines", `a value of “${name}”`, y);
  }
  const all = lines.flatMap(({ points }) => points);
  const [least, most] = extent([...all.map(({ y }) => y), ...levels]);
  const panel = plotPanel(
    chart(
      {
        height: 330,
        x: {
          type: logT ? "log" : "linear",
          domain: extent(all.map(({ T }) => T)),
          ticks,
          written: writtenT,
          caption: axis,
        },
        y: { type: "log", domain: [least / 1.3, most * 1.3], ticks: levels, written },
        ends: lines.map(({ name, points }, k) => {
          const { y } = points.at(-1)!;
          return { y, name, value: written(y), fill: styles[k]!.text };
        }),
      },
      [
        ...(mark ? turn(mark.T, mark.says, { frameAnchor: "bottom", dy: -10 }) : []),
        ...lines.flatMap((line, k) => drawn(line, styles[k]!)),
      ],
    ),
  );
  const each = lines.map(({ name, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!];
    return `${name}: ${written(first.y)} at ${writtenT(first.T)}, ${written(last.y)} at ${writtenT(last.T)}`;
  });
  const sentence = /[?.!]$/.test(title) ? title : `${title}.`;
  return pictureOf({ title, subtitle, alt: `${sentence} Over the ${axis}: ${each.join("; ")}.` }, [panel]);
}

/** Whole as far as it is possible: here dashes say what is not, and names at the ends tell lines apart. */
function drawn({ points, until }: ValueLine, look: Look): Plot.Markish[] {
  const channels = { x: "T", y: "y" } as const;
  const solid = { ...look, dash: "none" };
  if (!until) return line(points, channels, solid);
  const rest = points.filter(({ T }) => T >= until.T);
  return [
    ...line(
      points.filter(({ T }) => T <= until.T),
      channels,
      solid,
    ),
    ...line(rest, channels, { ...look, dash: "2 4" }),
    ...rest.slice(0, 1).map(({ T, y }) => label({ x: T, y }, until.says, "upper right", { fill: look.text })),
  ];
}
