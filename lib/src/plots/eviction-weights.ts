import { count, fixed, int, percent } from "../ink/format.js";
import { type Look, look } from "../ink/looks.js";
import { faint, ink, inner, muted, rule } from "../ink/palette.js";
import type { Picture } from "../ink/picture.js";
import { linear } from "../ink/scale.js";
import type { Panel } from "./panel.js";
import { pictureOf, type Titles } from "./picture-of.js";
import { hatched } from "./stripes.js";
import { box, group, heading, quiet, stroke, words } from "./svg.js";

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
  { before, after, evicted, words: named }: EvictionWeights,
  options: Titles = {},
): Picture {
  const n = before.length;
  if (n === 0 || after.length !== n || (named && named.length !== n))
    throw new RangeError(
      `evictionWeights: before has ${n} weights, after ${after.length}${named ? `, words ${named.length}` : ""}; they need the same number, at least one`,
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
  const places: Places = { step: Math.min(64, (inner - left) / n), names: namesOf(n, named) };
  const panels = [
    weightsPanel("before", before, look.blue, [], places),
    weightsPanel("after", after, look.vermilion, evicted, places),
  ];
  const alt = `${title}. Of ${count(n, "key")}, those evicted (${int(evicted.length)}) held ${percent(gone, 1)} of the weight; those that stay weigh up to ${fixed(loudest, 1)} times as much as before.`;
  const caption = `Those that stay weigh up to ${fixed(loudest, 2)} times as much as before.`;
  return pictureOf({ title, subtitle, caption, alt }, panels);
}

/** px for each key, and what stands under its bar. */
interface Places {
  readonly step: number;
  readonly names: readonly string[];
}

const namesOf = (n: number, words?: readonly string[]): readonly string[] =>
  words ?? Array.from({ length: n }, (_, j) => (n <= 24 || j % 8 === 0 ? int(j) : ""));

const y = linear([0, 1], [32 + tall, 32]);

function weightsPanel(
  name: string,
  weights: ArrayLike<number>,
  { colour, text }: Look,
  gone: readonly number[],
  { step, names }: Places,
): Panel {
  const levels = [0, 0.5, 1].flatMap((w) => [
    stroke(`M${left - 4} ${y(w)}H${left + names.length * step}`, w === 0 ? rule : faint),
    quiet(left - 8, y(w) + 4, fixed(w, 1), { size: 11, anchor: "end" }),
  ]);
  const bars = names.map((name, j) => {
    const [x, wide, w, out] = [left + (j + 0.12) * step, 0.76 * step, weights[j]!, gone.includes(j)];
    const number = names.length > mostNumbers ? "" : out ? "gone" : fixed(w, w < 0.0995 ? 4 : 3);
    const middle = { size: 11, anchor: "middle" } as const;
    return group(
      out ? box(x, y(1), wide, tall, hatched, { stroke: rule }) : box(x, y(w), wide, y(0) - y(w), colour),
      words(x + wide / 2, out ? y(0.5) : y(w) - 4, number, { ...middle, fill: out ? muted : ink }),
      quiet(x + wide / 2, y(0) + 14, name, middle),
    );
  });
  const content = group(heading(0, 14, name, text), ...levels, ...bars);
  return { content, width: inner, height: tall + 60 };
}
