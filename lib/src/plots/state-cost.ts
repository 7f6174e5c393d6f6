import { int } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { log, samples, tens } from "../ink/scale.js";
import { chunkCost, softmaxFlops } from "../linear/linear-cost.js";
import { dimension } from "../tensor/check.js";
import { differentLengths } from "./check.js";
import type { Titles } from "./picture-of.js";
import { valueLines } from "./value-lines.js";

/** Head dimension, and the lengths between which a token's work is drawn. */
export interface StateCost {
  readonly d: number;
  readonly Ts: readonly [number, number];
}

/** FLOPs of one token in one head: softmax attention over a cache against a state. */
export function stateCost({ d, Ts }: StateCost, options: Titles = {}): Picture {
  dimension("stateCost", "d", d);
  const [first, last] = differentLengths("stateCost", Ts) as [number, number];
  const lengths = [...new Set(samples(log([first, last]), 61).map(Math.round))];
  const state = chunkCost(1, d).flops;
  const { title = "A cache grows, a state does not" } = options;
  const { subtitle = `FLOPs of one token in a head of ${d} numbers; both axes logarithmic` } = options;
  return valueLines({
    title,
    subtitle,
    lines: [
      { name: "a cache", points: lengths.map((T) => ({ T, y: softmaxFlops(T, d) })) },
      { name: "a state", points: lengths.map((T) => ({ T, y: state })) },
    ],
    axis: "tokens that it sees",
    written: (y) => int(Math.round(y)),
    writtenT: int,
    ticks: [first, 16 * first, 256 * first, last].filter((T) => T <= last),
    levels: tens([softmaxFlops(first, d), softmaxFlops(last, d)]),
    mark: { T: d, says: `equal at ${int(d)}` },
    logT: true,
  });
}
