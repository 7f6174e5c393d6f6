import fc from "fast-check";
import { lambdaNnz as oracle } from "long-attention/sparse";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { notebook, type Sizes, short, sizes } from "./sizes.js";

const expect = (input: Sizes) => oracle(...input);

export const lambdaNnz: Exercise = {
  id: "09.5",
  name: "lambdaNnz",
  title: "Counting the Λ",
  points: 3,
  difficulty: "M",
  params: ["T", "g", "L"],
  checks: [
    matches<Sizes>({
      id: "notebook",
      holds: ["How many pairs does the Λ mask of 09.1 allow?"],
      title: "counts the notebook's two masks, of 12 and of 32,768 tokens",
      examples: [notebook, [32_768, 10, 4096]],
      expect,
      tolerance: exact,
    }),
    matches<Sizes>({
      id: "any-sizes",
      holds: ["g first tokens that stay in sight, 0 or more", "L newest keys, at least 1", "pairs"],
      title: "works for any sizes",
      weight: 2,
      examples: [
        [9, 3, 2],
        [100, 4, 16],
      ],
      inputs: sizes(60),
      expect,
      tolerance: exact,
    }),
    matches<Sizes>({
      id: "long",
      holds: ["Texts are long", "T tokens, perhaps 100,000"],
      title: "counts the billions of pairs of long texts",
      examples: [
        [100_000, 4, 2048],
        [100_000, 4, 66_000],
      ],
      inputs: fc.tuple(whole(70_000, 100_000), whole(0, 64), whole(30_000, 65_000)),
      runs: 4,
      expect,
      tolerance: exact,
    }),
    matches<Sizes>({
      id: "short",
      title: "counts every causal pair while the text is no longer than g + L",
      visibility: "hidden",
      examples: [
        [3, 4, 2],
        [2, 3, 9],
        [1, 5, 5],
        [4, 0, 6],
      ],
      inputs: short,
      expect,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "overlap-twice",
      misconception:
        "You add the pairs of the window to those of the sinks. In the first rows the two strips overlap, and you count those pairs twice.",
      solution: (T: number, g: number, L: number) => rowsOf(T, L) + (g > 0 ? rowsOf(T, g) : 0),
    },
    {
      id: "short-texts",
      misconception:
        "Your formula holds from T = g + L − 1 on. A shorter text has no keys to leave out: every causal pair counts, T(T+1)/2.",
      solution: (T: number, g: number, L: number) =>
        T * L - (L * (L - 1)) / 2 + (T - L) * g - (g * (g - 1)) / 2,
    },
    {
      id: "not-causal",
      misconception:
        "You count pairs in the future: the window reaches to both sides, and the sinks are read from the very start. Only j ≤ i counts.",
      solution: (T: number, g: number, L: number) => {
        let pairs = 0;
        for (let i = 0; i < T; i++) {
          const [from, to] = [Math.max(0, i - L + 1), Math.min(T, i + L)];
          pairs += Math.min(g, T) + Math.max(0, to - Math.max(from, Math.min(g, T)));
        }
        return pairs;
      },
    },
    {
      id: "all-rows-full",
      misconception:
        "You give every row g + L keys. The first rows have fewer: row i has only i + 1 keys to read.",
      solution: (T: number, g: number, L: number) => T * (g + L),
    },
    {
      id: "window-only",
      misconception:
        "You count a plain window. The first g keys are read too, from every row that has left them behind.",
      solution: (T: number, _g: number, L: number) => rowsOf(T, L),
    },
    {
      id: "no-sink-corner",
      misconception:
        "You give every row after the first L all g sinks at once. In those rows some sinks still lie in the window, and you count them twice: g(g−1)/2 pairs too many.",
      solution: (T: number, g: number, L: number) => rowsOf(T, L) + Math.max(0, T - L) * g,
    },
    {
      id: "causal",
      misconception:
        "You count full causal attention. From row g + L on, the Λ leaves out what lies between the sinks and the window.",
      solution: (T: number) => rowsOf(T, T),
    },
    {
      id: "int32",
      misconception:
        "Your count passes through 32-bit integers (`| 0` and `>> 1` do that) and overflows above 2,147,483,647 pairs. Divide by 2 instead.",
      solution: (...size: Sizes) => oracle(...size) | 0,
    },
    {
      id: "halved-by-shift",
      misconception:
        "You halve with `>> 1`, which keeps 32 bits only: a long text has more pairs. Divide by 2.",
      solution: (T: number, g: number, L: number) => {
        const full = Math.min(T, g + L);
        return ((full * (full + 1)) >> 1) + (T - full) * (g + L);
      },
    },
    {
      id: "one-key-more",
      misconception: "You let the window hold L + 1 keys. The query’s own key is one of the L newest.",
      solution: (T: number, g: number, L: number) => oracle(T, g, L + 1),
    },
    {
      id: "starts-at-zero",
      misconception: "You give row i only i keys. A query may read its own key too: row i has i + 1.",
      solution: (T: number, g: number, L: number) => {
        let pairs = 0;
        for (let i = 0; i < T; i++) pairs += Math.min(i, g + L);
        return pairs;
      },
    },
  ],
};

/** Pairs of a causal window of w keys: row i has min(i + 1, w). */
const rowsOf = (T: number, w: number): number => {
  const full = Math.min(T, w);
  return (full * (full + 1)) / 2 + (T - full) * w;
};
