/** What theory says about random graphs, to lay beside what is measured. */
import { dimension, fraction } from "../tensor/check.js";

const EULER_GAMMA = 0.5772156649015329;

/** P(connected) → exp(−e^{−c}) for G(n, p) with p = (ln n + c)/n. Erdős and Rényi 1959. */
export const connectedLimit = (c: number): number => Math.exp(-Math.exp(-c));

/** p = (ln n + c)/n, where G(n, p) becomes connected. */
export function connectivityThreshold(n: number, c = 0): number {
  dimension("connectivityThreshold", "n", n);
  const p = (Math.log(n) + c) / n;
  fraction("connectivityThreshold", `(ln ${n} + c)/n with c=${c}`, p);
  return p;
}

/** Expected number of vertices of G(n, p) with no edge: n(1−p)^{n−1}. */
export function expectedIsolated(n: number, p: number): number {
  dimension("expectedIsolated", "n", n);
  fraction("expectedIsolated", "p", p);
  return n * (1 - p) ** (n - 1);
}

/**
 * Average path length of G(n, p), about (ln n − γ)/ln(np) + ½; np > 1.
 * @see Fronczak, Fronczak and Hołyst 2004
 */
export function erPathLength(n: number, p: number): number {
  dimension("erPathLength", "n", n);
  fraction("erPathLength", "p", p);
  if (n * p <= 1) throw new RangeError(`erPathLength: np is ${n * p}; the formula needs more than 1`);
  return (Math.log(n) - EULER_GAMMA) / Math.log(n * p) + 0.5;
}

/** The two largest eigenvalues of G(n, p), about np + 1 and 2√(np(1−p)). */
export function erEigenvalues(n: number, p: number): { lambda1: number; lambda2: number } {
  dimension("erEigenvalues", "n", n);
  fraction("erEigenvalues", "p", p);
  return { lambda1: n * p + 1, lambda2: 2 * Math.sqrt(n * p * (1 - p)) };
}

/** Part of the clustering that is left after rewiring with probability β: C/C₀ ≈ (1−β)³. */
export function wattsStrogatzClustering(beta: number): number {
  fraction("wattsStrogatzClustering", "beta", beta);
  return (1 - beta) ** 3;
}

/** Expected part of n keys that nobody else reads when each query picks r: (1 − r/(n−1))^{n−1} ≈ e^{−r}. */
export function expectedUnread(n: number, r: number): number {
  dimension("expectedUnread", "n", n, 2);
  dimension("expectedUnread", "r", r, 0);
  if (r > n - 1) throw new RangeError(`expectedUnread: r=${r} but there are only ${n - 1} other keys`);
  return (1 - r / (n - 1)) ** (n - 1);
}

/**
 * 2√(d−1). Alon–Boppana: the second eigenvalue of a d-regular graph is at least 2√(d−1) − ε once the graph is large.
 * Friedman: a random one has all others within it + ε, with high probability but not surely.
 */
export function friedmanBound(d: number): number {
  dimension("friedmanBound", "d", d);
  return 2 * Math.sqrt(d - 1);
}
