import type { Block } from "../feedback/index.js";
import type { ExerciseResult } from "../result/index.js";

/** All that a student is told of one exercise. Hidden checks have their title and state, and nothing of what was tried. */
export const blocksOf = ({ blocks, checks }: ExerciseResult): Block[] => [
  ...blocks,
  {
    kind: "checks",
    lines: checks.map((check) => ({ ...check, hidden: check.visibility === "hidden" })),
  },
];

/** Points in hundredths, as platforms round them. */
export const rounded = (points: number): number => Math.round(points * 100) / 100;
