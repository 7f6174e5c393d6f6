import { flash1Traffic, flashAttention1 } from "long-attention/flash";
import { Device } from "long-attention/gpu";
import type { Exercise } from "../../engine/index.js";
import type { Traffic } from "../../ports/index.js";
import { compareArray, deviceChecks, expected, type Run, telling, wrongNumber } from "./device-checks.js";
import { forward1 } from "./forward1.js";

/** What Algorithm 1 stores, by array, first row and how often those rows were stored before. */
function rightPath({ Q, K, V, Br, Bc }: Run): Map<string, Float64Array> {
  const path = new Map<string, Float64Array>();
  const visits = new Visits();
  const device = new Device({
    onEvent: ({ op, tile, range }) => {
      if (op === "store") path.set(visits.key(tile.name, range!.from), tile.data.slice());
    },
  });
  flashAttention1(Q, K, V, { Br, Bc, device });
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

function firstStep({ stores }: Traffic, run: Run): string | undefined {
  const path = rightPath(run);
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
  checks: deviceChecks({
    compare: (traffic, run) => compareArray("O", traffic, expected(run).O),
    firstStep,
    counts: (N, d, Br, Bc) => flash1Traffic(N, d, { Br, Bc }),
  }),
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
      solution: forward1({ scale: 1 }),
    },
  ],
};
