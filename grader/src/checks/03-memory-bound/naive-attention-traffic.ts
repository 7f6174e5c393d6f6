import fc from "fast-check";
import { type Accesses, naiveAttentionTraffic as formula } from "long-attention/gpu";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";
import { countedAttention } from "./on-device.js";

type Input = [N: number, d: number];

interface Traffic {
  readonly scores: Accesses;
  readonly softmax: Accesses;
  readonly output: Accesses;
  readonly total: number;
}

/** Small ones, which can be counted by hand, and the notebook's head. */
const examples: readonly Input[] = [
  [6, 4],
  [5, 7],
  [1024, 64],
  [32_768, 64],
];

/** Short texts, and such as no 32 bits can count the scores of. */
const heads = fc.tuple(fc.oneof(whole(1, 5000), whole(50_000, 400_000)), whole(1, 256));

function oracle(N: number, d: number): Traffic {
  const { scores, softmax, output, total } = formula(N, d);
  return { scores, softmax, output, total };
}

const part = (name: keyof Traffic) => (input: Input) => ({ [name]: oracle(...input)[name] });

export const naiveAttentionTraffic: Exercise = {
  id: "03.4",
  name: "naiveAttentionTraffic",
  title: "What naive attention moves",
  points: 4,
  difficulty: "M",
  params: ["N", "d"],
  checks: [
    matches<Input>({
      id: "scores",
      title: "counts S = QKᵀ",
      holds: [
        "Naive attention runs as three kernels",
        "Q, K, V and O have N rows and d columns",
        "queries, and as many keys",
        "columns of Q, K, V and O",
      ],
      examples,
      inputs: heads,
      expect: part("scores"),
      tolerance: exact,
    }),
    matches<Input>({
      id: "softmax",
      title: "counts P = softmax(S)",
      holds: ["Each reads what it needs from memory once and writes its result back"],
      examples,
      inputs: heads,
      expect: part("softmax"),
      tolerance: exact,
    }),
    matches<Input>({
      id: "output",
      title: "counts O = PV",
      holds: ["the first three as `{ reads, writes }`"],
      examples,
      inputs: heads,
      expect: part("output"),
      tolerance: exact,
    }),
    matches<Input>({
      id: "total",
      title: "adds up all reads and writes",
      holds: ["Count the elements (not bytes) that each step reads and writes, and all of them together."],
      examples,
      inputs: heads,
      expect: part("total"),
      tolerance: exact,
    }),
    matches<Input>({
      id: "counted",
      title: "agrees with what the simulated device counts",
      visibility: "hidden",
      examples: [
        [1, 1],
        [6, 4],
        [3, 8],
      ],
      inputs: fc.tuple(whole(1, 8), whole(1, 8)),
      runs: 6,
      expect: (input) => countedAttention(...input),
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "no-way-back",
      misconception:
        "You never read S and P back: as if they stayed on the chip. Each step is a kernel of its own, and reads from memory what the one before has written.",
      solution: bent(({ scores, softmax, output }, N) => ({
        scores,
        softmax: { ...softmax, reads: 0 },
        output: { ...output, reads: output.reads - N * N },
      })),
    },
    {
      id: "softmax-in-place",
      misconception:
        "You do not write P, as if the softmax changed S on the chip. Its result has to go back to memory, or the last step would find nothing to read.",
      solution: bent(({ scores, softmax, output }) => ({
        scores,
        softmax: { ...softmax, writes: 0 },
        output,
      })),
    },
    {
      id: "softmax-two-passes",
      misconception:
        "You read S twice, for the maximum and for the sum. The kernel reads each score once, and keeps the row at hand while it computes.",
      solution: bent(({ scores, softmax, output }) => ({
        scores,
        softmax: { ...softmax, reads: 2 * softmax.reads },
        output,
      })),
    },
    {
      id: "softmax-for-nothing",
      misconception:
        "Your softmax moves nothing, as if it were part of another kernel. Here it is one of its own: it reads S and writes P.",
      solution: bent(({ scores, output }) => ({ scores, softmax: { reads: 0, writes: 0 }, output })),
    },
    {
      id: "softmax-three-passes",
      misconception:
        "You read S once for the maximum, once for the sum and once more to divide. The kernel reads each score once, and keeps the row at hand while it computes.",
      solution: bent(({ scores, softmax, output }) => ({
        scores,
        softmax: { ...softmax, reads: 3 * softmax.reads },
        output,
      })),
    },
    {
      id: "v-as-square",
      misconception: "You take V for an N × N matrix. Like Q and K it has N rows of d numbers.",
      solution: bent(({ scores, softmax, output }, N) => ({
        scores,
        softmax,
        output: { ...output, reads: 2 * N * N },
      })),
    },
    {
      id: "output-not-written",
      misconception: "You forget to write O, the N · d numbers for which all of this was done.",
      solution: bent(({ scores, softmax, output }) => ({
        scores,
        softmax,
        output: { ...output, writes: 0 },
      })),
    },
    {
      id: "keys-not-read",
      misconception: "Your first step reads one matrix. It needs two, Q and K, of N · d numbers each.",
      solution: bent(({ scores, softmax, output }, N, d) => ({
        scores: { ...scores, reads: N * d },
        softmax,
        output,
      })),
    },
    {
      id: "in-32-bits",
      misconception:
        "Your total is cut to 32 bits, as by `| 0`. From some thirty thousand tokens on the scores alone are more than that.",
      solution: (N: number, d: number) => {
        const right = oracle(N, d);
        return { ...right, total: right.total | 0 };
      },
    },
    {
      id: "bytes",
      misconception: "You count bytes, two for each element. Elements are asked for, whatever their size.",
      solution: bent((steps) => scaled(steps, 2)),
    },
    {
      id: "causal-half",
      misconception:
        "You count half of the scores, as if a mask left the others out. All N × N are written and read.",
      solution: bent((_steps, N, d) => {
        const pairs = (N * (N + 1)) / 2;
        return {
          scores: { reads: 2 * N * d, writes: pairs },
          softmax: { reads: pairs, writes: pairs },
          output: { reads: pairs + N * d, writes: N * d },
        };
      }),
    },
    {
      id: "reads-for-each-score",
      misconception:
        "You read a query and a key anew for each score. Every kernel reads what it needs once: Q and K, N · d numbers each.",
      solution: bent(({ scores, softmax, output }, N, d) => ({
        scores: { ...scores, reads: 2 * N * N * d },
        softmax,
        output,
      })),
    },
    {
      id: "values-not-read",
      misconception: "Your last step reads P alone. It needs V, too, another N · d numbers.",
      solution: bent(({ scores, softmax, output }, N) => ({
        scores,
        softmax,
        output: { ...output, reads: N * N },
      })),
    },
    {
      id: "total-of-reads",
      misconception: "Your total has only the reads. Writes travel the same road and take as long.",
      solution: (N: number, d: number) => ({ ...oracle(N, d), total: formula(N, d).reads }),
    },
  ],
};

type Steps = Omit<Traffic, "total">;

const times = ({ reads, writes }: Accesses, by: number) => ({ reads: by * reads, writes: by * writes });

const scaled = ({ scores, softmax, output }: Steps, by: number): Steps => ({
  scores: times(scores, by),
  softmax: times(softmax, by),
  output: times(output, by),
});

/** The steps as somebody miscounts them, with the total of those. */
function bent(steps: (right: Steps, N: number, d: number) => Steps) {
  return (N: number, d: number): Traffic => {
    const counted = steps(oracle(N, d), N, d);
    const { scores, softmax, output } = counted;
    return {
      ...counted,
      total: [scores, softmax, output].reduce((sum, { reads, writes }) => sum + reads + writes, 0),
    };
  };
}
