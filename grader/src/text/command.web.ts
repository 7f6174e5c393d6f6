/** Stands in for command.ts in a browser, which has no terminal: the command that works in any. */
import type { checkCommand as inNode } from "./command.js";

export const checkCommand: typeof inNode = (rest) => `npx long-attention check ${rest}`;
