import { edgeCount, fromAdjacency, components as parts, spectrum, undirected } from "long-attention/graph";
import { blockPattern, cyclicShift, denseMask, windowPattern } from "long-attention/sparse";
import { type Matrix, toRows } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { arcs, cliques, digraphs } from "./graphs.js";

type Input = [adj: Matrix];

const expect = ([adj]: Input) => parts(fromAdjacency(adj)).count;

export const components: Exercise = {
  id: "05.1",
  name: "components",
  title: "Does it hang together?",
  points: 3,
  difficulty: "E",
  params: ["adj"],
  checks: [
    matches<Input>({
      id: "patterns",
      title: "counts the parts of blocks and windows, as in the notebook",
      holds: ["how many components there are", "1 where i reads j, else 0;"],
      examples: [
        [denseMask(blockPattern(16, 4))],
        [denseMask(blockPattern(16, 4, cyclicShift(4)))],
        [denseMask(windowPattern(16, 3, { dilation: 2 }))],
        [denseMask(windowPattern(16, 3))],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "arcs-either-way",
      title: "walks along arcs and against them",
      weight: 2,
      holds: ["along arcs *or against them* (weakly", "not always symmetric"],
      examples: [
        [arcs(3, [0, 1], [1, 2])],
        [arcs(3, [2, 1], [1, 0])],
        [arcs(4, [0, 3], [1, 3], [2, 3])],
        [arcs(5, [1, 0], [1, 4], [2, 3])],
        [arcs(3, [0, 0], [1, 2])],
        [arcs(4, [0, 0], [2, 1], [3, 3])],
        [arcs(5, [0, 0], [1, 1], [2, 3], [4, 4])],
      ],
      inputs: digraphs().map((adj): Input => [adj]),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "alone",
      title: "counts a vertex without arcs as a part of its own",
      visibility: "hidden",
      holds: [
        "A vertex without any arc is a part of its own;",
        "what stands on the diagonal changes nothing.",
      ],
      examples: [
        [arcs(1)],
        [arcs(1, [0, 0])],
        [arcs(4)],
        [arcs(5, [4, 2])],
        [arcs(5, [0, 0], [1, 3], [3, 1], [4, 4])],
        [cliques(1, 4, 2, 1)],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  background: ["Blocks that read only themselves never hear of each other."],
  mutants: [
    {
      id: "along-arcs-only",
      misconception:
        "You walk along the arcs only, so the count depends on where you start. Two vertices hang together when an arc leads either way: look at adj[i, j] and at adj[j, i].",
      solution: (adj: Matrix) => {
        const seen = new Set<number>();
        return toRows(adj).filter((_, start) => {
          if (seen.has(start)) return false;
          visit(adj, start, seen);
          return true;
        }).length;
      },
    },
    {
      id: "strong",
      misconception:
        "You ask for a way there *and* back (strongly connected). For one part it is enough that an arc leads either way.",
      solution: (adj: Matrix) => {
        const reach = toRows(adj).map((_, start) => visit(adj, start, new Set()));
        return reach.filter((from, i) => ![...from].some((j) => j < i && reach[j]!.has(i))).length;
      },
    },
    {
      id: "boolean",
      misconception:
        "You say whether the graph hangs together. How many parts there are says more: count them.",
      solution: (adj: Matrix) => expect([adj]) === 1,
    },
    {
      id: "rank",
      misconception:
        "You take n less the rank of the adjacency matrix. That works for another matrix, the Laplacian (degrees on the diagonal, −1 for every edge); the adjacency matrix can have full rank in any number of parts.",
      solution: (adj: Matrix) =>
        spectrum(undirected(fromAdjacency(adj))).filter((value) => Math.abs(value) < 1e-9).length,
    },
    {
      id: "n-minus-edges",
      misconception:
        "You count n less the number of edges. Each edge joins two parts only as long as it closes no circle; in a graph with circles, that takes off too much.",
      solution: (adj: Matrix) => adj.shape[0]! - edgeCount(undirected(fromAdjacency(adj))),
    },
    {
      id: "no-singles",
      misconception:
        "You leave out vertices without arcs. A token that reads nobody and is read by nobody is a part of its own.",
      solution: (adj: Matrix) => {
        const { labels } = parts(fromAdjacency(adj));
        return new Set([...labels].filter((label, i) => labels.indexOf(label) < i)).size;
      },
    },
    {
      id: "by-unread",
      misconception:
        "You count the vertices that nobody else reads, as if each began a part. Several of them can lead into the same part, and a circle has none.",
      solution: (adj: Matrix) =>
        toRows(adj).filter((_, j) => toRows(adj).every((row, i) => i === j || row[j] === 0)).length,
    },
    {
      id: "neighbours-only",
      misconception:
        "You look only one arc far: a vertex begins a new part unless an earlier one is its neighbour. Parts hang together over many steps; mark everything that can be reached.",
      solution: (adj: Matrix) =>
        toRows(adj).filter((_, i) => range(i).every((j) => adj.get(i, j) === 0 && adj.get(j, i) === 0))
          .length,
    },
    {
      id: "largest-part",
      misconception: "You return how large the largest part is. The question is how many parts there are.",
      solution: (adj: Matrix) => {
        const { labels } = parts(fromAdjacency(adj));
        return Math.max(...[...labels].map((label) => labels.filter((other) => other === label).length));
      },
    },
    {
      id: "loops-are-arcs",
      misconception:
        "You leave out vertices whose only arc leads back to themselves, or count them twice. What stands on the diagonal changes nothing: such a vertex is a part of its own.",
      solution: (adj: Matrix) => {
        const lone = range(adj.shape[0]!).filter(
          (i) =>
            adj.get(i, i) !== 0 &&
            range(adj.shape[0]!).every((j) => j === i || (adj.get(i, j) === 0 && adj.get(j, i) === 0)),
        );
        return expect([adj]) - lone.length;
      },
    },
  ],
};

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Everything that can be reached from `start` along arcs. */
function visit(adj: Matrix, start: number, seen: Set<number>): Set<number> {
  seen.add(start);
  toRows(adj)[start]!.forEach((arc, j) => {
    if (arc !== 0 && !seen.has(j)) visit(adj, j, seen);
  });
  return seen;
}
