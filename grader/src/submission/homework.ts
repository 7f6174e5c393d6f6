/** What was to be handed in: all that a submission is held against before it runs. */
export interface Homework {
  readonly set: Functions;
  /** The course's other sets. */
  readonly others: readonly Functions[];
  /** Hashes of what was handed out: see contentHash. */
  readonly released: ReadonlySet<string>;
}

/** A set of exercises, each a function or class to write. */
export interface Functions {
  readonly id: string;
  /** Such as "07-flash-attention". */
  readonly name: string;
  readonly exercises: readonly { readonly id: string; readonly name: string }[];
}
