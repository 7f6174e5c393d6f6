/** What the editor asks of the worker that knows TypeScript, and what it answers. Positions are characters of the text. */

export type Question =
  /** All cells in their order, as one text; every other question is about it. */
  | { readonly kind: "errors" }
  | { readonly kind: "complete"; readonly at: number }
  | { readonly kind: "hover"; readonly at: number };

export interface TypeProblem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface Name {
  readonly name: string;
  readonly kind: string;
}

export interface Hover {
  readonly from: number;
  readonly to: number;
  /** Such as `function rng(seed: number): Rng`. */
  readonly text: string;
  readonly docs: string;
}

export interface Answers {
  readonly errors: readonly TypeProblem[];
  readonly complete: readonly Name[];
  readonly hover: Hover | undefined;
}

export interface ToTypes {
  readonly id: number;
  readonly cells: readonly string[];
  /** Which of them the question is about, and where in it. */
  readonly cell: number;
  readonly question: Question;
}

export interface FromTypes {
  readonly id: number;
  readonly answer: Answers[keyof Answers];
}
