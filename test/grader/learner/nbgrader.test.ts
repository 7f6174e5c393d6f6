import { afterEach, expect, test, vi } from "vitest";
import { check } from "../../../grader/src/learner/index.js";
import { jupyterDisplay } from "../../../lib/src/ink/displayable.js";

afterEach(() => vi.unstubAllEnvs());
const right = (T: number, bytes: number, heads: number, layers: number) => T * T * bytes * heads * layers;
const shown = (solution: unknown) => check("01.2", solution)[jupyterDisplay]();

test("check(id, solution) shows its points as plain text when nbgrader runs it, and the card beside them", () => {
  vi.stubEnv("NBGRADER_EXECUTION", "autograde");
  expect(shown(right)["text/plain"]).toBe("2");
  expect(shown(() => 0)["text/plain"]).toBe("0"); // anything but a number would be full credit
  expect(shown(() => 0)["text/html"]).toContain("01.2");
});

test("check(id, solution) shows words elsewhere", () => {
  expect(shown(right)["text/plain"]).toContain("01.2");
});
