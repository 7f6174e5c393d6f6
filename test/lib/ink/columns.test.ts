import { columnGroups, linePath } from "long-attention/ink";
import { expect, it } from "vitest";

it("columnGroups([2, 3], 0.5) leaves half a column between the groups", () => {
  expect(columnGroups([2, 3], 0.5)).toEqual([
    { from: 0, to: 2, middle: 1, columns: [0, 1] },
    { from: 2.5, to: 5.5, middle: 4, columns: [2.5, 3.5, 4.5] },
  ]);
});

it("linePath joins points, and is empty without any", () => {
  expect(
    linePath([
      [1, 2],
      [3.06, 4],
    ]),
  ).toBe("M1.0 2.0L3.1 4.0");
  expect(linePath([])).toBe("");
});
