/** The difference of two matrices as a picture, where a table of numbers would be too large to read. */

/** Okabe and Ito's vermilion for too large, blue for too small; opacity says how much, on light pages and dark ones. */
export const tooLarge = [213, 94, 0] as const;
export const tooSmall = [0, 114, 178] as const;

/**
 * Rows downwards, columns to the right. A cell that is too large has a bar up, one that is too small a bar
 * down, so that the sign does not hang on colour alone.
 * @param tint from −1 to 1; 0 is right
 */
export function heatSvg([n, d]: readonly [number, number], tint: (i: number, j: number) => number): string {
  const side = Math.max(4, Math.min(16, Math.floor(320 / Math.max(n, d))));
  let marks = "";
  for (let i = 0; i < n; i++)
    for (let j = 0; j < d; j++) {
      const t = tint(i, j);
      if (t === 0) continue;
      const fill = `rgb(${(t > 0 ? tooLarge : tooSmall).join(",")})`;
      marks += `<rect x="${j * side}" y="${i * side}" width="${side}" height="${side}" fill="${fill}" fill-opacity="${Math.abs(t).toFixed(2)}"/>`;
      if (side >= 8)
        marks += `<rect x="${j * side + side / 2 - 0.75}" y="${i * side + (t > 0 ? 1 : side / 2)}" width="1.5" height="${side / 2 - 1}" fill="${Math.abs(t) > 0.7 ? "#fff" : fill}"/>`;
    }
  const [w, h] = [d * side, n * side];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${w + 2}" height="${h + 2}" viewBox="-1 -1 ${w + 2} ${h + 2}">${marks}<rect width="${w}" height="${h}" fill="none" stroke="#808080"/></svg>`;
}
