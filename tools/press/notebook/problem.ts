/** Something a person has to put right: where, and one sentence. */
export interface Problem {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** Position in the notebook, counted from 1. */
  readonly cell?: number;
  readonly message: string;
}

/** A problem that ends the work on this notebook. */
export class NotebookError extends Error {
  constructor(readonly problem: Problem) {
    super(sentence(problem));
    this.name = "NotebookError";
  }
}

/** `notebooks/07-flash.ipynb cell 12: …` or `notebooks/src/07-flash.nb.ts:41: …` */
export function sentence({ file, line, column, cell, message }: Problem): string {
  const at = [line, column].map((number) => (number === undefined ? "" : `:${number}`)).join("");
  return `${file}${at}${cell === undefined ? "" : ` cell ${cell}`}: ${message}`;
}
