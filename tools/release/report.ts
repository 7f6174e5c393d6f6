/** What was looked for, and what was found, in sentences. */
import type { Needles } from "./needles.js";
import type { Leak, Seen } from "./scan.js";

export const told = ({ path, needle }: Leak): string =>
  `leak: ${path} holds of a ${needle.kind}: ${needle.shown.slice(0, 100)}`;

export const found = ({ leaks, files }: Seen, { needles, shapes, byDesign }: Needles): string =>
  `Looked in ${files} files for ${needles.length} lines of hidden checks, mutants and solutions, and for ${shapes.length} of these under other names: ${leaks.length} found. ${byDesign.length} more are the library's and the visible checks' own, by design.`;
