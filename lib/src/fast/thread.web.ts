/** Stands in for thread.ts in a browser: what runs inside a worker of a page. */
import { answer, type ThreadJob } from "./thread-work.js";

/** A worker from inside; the library is compiled without a browser's types. */
interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: { readonly data: ThreadJob }) => void) | null;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data }) => scope.postMessage(answer(data));
