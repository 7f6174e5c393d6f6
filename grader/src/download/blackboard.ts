import { byName } from "./owner.js";

/**
 * `Homework 7_ada01_attempt_2026-11-30-22-15-09_hw.ts`: the assignment, the login, when it was handed in by the
 * server's clock, the file's name. A `.txt` of the same beginning, without a name of its own, repeats this in words.
 */
export const blackboard = byName("blackboard", "Blackboard", (entry) => {
  const [, login, date, hours, minutes, seconds, file] =
    /^.+_([^_]+)_attempt_(\d{4}-\d\d-\d\d)-(\d\d)-(\d\d)-(\d\d)(?:_(.+)|\.txt)$/su.exec(entry) ?? [];
  if (login === undefined) return undefined;
  const submittedAt = `${date}T${hours}:${minutes}:${seconds}`;
  return { login, submittedAt, ...(file === undefined ? { file: "", about: true } : { file }) };
});
