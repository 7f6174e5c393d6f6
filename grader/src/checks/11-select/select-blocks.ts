import fc from "fast-check";
import {
  entries,
  importance,
  nsaAttention,
  selectBlocks as oracle,
  overlap,
  type Selection,
} from "long-attention/select";
import { fromFunction, testTensors, toRows } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [p: number[], t: number, cfg: Selection];

/** The notebook's example: what query t sees of 24 tokens. */
const sizes = { l: 4, s: 2, lp: 4, n: 3, w: 4 };
const { Q, K, V } = testTensors(24, 4);
const open = fromFunction([24, 3], () => 1);
const weights = toRows(nsaAttention(Q, K, V, open, sizes, { scale: 0.5 }).weights!);
const notebook = (t: number): Input => {
  const { w: _, ...cfg } = sizes;
  return [weights[t]!.slice(0, entries(t + 1, sizes)), t, cfg];
};

/**
 * Weights in 64ths and a stride that is a power of two: sums are exact, so that ties are ties in whatever order they are
 * added up.
 */
const inputs = (
  stride: fc.Arbitrary<number>,
  most: number,
  { n = whole(1, 5), t = whole(0, 40) }: { n?: fc.Arbitrary<number>; t?: fc.Arbitrary<number> } = {},
): fc.Arbitrary<Input> =>
  fc.tuple(stride, fc.constantFrom(1, 2, 4), whole(2, 9), n, t).chain(([s, times, lp, n, t]) => {
    const cfg = { l: s * times, s, lp, n };
    const seen = entries(t + 1, cfg);
    return fc
      .array(whole(0, most), { minLength: seen, maxLength: seen })
      .map((parts): Input => [parts.map((part) => part / 64), t, cfg]);
  });

const expect = (input: Input) => oracle(...input);
const even = (count: number) => Array.from({ length: count }, () => 1 / 16);

