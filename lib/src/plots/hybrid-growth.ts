import { bytesBinary, int } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { extent, log, powers, samples } from "../ink/scale.js";
import { crossing, type Hybrid, hybridBytes } from "../linear/hybrid.js";
import { differentLengths } from "./check.js";
import type { Titles } from "./picture-of.js";
import { valueLines } from "./value-lines.js";

/** A model, and the lengths between which its memory is drawn. */
export interface HybridGrowth {
  readonly model: Hybrid;
  readonly Ts: readonly [number, number];
}

/** Bytes of a hybrid's memory, of its states alone, and of the same layers if all kept a cache. */
export function hybridGrowth({ model, Ts }: HybridGrowth, options: Titles = {}): Picture {
  const [first, last] = differentLengths("hybridGrowth", Ts) as [number, number];
  const lengths = [...new Set(samples(log([first, last]), 61).map(Math.round))];
  const line = (name: string, part: "allFull" | "hybrid" | "states") => ({
    name,
    points: lengths.map((T) => ({ T, y: hybridBytes(model, T)[part] })),
  });
  const lines = [line("all with a cache", "allFull"), line("hybrid", "hybrid"), line("its states", "states")];
  const meet = crossing(model).model;
  const { title = `${model.name}: states and caches` } = options;
  const { subtitle = "Bytes of one sequence, all layers; both axes logarithmic" } = options;
  return valueLines({
    title,
    subtitle,
    lines,
    axis: "tokens T",
    written: (y) => bytesBinary(y, 3),
    writtenT: int,
    ticks: [first, 16 * first, 256 * first, last].filter((T) => T <= last),
    levels: powers(extent(lines.flatMap(({ points }) => points.map(({ y }) => y))), 16),
    mark: { T: meet, says: `its caches reach its states at ${int(meet)}` },
    logT: true,
  });
}
