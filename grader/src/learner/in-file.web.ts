/** Stands in for in-file.ts in a browser: a page has cells, and no files. */
import type { inFile as inNode } from "./in-file.js";

export const inFile: typeof inNode = () => undefined;
