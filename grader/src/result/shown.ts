import { describe, gridOf } from "../engine/index.js";
import { isPort } from "../ports/port.js";
import { plain } from "../reports/plain.js";
import type { Shown } from "./schema.js";

/** More numbers than this nobody reads, and a class's results should stay small. */
const mostNumbers = 1024;

/** A value for a report. */
export function show(value: unknown): Shown {
  if (isPort(value)) return value.kind === "device" ? "a simulated device" : "a function";
  const grid = gridOf(value, true);
  if (!grid || grid.data.length > mostNumbers) return plain(describe(value));
  return { shape: [...grid.shape], data: Array.from(grid.data, (x) => (Number.isFinite(x) ? x : null)) };
}
