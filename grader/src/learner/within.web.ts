/** Stands in for within.ts in a browser: nothing ends a loop in a worker but the page, which ends the worker. */
import { host } from "./host.web.js";
import type { within as withinNode } from "./within.js";

export const within: typeof withinNode = (milliseconds, why, _late, work) => {
  const page = host();
  page?.limit(milliseconds, why);
  try {
    return work();
  } finally {
    page?.limit(undefined);
  }
};
