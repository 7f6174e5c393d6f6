import { attentionFlops, scoreMatrixBytes } from "../attention/cost.js";
import { A100_80GB } from "../gpu/devices.js";
import { chart } from "../ink/chart.js";
import { bytes, int, si } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import type { Picture } from "../ink/picture.js";
import { legible } from "../ink/scale.js";
import { dimension } from "../tensor/check.js";
import { differentLengths } from "./check.js";
import { label, limit, line } from "./marks.js";
import { headingPanel, type Panel, plotPanel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";

/** The lengths whose cost is drawn. */
export interface CostCurve {
  /** Head dimension. */
  readonly d: number;
  /** Context lengths in tokens, at least two. */
  readonly Ts: readonly number[];
}

/**
 * What one attention head costs against the context length, on logarithmic axes: FLOPs of the two matrix
 * products, and bytes of the fp16 score matrix. Dashed lines say what an A100 has to offer.
 */
export function costCurve({ d, Ts }: CostCurve, options: Titles = {}): Picture {
  dimension("costCurve", "d", d);
  for (const T of Ts) dimension("costCurve", "each of Ts", T);
  const lengths = differentLengths("costCurve", Ts);
  const {
    title = "The wall: cost grows with the square of the context",
    subtitle = `One head of d = ${d}, full attention; both axes logarithmic`,
  } = options;
  const peak = A100_80GB.peakFlopsPerSecond.fp16!;
  const memory = A100_80GB.hbmBytes!;
  const panels = [
    ...curve({
      name: "FLOPs of QKᵀ and PV",
      points: lengths.map((T) => ({ T, y: attentionFlops(T, d) })),
      written: (y) => si(y, "FLOP"),
      limit: { y: peak, says: `one second of an A100: ${si(peak, "FLOP")}` },
      look: look.blue,
    }),
    ...curve({
      name: "Bytes of the score matrix, fp16",
      points: lengths.map((T) => ({ T, y: scoreMatrixBytes(T) })),
      written: (y) => bytes(y),
      limit: { y: memory, says: `all the memory of an A100: ${bytes(memory)}` },
      look: { ...look.vermilion, dash: "none" },
      caption: "context length T in tokens",
    }),
  ];
  const [first, last] = [lengths[0]!, lengths.at(-1)!];
  const alt =
    `${title}. For one head of d = ${d}: at ${int(first)} tokens ${si(attentionFlops(first, d), "FLOP")} and ${bytes(scoreMatrixBytes(first))} of scores, ` +
    `at ${int(last)} tokens ${si(attentionFlops(last, d), "FLOP")} and ${bytes(scoreMatrixBytes(last))}. Both lines are straight with slope 2.`;
  return pictureOf({ title, subtitle, alt }, panels);
}

interface Curve {
  readonly name: string;
  readonly points: readonly { readonly T: number; readonly y: number }[];
  readonly written: (y: number) => string;
  readonly limit: { readonly y: number; readonly says: string };
  readonly look: Look;
  readonly caption?: string;
}

function curve({ name, points, written, limit: most, look, caption }: Curve): Panel[] {
  const [low, high] = [points[0]!, points.at(-1)!];
  const showLimit = most.y > low.y && most.y < 10 * high.y;
  const lengths = points.map(({ T }) => T);
  const valueAt = new Map(points.map(({ T, y }) => [T, y]));
  const panel = chart(
    {
      height: caption ? 232 : 198,
      left: 28,
      right: 76,
      top: 8,
      x: {
        type: "log",
        domain: [low.T, high.T],
        ticks: caption ? lengths : [],
        written: int,
        grid: lengths,
        ...(caption && { caption }),
      },
      y: { type: "log", domain: [low.y / 30, Math.max(high.y, showLimit ? most.y : 0) * 8] },
    },
    (at) => [
      ...(showLimit ? limit(most.y, most.says) : []),
      ...line(points, { x: "T", y: "y" }, look, points),
      ...legible(lengths, at.x, (T) => written(valueAt.get(T)!)).map((x) =>
        label({ x, y: valueAt.get(x)! }, written(valueAt.get(x)!), "lower right"),
      ),
    ],
  );
  return [headingPanel(name, look.text), plotPanel(panel)];
}
