import { fixed, int, significant } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { relativeLoudness, type SinkToy } from "../kv/sink-toy.js";
import { dimension } from "../tensor/check.js";
import type { Titles } from "./picture-of.js";
import { valueLines } from "./value-lines.js";

/** A toy head beyond the length it was trained at. */
export interface SinkError {
  /** Length of the longest text in training. */
  readonly trained: number;
  /** Length to go on to. */
  readonly T: number;
  /** Keys in the cache beside the sinks. */
  readonly recent: number;
  readonly sinks: number;
  readonly toy?: SinkToy;
}

/** The toy head's loudness against the loudest it ever was in training: full attention, a plain window, sinks and window. */
export function sinkError({ trained, T, recent, sinks, toy = {} }: SinkError, options: Titles = {}): Picture {
  for (const [name, value] of Object.entries({ trained, recent, sinks })) dimension("sinkError", name, value);
  dimension("sinkError", "T", T, trained + 1);
  const line = (name: string, cache?: { sinks: number; recent: number }) => ({
    name,
    // Up to its parking place the head is silent.
    points: relativeLoudness(T, trained, toy, cache)
      .map((y, i) => ({ T: i + 1, y }))
      .slice(toy.parking ?? 1),
  });
  const {
    title = "How loud does the head become?",
    subtitle = `Toy head; 1 × is the loudest in training. Logarithmic upwards`,
  } = options;
  return valueLines({
    title,
    subtitle,
    lines: [
      line("window alone", { sinks: 0, recent: recent + sinks }),
      line("full attention"),
      line(`${int(sinks)} sinks + window`, { sinks, recent }),
    ],
    axis: "length of the text so far, in tokens",
    written: (y) => `${y < 1 ? significant(y, 2) : fixed(y, 1)} ×`,
    writtenT: int,
    ticks: [trained, ...[2, 3, 4, 5, 6].map((k) => k * trained)].filter((t) => t <= T),
    levels: [0.1, 1, 10],
    mark: { T: trained, says: "training ended here" },
  });
}
