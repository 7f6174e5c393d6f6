/** Feedback, before it becomes HTML or text. Types alone: a cell that checks an exercise loads no schema. */
import type { z } from "zod";
import type { block, state } from "./schema.js";

export type State = z.infer<typeof state>;

/** A block that a result keeps. */
export type Kept = z.infer<typeof block>;

export type Block =
  | Kept
  | { readonly kind: "head"; readonly state: State; readonly title: string; readonly result: string }
  | { readonly kind: "checks"; readonly lines: readonly CheckLine[] }
  /** Code to read. */
  | { readonly kind: "code"; readonly text: string }
  /** Small print, in Markdown. */
  | { readonly kind: "foot"; readonly lines: readonly string[] };

export interface CheckLine {
  readonly state: State;
  readonly title: string;
  readonly hidden: boolean;
  /** What went wrong, where it is told beside the check: the first block in short, the others to unfold. */
  readonly blocks?: readonly Kept[];
}

type Of<Kind extends Kept["kind"]> = Extract<Kept, { kind: Kind }>;

export type Traffic = Of<"traffic">;
export type Named = Of<"values">["values"][number];
export type Shown = Named["shown"];
export type Grid = Extract<Shown, { cells: unknown }>;
export type Cell = Grid["cells"][number][number];
export type Heat = Extract<Shown, { heat: unknown }>;

/** What a recognised mistake is introduced with. */
export const slipTitle = (part: boolean): string =>
  part ? "Part of this looks like a known slip; there may be another one." : "This looks like a known slip.";
