import { gaussian, rng } from "../tensor/random.js";
import { isUndirected } from "./check.js";
import type { Graph } from "./graph.js";
import { adjacencyOperator } from "./spectrum.js";
import { tridiagonalEigenvalue } from "./tridiagonal.js";
import { dot, norm, project, scale } from "./vectors.js";

/**
 * All n eigenvalues of G's adjacency matrix, largest first, each as often as its multiplicity.
 *
 * Lanczos with full reorthogonalisation turns A into a tridiagonal matrix of the same eigenvalues; when a
 * run ends early (βₖ = 0, an invariant subspace), it goes on from a new random direction orthogonal to all
 * before, with that β = 0. Time O(n³), memory n²: for pictures of up to a thousand vertices.
 * @throws RangeError when G is directed
 */
export function spectrum(G: Graph): number[] {
  isUndirected("spectrum", G);
  const { n } = G;
  const A = adjacencyOperator(G);
  const random = rng(1);
  const basis: Float64Array[] = [];
  const alpha: number[] = [];
  const beta: number[] = [];
  let v = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    if (k === 0 || beta[k - 1] === 0) {
      v = Float64Array.from({ length: n }, () => gaussian(random));
      project(v, [...basis, ...basis]);
    }
    scale(v, 1 / norm(v));
    basis.push(v);
    const w = new Float64Array(n);
    A.apply(v, w);
    alpha.push(dot(w, v));
    // Once leaves rounding behind; twice is enough.
    project(w, [...basis, ...basis]);
    const b = norm(w);
    beta.push(b > 1e-12 * A.norm ? b : 0);
    v = w;
  }
  return Array.from({ length: n }, (_, k) => tridiagonalEigenvalue(alpha, beta, n - 1 - k));
}
