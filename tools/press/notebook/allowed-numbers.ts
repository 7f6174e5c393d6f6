/**
 * Numbers that may stand in a notebook's prose although nothing computes them: words quoted from a source, names of
 * papers, a figure that only a citation can back. Everything else is written as an expression, so that it cannot go stale.
 */
export interface AllowedNumber {
  /** The notebook's name, e.g. `00-why-long-context`. */
  readonly notebook: string;
  /** The words as they stand in the source, long enough to be unmistakable. */
  readonly text: string;
  /** Why nothing can compute it. */
  readonly why: string;
}

export const allowedNumbers: readonly AllowedNumber[] = [
  // { notebook: "05-rope", text: "LongNet: Scaling Transformers to 1,000,000,000 Tokens", why: "a paper's title" },
];
