/** What runs inside a thread: it waits for jobs and says when its part of one is done. */
import { type ThreadJob, threadWork } from "./thread-work.js";

/** A worker of a browser, from inside. */
interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: ThreadJob }) => void) | null;
}

function answer(job: ThreadJob): { id: number; error?: string } {
  try {
    threadWork(job);
    return { id: job.id };
  } catch (error) {
    return { id: job.id, error: error instanceof Error ? error.message : String(error) };
  }
}

if ("WorkerGlobalScope" in globalThis) {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = ({ data }) => scope.postMessage(answer(data));
} else {
  const { parentPort } = await import("node:worker_threads");
  parentPort?.on("message", (job: ThreadJob) => parentPort.postMessage(answer(job)));
}
