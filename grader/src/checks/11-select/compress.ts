import fc from "fast-check";
import { entries, compress as means } from "long-attention/select";
import { fromFunction, type Matrix, testTensors, toRows } from "long-attention/tensor";
import { type Exercise, matches } from "../../engine/index.js";
import { matrixOf, whole } from "../inputs.js";

type Input = [K: Matrix, l: number, s: number];

/** Keys of T rows, and sizes of every kind: overlapping, side by side, with gaps. */
const inputs = (T: fc.Arbitrary<number>, l: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(T, l, whole(1, 5), whole(1, 3))
    .chain(([T, l, s, d]) => fc.tuple(matrixOf(T, d), fc.constant(l), fc.constant(s)));

const counting = (T: number) => fromFunction([T, 2], (i, c) => (i + 1) * (c === 0 ? 1 : -10));

const expect = ([K, l, s]: Input) => (entries(K.shape[0]!, { l, s }) === 0 ? [] : toRows(means(K, { l, s })));

export const compress: Exercise = {
  id: "11.1",
  name: "compress",
  title: "Signposts",
  points: 3,
  difficulty: "E",
  params: ["K", "l", "s"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "gives the five signposts of notebook 11, l = 4 and s = 2",
      holds: ["it is the mean of their keys", "K [T, d] one key a row", "l rows in a block, at least 1"],
      examples: [
        [testTensors(12, 4).K, 4, 2],
        [counting(7), 3, 2],
      ],
      expect,
    }),
    matches<Input>({
      id: "any-sizes",
      title:
        "works for blocks that overlap, stand side by side or leave gaps, and for rows left over at the end",
      weight: 2,
      holds: [
        "begin every s rows, the first at row 0",
        "they overlap when s is smaller than l",
        "A block that is not complete has no signpost",
        "s rows from the start of a block to the start of the next",
        "for each complete block, in their order",
      ],
      examples: [
        [counting(8), 3, 3],
        [counting(9), 2, 4],
        [counting(10), 4, 3],
      ],
      inputs: inputs(whole(6, 12), whole(1, 5)),
      expect,
    }),
    matches<Input>({
      id: "short",
      title: "gives an empty list for fewer rows than one block, and one signpost for exactly one",
      visibility: "hidden",
      holds: ["an empty list when T < l"],
      examples: [
        [counting(3), 4, 2],
        [counting(4), 4, 2],
        [counting(5), 4, 1],
        [counting(1), 1, 1],
      ],
      inputs: inputs(whole(1, 6), whole(2, 6)),
      expect,
    }),
  ],
  mutants: [
    {
      id: "pads-last",
      misconception:
        "Your last signposts stand for blocks that are not complete, with zeros for what is missing. An open block has no signpost: what it lacks is still to be written.",
      solution: each(
        (T, _l, s) => Math.ceil(T / s),
        (block, l) => block.map((column) => sum(column) / l),
      ),
    },
    {
      id: "stride-is-l",
      misconception:
        "You begin the next block l rows later. Blocks begin every s rows, whatever their length.",
      solution: (K: Matrix, l: number) =>
        each(
          (T) => complete(T, l, l),
          (block, l) => block.map((column) => sum(column) / l),
        )(K, l, l),
    },
    {
      id: "divides-by-s",
      misconception:
        "You divide by s. A block has l rows, whatever the stride, so its mean is the sum over l.",
      solution: each(complete, (block, _l, s) => block.map((column) => sum(column) / s)),
    },
    {
      id: "one-short",
      misconception:
        "You miss the last complete block. ⌊(T − l)/s⌋ counts the steps from the first block to the last; the first comes on top.",
      solution: each((T, l, s) => Math.max(0, complete(T, l, s) - 1), mean),
    },
    {
      id: "one-more",
      misconception:
        "You round the number of blocks up, so the last one reaches past the end and is the mean of fewer rows. Only complete blocks have a signpost.",
      solution: each((T, l, s) => Math.max(0, Math.ceil((T - l) / s) + 1), mean),
    },
    {
      id: "maximum",
      misconception: "You take the largest entry of each column. A signpost is the mean of its rows.",
      solution: each(complete, (block) => block.map((column) => Math.max(...column))),
    },
    {
      id: "sum",
      misconception: "You add the rows up and do not divide. The mean is the sum over l.",
      solution: each(complete, (block) => block.map(sum)),
    },
    {
      id: "first-row",
      misconception:
        "Your signpost is the block's first row. It should speak for all l rows: take their mean, column by column.",
      solution: each(complete, (block) => block.map((column) => column[0]!)),
    },
  ],
  background: ["A signpost stands for a block of tokens"],
};

function sum(x: readonly number[]): number {
  return x.reduce((a, b) => a + b, 0);
}
function complete(T: number, l: number, s: number): number {
  return T < l ? 0 : Math.floor((T - l) / s) + 1;
}

type Columns = readonly (readonly number[])[];
function mean(block: Columns): number[] {
  return block.map((column) => sum(column) / column.length);
}

/** A signpost for so many blocks, from the block's columns; rows past the end are missing. */
function each(
  count: (T: number, l: number, s: number) => number,
  signpost: (block: Columns, l: number, s: number) => number[],
) {
  return (K: Matrix, l: number, s: number): number[][] => {
    const rows = toRows(K);
    return Array.from({ length: count(rows.length, l, s) }, (_, i) => {
      const block = rows.slice(i * s, i * s + l);
      return signpost(
        rows[0]!.map((_, c) => block.map((row) => row[c]!)),
        l,
        s,
      );
    });
  };
}
