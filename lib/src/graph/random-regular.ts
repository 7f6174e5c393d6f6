import { isRng } from "../sparse/check.js";
import { dimension } from "../tensor/check.js";
import { type Rng, randomInt } from "../tensor/random.js";
import { type Graph, undirectedGraph } from "./graph.js";

/**
 * A random d-regular graph. Every vertex holds out d ends; two free ends are drawn and tied when they
 * belong to two vertices not yet joined, again and again. When only unusable ends are left, it starts anew.
 * For fixed d every d-regular graph is nearly equally likely.
 * @param n vertices  @param d degree, d < n, with n·d even
 * @see Steger and Wormald 1999
 */
export function randomRegular(n: number, d: number, random: Rng): Graph {
  dimension("randomRegular", "n", n);
  dimension("randomRegular", "d", d, 0);
  isRng("randomRegular", random);
  if (d >= n || (n * d) % 2 === 1)
    throw new RangeError(`randomRegular: no graph of ${n} vertices has all degrees ${d}; d < n and n·d even`);
  for (;;) {
    const near = tieEnds(n, d, random);
    if (near) return undirectedGraph(n, near);
  }
}

function tieEnds(n: number, d: number, random: Rng): [number, number][] | undefined {
  const free = Array.from({ length: n * d }, (_, e) => Math.floor(e / d));
  const near = Array.from({ length: n }, () => new Set<number>());
  const usable = (i: number, j: number) => i !== j && !near[i]!.has(j);
  const edges: [number, number][] = [];
  const take = (): number => {
    const at = randomInt(free.length, random);
    [free[at], free[free.length - 1]] = [free[free.length - 1]!, free[at]!];
    return free.pop()!;
  };
  while (free.length > 0) {
    const [i, j] = [take(), take()];
    if (usable(i, j)) {
      near[i]!.add(j);
      near[j]!.add(i);
      edges.push([i, j]);
    } else {
      free.push(i, j);
      const holders = [...new Set(free)];
      // Few holders can be stuck; many cannot, since each is joined to fewer than d of them.
      if (holders.length <= d && !holders.some((a) => holders.some((b) => usable(a, b)))) return undefined;
    }
  }
  return edges;
}
