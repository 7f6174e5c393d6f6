import { expect, test } from "vitest";
import { asProblem, Problem } from "../../../grader/src/files/problem.js";

const failed = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });

test.each([
  ["ENOSPC", "the disk is full"],
  ["EROFS", "the file system is read-only"],
  ["ENOENT", "nothing can be made there"],
  ["EWHATEVER", "the system reports EWHATEVER (write)"],
])("asProblem says in one sentence what %s of the file system means", (code, why) => {
  const problem = asProblem(failed(code, "write"), "/grades");
  expect(problem).toBeInstanceOf(Problem);
  expect((problem as Problem).message).toBe(
    `/grades cannot be written: ${why}. Nothing graded so far is lost; run the same command again to go on`,
  );
});

test("asProblem leaves alone what the file system did not say", () => {
  const errors = [new TypeError("x is not a function"), failed("ERR_INVALID_ARG_TYPE"), undefined];
  for (const error of errors) expect(asProblem(error, "/grades")).toBe(error);
});
