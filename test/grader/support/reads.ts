import { COURSE } from "../../../tools/unchanged.mjs";

/** What decides how the grader's long tests end: see skipIfUnchanged. bubblewrap decides which levels there are. */
export const GRADER: readonly string[] = [
  ...COURSE,
  "solutions",
  "test/grader",
  "tools/build-grader.ts",
  "tools/soak",
  "/usr/bin/bwrap",
];
