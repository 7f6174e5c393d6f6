/** Stands in for progress-file.ts in a browser: the page around the kernel keeps progress. */
import { host } from "./host.web.js";
import type { keepProgress as keepInNode, readProgress as readInNode } from "./progress-file.js";
import { improved, noteSession } from "./reached.js";

export const readProgress: typeof readInNode = () => ({ progress: host()?.progress ?? {} });

export const keepProgress: typeof keepInNode = (reached) => {
  noteSession(reached);
  const page = host();
  const better = page && improved(page.progress, reached);
  if (better) page.keep(better);
  return undefined;
};
