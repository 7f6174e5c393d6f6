import { gaussian, type Rng } from "../tensor/random.js";
import { topTridiagonalPair } from "./tridiagonal.js";
import { add, dot, norm, project, scale } from "./vectors.js";

/** A symmetric matrix, known only by what it does: writes A x into y. */
export interface SymmetricOperator {
  readonly n: number;
  /** An upper bound of |λ|, to measure errors against. */
  readonly norm: number;
  /** y ← A x */
  apply(x: Float64Array, y: Float64Array): void;
}

export interface Eigenpair {
  readonly value: number;
  /** [n], of length 1. */
  readonly vector: Float64Array;
}

/** ‖Av − λv‖ allowed, as a part of the norm; the error of λ itself is near the square of that. */
const TOLERANCE = 1e-10;

/**
 * The largest eigenvalue of A among the directions orthogonal to `locked`, by Lanczos.
 *
 * From a random unit vector v₁: w = A vₖ − βₖ₋₁ vₖ₋₁, αₖ = w·vₖ, w −= αₖ vₖ, βₖ = ‖w‖, vₖ₊₁ = w/βₖ.
 * In the basis v₁ … vₖ the matrix is tridiagonal (α, β); its top pair (θ, s) gives the Ritz vector Σ sₖ vₖ
 * with ‖A v − θ v‖ = βₖ |sₖ|, and the run ends as soon as that is small. Rounding makes the vₖ lose their
 * orthogonality only after a pair has converged (Paige 1980), so a run for one pair needs no
 * reorthogonalisation against its own past, and keeps three vectors instead of k: a second run with the
 * same α and β adds up the Ritz vector. Selective reorthogonalisation is against `locked` alone, each step.
 *
 * A start vector meets each eigenspace in one direction, so a run cannot see multiplicity; running again
 * with the vector found locked does, which is how the callers count.
 */
export function topEigenpair(A: SymmetricOperator, locked: readonly Float64Array[], random: Rng): Eigenpair {
  const start = Float64Array.from({ length: A.n }, () => gaussian(random));
  project(start, locked);
  scale(start, 1 / norm(start));
  const alpha: number[] = [];
  const beta: number[] = [];
  const walk = steps(A, locked, start);
  const limit = 1000 + 20 * A.n;
  for (let check = 1; ; ) {
    const { a, b } = walk.next();
    alpha.push(a);
    const small = b <= TOLERANCE * A.norm;
    if (small || alpha.length >= check) {
      check = Math.ceil(alpha.length * 1.05) + 8;
      const { vector: s } = topTridiagonalPair(alpha, beta);
      if (small || b * Math.abs(s.at(-1)!) <= TOLERANCE * A.norm) return ritz(A, locked, start, s);
    }
    if (alpha.length >= limit)
      throw new Error(`topEigenpair: no eigenvalue after ${limit} steps for n=${A.n}; it is not separated`);
    beta.push(b);
  }
}

function steps(A: SymmetricOperator, locked: readonly Float64Array[], start: Float64Array) {
  let [previous, v, w] = [new Float64Array(A.n), Float64Array.from(start), new Float64Array(A.n)];
  let b = 0;
  return {
    /** vₖ of the step that comes next. */
    current: () => v,
    next() {
      A.apply(v, w);
      add(w, -b, previous);
      const a = dot(w, v);
      add(w, -a, v);
      project(w, locked);
      b = norm(w);
      if (b > 0) scale(w, 1 / b);
      [previous, v, w] = [v, w, previous];
      return { a, b };
    },
  };
}

function ritz(
  A: SymmetricOperator,
  locked: readonly Float64Array[],
  start: Float64Array,
  s: Float64Array,
): Eigenpair {
  const walk = steps(A, locked, start);
  const vector = new Float64Array(A.n);
  s.forEach((part, k) => {
    if (k > 0) walk.next();
    add(vector, part, walk.current());
  });
  project(vector, locked);
  scale(vector, 1 / norm(vector));
  const image = new Float64Array(A.n);
  A.apply(vector, image);
  return { value: dot(vector, image), vector };
}
