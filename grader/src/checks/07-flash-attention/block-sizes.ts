import fc from "fast-check";
import { blockSizes as sizes } from "long-attention/flash";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [M: number, d: number];

const KiB = 1024;
const fp32Bytes = 4;

export const blockSizes: Exercise = {
  id: "07.2",
  name: "blockSizes",
  title: "The block sizes of Algorithm 1",
  points: 2,
  difficulty: "E",
  params: ["M", "d"],
  background: ["How large may a tile be?"],
  checks: [
    matches<Input>({
      id: "slide",
      holds: ["M elements that fit into SRAM (elements, not bytes)"],
      title: "gives the paper's blocks for 100 KiB of fp32 and d = 64",
      examples: [[(100 * KiB) / fp32Bytes, 64]],
      expect: (input) => sizes(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "any",
      holds: [
        "Algorithm 1 of the paper gives K, V, Q and O a quarter of SRAM each",
        "d columns of Q, K and V",
        "`{ Br, Bc }`: rows of Q and O in a tile",
      ],
      title: "rounds up, and caps Br at d",
      weight: 2,
      examples: [
        [1000, 16],
        [960, 16],
        [961, 16],
        [5000, 16],
      ],
      inputs: fc.oneof(
        fc.tuple(whole(1, 30_000), whole(1, 128)),
        // SRAM that 4d divides, and one element more or less.
        fc
          .tuple(whole(1, 128), whole(1, 150), whole(-1, 1))
          .map(([d, blocks, more]): Input => [Math.max(1, 4 * d * blocks + more), d]),
      ),
      expect: (input) => sizes(...input),
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "floor",
      misconception: "You round down. The paper rounds M/4d up, so that a remainder still gets a row.",
      solution: (M: number, d: number) => {
        const Bc = Math.floor(M / (4 * d));
        return { Br: Math.min(Bc, d), Bc };
      },
    },
    {
      id: "no-cap",
      misconception:
        "You do not cap Br at d. The score tile has Br · Bc entries; the cap keeps it within M/4.",
      solution: (M: number, d: number) => {
        const Bc = Math.ceil(M / (4 * d));
        return { Br: Bc, Bc };
      },
    },
    {
      id: "always-d",
      misconception:
        "You always take Br = d. When SRAM is small, ⌈M/4d⌉ is smaller than d, and the smaller one counts.",
      solution: (M: number, d: number) => ({ Br: d, Bc: Math.ceil(M / (4 * d)) }),
    },
    {
      id: "bytes",
      misconception: "You divide by the size of a number once more. M counts elements here, not bytes.",
      solution: (M: number, d: number) => {
        const Bc = Math.ceil(M / (4 * d * fp32Bytes));
        return { Br: Math.min(Bc, d), Bc };
      },
    },
    {
      id: "times-d",
      misconception: "`M / 4 * d` divides by 4 only, and multiplies by d. The quotient is `M / (4 * d)`.",
      solution: (M: number, d: number) => {
        const Bc = Math.ceil((M / 4) * d);
        return { Br: Math.min(Bc, d), Bc };
      },
    },
    {
      id: "swapped",
      misconception: "You cap the wrong one. Br, the rows of Q and O, is capped at d; Bc may be larger.",
      solution: (M: number, d: number) => {
        const B = Math.ceil(M / (4 * d));
        return { Br: B, Bc: Math.min(B, d) };
      },
    },
    {
      id: "both-capped",
      misconception: "You cap both. Only Br is capped at d; Bc may be larger.",
      solution: (M: number, d: number) => {
        const B = Math.min(Math.ceil(M / (4 * d)), d);
        return { Br: B, Bc: B };
      },
    },
    {
      id: "one-more",
      misconception:
        "You round down and add 1. Where 4d divides M that is one row too many: round up with Math.ceil.",
      solution: (M: number, d: number) => {
        const Bc = Math.floor(M / (4 * d)) + 1;
        return { Br: Math.min(Bc, d), Bc };
      },
    },
    {
      id: "nearest",
      misconception:
        "You round to the nearest whole number. The paper rounds up, however small the remainder.",
      solution: (M: number, d: number) => {
        const Bc = Math.round(M / (4 * d));
        return { Br: Math.min(Bc, d), Bc };
      },
    },
    {
      id: "capped-at-64",
      misconception: "You cap Br at 64, the d of the slide. The cap is d, whatever it is.",
      solution: (M: number, d: number) => {
        const Bc = Math.ceil(M / (4 * d));
        return { Br: Math.min(Bc, 64), Bc };
      },
    },
    {
      id: "half",
      misconception: "You share SRAM among two arrays. K, V, Q and O are four: each gets a quarter.",
      solution: (M: number, d: number) => {
        const Bc = Math.ceil(M / (2 * d));
        return { Br: Math.min(Bc, d), Bc };
      },
    },
  ],
};
