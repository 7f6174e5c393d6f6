/**
 * In a page, plots are drawn in the page's own document, as lib/package.json says to bundlers. A worker has none; there
 * they take the document that they take in Node, and come out the same to the last byte.
 */
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "../../tools/start/setup.mjs";

const plots = join(ROOT, "lib", "dist", "plots");

export const workerDocument: Plugin = {
  name: "worker-document",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/dom\.js$/ }, ({ resolveDir }) =>
      resolveDir === plots ? { path: join(plots, "dom.js"), sideEffects: false } : undefined,
    );
  },
};
