import { attentionScores, attentionWeights, softmaxStats } from "long-attention/attention";
import { flash1Traffic } from "long-attention/flash";
import { fromFunction, type Matrix, matmul, rowMajor } from "long-attention/tensor";
import type { Exercise } from "../../engine/index.js";
import type { Traffic } from "../../ports/index.js";
import { deviceChecks, type Run, telling, wrongNumber } from "./device-checks.js";
import { forward1 } from "./forward1.js";

/**
 * What Algorithm 1 stores, by array, first row and how often those rows were stored before: the softmax of the blocks
 * of keys that it has seen so far. It may begin at either end.
 */
function rightPath({ Q, K, V, Br, Bc }: Run, end: "first" | "last"): Map<string, Float64Array> {
  const path = new Map<string, Float64Array>();
  const visits = new Visits();
  const [N, M, dv] = [Q.shape[0]!, K.shape[0]!, V.shape[1]!];
  const passes = Math.ceil(M / Bc);
  for (let pass = 0; pass < passes; pass++) {
    const [from, to] = end === "first" ? [0, Math.min((pass + 1) * Bc, M)] : [(passes - 1 - pass) * Bc, M];
    const seen = (A: Matrix) => fromFunction([to - from, A.shape[1]!], (j, k) => A.get(from + j, k));
    const S = attentionScores(Q, seen(K));
    const O = rowMajor(matmul(attentionWeights(Q, seen(K)), seen(V)));
    const stats = Array.from({ length: N }, (_, i) =>
      softmaxStats(Array.from({ length: to - from }, (_, j) => S.get(i, j))),
    );
    for (let i = 0; i < N; i += Br) {
      const rows = stats.slice(i, i + Br);
      path.set(visits.key("O", i), O.slice(i * dv, (i + Br) * dv));
      path.set(
        visits.key("l", i),
        Float64Array.from(rows, ({ l }) => l),
      );
      path.set(
        visits.key("m", i),
        Float64Array.from(rows, ({ m }) => m),
      );
    }
  }
  return path;
}

