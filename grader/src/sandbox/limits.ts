/** How much a submission may use. Time is counted in steps; seconds and megabytes are only the backstop. */
import type { Exercise } from "../engine/exercise.js";
import { referenceFuel } from "./reference-fuel.js";

export interface Limits {
  /** What a realm may hold. */
  readonly memoryBytes: number;
  /** What the child's processes may hold together. */
  readonly rssBytes: number;
  /** Processor time of one call, where it can be read. */
  readonly callCpuMs: number;
  /** Processor time of a whole submission, where it can be read. */
  readonly totalCpuMs: number;
  /** How often the clock may stop a call of one submission before the rest is not run. */
  readonly clockStops: number;
  /** Time on the clock for one call. */
  readonly callWallMs: number;
  /** What the child may say about one submission. */
  readonly outputBytes: number;
  /** Children that a submission may wear out. */
  readonly children: number;
}

export const defaultLimits: Limits = {
  memoryBytes: 64 << 20,
  rssBytes: 512 << 20,
  callCpuMs: 3_000,
  totalCpuMs: 6_000,
  clockStops: 1,
  // Where processor time cannot be read, the clock has to do.
  callWallMs: process.platform === "linux" ? 12_000 : 4_000,
  outputBytes: 24 << 20,
  children: 3,
};

/** For a second try, when nothing else runs. */
export const limitsAlone: Partial<Limits> = { totalCpuMs: 12_000, clockStops: 2 };

/** One unit is 10,000 branches and calls inside the interpreter, whatever the machine and its load. */
export interface Fuel {
  /** For one call. */
  readonly call: number;
  /** For all calls of an exercise; an honest solution makes about a hundred, or two where chance is counted. */
  readonly exercise: number;
}

/** How many branches and calls that is. */
export const steps = (fuel: number): number => fuel * 10_000;

/** Fifty times what the reference needs; and two loops over a thousand tokens, a million pairs, always pass. */
export function fuelFor({ id }: Exercise): Fuel {
  const call = Math.max(600, 50 * (referenceFuel[id] ?? 20));
  return { call, exercise: 6 * call };
}
