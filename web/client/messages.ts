/** What a page and its kernel say to each other. */
import { type Progress, progressIn, progressText } from "../../grader/dist/learner/reached.js";

/** An output by MIME types. */
export type Bundle = Readonly<Record<string, string>>;

export type ToKernel =
  | {
      readonly kind: "run";
      /** The cell's id. */
      readonly id: string;
      /** What the page calls it: cell 3. */
      readonly number: number;
      readonly code: string;
    }
  /** What was solved before, whenever the page learns of more. */
  | { readonly kind: "progress"; readonly progress: Progress }
  /** Loads what cells will import, before they are run. */
  | { readonly kind: "warm"; readonly modules: readonly string[] };

export type FromKernel =
  | {
      readonly kind: "stream";
      readonly id: string;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | { readonly kind: "display"; readonly id: string; readonly data: Bundle }
  | { readonly kind: "error"; readonly id: string; readonly text: string }
  /** Ends the kernel after so long, and shows why, unless another limit comes before. */
  | {
      readonly kind: "limit";
      readonly id: string;
      readonly milliseconds: number | undefined;
      readonly why: string;
    }
  | { readonly kind: "keep"; readonly progress: Progress }
  | { readonly kind: "done"; readonly id: string; readonly ok: boolean };

/** What a running cell shows. */
export type Shown = Extract<FromKernel, { kind: "stream" | "display" | "error" }>;

const areTexts = (...values: readonly unknown[]) => values.every((value) => typeof value === "string");

/** By kind, whether a message has what its kind needs. */
const fits: Readonly<Record<FromKernel["kind"], (message: Readonly<Record<string, unknown>>) => boolean>> = {
  stream: ({ id, name, text }) => areTexts(id, text) && (name === "stdout" || name === "stderr"),
  display: ({ id }) => areTexts(id),
  error: ({ id, text }) => areTexts(id, text),
  limit: ({ id, milliseconds, why }) =>
    areTexts(id, why) && (milliseconds === undefined || typeof milliseconds === "number"),
  keep: ({ progress }) => isProgress(progress),
  done: ({ id, ok }) => areTexts(id) && typeof ok === "boolean",
};

/** @returns undefined for what is no message of a kernel: a cell may post whatever it likes in its name */
export function fromKernel(data: unknown): FromKernel | undefined {
  const message = Object(data);
  return Object.hasOwn(fits, message.kind) && fits[message.kind as FromKernel["kind"]](message)
    ? message
    : undefined;
}

function isProgress(progress: unknown): boolean {
  try {
    progressIn(progressText(progress as Progress));
    return true;
  } catch {
    return false;
  }
}
