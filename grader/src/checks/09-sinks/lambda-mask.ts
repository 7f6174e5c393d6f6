import { lambdaMask as oracle } from "long-attention/sparse";
import { fromFunction, type Matrix } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { notebook, type Sizes, short, sizes } from "./sizes.js";

const expect = (input: Sizes) => oracle(...input);

export const lambdaMask: Exercise = {
  id: "09.1",
  name: "lambdaMask",
  title: "The Λ mask",
  points: 3,
  difficulty: "E",
  params: ["T", "g", "L"],
  background: ["The Λ-shaped mask: two strips"],
  checks: [
    matches<Sizes>({
      id: "notebook",
      holds: ["Query i may read the first g keys and the newest L"],
      title: "draws the notebook's mask",
      examples: [notebook],
      expect,
      tolerance: exact,
    }),
    matches<Sizes>({
      id: "any-sizes",
      holds: ["Rows and columns count from 0", "[T, T] 1 where query i may read key j, else 0", "T tokens"],
      title: "works for any sizes",
      weight: 2,
      examples: [
        [9, 3, 2],
        [7, 1, 1],
      ],
      inputs: sizes(12),
      expect,
      tolerance: exact,
    }),
    matches<Sizes>({
      id: "edges",
      holds: ["g first tokens that stay in sight, 0 or more", "L newest keys, at least 1"],
      title: "is a window without sinks, and full causal attention for short texts",
      visibility: "hidden",
      examples: [
        [6, 0, 1],
        [8, 0, 3],
        [5, 3, 2],
        [4, 9, 9],
      ],
      inputs: short,
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "one-key-more",
      misconception:
        "Your window holds L + 1 keys: with i − j ≤ L the query's own key comes on top. It is one of the L newest, so i − j < L.",
      solution: maskOf((i, j, g, L) => j <= i && (j < g || i - j <= L)),
    },
    {
      id: "not-causal",
      misconception:
        "Your mask reaches into the future. Whatever the strips say, a query reads no key that comes after it: j ≤ i.",
      solution: maskOf((i, j, g, L) => j < g || Math.abs(i - j) < L),
    },
    {
      id: "global-rows",
      misconception:
        "You let the first tokens read everything, as global tokens do in other patterns. A sink is only read; its row is causal like all others.",
      solution: maskOf((i, j, g, L) => i < g || (j <= i && (j < g || i - j < L))),
    },
    {
      id: "sum",
      misconception:
        "You add the two strips, so that a key in both counts twice. A mask says yes or no: 1 where at least one of them allows it.",
      solution: (T: number, g: number, L: number) =>
        fromFunction([T, T], (i, j) => (j <= i ? Number(j < g) + Number(i - j < L) : 0)),
    },
    {
      id: "one-sink-more",
      misconception: "You keep g + 1 sinks: counted from 0, the first g keys are those with j < g.",
      solution: maskOf((i, j, g, L) => j <= i && (j <= g || i - j < L)),
    },
    {
      id: "window-only",
      misconception:
        "This is a plain window. The first g keys stay in sight too; without them a trained model collapses.",
      solution: maskOf((i, j, _g, L) => j <= i && i - j < L),
    },
    {
      id: "transposed",
      misconception: "Rows and columns are swapped: row i belongs to query i, column j to key j.",
      solution: maskOf((j, i, g, L) => j <= i && (j < g || i - j < L)),
    },
    {
      id: "newest-of-the-text",
      misconception:
        "You let every query read the newest keys of the whole text. What counts as newest ends at the query’s own key.",
      solution: (T: number, g: number, L: number) =>
        fromFunction([T, T], (i, j) => Number(j <= i && (j < g || j >= T - L))),
    },
    {
      id: "sinks-only",
      misconception:
        "You leave the window out. Besides the first g keys, query i reads the newest L, its own among them.",
      solution: maskOf((i, j, g) => j <= i && j < g),
    },
    {
      id: "one-key-less",
      misconception: "Your window holds L − 1 keys: i − j < L − 1 leaves the oldest of them out.",
      solution: maskOf((i, j, g, L) => j <= i && (j < g || i - j < L - 1)),
    },
    {
      id: "both-strips",
      misconception:
        "You ask for a key to be first and among the newest at once. One of the two is enough: || and not &&.",
      solution: maskOf((i, j, g, L) => j <= i && j < g && i - j < L),
    },
  ],
};

type Reads = (i: number, j: number, g: number, L: number) => boolean;

function maskOf(reads: Reads) {
  return (T: number, g: number, L: number): Matrix =>
    fromFunction([T, T], (i, j) => Number(reads(i, j, g, L)));
}
