/** What runs inside a thread of Node; in a browser, thread.web.ts stands in for this file. */
import { parentPort } from "node:worker_threads";
import { answer, type ThreadJob } from "./thread-work.js";

parentPort?.on("message", (job: ThreadJob) => parentPort?.postMessage(answer(job)));
