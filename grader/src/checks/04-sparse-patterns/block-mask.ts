import fc from "fast-check";
import { cyclicShift, blockMask as mask } from "long-attention/sparse";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { pairs } from "./pairs.js";

type Input = [T: number, n: number, perm: number[]];

/** n blocks of some words each, in any order. */
const inputs = fc
  .tuple(whole(1, 4), whole(1, 4))
  .chain(([size, n]) =>
    fc.tuple(fc.constant(size * n), fc.constant(n), fc.shuffledSubarray(cyclicShift(n, 0), { minLength: n })),
  );

const expect = (input: Input) => mask(...input);

export const blockMask: Exercise = {
  id: "04.4",
  name: "blockMask",
  title: "Blocks that read blocks",
  points: 4,
  difficulty: "M",
  params: ["T", "n", "perm"],
  checks: [
    matches<Input>({
      id: "two-blocks",
      title: "cuts six words into two blocks: each its own, or each the other",
      holds: [
        "the text is cut into n equal blocks of neighbours",
        "[T, T] 1 where query i may read key j, else 0",
      ],
      examples: [
        [6, 2, [0, 1]],
        [6, 2, [1, 0]],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "circle",
      title: "lets block 0 read block 1, block 1 read block 2, and block 2 read block 0",
      weight: 2,
      holds: ["n blocks;"],
      examples: [
        [6, 3, cyclicShift(3)],
        [12, 3, cyclicShift(3)],
        [16, 4, cyclicShift(4)],
      ],
      inputs: whole(1, 4).chain((size) =>
        whole(3, 5).chain((n) => whole(1, n - 1).map((by): Input => [size * n, n, cyclicShift(n, by)])),
      ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any",
      title: "works for any number of blocks in any order",
      visibility: "hidden",
      holds: ["a permutation of 0 … n−1"],
      weight: 2,
      examples: [
        [8, 4, [2, 0, 3, 1]],
        [5, 5, [4, 0, 1, 2, 3]],
        [4, 1, [0]],
      ],
      inputs,
      expect,
      tolerance: exact,
    }),
  ],
  background: ["T words", "n divides T"],
  mutants: [
    {
      id: "inverse",
      misconception:
        "You let block perm[a] read block a. It is the other way round: the *queries* of block a read the keys of block perm[a]. For a swap of two blocks both are the same; for a circle of three they are not.",
      solution: (T: number, n: number, perm: number[]) => byBlock(T, T / n, (a, b) => perm[b] === a),
    },
    {
      id: "identity",
      misconception:
        "You ignore the permutation: every block reads itself, and news never leaves a block. Block a reads block perm[a].",
      solution: (T: number, n: number) => byBlock(T, T / n, (a, b) => a === b),
    },
    {
      id: "n-as-size",
      misconception: "You make blocks of n words. n is the number of blocks; each has T/n words.",
      solution: (T: number, n: number, perm: number[]) => byBlock(T, n, (a, b) => perm[a] === b),
    },
    {
      id: "dealt-out",
      misconception:
        "You deal the words out to the blocks in turn (word i to block i mod n). A block holds neighbours: word i is in block ⌊i / (T/n)⌋.",
      solution: (T: number, n: number, perm: number[]) => pairs(T, (i, j) => perm[i % n] === j % n),
    },
    {
      id: "own-block-too",
      misconception:
        "Your queries read their own block as well. In one head a block reads block perm[a] alone; other heads have other permutations.",
      solution: (T: number, n: number, perm: number[]) =>
        byBlock(T, T / n, (a, b) => a === b || perm[a] === b),
    },
    {
      id: "both-ways",
      misconception:
        "You made the mask symmetric. That block a reads block perm[a] does not mean that block perm[a] reads back.",
      solution: (T: number, n: number, perm: number[]) =>
        byBlock(T, T / n, (a, b) => perm[a] === b || perm[b] === a),
    },
    {
      id: "always-the-next",
      misconception:
        "Block a reads block a + 1, whatever the permutation says. It says which one: block perm[a].",
      solution: (T: number, n: number) => byBlock(T, T / n, (a, b) => (a + 1) % n === b),
    },
    {
      id: "causal",
      misconception:
        "You let no query read ahead. Nothing was said of that: the queries of block a read *all* keys of block perm[a].",
      solution: (T: number, n: number, perm: number[]) =>
        pairs(T, (i, j) => perm[Math.floor((i * n) / T)] === Math.floor((j * n) / T) && j <= i),
    },
    {
      id: "word-by-word",
      misconception:
        "Each word reads the one word in the same place of the other block. The queries of block a read all keys of block perm[a].",
      solution: (T: number, n: number, perm: number[]) =>
        pairs(T, (i, j) => {
          const size = T / n;
          return perm[Math.floor(i / size)] === Math.floor(j / size) && i % size === j % size;
        }),
    },
  ],
};

const byBlock = (T: number, size: number, reads: (a: number, b: number) => boolean) =>
  pairs(T, (i, j) => reads(Math.floor(i / size), Math.floor(j / size)));
