/** Why nothing of a submission can be run. */
export const notGradableCodes = [
  /** More than one file could be meant. */
  "several-candidates",
  /** Its functions are those of another set. */
  "other-set",
  /** None of the set's functions is in it. */
  "no-functions",
  /** It holds no code. */
  "empty",
  "does-not-compile",
  "too-large",
  /** Neither text nor an archive that can be read, or no file at all. */
  "unreadable",
] as const;

export type NotGradableCode = (typeof notGradableCodes)[number];

/** Nothing of a submission can be run; the message says why, in one sentence, and goes into the gradebook. */
export class NotGradable extends Error {
  constructor(
    message: string,
    readonly code: NotGradableCode = "unreadable",
    /** The clock decided; another try alone may tell more. */
    readonly backstop = false,
  ) {
    super(message);
  }
}
