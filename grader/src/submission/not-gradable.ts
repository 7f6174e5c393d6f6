/** Nothing of a submission can be run; the message says why, in one sentence, and goes into the gradebook. */
export class NotGradable extends Error {
  constructor(
    message: string,
    /** The clock decided; another try alone may tell more. */
    readonly backstop = false,
  ) {
    super(message);
  }
}
