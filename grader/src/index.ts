/** What a learner's cell imports: `import { check } from "@long-attention/grader"`. */
export type { Hbm, HbmName, Tile } from "./call/hbm.js";
export * from "./learner/index.js";
