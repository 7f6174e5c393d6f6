/** The parts that feedback is made of, before it becomes HTML or text. */

/** How something stands; always said in words too, never by colour alone. */
export type State = "passed" | "failed" | "not run" | "not started";

export type Block =
  | { readonly kind: "head"; readonly state: State; readonly title: string; readonly result: string }
  | { readonly kind: "checks"; readonly lines: readonly CheckLine[] }
  /** A known mistake, recognised; or one that would explain a part of what is seen. */
  | { readonly kind: "slip"; readonly text: string; readonly part: boolean }
  | { readonly kind: "heading"; readonly text: string }
  /** A paragraph, in Markdown with TeX. */
  | { readonly kind: "say"; readonly text: string }
  /** Words of the learner's own program, as they are. */
  | { readonly kind: "quote"; readonly text: string }
  /** A line of code and where it stands. */
  | { readonly kind: "line"; readonly place: string; readonly line: number; readonly source?: string }
  /** Code to read. */
  | { readonly kind: "code"; readonly text: string }
  /** Tables side by side; values in words a line each. */
  | { readonly kind: "values"; readonly values: readonly Named[] }
  /** Small print, in Markdown. */
  | { readonly kind: "foot"; readonly lines: readonly string[] };

/** What a recognised mistake is introduced with. */
export const slipTitle = (part: boolean): string =>
  part ? "Part of this looks like a known slip; there may be another one." : "This looks like a known slip.";

export interface CheckLine {
  readonly state: State;
  readonly title: string;
  readonly hidden: boolean;
}

/** A value under its name. */
export interface Named {
  readonly name: string;
  /** Such as "[2, 3]". */
  readonly shape?: string;
  readonly shown: Shown;
  /** A sentence about it. */
  readonly note?: string;
}

/** A value as a person reads it. */
export type Shown = { readonly text: string } | Grid | { readonly svg: string; readonly alt: string };

/** A small table. */
export interface Grid {
  readonly columns?: readonly string[];
  readonly rows?: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
}

export interface Cell {
  readonly text: string;
  /** From −1, much too small, to 1, much too large: coloured so. */
  readonly tint?: number;
  /** Not what it should be. */
  readonly off?: boolean;
}