/** Counts how often the same rows of the same array were stored: in Algorithm 1 that is j. */
class Visits {
  readonly #seen = new Map<string, number>();
  /** How often these rows have been stored before, this time not counted. */
  before(array: string, from: number): number {
    return (this.#seen.get(`${array} ${from}`) ?? 0) - 1;
  }
  key(array: string, from: number): string {
    const times = this.#seen.get(`${array} ${from}`) ?? 0;
    this.#seen.set(`${array} ${from}`, times + 1);
    return `${array} ${from} ${times}`;
  }
}

const letters: Record<string, string> = { O: "O", l: "ℓ", m: "m" };

/** A solution that is right from the last block of keys on is right; a wrong one is held against the usual order. */
function firstStep(traffic: Traffic, run: Run): string | undefined {
  const step = leaves(traffic, run, rightPath(run, "first"));
  return step !== undefined && leaves(traffic, run, rightPath(run, "last")) === undefined ? undefined : step;
}

function leaves({ stores }: Traffic, run: Run, path: Map<string, Float64Array>): string | undefined {
  const visits = new Visits();
  for (const store of stores) {
    const should = path.get(visits.key(store.array, store.from));
    if (should?.length !== store.data.length) continue;
    const off = wrongNumber(letters[store.array]!, store, should);
    if (off)
      return `i = ${Math.floor(store.from / run.Br)}, j = ${visits.before(store.array, store.from)}: ${off}`;
  }
  return undefined;
}

export const flashForward: Exercise = {
  id: "07.3",
  name: "flashForward",
  title: "Algorithm 1: K and V in the outer loop",
  points: 8,
  difficulty: "H",
  params: ["mem", "Br", "Bc"],
  checks: deviceChecks(
    { firstStep, counts: (N, d, Br, Bc) => flash1Traffic(N, d, { Br, Bc }) },
    {
      walk: ["The last block may be shorter than the others", "O [N, dv], l and m [N, 1] to be written"],
      "any-blocks": ["Write $O =", "mem Q [N, d], K [M, d], V [M, dv] in HBM"],
      "far-below": ["O, ℓ and m start in HBM as 0, 0 and −∞"],
      traffic: ["the outer loop walks over blocks of K and V", "SRAM has room for"],
      "one-block": ["Br rows of Q in a block", "Bc rows of K in a block"],
    },
  ),
  telling: telling("O"),
  mutants: [
    {
      id: "no-short-block",
      misconception:
        "You walk over whole blocks only and drop the last, shorter one. Go on while the block's first row is inside, and end it at the last row.",
      solution: forward1({ dropsShortBlock: true }),
    },
    {
      id: "no-rescale",
      misconception:
        "You do not rescale what O already holds when the running maximum rises. Everything summed under the old maximum must shrink by $e^{m - m_{new}}$.",
      solution: forward1({ shrink: "none" }),
    },
    {
      id: "output-not-shrunk",
      misconception:
        "You shrink ℓ when the running maximum rises, but not what O holds. Both were summed under the old maximum, so both need the factor $e^{m - m_{new}}$.",
      solution: forward1({ shrink: "sum" }),
    },
    {
      id: "tile-not-shrunk",
      misconception:
        "You add the tile's $\\tilde P V_j$ and $\\tilde\\ell$ as they are. They were taken under its own maximum $\\tilde m$; where the running maximum is larger they need the factor $e^{\\tilde m - m_{new}}$.",
      solution: forward1({ keepsTile: true }),
    },
    {
      id: "block-maximum",
      misconception:
        "You go on with the block's own maximum, not the running one. When scores fall, $e^{m - m_{new}}$ then overflows: $m_{new}$ is the larger of the two.",
      solution: forward1({ maximum: "tile's" }),
    },
    {
      id: "never-divides",
      misconception:
        "You do not divide by $\\ell_{new}$. Algorithm 1 keeps O in HBM as a finished softmax of the blocks so far, and multiplies it with the old ℓ before it adds the next one.",
      solution: forward1({ divides: "never" }),
    },
    {
      id: "forgets-to-store-m",
      misconception:
        "You do not store m. The next pass then finds the old one in HBM, though O and ℓ were taken under the new one.",
      solution: forward1({ storesMaximum: false }),
    },
    {
      id: "mean-of-blocks",
      misconception:
        "You average the blocks' own softmaxes. Blocks with larger scores must count for more: their share is $e^{\\tilde m - m_{new}} \\tilde\\ell / \\ell_{new}$.",
      solution: forward1({ combine: "mean" }),
    },
    {
      id: "maximum-starts-at-zero",
      misconception:
        "Your running maximum starts at 0. When all scores lie far below 0 every weight vanishes and 0/0 is left; start at −∞.",
      solution: forward1({ start: 0 }),
    },
    {
      id: "forgets-old-sum",
      misconception:
        "You add to O without its old sum: O in HBM is already divided by ℓ, so multiply it with ℓ again before you add the new tile.",
      solution: forward1({ combine: "without-old-sum" }),
    },
    {
      id: "loops-swapped",
      misconception:
        "Your outer loop walks over Q. The result is right, but K and V are then read once for every block of Q: this is FlashAttention-2's order, with Algorithm 1's stores.",
      solution: forward1({ outer: "Q" }),
    },
    {
      id: "no-scale",
      misconception:
        "You do not scale the scores; `mem.matmulT` takes the factor $1/\\sqrt{d}$ as its third argument.",
      solution: forward1({ scale: () => 1 }),
    },
    {
      id: "scale-by-dv",
      misconception:
        "You scale by the columns of V. A score is a dot product of d terms, a row of Q with a row of K: scale by $1/\\sqrt{d}$.",
      solution: forward1({ scale: (mem) => 1 / Math.sqrt(mem.V.cols) }),
    },
    {
      id: "scale-by-d",
      misconception:
        "You divide the scores by d. Dot products grow with the root of their length: scale by $1/\\sqrt{d}$.",
      solution: forward1({ scale: (mem) => 1 / mem.Q.cols }),
    },
    {
      id: "sum-not-shrunk",
      misconception:
        "You shrink what O holds when the running maximum rises, but not ℓ. Both were summed under the old maximum, so both need the factor $e^{m - m_{new}}$.",
      solution: forward1({ shrink: "output" }),
    },
  ],
};
