import { dimension, isMatrix } from "../tensor/check.js";
import { fromFunction, type Matrix } from "../tensor/matrix.js";
import { softmax } from "../tensor/softmax.js";

/** For every token what it offers to two entries: the one of its own window of m, and the next one's. */
export interface CsaInputs {
  /** [T, d] values offered to the entry of the next window. */
  readonly next: Matrix;
  /** [T, d] values offered to the entry of the own window. */
  readonly own: Matrix;
  /** [T, d] gates of `next`, one a column. */
  readonly nextGates: Matrix;
  /** [T, d] gates of `own`. */
  readonly ownGates: Matrix;
}

/**
 * Compressed rows with overlap, as DeepSeek-V4's CSA makes them: entry i mixes 2m slots, `next` of window i − 1 and `own`
 * of window i, by a softmax over the slots in each column; entry 0 has the m of its own window. A window that is not
 * closed has no entry. (V4 adds a learned bias to the gates, and normalises and rotates the entry afterwards.)
 * @param m tokens in a window
 * @returns [⌊T/m⌋, d]
 * @throws RangeError when shapes differ or no window is closed
 * @see DeepSeek-V4 2026, eqs. 9 to 27
 */
export function csaCompress({ next, own, nextGates, ownGates }: CsaInputs, m: number): Matrix {
  for (const [name, A] of Object.entries({ next, own, nextGates, ownGates })) {
    isMatrix("csaCompress", name, A);
    if (A.shape.join() !== own.shape.join())
      throw new RangeError(
        `csaCompress: ${name} is [${A.shape}] but own is [${own.shape}]; all four share one shape`,
      );
  }
  dimension("csaCompress", "m", m);
  const [T, d] = own.shape as [number, number];
  if (T < m) throw new RangeError(`csaCompress: ${T} tokens close no window of m = ${m}; give at least m`);
  return fromFunction([Math.floor(T / m), d], (i, c) => {
    const tokens = (window: number) => Array.from({ length: m }, (_, k) => window * m + k);
    const slots = [
      ...(i > 0 ? tokens(i - 1).map((t) => [nextGates.get(t, c), next.get(t, c)] as const) : []),
      ...tokens(i).map((t) => [ownGates.get(t, c), own.get(t, c)] as const),
    ];
    const p = softmax(slots.map(([gate]) => gate));
    return slots.reduce((sum, [, value], k) => sum + p[k]! * value, 0);
  });
}
