import { isRng } from "../sparse/check.js";
import { sampleDistinct } from "../sparse/sample.js";
import { dimension } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import { digraph, type Graph } from "./graph.js";

/**
 * The r-out digraph: every vertex points to r different others, each set equally likely. This, and not
 * G(n, p), is what "each query picks r random keys" makes.
 * @param r at most n − 1
 */
export function rOut(n: number, r: number, random: Rng): Graph {
  dimension("rOut", "n", n);
  dimension("rOut", "r", r, 0);
  isRng("rOut", random);
  if (r > n - 1) throw new RangeError(`rOut: r=${r} but a vertex has only ${n - 1} others to point to`);
  return digraph(
    Array.from({ length: n }, (_, i) => sampleDistinct(n - 1, r, random).map((j) => (j < i ? j : j + 1))),
  );
}
