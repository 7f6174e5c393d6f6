/** What the library finds in the kernel's worker in the place of some of its files. */
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "../../tools/start/setup.mjs";

const lib = (...path: string[]) => join(ROOT, "lib", "dist", ...path);

export const inWorker: Plugin = {
  name: "in-worker",
  setup({ onLoad, onResolve }) {
    // In a page, plots are drawn in the page's own document, as lib/package.json says to bundlers. A worker has none; there
    // they take the document that they take in Node, and come out the same to the last byte.
    onResolve({ filter: /^\.\/dom\.js$/ }, ({ resolveDir }) =>
      resolveDir === lib("plots") ? { path: lib("plots", "dom.js"), sideEffects: false } : undefined,
    );
    // The page itself brings questions to life.
    onLoad({ filter: /[\\/]generated[\\/]predict-script\.js$/ }, () => ({
      contents: 'export const predictScript = "";',
    }));
    // Questions are 12 kB, which the first run waits for only when it asks one: web/kernel/questions.ts.
    onResolve({ filter: /^\.\/generated\/questions\.js$/ }, ({ resolveDir }) =>
      resolveDir === lib("notebook") ? { path: join(ROOT, "web", "kernel", "kept-questions.ts") } : undefined,
    );
  },
};
