import { flash2Traffic } from "long-attention/flash";
import type { Exercise } from "../../engine/index.js";
import type { Traffic } from "../../ports/index.js";
import { deviceChecks, expected, logarithms, type Run, telling, wrongNumber } from "./device-checks.js";
import { forward2 } from "./forward2.js";

/** O and ℓ stay on chip, so the first thing to be seen is the first row block that is stored. */
const firstStep =
  (name: "O" | "L") =>
  ({ stores }: Traffic, run: Run): string | undefined => {
    const right = expected(run);
    const [all, cols] = name === "O" ? [right.O.data, right.O.shape[1]!] : [right.L, 1];
    for (const store of stores) {
      if (store.array !== name) continue;
      const should = all.subarray(store.from * cols, store.to * cols);
      const off = should.length === store.data.length ? wrongNumber(name, store, should) : undefined;
      if (off) return `i = ${Math.floor(store.from / run.Br)}, after all blocks of K and V: ${off}`;
    }
    return undefined;
  };

const outputs = deviceChecks(
  { firstStep: firstStep("O"), counts: (N, d, Br, Bc) => flash2Traffic(N, d, { Br, Bc }) },
  {
    walk: ["for each block of Q, walk over all blocks of K and V"],
    "any-blocks": ["O is divided by ℓ once, at the end", "mem Q [N, d], K [M, d], V [M, dv] in HBM"],
    traffic: [
      "then stay in SRAM until the row block has seen every key",
      "each row once",
      "SRAM is as large as in 07.3",
    ],
    "one-block": ["Br rows of Q in a block", "Bc rows of K in a block"],
  },
);

export const flash2Forward: Exercise = {
  id: "07.4",
  name: "flash2Forward",
  title: "FlashAttention-2: Q in the outer loop",
  points: 7,
  difficulty: "H",
  params: ["mem", "Br", "Bc"],
  checks: [
    ...outputs.filter(({ visibility }) => visibility !== "hidden"),
    logarithms(firstStep("L"), [
      "Write O into `mem.O` and $L = m + \\ln \\ell$ into `mem.L`",
      "O [N, dv] and L [N, 1] to be written",
    ]),
    ...outputs.filter(({ visibility }) => visibility === "hidden"),
  ],
  telling: telling("O", "L"),
  mutants: [
    {
      id: "printed-inverse",
      misconception:
        "You multiply O with the inverse, $e^{m_{new} - m_{old}}$, as the paper's listing prints it. That is a misprint: O must shrink when the maximum rises.",
      solution: forward2({ inverse: true }),
    },
    {
      id: "log-without-maximum",
      misconception:
        "Your L is ln ℓ alone. ℓ was summed under the maximum m, so the logarithm of the whole sum is m + ln ℓ.",
      solution: forward2({ L: "log" }),
    },
    {
      id: "divides-each-step",
      misconception:
        "You divide O by ℓ after every tile. The next tile then adds to a number that is already divided; leave O unnormalised and divide once, at the end.",
      solution: forward2({ divides: "each step" }),
    },
    {
      id: "never-divides",
      misconception:
        "You never divide O by ℓ. It is a sum of values with weights $e^{s-m}$; dividing by their sum makes them a softmax.",
      solution: forward2({ divides: "never" }),
    },
    {
      id: "no-rescale",
      misconception:
        "You do not rescale O and ℓ when the maximum rises: both were summed under the old one and must shrink by $e^{m_{old} - m_{new}}$.",
      solution: forward2({ shrinks: "neither" }),
    },
    {
      id: "output-not-shrunk",
      misconception:
        "You shrink ℓ when the maximum rises, but not O. Both were summed under the old maximum, so both need the factor $e^{m_{old} - m_{new}}$.",
      solution: forward2({ shrinks: "only ℓ" }),
    },
    {
      id: "sum-not-shrunk",
      misconception:
        "You shrink O when the maximum rises, but not ℓ. Both were summed under the old maximum, so both need the factor $e^{m_{old} - m_{new}}$.",
      solution: forward2({ shrinks: "only O" }),
    },
    {
      id: "block-maximum",
      misconception:
        "You go on with the block's own maximum, not the running one. When scores fall, $e^{m_{old} - m_{new}}$ then overflows: $m_{new}$ is the larger of the two.",
      solution: forward2({ maximum: "tile's" }),
    },
    {
      id: "logarithm-first",
      misconception:
        "You divide O by L, not by ℓ: `mem.log` and `mem.add` overwrite their first tile. Divide before you take the logarithm, or take it of a copy.",
      solution: forward2({ logarithmFirst: true }),
    },
    {
      id: "no-scale",
      misconception:
        "You do not scale the scores; `mem.matmulT` takes the factor $1/\\sqrt{d}$ as its third argument.",
      solution: forward2({ scale: () => 1 }),
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "Your running maximum starts at 0. When all scores lie far below 0 every weight vanishes and 0/0 is left; start at −∞.",
      solution: forward2({ start: 0 }),
    },
    {
      id: "reloads-queries",
      misconception:
        "You load Q_i again for every block of K. In this order it stays in SRAM while the inner loop runs: load it once.",
      solution: forward2({ reloadsQ: true }),
    },
    {
      id: "no-short-block",
      misconception:
        "You walk over whole blocks only and drop the last, shorter one. Go on while the block's first row is inside, and end it at the last row.",
      solution: forward2({ dropsShortBlock: true }),
    },
    {
      id: "scale-by-dv",
      misconception:
        "You scale by the columns of V. A score is a dot product of d terms, a row of Q with a row of K: scale by $1/\\sqrt{d}$.",
      solution: forward2({ scale: (mem) => 1 / Math.sqrt(mem.V.cols) }),
    },
    {
      id: "logarithm-as-sum",
      misconception: "Your L is m + ℓ. The logarithm of the whole sum is m + ln ℓ.",
      solution: forward2({ L: "sum" }),
    },
    {
      id: "logarithm-of-two",
      misconception: "You take the logarithm to base 2. `mem.log` is the natural one, and L = m + ln ℓ.",
      solution: forward2({ L: "log2" }),
    },
    {
      id: "maximum-as-logarithm",
      misconception: "You store the maximum m alone in L. The logarithm of the whole sum is m + ln ℓ.",
      solution: forward2({ L: "maximum" }),
    },
  ],
};
