/** The difference of two matrices as a picture, where a table of numbers would be too large to read. */
import type { Heat } from "./blocks.js";
import { caps } from "./caps.js";

/**
 * Rows downwards, columns to the right. Of a matrix that is larger than the picture, each cell stands for a block of
 * numbers and shows the worst of them.
 * @param tint from −1 to 1; 0 is right
 */
export function heatOf([n, d]: readonly [number, number], tint: (i: number, j: number) => number): Heat {
  const step = Math.ceil(Math.max(n, d) / caps.heat);
  const starts = (length: number) => Array.from({ length: Math.ceil(length / step) }, (_, k) => k * step);
  const worst = (i: number, j: number) => {
    let most = 0;
    for (let r = i; r < Math.min(n, i + step); r++)
      for (let c = j; c < Math.min(d, j + step); c++)
        if (Math.abs(tint(r, c)) > Math.abs(most)) most = tint(r, c);
    return Math.round(100 * most) / 100;
  };
  const [rows, columns] = [starts(n), starts(d)];
  const what =
    step === 1
      ? "coloured by how far each number is off."
      : `each for ${step} by ${step} numbers, coloured by how far the worst of them is off.`;
  return {
    heat: rows.map((i) => columns.map((j) => worst(i, j))),
    alt: `${rows.length} by ${columns.length} cells, ${what}`,
  };
}
