/**
 * What an exercise is to the grader: data, written once, and run in a notebook's cell, in a terminal, and
 * around a sandbox. Nothing here knows how a solution is called.
 */
import type fc from "fast-check";
import type { Driver } from "../call/invoke.js";
import type { Stopped } from "./stopped.js";

/** One exercise of a set. */
export interface Exercise {
  /** Such as "07.3". */
  readonly id: string;
  /** The exported function or class. */
  readonly name: string;
  readonly title: string;
  readonly points: number;
  /** Easy, medium, hard. */
  readonly difficulty: "E" | "M" | "H";
  /** Names of the parameters, for messages and to notice a wrong count. */
  readonly params: readonly string[];
  /** Default "call". */
  readonly driver?: Driver;
  /** The solution changes an argument on purpose, such as a cache. */
  readonly mutates?: boolean;
  /** Modules of the library that a solution may import. Default: `long-attention/tensor`. */
  readonly imports?: readonly string[];
  /** Names of these modules that are the exercise's answer: to this solution, and to no other, they are not there. */
  readonly answers?: readonly string[];
  readonly checks: readonly Check[];
  /** What of an outcome tells one mistake from another. Default: its value, and all that was changed or seen. */
  readonly telling?: (outcome: Outcome) => unknown;
  /** Quotes from the text that tell where we are and ask for nothing. */
  readonly background?: readonly string[];
  /** Plausible wrong solutions. */
  readonly mutants: readonly Mutant[];
}

/** One thing that must hold, with the inputs to try it on. */
export interface Check<Input = unknown> {
  /** Unique within its exercise; in kebab-case. */
  readonly id: string;
  /** A statement, such as "every row sums to 1". */
  readonly title: string;
  /** A hidden check says whether it passed and which misconception it met, never its inputs. Default visible. */
  readonly visibility?: "visible" | "hidden";
  /** Its share of the exercise's points. Default 1. */
  readonly weight?: number;
  /** The check, by its id, without which this one means nothing: not run, and no points, until that one passes. */
  readonly needs?: string;
  /** Quotes from the exercise's text that this check tries; together all of it is held. */
  readonly holds?: readonly string[];
  /** Inputs that are always tried first, such as the course's worked example. */
  readonly examples?: readonly Input[];
  /** Where further inputs come from. Absent: the examples are all. */
  readonly inputs?: fc.Arbitrary<Input>;
  /** How many inputs are drawn. Default 12. */
  readonly runs?: number;
  /** How many inputs prove a known mistake: 1 where each stands for hundreds of draws of chance. Default 3. */
  readonly proofs?: number;
  /** Calls the solution as often as it needs, and says what is wrong, or nothing. */
  run(input: Input, call: Call): Generator<Request, Failure | undefined, Outcome>;
}

/** Asks for one call of the solution: `const { value } = yield* call(Q, K, V)`. */
export type Call = (...args: readonly unknown[]) => Generator<Request, Outcome, Outcome>;

/** A call that the engine wants made. Arguments may be ports. */
export interface Request {
  readonly exercise: Exercise;
  readonly args: readonly unknown[];
  /** For a hidden check: what it gives the solution must not reach a call for a visible one. */
  readonly hidden?: boolean;
}

/** What came of a call. */
export interface Outcome {
  /** The result: numbers, lists, matrices, plain objects. */
  readonly value: unknown;
  /** The arguments after the call, where the solution changed them; else undefined. */
  readonly after: readonly unknown[];
  /** What each port saw, in the order of the arguments that are ports. */
  readonly seen: readonly unknown[];
  /** The solution gave a promise, and it was awaited. */
  readonly awaited: boolean;
}

/** The answer to a request. */
export type Reply =
  | { readonly outcome: Outcome }
  | {
      readonly stopped: Stopped;
      readonly backstop?: boolean;
      /** The call was not even made: time or fuel of earlier ones was all there is. */
      readonly notRun?: boolean;
    };

/** What is wrong, for one input. */
export interface Failure {
  /** One sentence, or two; names of code between backticks (text/message). */
  readonly message: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** For tiled algorithms: the first step that leaves the right path. */
  readonly step?: string;
  /** Elements moved, where that is graded. */
  readonly io?: Io;
}

/** Elements that crossed between HBM and SRAM, and the most that SRAM held. */
export interface Io {
  readonly read: number;
  readonly written: number;
  readonly peak: number;
  readonly limit?: number;
}

/** A plausible wrong solution, and what to tell somebody who wrote it. */
export interface Mutant {
  /** Unique within its exercise; in kebab-case. */
  readonly id: string;
  /** One or two sentences to the learner: what they did, and what follows from it. */
  readonly misconception: string;
  /** Same signature as the solution. */
  readonly solution: unknown;
}

/** The exercises of one notebook. */
export interface ExerciseSet {
  /** Such as "07". */
  readonly id: string;
  /** Of its files: `solutions/<name>.ts`, such as "07-flash-attention". */
  readonly name: string;
  readonly title: string;
  readonly exercises: readonly Exercise[];
}

/** For the authors of checks: gives a check's input its type. */
export const check = <Input>(definition: Check<Input>): Check<Input> => definition;
