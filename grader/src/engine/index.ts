export { asRows, describe, difference, exact, type Grid, gridOf, show, type Tolerance } from "./compare.js";
export { type Attempt, explains } from "./diagnose.js";
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
  Reply,
  Request,
} from "./exercise.js";
export { check } from "./exercise.js";
export { defaultSeed, type GradeOptions, grade } from "./grade.js";
export { inProcess } from "./in-process.js";
export { matches, wrong } from "./kinds.js";
export { PackedCall } from "./packed-call.js";
export type { CheckReport, ExerciseReport, Misconception } from "./report.js";
export { sample } from "./sample.js";
export { isStopped, notAFunction, type Stop, type Stopped, stoppedBy, stops } from "./stopped.js";
