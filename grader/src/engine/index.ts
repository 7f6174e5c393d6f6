export { asRows, describe, difference, exact, type Grid, gridOf, show, type Tolerance } from "./compare.js";
export { drive, driveAll } from "./drive.js";
export type {
  Call,
  Check,
  Exercise,
  ExerciseSet,
  Failure,
  Io,
  Mutant,
  Outcome,
  Request,
} from "./exercise.js";
export { check } from "./exercise.js";
export { defaultSeed, type GradeOptions, grade, type Reply } from "./grade.js";
export { inProcess, Ports, stoppedBy } from "./in-process.js";
export { matches, wrong } from "./kinds.js";
export {
  type CheckReport,
  type ExerciseReport,
  isStopped,
  type Misconception,
  type Stop,
  type Stopped,
  stops,
} from "./report.js";
