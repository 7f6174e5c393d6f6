import { causalBlocks as oracle } from "long-attention/flash";
import { asRows, difference, type Exercise, exact } from "../../engine/index.js";
import { inputsThatTell } from "../inputs-that-tell.js";
import { causalBlocks } from "./causal-blocks.js";

type Sizes = readonly number[];

const most = { inputs: 3, size: 100 };

const expected = ([N, Br, Bc]: Sizes) => {
  const { visited, masked, skipped } = oracle(N!, Br!, Bc!);
  return { visited, masked, skipped };
};

/** By the pairs of each tile: how many of them are allowed, of how many. */
function byPairs(N: number, Br: number, Bc: number) {
  const tiles = new Map<string, { allowed: number; all: number }>();
  for (let query = 0; query < N; query++)
    for (let key = 0; key < N; key++) {
      const name = `${Math.floor(query / Br)} ${Math.floor(key / Bc)}`;
      const { allowed, all } = tiles.get(name) ?? { allowed: 0, all: 0 };
      tiles.set(name, { allowed: allowed + Number(key <= query), all: all + 1 });
    }
  const counted = [...tiles.values()];
  const visited = counted.filter(({ allowed }) => allowed > 0).length;
  const masked = counted.filter(({ allowed, all }) => allowed > 0 && allowed < all).length;
  return { visited, masked, skipped: counted.length - visited };
}

function read(value: unknown): readonly Sizes[] | string {
  const shape = "the result should be a list of inputs [N, Br, Bc], such as [[128, 32, 16]]";
  if (!Array.isArray(value) && !(value as { shape?: unknown } | null)?.shape) return shape;
  const inputs: unknown[] = Array.isArray(value) ? value : asRows(value);
  if (inputs.length > most.inputs)
    return `there are ${inputs.length} inputs, and ${most.inputs} are the most`;
  const lists = inputs.map((input) =>
    ArrayBuffer.isView(input) ? Array.from(input as Float64Array) : input,
  );
  const isSizes = (input: unknown): input is number[] =>
    Array.isArray(input) && input.length === 3 && input.every((size) => typeof size === "number");
  if (!lists.every(isSizes)) return shape;
  const large = lists.flat().find((size) => size > most.size);
  return large === undefined ? lists : `${large} is too large: sizes go to ${most.size}`;
}

const areSizes = (sizes: Sizes) => sizes.every((size) => Number.isInteger(size) && size >= 1);

export const tellingTiles: Exercise = {
  id: "07.7",
  name: "tellingTiles",
  title: "You choose the test's sizes",
  points: 5,
  difficulty: "M",
  params: [],
  background: ["Most bugs of tiled code hide at the edges", "Now you are the grader."],
  ...inputsThatTell<Sizes>({
    of: causalBlocks,
    what: "`causalBlocks`",
    kinds: {
      square: "compares blocks where it should compare tokens",
      "compares-starts": "skips too much",
      "no-skip": "skips too little",
      "masks-everything": "masks too much",
      "off-by-one": "misses by one token what is skipped",
      "masks-last-key": "misses by one token what is masked",
      "last-key-outside": "forgets where the text ends",
      "no-short-block": "likes round numbers",
      swapped: "confuses two of its parameters",
      "half-of-all": "trusts a formula",
    },
    rights: [(N: number, Br: number, Bc: number) => expected([N, Br, Bc]), byPairs],
    read,
    args: (sizes) => sizes,
    isRight: (result, sizes) => areSizes(sizes) && difference(result, expected(sizes), exact) === undefined,
    holds: {
      right: [
        "Return inputs [N, Br, Bc] for `causalBlocks`",
        "a right solution must never be rejected, or nothing counts",
        "up to 3 inputs;",
        "no size is above 100",
      ],
      caught: [
        "Ten wrong solutions were handed in;",
        "an input catches one when it counts other tiles than a right solution.",
      ],
    },
  }),
  mutants: [
    {
      id: "square-tiles",
      misconception:
        "All your tiles are square, and fit. Whoever takes Br for Bc, or compares the numbers of blocks, is right there: choose Br ≠ Bc.",
      solution: () => [[12, 4, 4]],
    },
    {
      id: "square-and-ragged",
      misconception:
        "All your tiles are square. Whoever takes Br for Bc, or compares the numbers of blocks, is right there: choose Br ≠ Bc.",
      solution: () => [[10, 4, 4]],
    },
    {
      id: "no-remainder",
      misconception:
        "Your blocks divide N and one another. The last block of a text is shorter as a rule, and that is where code breaks: choose an N that neither size divides.",
      solution: () => [
        [12, 4, 2],
        [12, 2, 4],
      ],
    },
    {
      id: "one-token-blocks",
      misconception:
        "Your blocks are single tokens. Then each tile is one pair, and no tile is allowed in part: choose larger ones.",
      solution: () => [[5, 1, 1]],
    },
    {
      id: "catches-nothing",
      misconception:
        "Your inputs catch none of the wrong solutions: there are none, or they are too small to tell. Choose an N larger than both sizes, so that some tiles are skipped, some masked, and some neither.",
      solution: () => [],
    },
    {
      id: "no-sizes",
      misconception:
        "One of your inputs is none that `causalBlocks` is asked for: N, Br and Bc are whole numbers from 1 on. A test holds a solution only to what its text promises.",
      solution: () => [
        [0, 3, 2],
        [7, 3, 2],
      ],
    },
  ],
};
