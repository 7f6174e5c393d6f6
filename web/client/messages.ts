/** What a page and its kernel say to each other. */
import type { Progress } from "../../grader/dist/learner/reached.js";

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
