import { expect, test } from "vitest";
import { driveAll, type Exercise, grade, inProcess, matches } from "../../../grader/src/engine/index.js";

/** Two checks of one call each, the second of them hidden. */
const halving = (id: string): Exercise => ({
  ...{ id, name: "half", title: "Half", points: 2, difficulty: "E", params: ["x"], mutants: [] },
  checks: (["visible", "hidden"] as const).map((visibility) =>
    matches<[number]>({
      id: visibility,
      title: "halves",
      visibility,
      examples: [[8]],
      expect: ([x]) => x / 2,
    }),
  ),
});

test("driveAll(engines) makes no visible call after the first hidden one, and gives every report in order", async () => {
  const asked: string[] = [];
  const reports = await driveAll(
    ["a", "b"].map((id) => grade(halving(id))),
    (request) => {
      asked.push(`${request.exercise.id} ${request.hidden ? "hidden" : "visible"}`);
      return inProcess((x: number) => x / 2)(request);
    },
  );
  expect(asked).toEqual(["a visible", "b visible", "a hidden", "b hidden"]);
  expect(reports.map(({ exercise, score }) => [exercise.id, score])).toEqual([
    ["a", 2],
    ["b", 2],
  ]);
});
