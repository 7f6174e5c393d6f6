import { attendRows } from "./attend.js";
import { type TiledBackend, tilesFor } from "./backend.js";
import type { Inputs } from "./inputs.js";
import type { KeyRuns } from "./key-runs.js";
import type { Answer } from "./open-thread.js";

/** One attention that several threads share: everything lies in memory that all of them see. */
export interface ThreadJob {
  readonly id: number;
  readonly inputs: Inputs;
  readonly scale: number;
  readonly backend: TiledBackend;
  /** The runs of query i are numbers starts[i] … starts[i + 1] − 1 of `runs`. */
  readonly starts: Int32Array;
  readonly runs: Int32Array;
  readonly O: Float64Array;
  readonly L: Float64Array;
  /** The first query that nobody has taken yet. */
  readonly next: Int32Array;
}

/** Queries that a thread takes at a time: whole tiles of every backend, few enough that all threads end together. */
const SHARE = 128;

/** Does a thread's part of a job, and says that it is done or why it failed. */
export function answer(job: ThreadJob): Answer {
  try {
    threadWork(job);
    return { id: job.id };
  } catch (error) {
    return { id: job.id, error: error instanceof Error ? error.message : String(error) };
  }
}

/** A thread's part: it takes queries until none are left, so that none waits for a thread with more to do. */
function threadWork({ inputs, scale, backend, starts, runs, O, L, next }: ThreadJob): void {
  const { N, M, d, dv, k, v } = inputs;
  const tiles = tilesFor(backend);
  tiles.keys(k, v, M, d, dv);
  const keys: KeyRuns = (i) => Array.from(runs.subarray(starts[i]!, starts[i + 1]!));
  for (let from = take(next); from < N; from = take(next))
    attendRows(tiles, inputs, scale, keys, { O, L }, from, Math.min(from + SHARE, N));
}

const take = (next: Int32Array) => Atomics.add(next, 0, SHARE);
