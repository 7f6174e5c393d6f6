/** A grader as the judge sees it: something that is given a path, and says what it makes of it. */
import type { Scene, SetId } from "./scene.js";

/** What a grader made of a submission. */
export interface Graded {
  readonly state: "graded" | "not-gradable" | "infrastructure";
  readonly score: number;
  /** Everything that was printed or written about the submission, in all formats. */
  readonly said: string;
  /** Processor time of the grader itself, without the student's code: what a busy machine does not change. */
  readonly cpuMs: number;
  /** What is reported of each hidden check: the names of the fields, and the kinds of blocks. */
  readonly hidden: readonly (readonly string[])[];
  /** What a person is asked to look at; not of identical submissions, since the same notebook is there twice. */
  readonly flags?: readonly string[];
  /** The formats in which a student's text could do harm. */
  readonly html: string;
  readonly csv: string;
  readonly terminal: string;
}

/** Nothing came: it ran out of our patience, or ended without a result. */
export interface Nothing {
  readonly state: "nothing";
  readonly why: "time" | "no result";
  readonly said: string;
}

export interface Grader {
  readonly name: string;
  /** What an honest submission earns. */
  readonly full: Readonly<Record<SetId, number>>;
  grade(scene: Scene, path: string, set: SetId): Promise<Graded | Nothing>;
  /** What stands in the gradebook of an honest submission that is not being graded. */
  recorded(scene: Scene, set: SetId): string;
  close(): Promise<void>;
}
