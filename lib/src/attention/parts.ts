import { attentionShapes, isList } from "../tensor/check.js";
import { type Matrix, matrix, toRows } from "../tensor/matrix.js";
import { score } from "../tensor/score.js";
import { weighted } from "../tensor/weighted.js";
import { mergeStats, rescale, type SoftmaxStats, softmaxStats } from "./online-softmax.js";

/** What attention over a part of the keys leaves of one query. */
export interface AttentionPart extends SoftmaxStats {
  /** The output over this part alone, [dv]; zeros when it saw no key. */
  readonly o: readonly number[];
}

/**
 * Attention of one query over a part of the keys, with the two numbers that let it be merged with other parts.
 * @param q [d]  @param K [n, d] the part's keys  @param V [n, dv]
 * @throws RangeError naming both shapes when they do not fit
 */
export function attentionPart(q: ArrayLike<number>, K: Matrix, V: Matrix): AttentionPart {
  isList("attentionPart", "q", q);
  const { d, dv } = attentionShapes("attentionPart", matrix([Array.from(q)]), K, V);
  const [keys, values] = [toRows(K), toRows(V)];
  const s = keys.map((k) => score(1 / Math.sqrt(d), q, k));
  const { m, l } = softmaxStats(s);
  const sum = (c: number) => s.reduce((all, x, j) => all + weighted(rescale(x, m), values[j]![c]!), 0);
  return { m, l, o: Array.from({ length: dv }, (_, c) => (l === 0 ? 0 : sum(c) / l)) };
}

/** Which share of the whole a part has once it is merged: e^(m_part − m) ℓ_part / ℓ; the shares of all parts sum to 1. */
export const partShare = (part: SoftmaxStats, whole: SoftmaxStats): number =>
  whole.l === 0 ? 0 : (rescale(part.m, whole.m) * part.l) / whole.l;

/**
 * The attention over two parts of the keys, from theirs alone: the mean of their outputs by their shares. So the halves of a
 * long cache can be read at the same time, and their order does not matter.
 * @throws RangeError when the outputs have different lengths
 */
export function mergeParts(a: AttentionPart, b: AttentionPart): AttentionPart {
  if (a.o.length !== b.o.length)
    throw new RangeError(
      `mergeParts: one output has ${a.o.length} numbers, the other ${b.o.length}; parts of one attention have as many`,
    );
  const whole = mergeStats(a, b);
  const [p, q] = [partShare(a, whole), partShare(b, whole)];
  return { ...whole, o: a.o.map((x, c) => weighted(p, x) + weighted(q, b.o[c]!)) };
}
