import { int } from "../ink/format.js";
import type { Picture } from "../ink/picture.js";
import { log, samples, tens } from "../ink/scale.js";
import { denseRows, rowsAt, type TwoRatios } from "../select/rows-at.js";
import { differentLengths } from "./check.js";
import type { Titles } from "./picture-of.js";
import { valueLines } from "./value-lines.js";

/** A model of two ratios, and the lengths between which its rows are counted. */
export interface RowCounts {
  readonly model: TwoRatios;
  readonly Ts: readonly [number, number];
}

/** Rows that such a model keeps, reads and scans, and what full attention would keep and read, against the length. */
export function rowCounts({ model, Ts }: RowCounts, options: Titles = {}): Picture {
  const [first, last] = differentLengths("rowCounts", Ts) as [number, number];
  const lengths = [...new Set(samples(log([first, last]), 61).map(Math.round))];
  const line = (name: string, y: (T: number) => number) => ({
    name,
    points: lengths.map((T) => ({ T, y: y(T) })),
  });
  const layers = model.window + model.csa + model.hca;
  const { title = "Kept, scanned, read" } = options;
  const { subtitle = `Rows of all ${layers} layers; both axes logarithmic` } = options;
  return valueLines({
    title,
    subtitle,
    lines: [
      line("full", (T) => denseRows(model, T)),
      line("kept", (T) => rowsAt(model, T).kept),
      line("scanned", (T) => rowsAt(model, T).scanned),
      line("read", (T) => rowsAt(model, T).read),
    ],
    axis: "tokens T",
    written: (y) => int(Math.round(y)),
    writtenT: int,
    ticks: [first, 32 * first, 1024 * first, last].filter((T) => T <= last),
    levels: tens([rowsAt(model, first).scanned, denseRows(model, last)]),
    logT: true,
  });
}
