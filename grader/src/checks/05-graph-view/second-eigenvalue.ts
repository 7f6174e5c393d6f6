import {
  adjacency,
  complete,
  completeSpectrum,
  fromAdjacency,
  path,
  pathSpectrum,
  ring,
  ringLatticeSpectrum,
  spectrum,
  star,
  starSpectrum,
} from "long-attention/graph";
import type { Matrix } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { arcs, bothWays, cliques, graphs, withoutLoops } from "./graphs.js";

type Input = [adj: Matrix];

/** Without the last digits, which are rounding. */
const eigenvalues = (adj: Matrix) => spectrum(fromAdjacency(adj)).map((x) => Math.round(1e10 * x) / 1e10);
const expect = ([adj]: Input) => eigenvalues(adj)[1]!;

/** Power iteration is slow to tell two eigenvalues apart that lie close together. */
const apart = (adj: Matrix) =>
  eigenvalues(adj)
    .slice(0, 3)
    .every((value, k, all) => k === 0 || all[k - 1]! - value < 1e-9 || all[k - 1]! - value > 0.3);

const inputs = graphs(2, 8)
  .map(withoutLoops)
  .filter(apart)
  .map((adj): Input => [adj]);

const tolerance = { rtol: 0, atol: 1e-3 };

export const secondEigenvalue: Exercise = {
  id: "05.4",
  name: "secondEigenvalue",
  title: "The second eigenvalue",
  points: 6,
  difficulty: "H",
  params: ["adj"],
  checks: [
    matches<{ adj: Matrix; known: readonly number[] }>({
      id: "known",
      title: "knows the ring, 2 cos(2π/n), the star, 0, and the path, 2 cos(2π/(n + 1))",
      holds: ["the second largest eigenvalue λ₂ of the adjacency matrix", "λ₂"],
      examples: [
        { adj: adjacency(ring(12)), known: ringLatticeSpectrum(12) },
        { adj: adjacency(ring(9)), known: ringLatticeSpectrum(9) },
        { adj: adjacency(star(9)), known: starSpectrum(9) },
        { adj: adjacency(path(6)), known: pathSpectrum(6) },
      ],
      args: ({ adj }) => [adj],
      expect: ({ known }) => known[1],
      tolerance,
    }),
    matches<{ adj: Matrix; known: readonly number[] }>({
      id: "complete",
      title: "gives −1 for complete graphs, where it is negative",
      needs: "known",
      holds: ["negative ones at the", "n ≥ 2"],
      examples: [8, 5, 2].map((n) => ({ adj: adjacency(complete(n)), known: completeSpectrum(n) })),
      args: ({ adj }) => [adj],
      expect: ({ known }) => known[1],
      tolerance,
    }),
    matches<Input>({
      id: "parts",
      title: "counts an eigenvalue as often as it occurs: two equal cliques share the largest",
      holds: ["An eigenvalue counts as often as it occurs"],
      examples: [
        [cliques(4, 4)],
        [cliques(3, 3, 3)],
        [cliques(5, 3)],
        [cliques(6, 2, 6)],
        [cliques(3, 3, 1)],
      ],
      expect,
      tolerance,
    }),
    matches<Input>({
      id: "any",
      title: "is right for any graph to three decimals",
      visibility: "hidden",
      needs: "known",
      holds: ["three exact decimals are enough.", "symmetric, 0 and 1, with zeros on the diagonal;"],
      weight: 2,
      examples: [
        [arcs(4)],
        [bothWays(arcs(4, [0, 1]))],
        [bothWays(arcs(5, [0, 2], [0, 3], [0, 4], [1, 2], [1, 3], [1, 4]))],
        [bothWays(arcs(2, [0, 1]))],
        [cliques(3, 3)],
        [adjacency(path(4))],
      ],
      inputs,
      runs: 8,
      expect,
      tolerance,
    }),
  ],
  background: ["Find it by multiplying a vector"],
  mutants: [
    {
      id: "third",
      misconception:
        "This is the third largest eigenvalue. In order from the largest, counted as often as they occur, λ₂ stands in the second place.",
      solution: (adj: Matrix) => eigenvalues(adj).at(2) ?? eigenvalues(adj)[1]!,
    },
    {
      id: "two-decimals",
      misconception:
        "Your result is right to one decimal only. Iterate until it no longer changes: three decimals are asked for.",
      solution: (adj: Matrix) => Math.round(20 * eigenvalues(adj)[1]!) / 20,
    },
    {
      id: "share-of-first",
      misconception: "You divide by λ₁, or by the largest degree. λ₂ itself was asked for.",
      solution: (adj: Matrix) => {
        const [first, second] = eigenvalues(adj);
        return first === 0 ? 0 : second! / first!;
      },
    },
    {
      id: "lambda-1",
      misconception:
        "This is λ₁, the largest eigenvalue. If you iterate twice, the second vector turns into the first again, unless you take the first one's share out in every step.",
      solution: (adj: Matrix) => eigenvalues(adj)[0]!,
    },
    {
      id: "largest-absolute",
      misconception:
        "You take the second largest *absolute* value, which can be the most negative eigenvalue. Plain power iteration finds that one; add a number above the largest degree to the diagonal first, and take it off at the end.",
      solution: (adj: Matrix) => byAbsolute(adj)[1]!,
    },
    {
      id: "smallest",
      misconception:
        "This is the smallest eigenvalue, the far end of the spectrum. λ₂ is the one next to the largest.",
      solution: (adj: Matrix) => eigenvalues(adj).at(-1)!,
    },
    {
      id: "distinct",
      misconception:
        "You take the second largest of the *different* eigenvalues. One that occurs twice counts twice: two equal separate cliques have λ₂ = λ₁, and no gap. (Two power iterations from the same start can miss the second one; take another start.)",
      solution: (adj: Matrix) => {
        const all = eigenvalues(adj);
        return all.find((value) => value < all[0]! - 1e-6) ?? all[0]!;
      },
    },
    {
      id: "never-negative",
      misconception:
        "You never go below 0. Subtracting λ₁vvᵀ leaves a 0 in λ₁'s place, which beats a negative λ₂, as in a complete graph. Shift the diagonal, or keep out of v's direction, instead.",
      solution: (adj: Matrix) => Math.max(0, eigenvalues(adj)[1]!),
    },
    {
      id: "absolute",
      misconception:
        "You lose the sign, perhaps because you take the length of A x. Use x · A x for a vector x of length 1.",
      solution: (adj: Matrix) => Math.abs(eigenvalues(adj)[1]!),
    },
    {
      id: "gap",
      misconception: "You return the gap λ₁ − λ₂. It is what we are after, but here only λ₂ was asked for.",
      solution: (adj: Matrix) => eigenvalues(adj)[0]! - eigenvalues(adj)[1]!,
    },
  ],
};

/** Largest absolute values first; of two that differ in sign only, the positive one. */
const byAbsolute = (adj: Matrix) =>
  eigenvalues(adj).sort((a, b) => Math.round(1e6 * (Math.abs(b) - Math.abs(a))) || b - a);
