/** A thread from outside; in a browser, open-thread.web.ts stands in for this file. */
import { Worker } from "node:worker_threads";

/** A thread of Node or of a browser, from outside. */
export interface Thread {
  post(message: unknown): void;
  /** While a thread is busy, Node must not end; while it is idle, it may. */
  busy(is: boolean): void;
  stop(): void;
}

/** What a thread says of a job. */
export interface Answer {
  readonly id: number;
  readonly error?: string;
}

/**
 * Starts a thread.
 * @param script a module  @param answered called with each message of it  @param failed called when it breaks down
 */
export function openThread(
  script: URL,
  answered: (answer: Answer) => void,
  failed: (why: string) => void,
): Thread {
  const worker = new Worker(script);
  worker.on("message", answered);
  worker.on("error", (error) => failed(String(error)));
  worker.unref();
  return {
    post: (job) => worker.postMessage(job),
    busy: (is) => (is ? worker.ref() : worker.unref()),
    stop: () => void worker.terminate(),
  };
}
