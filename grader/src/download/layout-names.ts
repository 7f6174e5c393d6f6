/** Platforms whose downloads are understood; a folder of one's own is "plain". */
export const layoutNames = [
  "canvas",
  "moodle",
  "gradescope",
  "brightspace",
  "blackboard",
  "plain",
  "repos",
] as const;
export type LayoutName = (typeof layoutNames)[number];
