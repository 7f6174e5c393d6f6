/** The one worker of a page. It can be ended at any time, even in the middle of a loop; then the next run begins afresh. */
import { workers } from "virtual:workers";
import type { Progress } from "../../grader/dist/learner/reached.js";
import { type FromKernel, fromKernel, type Shown, type ToKernel } from "./messages.ts";

/** How a run ended. */
export interface End {
  readonly ok: boolean;
  /** It was ended from outside, and why. */
  readonly stopped?: string;
}

export interface Cares {
  /** What a running cell shows. */
  show(message: Shown): void;
  keep(progress: Progress): void;
  /** What was reached before. */
  progress(): Progress;
  /** Something began, ended or was stopped. */
  changed(): void;
}

export class Kernel {
  /** Cells whose names are there. */
  readonly ran = new Set<string>();
  #worker: Worker | undefined;
  #running: { readonly id: string; readonly done: (end: End) => void } | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  /** Whoever asked before a stop is not served after it. */
  #generation = 0;
  #limit: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly cares: Cares) {}

  get running(): string | undefined {
    return this.#running?.id;
  }

  get started(): boolean {
    return this.#worker !== undefined;
  }

  /** @param modules what will be imported soon */
  start(modules: readonly string[] = []): void {
    if (!this.#worker) {
      this.#worker = new Worker(new URL(workers.kernel!, import.meta.url), { type: "module" });
      this.#worker.onmessage = ({ data }: MessageEvent<unknown>) => {
        const message = fromKernel(data);
        if (message) this.#heard(message);
      };
      this.#worker.onerror = ({ message }) =>
        this.stop(message || "The kernel could not be loaded. Reload the page to try again.");
      this.learn();
    }
    if (modules.length > 0) this.#tell({ kind: "warm", modules });
  }

  /** Tells the worker what has been solved elsewhere. */
  learn(): void {
    this.#tell({ kind: "progress", progress: this.cares.progress() });
  }

  /** Runs a cell, after those that were asked for before it. */
  run(id: string, number: number, code: string): Promise<End> {
    const generation = this.#generation;
    const turn = this.#queue.then(
      () =>
        new Promise<End>((done) => {
          if (generation !== this.#generation) return done({ ok: false, stopped: "Stopped" });
          this.#running = { id, done };
          this.start();
          this.#tell({ kind: "run", id, number, code });
          this.cares.changed();
        }),
    );
    this.#queue = turn;
    return turn;
  }

  /** Ends the kernel at once. What cells have computed is gone; what they showed stays. */
  stop(why = "Stopped"): void {
    this.#generation++;
    clearTimeout(this.#limit);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.ran.clear();
    this.#end({ ok: false, stopped: why });
  }

  #end(end: End): void {
    const running = this.#running;
    this.#running = undefined;
    running?.done(end);
    this.cares.changed();
  }

  #tell(message: ToKernel): void {
    this.#worker?.postMessage(message);
  }

  #heard(message: FromKernel): void {
    if (message.kind === "keep") this.cares.keep(message.progress);
    else if (message.kind === "limit") this.#limited(message);
    else if (message.kind === "done") {
      if (message.id !== this.#running?.id) return;
      if (message.ok) this.ran.add(message.id);
      this.#end({ ok: message.ok });
    } else this.cares.show(message);
  }

  #limited({ id, milliseconds, why }: Extract<FromKernel, { kind: "limit" }>): void {
    clearTimeout(this.#limit);
    if (milliseconds === undefined) return;
    this.#limit = setTimeout(() => {
      this.cares.show({ kind: "error", id, text: why });
      this.stop("Stopped: it took too long");
    }, milliseconds);
  }
}