export const selectBlocks: Exercise = {
  id: "11.2",
  name: "selectBlocks",
  title: "Blocks worth reading",
  points: 6,
  difficulty: "M",
  params: ["p", "t", "cfg"],
  checks: [
    matches<Input>({
      id: "worked",
      title: "chooses the blocks of notebook 11 for queries 11, 13, 19 and 23",
      holds: ["the blocks that are read, ascending", "cfg the sizes l, s, lp and n"],
      examples: [notebook(11), notebook(13), notebook(19), notebook(23)],
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "shared-tokens",
      title: "credits every block with what it shares, whatever the sizes",
      weight: 2,
      holds: [
        "Entry i stands for the l tokens from i·s on",
        "each times the number of tokens that its entry shares with the block",
        "The rest are the most important of the blocks between these two",
        "p weights on the entries 0, 1, …",
      ],
      examples: [
        [
          [1, 2, 1, 1, 0, 0, 3, 0, 0, 1, 0, 1, 0, 0, 2, 0].map((part) => part / 64),
          38,
          { l: 8, s: 2, lp: 8, n: 3 },
        ],
        [[0, 9, 1, 8, 0, 1, 0].map((part) => part / 64), 30, { l: 4, s: 4, lp: 6, n: 3 }],
      ],
      inputs: inputs(fc.constantFrom(1, 2, 4), 12, { n: whole(3, 4), t: whole(18, 40) }),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "always-read",
      title: "always reads block 0 and the query’s own, and counts them among the n",
      holds: [
        "Block 0 and the query's own block ⌊t/lp⌋ are always read, and belong to the n",
        "t the query's token, from 0",
      ],
      examples: [
        [[0, 0, 4, 9, 4, 1, 0].map((part) => part / 64), 28, { l: 4, s: 4, lp: 4, n: 3 }],
        [[0, 9, 0, 0].map((part) => part / 64), 17, { l: 4, s: 4, lp: 4, n: 2 }],
        [[], 2, { l: 4, s: 2, lp: 4, n: 3 }],
      ],
      inputs: inputs(fc.constantFrom(2, 4), 12, { n: whole(1, 4) }),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "ties",
      title: "takes the lower of equally important blocks",
      holds: ["of equally important ones the lower"],
      examples: [
        [even(7), 30, { l: 4, s: 4, lp: 4, n: 4 }],
        [even(9), 39, { l: 4, s: 4, lp: 4, n: 3 }],
      ],
      inputs: inputs(fc.constantFrom(1, 2, 4), 2, { n: whole(3, 5), t: whole(12, 40) }),
      expect,
      tolerance: exact,
    }),
    matches<Input>({
      id: "edges",
      title: "copes with n = 1, and with fewer blocks than n",
      visibility: "hidden",
      holds: ["as many as there are", "With n = 1 block 0 is read alone"],
      examples: [
        [even(6), 27, { l: 4, s: 4, lp: 4, n: 1 }],
        [even(2), 9, { l: 4, s: 4, lp: 4, n: 5 }],
        [even(1), 3, { l: 4, s: 2, lp: 4, n: 2 }],
        [even(13), 40, { l: 8, s: 2, lp: 5, n: 1 }],
      ],
      inputs: inputs(fc.constantFrom(2, 4), 9, { n: fc.constantFrom(1, 2, 6), t: whole(0, 20) }),
      expect,
      tolerance: exact,
    }),
  ],
  background: ["A query's weights on the signposts say which blocks are worth reading word by word"],
  mutants: [
    {
      id: "printed-index",
      misconception:
        "You use the index that the paper prints. It is right if blocks count from 1; from 0 it credits the block before. Count shared tokens instead.",
      solution: choosing((p, j, { l, s, lp }) => {
        let sum = 0;
        for (let a = 0; a < Math.ceil(lp / s); a++)
          for (let b = 0; b < Math.ceil(l / s); b++) sum += p[Math.floor(lp / s) * j - a - b] ?? 0;
        return sum;
      }),
    },
    {
      id: "first-token-only",
      misconception:
        "You give an entry's whole weight to the block in which it begins. It can lie across two or more; each gets its part.",
      solution: choosing((p, j, { s, lp }) => total(p, (i) => (Math.floor((i * s) / lp) === j ? 1 : 0))),
    },
    {
      id: "touch-counts-one",
      misconception:
        "You give a block the whole weight of every entry that touches it. One shared token is less than four: multiply by how many are shared.",
      solution: choosing((p, j, cfg) => total(p, (i) => (overlap(i, j, cfg) > 0 ? 1 : 0))),
    },
    {
      id: "forced-extra",
      misconception:
        "You read block 0 and the query's own on top of n others. They belong to the n: n blocks in all.",
      solution: choosing(shared, ({ n }, forced) => n + forced.length),
    },
    {
      id: "always-n",
      misconception:
        "You go on after the query's own block until there are n. Those tokens are not written yet: early queries read fewer blocks.",
      solution: (p: ArrayLike<number>, t: number, cfg: Selection) => {
        const chosen = oracle(p, t, cfg);
        const next = Math.floor(t / cfg.lp) + 1;
        return [...chosen, ...Array.from({ length: cfg.n - chosen.length }, (_, k) => next + k)];
      },
    },
    {
      id: "ties-high",
      misconception: "Of equally important blocks you take the higher. Take the lower one.",
      solution: choosing(shared, undefined, (a, b) => b - a),
    },
    {
      id: "no-current",
      misconception:
        "You do not read the query's own block unless it is important. It has no complete entry yet, so its score says little: read it always.",
      solution: (p: ArrayLike<number>, t: number, cfg: Selection) => forcing(p, t, cfg, [0]),
    },
    {
      id: "no-first",
      misconception:
        "You do not read block 0 unless it is important. It is always read: the first tokens take weight whatever they say (notebook 09).",
      solution: (p: ArrayLike<number>, t: number, cfg: Selection) =>
        forcing(p, t, cfg, [Math.floor(t / cfg.lp)]),
    },
    {
      id: "by-importance",
      misconception:
        "You return the blocks in the order in which you choose them. They are to be ascending, as they lie in memory.",
      solution: (p: ArrayLike<number>, t: number, cfg: Selection) => {
        const chosen = oracle(p, t, cfg);
        const own = Math.floor(t / cfg.lp);
        const I = importance(p, own + 1, cfg);
        const rest = chosen.filter((j) => j !== 0 && j !== own).sort((a, b) => I[b]! - I[a]! || a - b);
        return [...[0, own].filter((j, k, both) => chosen.includes(j) && both.indexOf(j) === k), ...rest];
      },
    },
    {
      id: "one-is-own",
      misconception: "With n = 1 you read the query's own block. Then block 0 alone is read.",
      solution: (p: ArrayLike<number>, t: number, cfg: Selection) =>
        cfg.n === 1 ? [Math.floor(t / cfg.lp)] : oracle(p, t, cfg),
    },
  ],
};

function total(p: ArrayLike<number>, part: (i: number) => number): number {
  return Array.from(p).reduce((sum, weight, i) => sum + weight * part(i), 0);
}

type Important = (p: ArrayLike<number>, j: number, cfg: Selection) => number;
function shared(p: ArrayLike<number>, j: number, cfg: Selection): number {
  return total(p, (i) => overlap(i, j, cfg) / cfg.s);
}

/** The right choice, but for how important blocks are, how many are read, or how ties are broken. */
function choosing(
  important: Important,
  many: (cfg: Selection, forced: readonly number[]) => number = ({ n }) => n,
  ties: (a: number, b: number) => number = (a, b) => a - b,
) {
  return (p: ArrayLike<number>, t: number, cfg: Selection): number[] => {
    const own = Math.floor(t / cfg.lp);
    const forced = [...new Set([0, own])].slice(0, cfg.n);
    const I = Array.from({ length: own + 1 }, (_, j) => important(p, j, cfg));
    const others = I.map((_, j) => j).filter((j) => j > 0 && j < own);
    const best = others
      .sort((a, b) => I[b]! - I[a]! || ties(a, b))
      .slice(0, many(cfg, forced) - forced.length);
    return [...forced, ...best].sort((a, b) => a - b);
  };
}

/** The n most important of all blocks up to the query's own, these first. */
function forcing(p: ArrayLike<number>, t: number, cfg: Selection, forced: readonly number[]): number[] {
  const I = importance(p, Math.floor(t / cfg.lp) + 1, cfg);
  const others = Array.from(I, (_, j) => j).filter((j) => !forced.includes(j));
  const best = others.sort((a, b) => I[b]! - I[a]! || a - b).slice(0, cfg.n - forced.length);
  return [...forced, ...best].sort((a, b) => a - b);
}
