/**
 * A document for charts that readers draw themselves. Observable Plot takes `window.document` where it is told of no
 * other, and Node has no window. One is lent to Plot alone: whoever else asks finds none, and does not take
 * Node for a browser.
 */

/** Loaded when the first chart is drawn: it takes a fifth of a second that most cells need not wait. */
const home = "../plots/own-chart.js";

interface World {
  readonly window?: unknown;
  readonly process?: {
    getBuiltinModule?(name: "node:module"): {
      createRequire(url: string): (name: string) => { readonly document: unknown };
    };
  };
}

const world = globalThis as World;
const lent = {
  devicePixelRatio: 2, // Plot shifts lines by half a pixel where pixels are large
  get document() {
    return world.process!.getBuiltinModule!("node:module").createRequire(import.meta.url)(home).document;
  },
};

/** Does nothing in a page, which has a window. */
export function lendDocument(): void {
  if (world.window !== undefined || !world.process?.getBuiltinModule) return;
  Object.defineProperty(globalThis, "window", {
    configurable: true,
    get: () => (plotAsks() ? lent : undefined),
    set: (value) =>
      Object.defineProperty(globalThis, "window", { value, configurable: true, writable: true }),
  });
}

/** Reads in the stack who wants to know. */
function plotAsks(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 3;
  const asker = String(new Error().stack).split("\n").at(3);
  Error.stackTraceLimit = limit;
  return /[\\/]@observablehq[\\/]plot[\\/]/.test(asker ?? "");
}
