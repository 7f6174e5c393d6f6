import fc from "fast-check";
import { bandNnz as nnz } from "long-attention/sparse";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { odd } from "./pairs.js";

type Input = [T: number, c: number];

const expect = ([T, c]: Input) => nnz(T, c);

export const bandNnz: Exercise = {
  id: "04.2",
  name: "bandNnz",
  title: "Count a window exactly",
  points: 3,
  difficulty: "M",
  params: ["T", "c"],
  checks: [
    matches<Input>({
      id: "sentence",
      title: "counts the pairs of the notebook's six words",
      holds: ["How many pairs does a window of c keys read?", "the number of ones in the window's mask"],
      examples: [
        [6, 3],
        [6, 5],
      ],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "narrow",
      title: "is right whenever the window fits into the text",
      weight: 2,
      holds: ["the first and the last words say less", "c odd;", "no dilation, both directions"],
      examples: [
        [1, 1],
        [7, 1],
        [9, 5],
      ],
      inputs: whole(1, 40).chain((T) => fc.tuple(fc.constant(T), odd(T))),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "wide",
      title: "is right for windows wider than the text: then everybody reads everything",
      holds: ["Count exactly, for any odd c"],
      examples: [
        [1, 3],
        [3, 7],
        [5, 43],
      ],
      inputs: fc.tuple(
        whole(1, 12),
        odd(10).map((x) => x + 24),
      ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "long",
      title: "counts the billions of pairs of long texts",
      holds: ["Long texts have billions of pairs"],
      examples: [
        [100_000, 50_001],
        [131_072, 65_537],
        [90_000, 199_999],
      ],
      inputs: fc.tuple(
        whole(60_000, 200_000),
        odd(30_000).map((x) => x + 60_000),
      ),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "any",
      title: "is right for fewer than 20 words and c below 45, and for a text of a thousand",
      visibility: "hidden",
      examples: [
        [1000, 513],
        [19, 37],
        [19, 39],
      ],
      inputs: fc.tuple(whole(1, 19), odd(22)),
      runs: 40,
      expect,
      tolerance: exact,
    }),
  ],
  background: ["Many say cT;", "T words"],
  mutants: [
    {
      id: "c-times-t",
      misconception:
        "You count c keys for every word. The words near the ends have fewer: at each end h + (h − 1) + … + 1 keys are missing.",
      solution: (T: number, c: number) => c * T,
    },
    {
      id: "no-clamp",
      misconception:
        "Right as long as the window fits; but a window cannot miss more keys than there are places. Let h be at most T − 1.",
      solution: (T: number, c: number) => missing(T, c, (c - 1) / 2, 2),
    },
    {
      id: "one-end",
      misconception:
        "You take off what sticks out at one end. The text has two ends: h(h + 1)/2 keys are missing at each.",
      solution: (T: number, c: number) => {
        const h = Math.min((c - 1) / 2, T - 1);
        return missing(T, 2 * h + 1, h, 1);
      },
    },
    {
      id: "one-side",
      misconception:
        "You count one side of the band, with the diagonal. A window looks both ways: the other side has as many pairs again.",
      solution: (T: number, c: number) => (nnz(T, c) + T) / 2,
    },
    {
      id: "clamped-to-square",
      misconception:
        "You cap the count at T². That helps for very wide windows, but the words near the ends lose keys in narrower ones, too.",
      solution: (T: number, c: number) => Math.min(c * T, T * T),
    },
    {
      id: "ends-lack-h",
      misconception:
        "You let h keys be missing at each end, as if only the first and the last word lacked them. The second word lacks h − 1, the third h − 2: together h(h + 1)/2 at each end.",
      solution: (T: number, c: number) => {
        const h = Math.min((c - 1) / 2, T - 1);
        return (2 * h + 1) * T - 2 * h;
      },
    },
    {
      id: "32-bits",
      misconception:
        "Your count passes through a whole number of 32 bits (| 0, >> 1, Math.imul …), which ends at 2,147,483,647. Numbers of JavaScript are exact up to 2⁵³: leave the operator out, and halve by / 2.",
      solution: (T: number, c: number) => nnz(T, c) | 0,
    },
    {
      id: "c-at-most-t",
      misconception:
        "You let c be at most T, so that h is at most (T − 1)/2. The first word of a short text can still read all T − 1 that follow: it is h that must be at most T − 1.",
      solution: (T: number, c: number) => missing(T, Math.min(c, T), (Math.min(c, T) - 1) / 2, 2),
    },
  ],
};

/** c keys a word, less what sticks out at so many ends. */
const missing = (T: number, c: number, h: number, ends: number) => c * T - (ends * h * (h + 1)) / 2;
