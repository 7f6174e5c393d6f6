import {
  adjacency,
  bfs,
  complete,
  fromAdjacency,
  type Graph,
  type PathStats,
  path,
  star,
  pathStats as stats,
  undirected,
} from "long-attention/graph";
import { denseMask, etcPattern, windowPattern } from "long-attention/sparse";
import type { Matrix } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { arcs, cliques, digraphs, graphs } from "./graphs.js";

type Input = [adj: Matrix];

const expect = ([adj]: Input) => stats(fromAdjacency(adj));

export const pathStats: Exercise = {
  id: "05.2",
  name: "pathStats",
  title: "How far apart?",
  points: 4,
  difficulty: "M",
  params: ["adj"],
  checks: [
    matches<Input>({
      id: "known",
      title: "knows the window of three, (n + 1)/3, the star, 2 − 2/n, and the complete graph",
      holds: [
        "Take all ordered pairs i ≠ j",
        "apl (average path length), diameter, reachable",
        "1 where i reads j, else 0;",
      ],
      examples: [
        [adjacency(path(9))],
        [adjacency(star(8))],
        [adjacency(complete(5))],
        [denseMask(windowPattern(10, 5))],
        [denseMask(etcPattern(6, 3))],
      ],
      expect,
    }),
    matches<Input>({
      id: "directed",
      title: "walks along the arcs, never against them",
      weight: 2,
      holds: ["The distance from i to j is the number of arcs on the shortest path", "not always symmetric;"],
      examples: [
        [arcs(4, [0, 1], [1, 2], [2, 3], [3, 0])],
        [arcs(5, [0, 1], [1, 2], [2, 3], [3, 4], [4, 0], [0, 3])],
        [arcs(3, [2, 1], [1, 0])],
        [arcs(2)],
      ],
      inputs: digraphs(2).map((adj): Input => [adj]),
      expect,
    }),
    matches<Input>({
      id: "no-path",
      title: "leaves pairs without a path out of the mean, and gives them an infinite diameter",
      holds: ["A pair without a path does not enter the mean", "A mean over no pair is Infinity."],
      examples: [[cliques(2, 3)], [denseMask(windowPattern(9, 3, { dilation: 2 }))], [arcs(4)]],
      inputs: graphs(2).map((adj): Input => [adj]),
      expect,
    }),
    matches<Input>({
      id: "single",
      title: "copes with a single vertex, with or without an arc to itself",
      visibility: "hidden",
      holds: [
        "A single vertex has apl 0, diameter 0 and reachable 1.",
        "the diagonal says nothing about paths",
      ],
      examples: [[arcs(1)], [arcs(1, [0, 0])], [cliques(1, 2)], [arcs(3, [0, 0], [2, 2])]],
      expect,
    }),
  ],
  background: ["In a transformer, hops are layers."],
  mutants: [
    {
      id: "self-pairs",
      misconception:
        "You count the pairs (i, i) with distance 0, which makes the mean too small. Only pairs of different vertices count.",
      solution: bent((D, n) => ({
        ...summary(D, n),
        apl: mean(D.flat().filter(Number.isFinite)),
        reachable: D.flat().filter(Number.isFinite).length / n ** 2,
      })),
    },
    {
      id: "from-vertex-0",
      misconception:
        "You measure from vertex 0 only. The first token is not every token: take all ordered pairs.",
      solution: bent((D, n) => summary([D[0]!], n)),
    },
    {
      id: "maximum-as-mean",
      misconception:
        "Your apl is the mean of each vertex's *largest* distance. Take the mean over all pairs.",
      solution: bent((D, n) => ({
        ...summary(D, n),
        apl: mean(D.map((row) => Math.max(...row.filter(Number.isFinite)))),
      })),
    },
    {
      id: "divides-by-all-pairs",
      misconception:
        "You divide by n(n − 1), which counts pairs without a path as if their distance were 0. Divide by the number of pairs that have a path.",
      solution: bent((D, n) => ({
        ...summary(D, n),
        apl: sum(distances(D)) / (n * (n - 1)),
      })),
    },
    {
      id: "finite-diameter",
      misconception:
        "Your diameter is the largest distance that was found. When one pair has no path, news never crosses: the diameter is Infinity.",
      solution: bent((D, n) => ({ ...summary(D, n), diameter: Math.max(0, ...distances(D)) })),
    },
    {
      id: "against-arcs",
      misconception:
        "You walk against the arcs as well. That i reads j brings news from j to i only: follow adj[i, j] from i to j.",
      solution: bent(summary, undirected),
    },
    {
      id: "counts-vertices",
      misconception:
        "You count the vertices on the path, both ends included. The distance is the number of arcs, one less.",
      solution: bent((D, n) => {
        const { apl, diameter, reachable } = summary(D, n);
        return { apl: apl + 1, diameter: diameter + 1, reachable };
      }),
    },
    {
      id: "half-the-pairs",
      misconception:
        "You take the pairs with i < j only. In a directed graph the way back can be longer, or missing: take both orders.",
      solution: bent((D, n) => {
        const half = D.map((row, i) => row.filter((_, j) => j >= i));
        return summary(half, n, (n * (n - 1)) / 2);
      }),
    },
    {
      id: "mean-of-nothing",
      misconception:
        "With no pair that a path joins your mean is 0. A mean over no pair is Infinity: news never arrives.",
      solution: bent((D, n) => ({
        ...summary(D, n),
        apl: distances(D).length === 0 ? 0 : mean(distances(D)),
      })),
    },
    {
      id: "reachable-vertices",
      misconception:
        "Your reachable says which part of the *vertices* vertex 0 can reach. It is the part of all ordered pairs that a path joins.",
      solution: bent((D, n) => ({
        ...summary(D, n),
        reachable: distances([D[0]!]).length / (n - 1),
      })),
    },
    {
      id: "infinite-mean",
      misconception:
        "One pair without a path makes your mean Infinity. Such a pair does not enter the mean; it makes the diameter Infinity.",
      solution: bent((D, n) => {
        const { apl, diameter, reachable } = summary(D, n);
        return { apl: reachable < 1 ? Infinity : apl, diameter, reachable };
      }),
    },
  ],
};

/** All distances, summed up in another way. */
function bent(
  sumUp: (D: number[][], n: number) => PathStats,
  of: (G: Graph) => Graph = (G) => G,
): (adj: Matrix) => PathStats {
  return (adj) => {
    const G = of(fromAdjacency(adj));
    if (G.n === 1) return { apl: 0, diameter: 0, reachable: 1 };
    const D = Array.from({ length: G.n }, (_, i) => [...bfs(G, i)]);
    return sumUp(D, G.n);
  };
}

const sum = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);
const mean = (x: readonly number[]) => sum(x) / x.length;
/** Those between different vertices, where there is a path. */
const distances = (D: readonly number[][]) => D.flat().filter((hops) => hops > 0 && hops < Infinity);

function summary(D: readonly number[][], n: number, pairs = D.length * (n - 1)): PathStats {
  const found = distances(D);
  return {
    apl: found.length > 0 ? mean(found) : Infinity,
    diameter: found.length === pairs ? Math.max(...found) : Infinity,
    reachable: found.length / pairs,
  };
}
