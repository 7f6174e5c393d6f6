/** How the scores of a class are spread, in ten steps of a tenth each. */
import { h, type VNode } from "../feedback/element.js";

const [width, height, left, step] = [420, 170, 10, 40];

/** Of `max` points, the last step holds full points too. */
export function histogram(scores: readonly number[], max: number): VNode {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const score of scores) counts[Math.max(0, Math.min(9, Math.floor((10 * score) / max)))]!++;
  const most = Math.max(1, ...counts);
  const columns = counts.map((n, k) => {
    const [x, tall] = [left + k * step, (110 * n) / most];
    const bar = { x: x + 3, y: (140 - tall).toFixed(1), width: step - 6, height: tall.toFixed(1) };
    const place = { x: x + step / 2, y: (134 - tall).toFixed(1), "text-anchor": "middle" };
    return n > 0 && [h("rect", { class: "column", ...bar }), h("text", place, n)];
  });
  const marks = [0, 2, 4, 6, 8, 10].map((k) =>
    h("text", { class: "axis", x: left + k * step, y: 158, "text-anchor": "middle" }, `${k * 10} %`),
  );
  const said = counts.flatMap((n, k) => (n === 0 ? [] : [`${k * 10} to ${k * 10 + 10} %: ${n}`])).join("; ");
  const label = `Submissions by their share of the points. ${said}`;
  return h(
    "svg",
    {
      class: "plot",
      role: "img",
      "aria-label": label,
      width,
      height,
      viewBox: `-8 0 ${width + 16} ${height}`,
    },
    columns,
    h("line", { x1: left, x2: left + 10 * step, y1: 140.5, y2: 140.5 }),
    marks,
  );
}
