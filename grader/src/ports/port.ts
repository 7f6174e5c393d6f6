/** Functions and devices that a solution is given but that live with the grader, out of its reach. */

/** A kind of port. `open` starts afresh, so that one description serves many calls. */
export interface Port {
  /** Which face a solution sees: see call/ports. */
  readonly kind: "function" | "device";
  /**
   * What a sandbox needs to run a copy of the port close to the solution (ports/copy). What is graded is seen
   * on the grader's own, to which the calls are played back.
   */
  readonly copy?: string;
  open(): OpenPort;
}

/** One port during one call. */
export interface OpenPort {
  /** @throws RangeError with a sentence that the solution may read */
  call(method: string, args: readonly unknown[]): unknown;
  /** What the grader saw, once the call is over. */
  observe(): unknown;
}

export const isPort = (value: unknown): value is Port =>
  typeof value === "object" && value !== null && typeof (value as Port).open === "function";
