/** How the scores of a class are spread, in ten steps of a tenth each. */

/** Of `max` points, the last step holds full points too. */
export function histogram(scores: readonly number[], max: number): string {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const score of scores) counts[Math.max(0, Math.min(9, Math.floor((10 * score) / max)))]!++;
  const most = Math.max(1, ...counts);
  const [width, height, left, step] = [420, 170, 10, 40];
  const columns = counts.map((n, k) => {
    const h = (110 * n) / most;
    const x = left + k * step;
    const bar = `<rect class="column" x="${x + 3}" y="${(140 - h).toFixed(1)}" width="${step - 6}" height="${h.toFixed(1)}"/>`;
    const middle = x + step / 2;
    return n === 0
      ? ""
      : `${bar}<text x="${middle}" y="${(134 - h).toFixed(1)}" text-anchor="middle">${n}</text>`;
  });
  const marks = [0, 2, 4, 6, 8, 10].map(
    (k) => `<text class="axis" x="${left + k * step}" y="158" text-anchor="middle">${k * 10} %</text>`,
  );
  const said = counts.flatMap((n, k) => (n === 0 ? [] : [`${k * 10} to ${k * 10 + 10} %: ${n}`])).join("; ");
  return (
    `<svg class="plot" role="img" aria-label="Submissions by their share of the points. ${said}" width="${width}" height="${height}" viewBox="-8 0 ${width + 16} ${height}">` +
    `${columns.join("")}<line x1="${left}" x2="${left + 10 * step}" y1="140.5" y2="140.5"/>${marks.join("")}</svg>`
  );
}
