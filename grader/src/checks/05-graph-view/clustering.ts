import {
  adjacency,
  fromAdjacency,
  graphOf,
  clustering as of,
  path,
  ringLattice,
  star,
} from "long-attention/graph";
import { denseMask, itcPattern, windowPattern } from "long-attention/sparse";
import type { Matrix } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { arcs, bothWays, cliques, graphs } from "./graphs.js";

type Input = [adj: Matrix];

const expect = ([adj]: Input) => of(fromAdjacency(adj));

/** A triangle, a tail on one of its corners, and a vertex alone. */
const triangleWithTail = () => bothWays(arcs(5, [0, 1], [0, 2], [1, 2], [2, 3]));

export const clustering: Exercise = {
  id: "05.3",
  name: "clustering",
  title: "Are my neighbours neighbours?",
  points: 4,
  difficulty: "M",
  params: ["adj"],
  checks: [
    matches<Input>({
      id: "windows",
      title: "finds none in the window of three, and what the notebook found in wider ones",
      holds: ["are my neighbours neighbours of each other?", "the mean clustering"],
      examples: [
        [denseMask(windowPattern(6, 5))],
        [denseMask(windowPattern(16, 3))],
        [denseMask(windowPattern(16, 9))],
        [denseMask(itcPattern(8, 3, [0]))],
      ],
      expect,
    }),
    matches<Input>({
      id: "any",
      title: "is right for any graph, with and without ones on the diagonal",
      weight: 2,
      holds: [
        "e pairs of which are",
        "leave the diagonal out.",
        "symmetric, 1 where two vertices are joined",
        "the mean over *all*",
      ],
      examples: [
        [adjacency(ringLattice(12, 4))],
        [adjacency(graphOf(windowPattern(7, 5)))],
        [triangleWithTail()],
      ],
      inputs: graphs(2).map((adj): Input => [adj]),
      expect,
    }),
    matches<Input>({
      id: "few-neighbours",
      title: "counts vertices with no or one neighbour as 0",
      visibility: "hidden",
      holds: ["and 0 when k < 2"],
      examples: [
        [arcs(1)],
        [arcs(1, [0, 0])],
        [arcs(3)],
        [adjacency(star(6))],
        [adjacency(path(2))],
        [cliques(3, 2, 1)],
        [triangleWithTail()],
      ],
      expect,
    }),
  ],
  mutants: [
    {
      id: "counts-own-edges",
      misconception:
        "You count the vertex itself among its neighbours, with or without a one on the diagonal. Only the edges between its neighbours count, and its own edges to them do not.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (k < 2 ? 0 : (2 * (e + k)) / (k * (k + 1)))),
    },
    {
      id: "triangles",
      misconception:
        "You count triangles for each vertex. A vertex with many neighbours has many; divide by its number of pairs, k(k − 1)/2, first.",
      solution: (adj: Matrix) => mean(adj, (_k, e) => e),
    },
    {
      id: "lonely-are-clustered",
      misconception: "You count a vertex with fewer than two neighbours as 1. Its clustering is 0.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (k < 2 ? 1 : (2 * e) / (k * (k - 1)))),
    },
    {
      id: "transitivity",
      misconception:
        "You divide all closed pairs by all pairs of the whole graph (its transitivity). There a hub counts for more than all others; the clustering is the mean of each vertex's own share.",
      solution: (adj: Matrix) => {
        const all = counts(adj);
        const pairs = sum(all.map(({ k }) => (k * (k - 1)) / 2));
        return pairs === 0 ? 0 : sum(all.map(({ e }) => e)) / pairs;
      },
    },
    {
      id: "skips-low-degrees",
      misconception:
        "You leave vertices with fewer than two neighbours out of the mean. They count as 0, and the mean is over all n.",
      solution: (adj: Matrix) => {
        const shares = counts(adj)
          .filter(({ k }) => k >= 2)
          .map(({ k, e }) => (2 * e) / (k * (k - 1)));
        return shares.length === 0 ? 0 : sum(shares) / shares.length;
      },
    },
    {
      id: "self-loops",
      misconception:
        "You take the ones on the diagonal for neighbours: whoever reads itself gets a neighbour that knows all the others. Leave j = i out.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (k < 2 ? 0 : (2 * e) / (k * (k - 1))), true),
    },
    {
      id: "half",
      misconception:
        "Your result is half of what it should be: k neighbours make k(k − 1)/2 pairs, so either count every pair twice, or multiply by 2.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (k < 2 ? 0 : e / (k * (k - 1)))),
    },
    {
      id: "k-squared",
      misconception:
        "You divide by k². Nobody is paired with themselves: k neighbours make k(k − 1)/2 pairs.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (k < 2 ? 0 : (2 * e) / k ** 2)),
    },
    {
      id: "zero-by-zero",
      misconception:
        "A vertex with fewer than two neighbours has no pairs, and 0/0 is not a number. Its clustering is 0.",
      solution: (adj: Matrix) => mean(adj, (k, e) => (2 * e) / (k * (k - 1))),
    },
    {
      id: "density",
      misconception:
        "You measure which part of all pairs is joined, the density. Clustering asks only about pairs that have a neighbour in common.",
      solution: (adj: Matrix) => {
        const n = adj.shape[0]!;
        return n < 2 ? 0 : sum(counts(adj).map(({ k }) => k)) / (n * (n - 1));
      },
    },
  ],
};

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);

/** For each vertex its neighbours k, and how many of their pairs are joined, e. */
function counts(adj: Matrix, loops = false): { k: number; e: number }[] {
  const all = Array.from({ length: adj.shape[0]! }, (_, i) => i);
  return all.map((i) => {
    const near = all.filter((j) => (loops || j !== i) && adj.get(i, j) !== 0);
    const joined = near.flatMap((a) => near.filter((b) => a < b && adj.get(a, b) !== 0));
    return { k: near.length, e: joined.length };
  });
}

const mean = (adj: Matrix, share: (k: number, e: number) => number, loops = false) =>
  sum(counts(adj, loops).map(({ k, e }) => share(k, e))) / adj.shape[0]!;
