import { chart } from "../ink/chart.js";
import { bytesBinary, int } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { extent, multiples, powers } from "../ink/scale.js";
import { dimension, finite } from "../tensor/check.js";
import { atMost, isLine } from "./check.js";
import { bold, label, limit, line } from "./marks.js";
import { plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** One model's cache against the context length. */
export interface KvGrowthSeries {
  readonly label: string;
  /** At least two, ascending in T; the last is the model's longest context. */
  readonly points: readonly { readonly T: number; readonly bytes: number }[];
}

/** The caches of some models, and the GPU they must fit. */
export interface KvGrowth {
  /** One to six models. */
  readonly series: readonly KvGrowthSeries[];
  /** A GPU's memory, drawn as a ceiling. */
  readonly gpu: { readonly label: string; readonly bytes: number };
}

const styles: readonly Look[] = [look.vermilion, look.blue, look.orange, look.green, look.pink, look.sky];

/** The cache of one sequence against its length, both logarithmic, up to each model's longest context. */
export function kvGrowth({ series, gpu }: KvGrowth, options: Titles = {}): Picture {
  check(series, gpu.bytes);
  const {
    title = "The cache grows with every token",
    subtitle = "One sequence, 16-bit numbers; both axes logarithmic; dots mark each model's longest context",
  } = options;
  const all = series.flatMap(({ points }) => points);
  const Ts = extent(all.map(({ T }) => T));
  const [least, most] = extent([gpu.bytes, ...all.map(({ bytes }) => bytes)]);
  const domain = [least, 2 * most] as const;
  const lines = series.map(({ label, points }, k) => ({
    label,
    points,
    look: styles[k]!,
    end: points.at(-1)!,
    flat: points.at(-1)!.bytes === points.at(-2)!.bytes,
  }));
  // Labels of lines that reach the right edge stand beside it, pushed apart; others, in two lines, at their dot.
  const right = lines.filter(({ end }) => end.T === Ts[1]);
  const panel = plotPanel(
    chart(
      {
        height: 384,
        x: {
          type: "log",
          domain: Ts,
          ticks: multiples(Ts, 8),
          written: int,
          caption: "tokens in the sequence, T",
        },
        y: { type: "log", domain, ticks: powers(domain, 8), written: (y) => bytesBinary(y) },
        ends: right.map(({ label, end, look }) => ({
          y: end.bytes,
          name: `${label}, ${bytesBinary(end.bytes, 3)}`,
          fill: look.text,
        })),
      },
      [
        ...limit(gpu.bytes, `${gpu.label}: ${bytesBinary(gpu.bytes, 3)}`),
        ...lines.flatMap(({ points, look, end }) => line(points, { x: "T", y: "bytes" }, look, [end])),
        ...lines
          .filter((line) => !right.includes(line))
          .map((line) =>
            label(
              { x: line.end.T, y: line.end.bytes },
              `${line.label}\n${bytesBinary(line.end.bytes, 3)}`,
              "right",
              bold(line.look),
            ),
          ),
      ],
    ),
  );
  const each = lines.map(
    ({ label, end, flat }) =>
      `${label} ends at ${bytesBinary(end.bytes, 3)} for ${int(end.T)} tokens${flat ? " and is flat there, because of its window" : ""}`,
  );
  const alt = `${title}. ${each.join("; ")}. The ceiling is ${gpu.label}: ${bytesBinary(gpu.bytes, 3)}.`;
  return pictureOf({ title, subtitle, alt }, [panel]);
}

function check(series: readonly KvGrowthSeries[], gpuBytes: number): void {
  finite("kvGrowth", "gpu.bytes", gpuBytes);
  atMost("kvGrowth", "series", series.length, styles.length);
  for (const { label, points } of series) {
    isLine("kvGrowth", label, points);
    for (const { T, bytes } of points) {
      dimension("kvGrowth", `T of “${label}”`, T);
      finite("kvGrowth", `bytes of “${label}”`, bytes);
    }
  }
}
