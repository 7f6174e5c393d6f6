/** Exact values for the graphs without chance: what the measured ones must equal. */
import { oddWidth } from "../sparse/check.js";
import { dimension } from "../tensor/check.js";
import { evenDegree } from "./simple.js";

/** Eigenvalues of the path, largest first: 2 cos(kπ/(n+1)), k = 1 … n. */
export function pathSpectrum(n: number): number[] {
  dimension("pathSpectrum", "n", n);
  return Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
}

/** Eigenvalues of the ring lattice, largest first: Σ_{t ≤ K/2} 2 cos(2πkt/n), k = 0 … n−1. */
export function ringLatticeSpectrum(n: number, K = 2): number[] {
  dimension("ringLatticeSpectrum", "n", n);
  evenDegree("ringLatticeSpectrum", n, K);
  const value = (k: number) => {
    let sum = 0;
    for (let t = 1; t <= K / 2; t++) sum += 2 * Math.cos((2 * Math.PI * k * t) / n);
    return sum;
  };
  return Array.from({ length: n }, (_, k) => value(k)).sort((a, b) => b - a);
}

/** Eigenvalues of the star: √(n−1), n − 2 zeros, −√(n−1). */
export function starSpectrum(n: number): number[] {
  dimension("starSpectrum", "n", n, 2);
  return [Math.sqrt(n - 1), ...new Array<number>(n - 2).fill(0), -Math.sqrt(n - 1)];
}

/** Eigenvalues of the complete graph: n − 1 once, −1 for all others. */
export function completeSpectrum(n: number): number[] {
  dimension("completeSpectrum", "n", n);
  return [n - 1, ...new Array<number>(n - 1).fill(-1)];
}

/** Average path length of a band of c keys, h = (c−1)/2: the mean of ⌈|i−j|/h⌉; for c = 3, (n+1)/3. */
export function bandPathLength(n: number, c: number): number {
  dimension("bandPathLength", "n", n, 2);
  oddWidth("bandPathLength", "c", c);
  if (c === 1) return Infinity;
  let sum = 0;
  for (let t = 1; t < n; t++) sum += 2 * (n - t) * Math.ceil(t / ((c - 1) / 2));
  return sum / (n * (n - 1));
}

/** Average path length of the star: 2 − 2/n. */
export function starPathLength(n: number): number {
  dimension("starPathLength", "n", n, 2);
  return 2 - 2 / n;
}

/** Clustering of the ring lattice, 3(K−2) / (4(K−1)), for n large enough that no triangle wraps: 3K < 2n. */
export function ringLatticeClustering(K: number): number {
  dimension("ringLatticeClustering", "K", K, 2);
  if (K % 2 === 1) throw new RangeError(`ringLatticeClustering: K must be even, half on each side, not ${K}`);
  return (3 * (K - 2)) / (4 * (K - 1));
}
