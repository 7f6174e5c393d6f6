/** One hostile submission: what it tries, and the most that its honest part earns. */
export interface Attack {
  readonly name: string;
  /** What it tries, in words. */
  readonly tries: string;
  /** TypeScript; for attacks that are more than one text, see `make`. */
  readonly code?: string;
  /** Writes the submission into a folder and gives its entry's name there. */
  readonly make?: (folder: string) => string | Promise<string>;
  /** Points that its honest part earns. Default 0. */
  readonly honest?: number;
  /** It takes seconds, because only the clock can stop it; `npm run attacks` has it, `npm test` has not. */
  readonly slow?: boolean;
  /** What must become of it. Default "graded". */
  readonly state?: "graded" | "not-gradable" | "any";
}

export interface Family {
  readonly family: string;
  readonly attacks: readonly Attack[];
}

/** An attack that exports a rowSums. `before` stands above it, `body` in it. */
export const rowSums = (
  name: string,
  tries: string,
  body: string,
  { before = "", ...rest }: Partial<Attack> & { before?: string } = {},
): Attack => ({ name, tries, code: `${before}\nexport function rowSums(A) {\n${body}\n}\n`, ...rest });

/** An attack that exports a copyDouble. */
export const copyDouble = (
  name: string,
  tries: string,
  body: string,
  rest: Partial<Attack> = {},
): Attack => ({
  name,
  tries,
  code: `export function copyDouble(mem, scale) {\n${body}\n}\n`,
  ...rest,
});

/** Words that no report may ever hold. The environment, a file and the hidden inputs carry them. */
export const canary = "CANARY-4f1d7c";
export const hiddenNumber = /31[ ,.]?337[ ,.]?\d{3}|3133\d{4}/;
