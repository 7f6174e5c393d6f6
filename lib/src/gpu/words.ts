import type { Range } from "./memory.js";

/** "rows 0 to 7", "row 3". */
export const rowsOf = ({ from, to }: Range): string =>
  to - from === 1 ? `row ${from}` : `rows ${from} to ${to - 1}`;

/** Four digits are enough to compare two numbers by eye. */
export const number = (x: number): string =>
  Number.isFinite(x)
    ? String(Number(x.toPrecision(4))).replace("-", "−")
    : String(x).replace("-Infinity", "−∞").replace("Infinity", "∞");

/** "block 3", "blocks 0 and 2", "blocks 0, 1 and 5", "blocks 0 to 7". */
export function blocksOf(blocks: readonly number[]): string {
  const [first, last] = [blocks[0]!, blocks.at(-1)!];
  if (blocks.length === 1) return `block ${first}`;
  if (blocks.length > 3 && last - first === blocks.length - 1) return `blocks ${first} to ${last}`;
  return `blocks ${blocks.slice(0, -1).join(", ")} and ${last}`;
}

/** With a large first letter. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
