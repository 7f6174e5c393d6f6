/** Small graphs with any arcs or edges, and the plain means over several seeds. */
import fc from "fast-check";
import { fromAdjacency, type Graph, undirected } from "long-attention/graph";
import { fromFunction, type Rng, rng } from "long-attention/tensor";

/** A digraph of up to 12 vertices, each arc there or not. */
export const anyDigraph: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 12 })
  .chain((n) =>
    fc
      .tuple(fc.array(fc.boolean(), { minLength: n * n, maxLength: n * n }), fc.integer({ min: 1, max: 4 }))
      .map(([arcs, thin]) =>
        fromAdjacency(
          fromFunction([n, n], (i, j) => (arcs[i * n + j] && (i * 7 + j * 5) % thin === 0 ? 1 : 0)),
        ),
      ),
  );

export const anyGraph: fc.Arbitrary<Graph> = anyDigraph.map(undirected);

/** The mean of f over as many runs, each with its own seed. */
export function meanOver(runs: number, f: (random: Rng) => number): number {
  let sum = 0;
  for (let run = 0; run < runs; run++) sum += f(rng(1000 + run));
  return sum / runs;
}
