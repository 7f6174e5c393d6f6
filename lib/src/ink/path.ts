/** A line through points as a path, in tenths of a px. */
export const linePath = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.length === 0 ? "" : `M${points.map((xy) => xy.map((v) => v.toFixed(1)).join(" ")).join("L")}`;
