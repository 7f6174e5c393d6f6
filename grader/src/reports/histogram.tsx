/** @jsxRuntime automatic @jsxImportSource preact */
/** How the scores of a class are spread, in ten steps of a tenth each. */

const [width, height, left, step] = [420, 170, 10, 40];

/** Of `max` points, the last step holds full points too. */
export function Histogram({ scores, max }: { scores: readonly number[]; max: number }) {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const score of scores) counts[Math.max(0, Math.min(9, Math.floor((10 * score) / max)))]!++;
  const most = Math.max(1, ...counts);
  const said = counts.flatMap((n, k) => (n === 0 ? [] : [`${k * 10} to ${k * 10 + 10} %: ${n}`])).join("; ");
  return (
    <svg
      class="plot"
      role="img"
      aria-label={`Submissions by their share of the points. ${said}`}
      width={width}
      height={height}
      viewBox={`-8 0 ${width + 16} ${height}`}
    >
      {counts.map((n, k) => {
        const [x, h] = [left + k * step, (110 * n) / most];
        if (n === 0) return null;
        return (
          <>
            <rect class="column" x={x + 3} y={(140 - h).toFixed(1)} width={step - 6} height={h.toFixed(1)} />
            <text x={x + step / 2} y={(134 - h).toFixed(1)} text-anchor="middle">
              {n}
            </text>
          </>
        );
      })}
      <line x1={left} x2={left + 10 * step} y1="140.5" y2="140.5" />
      {[0, 2, 4, 6, 8, 10].map((k) => (
        <text class="axis" x={left + k * step} y="158" text-anchor="middle">
          {k * 10} %
        </text>
      ))}
    </svg>
  );
}
