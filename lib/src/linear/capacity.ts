/** What a d × d state can hold: n pairs of a key and a value written once, all of them read back. */
import { type Matrix, toRows } from "../tensor/matrix.js";
import { type Rng, randn, randomInt } from "../tensor/random.js";
import { unitRows } from "./delta.js";
import { read, write } from "./state.js";

/** Write by adding, or by the delta rule with β = 1. */
export type WriteRule = "sum" | "delta";

/** One state after n pairs. @param K [n, d] keys of length 1  @param V [n, dv] */
export function written(rule: WriteRule, K: Matrix, V: Matrix): Float64Array {
  const [keys, values] = [toRows(K), toRows(V)];
  const S = new Float64Array(K.shape[1]! * V.shape[1]!);
  for (const [i, k] of keys.entries()) {
    const found = rule === "delta" ? read(k, S, V.shape[1]!) : undefined;
    write(
      S,
      k,
      values[i]!.map((v, e) => v - (found?.[e] ?? 0)),
    );
  }
  return S;
}

/**
 * Mean squared error of n values that are read back from a d × d state. Keys lie anywhere on the unit sphere, values are
 * standard normal; first the keys are drawn, then the values.
 */
export function recallError(rule: WriteRule, n: number, d: number, random: Rng): number {
  const K = unitRows(randn([n, d], random));
  const V = randn([n, d], random);
  const S = written(rule, K, V);
  let sum = 0;
  const values = toRows(V);
  for (const [i, k] of toRows(K).entries())
    for (const [e, o] of read(k, S, d).entries()) sum += (o - values[i]![e]!) ** 2;
  return sum / (n * d);
}

/** The share of n pairs whose value, one of d one-hot words, is the largest number that is read back. */
export function recallRate(rule: WriteRule, n: number, d: number, random: Rng): number {
  const K = unitRows(randn([n, d], random));
  const word = Array.from({ length: n }, () => randomInt(d, random));
  const S = new Float64Array(d * d);
  for (const [i, k] of toRows(K).entries()) {
    const found = rule === "delta" ? read(k, S, d) : new Float64Array(d);
    write(
      S,
      k,
      found.map((x, e) => (e === word[i] ? 1 : 0) - x),
    );
  }
  const right = toRows(K).filter((k, i) => {
    const o = read(k, S, d);
    return o.indexOf(Math.max(...o)) === word[i];
  });
  return right.length / n;
}
