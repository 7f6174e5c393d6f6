import { count, fixed, int, percent } from "../ink/format.js";
import { faint, ink, inner, muted, palette, rule, textColour } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { svg } from "./svg.js";

/** One query's weights before and after keys are evicted. */
export interface EvictionWeights {
  /** One query's weights over all keys. */
  readonly before: ArrayLike<number>;
  /** Its weights when the evicted keys are gone: 0 at their places. */
  readonly after: ArrayLike<number>;
  readonly evicted: readonly number[];
  /** One word for each key. Default: positions. */
  readonly words?: readonly string[];
}

const tall = 130;
const left = 64;
/** More bars than this have no numbers above them. */
const mostNumbers = 12;

/**
 * One query's weights as bars, before and after some keys leave the cache. What was parked on them has to
 * go somewhere: a softmax always adds up to one.
 * @throws RangeError when the lists differ in length, or an evicted key still has weight
 */
export function evictionWeights(
  { before, after, evicted, words }: EvictionWeights,
  options: Titles = {},
): Picture {
  const n = before.length;
  if (n === 0 || after.length !== n || (words && words.length !== n))
    throw new RangeError(
      `evictionWeights: before has ${n} weights, after ${after.length}${words ? `, words ${words.length}` : ""}; they need the same number, at least one`,
    );
  const kept = Array.from({ length: n }, (_, j) => j).filter((j) => !evicted.includes(j));
  const leak = evicted.find((j) => after[j] !== 0);
  if (leak !== undefined)
    throw new RangeError(`evictionWeights: key ${leak} is evicted but weighs ${after[leak]}; give it 0`);
  const loudest = kept.reduce((most, j) => Math.max(most, before[j]! > 0 ? after[j]! / before[j]! : 1), 1);
  const gone = evicted.reduce((sum, j) => sum + before[j]!, 0);
  const {
    title = "Where the weight goes when keys leave",
    subtitle = `One query's softmax weights; ${count(evicted.length, "key")} evicted`,
  } = options;
  const step = Math.min(64, (inner - left) / n);
  const panel = (
    weights: ArrayLike<number>,
    name: string,
    colour: string,
    text: string,
    y: number,
  ): Panel => ({
    y,
    x: 0,
    width: inner,
    height: tall + 46,
    content: svg(
      "g",
      {},
      svg("text", { x: 0, y: 14, "font-size": 13, "font-weight": 600, fill: text }, name),
      ...[0, 0.5, 1].flatMap((w) => [
        svg("path", { d: `M${left - 4} ${Y(w)}H${left + n * step}`, stroke: w === 0 ? rule : faint }),
        svg(
          "text",
          { x: left - 8, y: Y(w) + 4, "font-size": 11, fill: muted, "text-anchor": "end" },
          fixed(w, 1),
        ),
      ]),
      ...Array.from({ length: n }, (_, j) => bar(weights, j, colour)),
    ),
  });
  const Y = (w: number) => 32 + (1 - w) * tall;
  const bar = (weights: ArrayLike<number>, j: number, colour: string) => {
    const [x, w] = [left + j * step, weights[j]!];
    const out = evicted.includes(j) && weights === after;
    const room = { x: x + step * 0.12, width: step * 0.76 };
    const label = words?.[j] ?? (n <= 24 || j % 8 === 0 ? int(j) : "");
    const number = n <= mostNumbers ? (out ? "gone" : fixed(w, w < 0.0995 ? 4 : 3)) : "";
    return svg(
      "g",
      {},
      out
        ? svg("rect", { ...room, y: Y(1), height: tall, fill: hatched, stroke: rule })
        : svg("rect", { ...room, y: Y(w), height: Y(0) - Y(w), fill: colour }),
      svg(
        "text",
        {
          x: x + step / 2,
          y: out ? Y(0.5) : Y(w) - 4,
          "font-size": 11,
          fill: out ? muted : ink,
          "text-anchor": "middle",
        },
        number,
      ),
      svg(
        "text",
        { x: x + step / 2, y: Y(0) + 14, "font-size": 11, fill: muted, "text-anchor": "middle" },
        label,
      ),
    );
  };
  const height = tall + 60;
  const alt = `${title}. Of ${count(n, "key")}, those evicted (${int(evicted.length)}) held ${percent(gone, 1)} of the weight; those that stay weigh up to ${fixed(loudest, 1)} times as much as before.`;
  return pictureOf(
    {
      title,
      subtitle,
      caption: `Those that stay weigh up to ${fixed(loudest, 2)} times as much as before.`,
      alt,
    },
    [
      panel(before, "before", palette.blue, textColour.Q, 0),
      panel(after, "after", palette.vermilion, textColour.warn, height),
    ],
  );
}
