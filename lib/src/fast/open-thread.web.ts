/** Stands in for open-thread.ts in a browser. */
import type { Answer, openThread as openNodeThread } from "./open-thread.js";

/** The library is compiled without a browser's types. */
interface BrowserWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: (event: { readonly data: Answer }) => void;
  onerror: (event: { readonly message?: string }) => void;
}

const { Worker } = globalThis as unknown as {
  readonly Worker: new (script: URL, options: { type: "module" }) => BrowserWorker;
};

export const openThread: typeof openNodeThread = (script, answered, failed) => {
  const worker = new Worker(script, { type: "module" });
  worker.onmessage = ({ data }) => answered(data);
  worker.onerror = ({ message = "it did not start" }) => failed(message);
  return { post: (job) => worker.postMessage(job), busy: () => {}, stop: () => worker.terminate() };
};
