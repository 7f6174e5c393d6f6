import { course } from "long-attention/facts";
import { courseMap } from "long-attention/plots";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("courseMap(course) names every notebook with its time and what comes before it", async () => {
  await checkPicture("course-map", () => courseMap(course), [
    "00 Attention from scratch, 40 minutes;",
    "06 Hashing (LSH), 40 minutes, after 00 and 04",
  ]);
});

test("courseMap leaves out arrows that others imply", () => {
  const stop = (number: string, needs: string[]) => ({ number, short: number, minutes: 1, part: "p", needs });
  const { svg } = courseMap([stop("a", []), stop("b", ["a"]), stop("c", ["a", "b"])]);
  expect(svg.match(/l-7 -4v8z/g)).toHaveLength(2);
});

test("courseMap refuses circles, five parts and nothing", () => {
  const stop = { number: "a", short: "A", minutes: 1, part: "p", needs: ["b"] };
  expect(() => courseMap([stop])).toThrow("courseMap: a needs b, which does not come before it");
  const five = ["1", "2", "3", "4", "5"].map((number) => ({ ...stop, number, part: number, needs: [] }));
  expect(() => courseMap(five)).toThrow("courseMap: there are 5 parts; at most 4 can be told apart");
  expect(() => courseMap([])).toThrow("courseMap: the number of stops must be a whole number of at least 1");
});
