import fc from "fast-check";
import { A100_80GB, roofline as oracle, peakFlops, ROUND_MACHINE, type Roofline } from "long-attention/gpu";
import { type Exercise, matches, type Tolerance } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [flops: number, bytes: number, peak: number, bw: number];

/** The notebook's 100 × 100 product: reads only, and with the write. */
const flops = 2 * 100 ** 3;
const [readOnly, withWrite] = [2 * 4 * 100 ** 2, 3 * 4 * 100 ** 2];

const slide = (bytes: number): Input => [
  flops,
  bytes,
  peakFlops(ROUND_MACHINE, "fp32"),
  ROUND_MACHINE.hbmBytesPerSecond,
];
const a100 = (dtype: "fp32" | "tf32"): Input => [
  flops,
  withWrite,
  peakFlops(A100_80GB, dtype),
  A100_80GB.hbmBytesPerSecond,
];

/** Both verdicts, and more bytes than FLOPs on the side of arithmetic. */
const examples: readonly Input[] = [
  slide(readOnly),
  slide(withWrite),
  a100("fp32"),
  a100("tf32"),
  [100, 300, 2, 30],
  [500, 300, 100, 20],
];

/** Small machines, so that the numbers stay readable. */
const kernels: fc.Arbitrary<Input> = fc.tuple(whole(1, 1000), whole(1, 1000), whole(1, 60), whole(1, 60));

/** Kernels whose two times are the same, in whole seconds. */
const ties: fc.Arbitrary<Input> = fc
  .tuple(whole(1, 20), whole(1, 60), whole(1, 60))
  .map(([seconds, peak, bw]) => [seconds * peak, seconds * bw, peak, bw]);

/** Nanoseconds are small: no absolute slack. */
const tolerance: Tolerance = { rtol: 1e-9, atol: 0 };

const part =
  (...names: (keyof Roofline)[]) =>
  (input: Input) => {
    const right = oracle(...input);
    return Object.fromEntries(names.map((name) => [name, right[name]]));
  };

export const roofline: Exercise = {
  id: "03.2",
  name: "roofline",
  title: "What a kernel waits for",
  points: 4,
  difficulty: "M",
  params: ["flops", "bytes", "peak", "bw"],
  checks: [
    matches<Input>({
      id: "times",
      title: "gives the two times, and the total when they overlap",
      holds: [
        "all its FLOPs at the machine's peak rate, and that of all its bytes at full bandwidth",
        "the whole takes as long as the longer of the two",
        "bytes it moves, more than 0",
        "FLOP/s of the machine",
        "bytes per second that its memory delivers",
        "times in seconds",
      ],
      examples,
      inputs: kernels,
      expect: part("tMath", "tMem", "total"),
      tolerance,
    }),
    matches<Input>({
      id: "bound",
      title: "says what the kernel waits for",
      holds: ["That one is the bound (on a tie, say memory)."],
      examples: [...examples, [6, 2, 3, 1]],
      inputs: fc.oneof({ weight: 3, arbitrary: kernels }, { weight: 1, arbitrary: ties }),
      expect: part("bound"),
    }),
    matches<Input>({
      id: "attainable",
      title: "gives the rate that the kernel reaches",
      holds: ["does the kernel then reach?"],
      examples,
      inputs: kernels,
      expect: part("attainable"),
      tolerance,
    }),
    matches<Input>({
      id: "edges",
      title: "handles a copy without arithmetic, and a tie",
      holds: ["flops of the kernel;", "0 for a copy"],
      visibility: "hidden",
      examples: [
        [0, 64, 4, 2],
        [8, 4, 2, 1],
        [64, 8, 2, 4],
      ],
      expect: (input) => oracle(...input),
      tolerance,
    }),
  ],
  mutants: [
    {
      id: "sum",
      misconception:
        "You add the two times. That is right when nothing overlaps; here they overlap fully, and the longer one hides the shorter.",
      solution: (...[flops, bytes, peak, bw]: Input) => {
        const right = oracle(flops, bytes, peak, bw);
        const total = right.tMath + right.tMem;
        return { ...right, total, attainable: flops / total };
      },
    },
    {
      id: "shorter-time",
      misconception:
        "You take the shorter of the two times. The kernel is done when both are over, so the longer one decides.",
      solution: (...[flops, bytes, peak, bw]: Input) => {
        const right = oracle(flops, bytes, peak, bw);
        const total = Math.min(right.tMath, right.tMem);
        return { ...right, total, attainable: flops / total };
      },
    },
    {
      id: "verdict-swapped",
      misconception:
        "Your verdict is the wrong way round. A kernel is math-bound when its arithmetic takes longer than its traffic.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, bound: right.tMath > right.tMem ? "memory" : "math" };
      },
    },
    {
      id: "compares-counts",
      misconception:
        "You compare FLOPs with bytes. Machines do many FLOPs while one byte arrives, so compare the times, or the intensity with peak / bw.",
      solution: (...input: Input) => ({
        ...oracle(...input),
        bound: input[0] > input[1] ? "math" : "memory",
      }),
    },
    {
      id: "always-peak",
      misconception:
        "You promise the peak rate to every kernel. One that waits for memory stays below it: FLOPs over the total time.",
      solution: (...input: Input) => ({ ...oracle(...input), attainable: input[2] }),
    },
    {
      id: "no-roof",
      misconception:
        "Your rate is intensity times bandwidth, the slope without its roof. No kernel is faster than `peak`.",
      solution: (...input: Input) => ({ ...oracle(...input), attainable: (input[0] / input[1]) * input[3] }),
    },
    {
      id: "smaller-rate",
      misconception:
        "You take the smaller of `peak` and `bw`, but the first counts FLOPs and the second bytes per second. Times the FLOPs for each byte, `bw` becomes a rate of FLOPs.",
      solution: (...input: Input) => ({ ...oracle(...input), attainable: Math.min(input[2], input[3]) }),
    },
    {
      id: "milliseconds",
      misconception:
        "You give the times in milliseconds. Seconds are asked for, and the rates are per second, too.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, tMath: 1e3 * right.tMath, tMem: 1e3 * right.tMem, total: 1e3 * right.total };
      },
    },
    {
      id: "bytes-over-time",
      misconception:
        "Your rate counts bytes per second. `attainable` is in FLOP/s: the FLOPs over the total time.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, attainable: input[1] / right.total };
      },
    },
    {
      id: "rate-of-the-sum",
      misconception:
        "Your rate divides by the sum of the two times, as if nothing overlapped. Divide by the total, the longer one.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, attainable: input[0] / (right.tMath + right.tMem) };
      },
    },
    {
      id: "always-memory",
      misconception: "You always say memory. Where the arithmetic takes longer, the kernel is math-bound.",
      solution: (...input: Input) => ({ ...oracle(...input), bound: "memory" }),
    },
    {
      id: "total-is-memory",
      misconception: "Your total is the time of the traffic. Where the arithmetic takes longer, it decides.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, total: right.tMem, attainable: input[0] / right.tMem };
      },
    },
    {
      id: "tie-is-math",
      misconception: "When both times are the same you say math. On a tie the story asks for memory.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, bound: right.tMath >= right.tMem ? "math" : "memory" };
      },
    },
    {
      id: "machine-swapped",
      misconception:
        "You divide FLOPs by the bandwidth and bytes by the peak rate. Arithmetic runs at `peak`, traffic at `bw`.",
      solution: (...[flops, bytes, peak, bw]: Input) => oracle(flops, bytes, bw, peak),
    },
  ],
};
