/**
 * Eigenvalues of a symmetric tridiagonal matrix T: diagonal α, and β beside it. Sturm's count tells how
 * many lie below any x, so halving an interval finds each of them to the last bit.
 * @see Golub and Van Loan, Matrix Computations, on bisection
 */

/** How many eigenvalues of T lie below x: the negative pivots of T − xI. */
function countBelow(alpha: readonly number[], beta: readonly number[], x: number): number {
  let below = 0;
  let pivot = 1;
  for (let i = 0; i < alpha.length; i++) {
    const b = i > 0 ? beta[i - 1]! : 0;
    pivot = alpha[i]! - x - (b * b) / pivot;
    if (pivot === 0) pivot = Number.MIN_VALUE ** 0.5;
    if (pivot < 0) below++;
  }
  return below;
}

/** The eigenvalue of T that has exactly `rank` below it: rank 0 is the smallest. */
export function tridiagonalEigenvalue(
  alpha: readonly number[],
  beta: readonly number[],
  rank: number,
): number {
  const reach = alpha.map((a, i) => Math.abs(a) + Math.abs(beta[i - 1] ?? 0) + Math.abs(beta[i] ?? 0));
  let high = reach.reduce((a, b) => Math.max(a, b), 0) * (1 + 1e-15);
  let low = -high;
  for (let middle = 0; middle > low && middle < high; middle = (low + high) / 2)
    if (countBelow(alpha, beta, middle) > rank) high = middle;
    else low = middle;
  return high;
}

/**
 * The largest eigenvalue of T and its unit eigenvector, by inverse iteration. The shift lies just above the
 * eigenvalue, so σI − T is positive definite and elimination needs no pivoting.
 */
export function topTridiagonalPair(alpha: readonly number[], beta: readonly number[]) {
  const k = alpha.length;
  const value = tridiagonalEigenvalue(alpha, beta, k - 1);
  const tiny = 1e-15 * Math.max(1, Math.abs(value));
  const pivots = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    const above = i > 0 ? beta[i - 1]! ** 2 / pivots[i - 1]! : 0;
    pivots[i] = Math.max(tiny, value + tiny - alpha[i]! - above);
  }
  const vector = new Float64Array(k).fill(1);
  for (let turn = 0; turn < 3; turn++) {
    for (let i = 1; i < k; i++) vector[i] = vector[i]! + (beta[i - 1]! / pivots[i - 1]!) * vector[i - 1]!;
    for (let i = k - 1; i >= 0; i--)
      vector[i] = (vector[i]! + (i + 1 < k ? beta[i]! * vector[i + 1]! : 0)) / pivots[i]!;
    const norm = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
    for (let i = 0; i < k; i++) vector[i] = vector[i]! / norm;
  }
  return { value, vector };
}
