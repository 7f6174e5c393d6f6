import { describe, gridOf } from "../engine/index.js";
import { shown } from "../feedback/values.js";
import { plain } from "../text/plain.js";
import type { Numeral, Shown } from "./schema.js";

/** More numbers than this nobody reads, and a class's results should stay small. */
const mostNumbers = 1024;

/** A value for a report. */
export function show(value: unknown): Shown {
  const grid = gridOf(value, { nested: true });
  if (grid && grid.data.length <= mostNumbers)
    return { shape: [...grid.shape], data: Array.from(grid.data, numeral) };
  const words = shown(value);
  return plain("text" in words ? words.text : describe(value));
}

const numeral = (x: number): Numeral =>
  Number.isFinite(x) ? x : Number.isNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity";
