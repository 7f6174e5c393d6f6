import { expect } from "vitest";

/** Each number within 5e-13. */
export const close = (numbers: readonly number[], digits = 12) =>
  numbers.map((x) => expect.closeTo(x, digits));
