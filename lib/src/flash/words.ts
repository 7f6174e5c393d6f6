import type { Range } from "../gpu/memory.js";

/** "Rows 0 to 7". */
export const rowsOf = ({ from, to }: Range): string =>
  to - from === 1 ? `Row ${from}` : `Rows ${from} to ${to - 1}`;

/** Four digits are enough to compare two numbers by eye. */
export const number = (x: number): string =>
  Number.isFinite(x)
    ? String(Number(x.toPrecision(4))).replace("-", "−")
    : String(x).replace("-Infinity", "−∞").replace("Infinity", "∞");
