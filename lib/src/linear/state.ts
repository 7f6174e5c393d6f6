/** A state S [d, dv], row by row in one list, for the loops of this floor. */
import { isList } from "../tensor/check.js";

/** q S: what a query or a key reads from a state. @param q d numbers  @param S d · dv numbers  @returns dv numbers */
export function read(q: ArrayLike<number>, S: Float64Array, dv: number): Float64Array {
  const o = new Float64Array(dv);
  for (let a = 0; a < q.length; a++) for (let b = 0; b < dv; b++) o[b]! += q[a]! * S[a * dv + b]!;
  return o;
}

/** S ← S + weight · kᵀv, in place. */
export function write(S: Float64Array, k: ArrayLike<number>, v: ArrayLike<number>, weight = 1): void {
  const dv = v.length;
  for (let a = 0; a < k.length; a++) for (let b = 0; b < dv; b++) S[a * dv + b]! += weight * k[a]! * v[b]!;
}

/** S ← α S, in place. */
export function fade(S: Float64Array, alpha: number): void {
  for (let i = 0; i < S.length; i++) S[i]! *= alpha;
}

/** One number in (0, 1] for each of T tokens. Logarithms are taken of it, so 0 is refused: it would forget all. */
export function decaysOf(where: string, alpha: ArrayLike<number>, T: number): void {
  isList(where, "alpha", alpha);
  if (alpha.length !== T)
    throw new RangeError(`${where}: alpha has ${alpha.length} numbers for ${T} tokens; give one for each`);
  for (let t = 0; t < T; t++)
    if (!(alpha[t]! > 0 && alpha[t]! <= 1))
      throw new RangeError(`${where}: alpha[${t}] must lie above 0 and be at most 1, not ${alpha[t]}`);
}

/** b_i = ln α_from + … + ln α_{from + i}: how far a state has faded inside a chunk, as a logarithm. */
export function logDecays(alpha: ArrayLike<number>, from: number, to: number): Float64Array {
  const b = new Float64Array(to - from);
  let sum = 0;
  for (let t = from; t < to; t++) b[t - from] = sum += Math.log(alpha[t]!);
  return b;
}
