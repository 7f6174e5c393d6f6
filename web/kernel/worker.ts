/// <reference lib="webworker" />
/** Runs the cells of one page, in a worker that the page may end at any time. */
import type { FromKernel, ToKernel } from "../client/messages.ts";
import { Kernel } from "./kernel.ts";
import { load } from "./modules.ts";

const kernel = new Kernel((message: FromKernel) => postMessage(message));

addEventListener("error", (event) => {
  event.preventDefault();
  void kernel.uncaught(event.error ?? event.message);
});
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  void kernel.uncaught(event.reason);
});

addEventListener("message", ({ data }: MessageEvent<ToKernel>) => {
  if (data.kind === "run") void kernel.run(data.id, data.number, data.code);
  else if (data.kind === "progress") kernel.host.progress = data.progress;
  else for (const name of data.modules) void load(name).catch(() => {}); // whoever imports it is told
});
