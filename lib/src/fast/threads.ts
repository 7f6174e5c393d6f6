import ndarray from "ndarray";
import { attentionShapes, dimension, finite } from "../tensor/check.js";
import { type FastOptions, type FastResult, fastAttention } from "./attention.js";
import { checkBackend, chooseBackend, isTiled } from "./backend.js";
import { balanced, type FloatMatrix, type Floats, flatInputs } from "./inputs.js";
import { type KeyRuns, keyRuns } from "./key-runs.js";
import { readNonFinite } from "./non-finite.js";
import { type Answer, openThread, type Thread } from "./open-thread.js";
import type { ThreadJob } from "./thread-work.js";

/** Whether threads can share memory: browsers allow it to isolated pages only. */
const isShared = () => "SharedArrayBuffer" in globalThis;

/**
 * Attention by several threads at once. Inputs and results lie in a SharedArrayBuffer; each thread takes tiles of
 * queries until none are left, so causal and sparse patterns are shared out evenly too. Where there is no
 * SharedArrayBuffer, everything runs on the calling thread, with the same result.
 * @example
 * const threads = await FastThreads.start(2);
 * const { O } = await threads.attention(Q, K, V, { causal: true });
 * threads.stop();
 */
export class FastThreads {
  #threads: readonly Thread[] = [];
  readonly #waiting = new Map<number, Waiting>();
  #jobs = 0;
  #broken: string | undefined;

  private constructor() {}

  /**
   * @param count how many threads
   * @param script the module that a thread runs, for bundlers that move it; default: the library's own
   * @throws RangeError when count is not a whole number of at least 1
   */
  static async start(count = 2, script = new URL("./thread.js", import.meta.url)): Promise<FastThreads> {
    dimension("FastThreads", "count", count);
    const pool = new FastThreads();
    const open = () =>
      openThread(
        script,
        (answer) => pool.#heard(answer),
        (why) => pool.#fail(why),
      );
    if (isShared()) pool.#threads = Array.from({ length: count }, open);
    return pool;
  }

  /** How many threads compute: 1, the caller's own, where memory cannot be shared. */
  get count(): number {
    return Math.max(1, this.#threads.length);
  }

  /**
   * The same as `fastAttention`, by all threads. The rungs without tiles run on the calling thread.
   * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
   * @throws as `fastAttention`, or Error when a thread broke down
   */
  async attention(
    Q: FloatMatrix,
    K: FloatMatrix,
    V: FloatMatrix,
    options: FastOptions = {},
  ): Promise<FastResult> {
    const where = "fastAttention";
    const { N, d, M, dv } = attentionShapes(where, Q, K, V);
    const { scale = 1 / Math.sqrt(d), backend: wanted = "auto" } = options;
    if (this.#threads.length === 0) return fastAttention(Q, K, V, options);
    finite(where, "scale", scale, { sign: "any" });
    checkBackend(where, wanted, { M, d, dv });
    const keys = keyRuns(where, N, M, options);
    const flat = flatInputs(where, Q, K, V);
    const backend = chooseBackend(where, wanted, flat.lengths, scale);
    if (!isTiled(backend)) return fastAttention(Q, K, V, { ...options, backend });
    const { inputs, scale: factor } = balanced(flat, scale);
    const { q, k, v } = inputs;
    const job: ThreadJob = {
      id: this.#jobs++,
      inputs: { N, M, d, dv, q: share(q), k: share(k), v: share(v) },
      scale: factor,
      backend,
      ...shareRuns(keys, N),
      O: new Float64Array(new SharedArrayBuffer(8 * N * dv)),
      L: new Float64Array(new SharedArrayBuffer(8 * N)),
      next: new Int32Array(new SharedArrayBuffer(4)),
    };
    await this.#run(job);
    if (flat.raw) readNonFinite(job, flat.raw, scale, keys);
    return { O: ndarray(job.O.slice(), [N, dv]), L: ndarray(job.L.slice(), [N]), backend };
  }

  /** Ends the threads; afterwards the calling one computes. */
  stop(): void {
    for (const thread of this.#threads) thread.stop();
    this.#threads = [];
    this.#fail("it was stopped");
    this.#broken = undefined;
  }

  #run(job: ThreadJob): Promise<void> {
    if (this.#broken) throw new Error(`FastThreads: a thread broke down before: ${this.#broken}`);
    return new Promise((done, failed) => {
      this.#waiting.set(job.id, { open: this.#threads.length, done, failed });
      for (const thread of this.#threads) {
        thread.busy(true);
        thread.post(job);
      }
    });
  }

  #heard({ id, error }: Answer): void {
    const job = this.#waiting.get(id);
    if (!job) return;
    if (error === undefined && --job.open > 0) return;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) for (const thread of this.#threads) thread.busy(false);
    if (error === undefined) job.done();
    else job.failed(new Error(`FastThreads: a thread failed: ${error}`));
  }

  #fail(why: string): void {
    this.#broken = why;
    for (const { failed } of this.#waiting.values())
      failed(new Error(`FastThreads: a thread broke down: ${why}`));
    this.#waiting.clear();
  }
}

interface Waiting {
  /** Threads that have not answered yet. */
  open: number;
  readonly done: () => void;
  readonly failed: (why: Error) => void;
}

/** The same numbers where all threads see them. */
function share(values: Floats): Floats {
  const memory = new SharedArrayBuffer(values.byteLength);
  const copy = values instanceof Float32Array ? new Float32Array(memory) : new Float64Array(memory);
  copy.set(values);
  return copy;
}

/** Every query's runs in one list: a pattern is a function, which no thread can be sent. */
function shareRuns(keys: KeyRuns, N: number): Pick<ThreadJob, "starts" | "runs"> {
  const starts = new Int32Array(new SharedArrayBuffer(4 * (N + 1)));
  for (let i = 0; i < N; i++) starts[i + 1] = starts[i]! + keys(i).length;
  const runs = new Int32Array(new SharedArrayBuffer(4 * starts[N]!));
  for (let i = 0; i < N; i++) runs.set(keys(i), starts[i]!);
  return { starts, runs };
}
