import fc from "fast-check";
import { causalBlocks as blocks } from "long-attention/flash";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [N: number, Br: number, Bc: number];

const expect = ([N, Br, Bc]: Input) => {
  const { visited, masked, skipped } = blocks(N, Br, Bc);
  return { visited, masked, skipped };
};
const visitedAndSkipped = (input: Input) => {
  const { visited, skipped } = expect(input);
  return { visited, skipped };
};
const maskedOnly = (input: Input) => ({ masked: expect(input).masked });

const examples: Input[] = [
  [128, 16, 32],
  [10, 3, 4],
  [7, 7, 7],
];
const inputs = fc.tuple(whole(1, 40), whole(1, 12), whole(1, 12));

export const causalBlocks: Exercise = {
  id: "07.6",
  name: "causalBlocks",
  title: "Tiles that the causal mask spares",
  points: 4,
  difficulty: "M",
  params: ["N", "Br", "Bc"],
  background: ["With a causal mask many tiles need not be computed at all."],
  checks: [
    matches<Input>({
      id: "walk",
      holds: ["`{ visited, masked, skipped }`;"],
      title: "counts the tiles of the walk: N = 128, Br = 32, Bc = 16",
      examples: [[128, 32, 16]],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "rectangular",
      holds: ["count those that are visited", "visited + skipped is the number of all tiles"],
      title: "says which tiles are visited and which are skipped, of any shape, with a short last block",
      weight: 2,
      examples,
      inputs,
      expect: visitedAndSkipped,
      tolerance: exact,
    }),
    matches<Input>({
      id: "masks",
      holds: ["and those that are skipped because every pair is in the future"],
      title: "says which of them need the mask",
      weight: 2,
      examples,
      inputs,
      expect: maskedOnly,
      tolerance: exact,
    }),
    matches<Input>({
      id: "one-row",
      holds: ["N tokens", "Br queries in a block", "Bc keys in a block"],
      title: "works when a block is a single token",
      visibility: "hidden",
      examples: [
        [9, 1, 1],
        [9, 1, 4],
        [9, 4, 1],
        [1, 5, 5],
        [4096, 64, 128],
      ],
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "square",
      misconception:
        "You compare the numbers of the blocks, i and j. That holds for square tiles only. With Br ≠ Bc a block of queries meets the diagonal in more than one tile, or shares one.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (i, _last, j) => j / Bc > i / Br,
          (i, j) => j / Bc === i / Br,
        ),
    },
    {
      id: "compares-starts",
      misconception:
        "You skip a tile when its first key comes after its first query. Later queries of the block may still read that key: compare with the last query.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (i, _last, j) => j > i,
          (i, _j, lastKey) => lastKey > i,
        ),
    },
    {
      id: "no-skip",
      misconception:
        "You visit every tile and rely on the mask. That is right, but it computes tiles of which nothing is kept.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          () => false,
          (i, _j, lastKey) => lastKey > i,
        ),
    },
    {
      id: "masks-everything",
      misconception:
        "You count every visited tile as masked. A tile whose last key comes no later than its first query is allowed as a whole and needs no mask.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (_i, last, j) => j > last,
          () => true,
        ),
    },
    {
      id: "off-by-one",
      misconception:
        "You skip a tile whose first key is its last query's own token. A token may read itself: skip only when j0 is greater than the last query.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (_i, last, j) => j >= last,
          (i, _j, lastKey) => lastKey > i,
        ),
    },
    {
      id: "masks-last-key",
      misconception:
        "You mask a tile whose last key is its first query's own token. That token may be read: a mask is needed only when the last key comes later.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (_i, last, j) => j > last,
          (i, _j, lastKey) => lastKey >= i,
        ),
    },
    {
      id: "last-key-outside",
      misconception:
        "You let the last block of keys reach beyond N. It is shorter: its last key is min(j0 + Bc, N) − 1, where j0 is its first.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (_i, last, j) => j > last,
          (i, j) => j + Bc - 1 > i,
        ),
    },
    {
      id: "no-short-block",
      misconception:
        "You count whole blocks only. The tokens that are left over form a last, shorter block, and it has tiles too.",
      solution: (N: number, Br: number, Bc: number) => {
        const inside = (B: number) => Math.max(B, Math.floor(N / B) * B);
        return count(
          Math.min(inside(Br), inside(Bc)),
          Br,
          Bc,
          (_i, last, j) => j > last,
          (i, _j, lastKey) => lastKey > i,
        );
      },
    },
    {
      id: "swapped",
      misconception: "You have Br and Bc the wrong way round: block i has Br queries, block j has Bc keys.",
      solution: (N: number, Br: number, Bc: number) => expect([N, Bc, Br]),
    },
    {
      id: "half-of-all",
      misconception:
        "You take half of all tiles and half of the diagonal, T(T + 1)/2 of T². That holds for square tiles only; otherwise walk over the tiles.",
      solution: (N: number, Br: number, Bc: number) => {
        const [rows, cols] = [Math.ceil(N / Br), Math.ceil(N / Bc)];
        const visited = (rows * (rows + 1)) / 2;
        return { visited, masked: rows, skipped: rows * cols - visited };
      },
    },
    {
      id: "visited-without-masked",
      misconception:
        "You count a masked tile as masked and not as visited. It is computed too: masked tiles are some of those that are visited.",
      solution: (N: number, Br: number, Bc: number) => {
        const { visited, masked, skipped } = expect([N, Br, Bc]);
        return { visited: visited - masked, masked, skipped };
      },
    },
    {
      id: "skipped-as-masked",
      misconception: "You count tiles that are skipped among the masked. What is not computed needs no mask.",
      solution: (N: number, Br: number, Bc: number) => {
        const { visited, masked, skipped } = expect([N, Br, Bc]);
        return { visited, masked: masked + skipped, skipped };
      },
    },
    {
      id: "masks-by-first-key",
      misconception:
        "You mask a tile when its first key comes after its first query. Look at its last key: that is the one which reaches furthest into the future.",
      solution: (N: number, Br: number, Bc: number) =>
        count(
          N,
          Br,
          Bc,
          (_i, last, j) => j > last,
          (i, j) => j > i,
        ),
    },
  ],
};

/** Counts tiles with other rules for what is skipped and what is masked. */
function count(
  N: number,
  Br: number,
  Bc: number,
  skips: (i: number, lastQuery: number, j: number) => boolean,
  masks: (i: number, j: number, lastKey: number) => boolean,
) {
  let [visited, masked, skipped] = [0, 0, 0];
  for (let i = 0; i < N; i += Br)
    for (let j = 0; j < N; j += Bc) {
      if (skips(i, Math.min(i + Br, N) - 1, j)) skipped++;
      else {
        visited++;
        if (masks(i, j, Math.min(j + Bc, N) - 1)) masked++;
      }
    }
  return { visited, masked, skipped };
}
