import { COURSE } from "../../../tools/start/unchanged.mjs";

/** What decides how the grader's long tests end: see skipIfUnchanged. bubblewrap decides which levels there are. */
export const GRADER: readonly string[] = [
  ...COURSE,
  "solutions",
  "test/grader",
  "tools/build/grader.ts",
  "test/grader/soak",
  "/usr/bin/bwrap",
];
