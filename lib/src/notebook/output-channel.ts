import type { MimeBundle } from "../ink/displayable.js";

/** Sends one output to the notebook, below the cell that runs. */
export type Send = (data: MimeBundle) => void;

interface Globals {
  /** The course's kernel, in this page or process. */
  readonly [output]?: (content: { data: MimeBundle; metadata: object; transient: object }) => void;
  /** tslab as it comes from the registry: what a cell's own `require("tslab")` asks. */
  readonly __tslab__?: { require(name: "tslab"): { display: { raw(type: string, content: string): void } } };
}

const output = Symbol.for("long-attention.output");

/**
 * The output channel of the cell that runs, or nothing outside a notebook. The course's kernel leaves it on
 * `globalThis`. A stock tslab leaves its own `require` there, and with it its public `display`, which takes one
 * form of an output: the richest.
 */
export function outputChannel(): Send | undefined {
  const { [output]: send, __tslab__: tslab } = globalThis as Globals;
  if (send) return (data) => send({ data, metadata: {}, transient: {} });
  if (!tslab) return undefined;
  const { display } = tslab.require("tslab");
  return (data) => {
    const type = richest.find((type) => data[type] !== undefined) ?? "text/plain";
    display.raw(type, data[type] ?? "");
  };
}

const richest = ["text/html", "image/svg+xml", "image/png", "text/plain"] as const;
