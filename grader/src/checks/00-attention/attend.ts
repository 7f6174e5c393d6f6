/** Attention with a twist, for mutants: what a learner writes when one step of it goes wrong. */
import {
  fromFunction,
  type Matrix,
  matmul,
  softmax as stable,
  transpose,
  zeros,
} from "long-attention/tensor";

/** e^(score − shift), normalised; without a shift it overflows. */
export function softmaxFrom(row: Float64Array, shift = 0): Float64Array {
  const e = row.map((score) => Math.exp(score - shift));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((part) => part / sum);
}

/** Every output is remembered by the shapes of what went in, as if there were one text of each length. */
export function rememberedByShape<Args extends readonly unknown[]>(
  solve: (...args: Args) => Matrix,
): (...args: Args) => Matrix {
  const known = new Map<string, Matrix>();
  return (...args) => {
    const key = args.map((A) => (typeof A === "number" ? A : (A as Matrix).shape.join("×"))).join();
    if (!known.has(key)) known.set(key, solve(...args));
    return known.get(key)!;
  };
}

/** Where attention can be bent. */
export interface Bend {
  /** From the inputs to the factor on the scores. Default 1/√d. */
  readonly scale?: (d: number, M: number, dv: number) => number;
  /** The scores of query i, before the softmax. */
  readonly scores?: (row: Float64Array, i: number) => Float64Array;
  /** Instead of a stable softmax. */
  readonly softmax?: (row: Float64Array) => Float64Array;
  /** The weights of query i, after it. */
  readonly weights?: (row: Float64Array, i: number) => Float64Array;
}

/** O = weights(softmax(scores(scale · QKᵀ))) V. */
export function attend(Q: Matrix, K: Matrix, V: Matrix, bend: Bend = {}): Matrix {
  const {
    scale = (d) => 1 / Math.sqrt(d),
    scores = (row) => row,
    softmax = stable,
    weights = (row) => row,
  } = bend;
  const S = matmul(Q, transpose(K));
  const [N, M] = S.shape as [number, number];
  const factor = scale(Q.shape[1]!, M, V.shape[1]!);
  const P = zeros([N, M]);
  for (let i = 0; i < N; i++) {
    const row = Float64Array.from({ length: M }, (_, j) => factor * S.get(i, j));
    weights(softmax(scores(row, i)), i).forEach((weight, j) => void P.set(i, j, weight));
  }
  return matmul(P, V);
}

/** A softmax over the queries of each key, instead of over the keys of each query. */
export function attendByColumns(Q: Matrix, K: Matrix, V: Matrix): Matrix {
  const scale = 1 / Math.sqrt(Q.shape[1]!);
  const S = matmul(K, transpose(Q));
  const [M, N] = S.shape as [number, number];
  const columns = Array.from({ length: M }, (_, j) =>
    stable(Float64Array.from({ length: N }, (_, i) => scale * S.get(j, i))),
  );
  return matmul(
    fromFunction([N, M], (i, j) => columns[j]![i]!),
    V,
  );
}
