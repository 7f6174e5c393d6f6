export { exerciseOf, ofHidden } from "./exercise.js";
export { type Graded, gradeSubmission, type Job, type Setting } from "./grade-submission.js";
export {
  type CheckResult,
  type ExerciseResult,
  type Flag,
  type Numeral,
  type Result,
  result as resultSchema,
  type Shown,
  type Status,
} from "./schema.js";
export { graderVersion } from "./version.js";
