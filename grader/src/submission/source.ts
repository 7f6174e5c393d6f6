/** A submission's code, as it was read. */
export interface Source {
  /** The file with the solutions, a key of `files`. */
  readonly main: string;
  readonly files: Readonly<Record<string, string>>;
}
