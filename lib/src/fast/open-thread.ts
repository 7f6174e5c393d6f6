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

interface BrowserWorker {
  postMessage(message: unknown): void;
  terminate(): void;
  onmessage: (event: { readonly data: Answer }) => void;
  onerror: (event: { readonly message?: string }) => void;
}

interface Globals {
  readonly Worker: new (script: URL, options: { type: "module" }) => BrowserWorker;
  readonly process: { readonly versions?: { readonly node?: string } };
}

/**
 * Starts a thread.
 * @param script a module  @param answered called with each message of it  @param failed called when it breaks down
 */
export async function openThread(
  script: URL,
  answered: (answer: Answer) => void,
  failed: (why: string) => void,
): Promise<Thread> {
  const { Worker: BrowserThread, process } = globalThis as unknown as Partial<Globals>;
  // Node is asked first: some libraries give it a Worker that is none of a browser's.
  if (BrowserThread && !process?.versions?.node) {
    const worker = new BrowserThread(script, { type: "module" });
    worker.onmessage = ({ data }) => answered(data);
    worker.onerror = ({ message = "it did not start" }) => failed(message);
    return { post: (job) => worker.postMessage(job), busy: () => {}, stop: () => worker.terminate() };
  }
  const { Worker } = await import("node:worker_threads");
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
