import { expect, test } from "vitest";
import { check } from "../../../grader/src/learner/index.js";

test("check(id, solution) shows what came alone where a rule is broken, for nothing else was expected", () => {
  const { text, html } = check("04.5", (T: number) => Array.from({ length: T }, (_, i) => [i]));
  expect(text).toContain("inside its window");
  expect(text).toContain("yours");
  expect(text).not.toContain("undefined");
  expect(html).not.toContain("undefined");
});
