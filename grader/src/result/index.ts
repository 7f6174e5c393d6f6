export { exerciseOf } from "./exercise.js";
export { type Graded, gradeSubmission, type Job, type Setting } from "./grade-submission.js";
export {
  type CheckResult,
  type ExerciseResult,
  type Flag,
  type Result,
  result as resultSchema,
  type Status,
} from "./schema.js";
export { graderVersion } from "./version.js";
