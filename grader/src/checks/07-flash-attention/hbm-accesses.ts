import fc from "fast-check";
import {
  flash1Traffic,
  flash2Traffic,
  flashAttention1,
  flashAttention2,
  standardTraffic,
} from "long-attention/flash";
import { Device } from "long-attention/gpu";
import { testTensors } from "long-attention/tensor";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Algorithm = "standard" | "flash1" | "flash2";
type Input = [N: number, d: number, Br: number, Bc: number, algorithm: Algorithm];

/** What the simulated device counts when the algorithm really runs. */
function counted([N, d, Br, Bc, algorithm]: Input): { reads: number; writes: number } {
  if (algorithm === "standard") return standardTraffic(N, d);
  const device = new Device();
  const { Q, K, V } = testTensors(N, d);
  (algorithm === "flash1" ? flashAttention1 : flashAttention2)(Q, K, V, { Br, Bc, device });
  return { reads: device.reads, writes: device.writes };
}

const formula = ([N, d, Br, Bc, algorithm]: Input) => {
  if (algorithm === "standard") return standardTraffic(N, d);
  const { reads, writes } =
    algorithm === "flash1" ? flash1Traffic(N, d, { Br, Bc }) : flash2Traffic(N, d, { Br, Bc });
  return { reads, writes };
};

const drawn = (algorithm: Algorithm): fc.Arbitrary<Input> =>
  fc.tuple(whole(1, 24), whole(1, 6), whole(1, 9), whole(1, 9), fc.constant(algorithm));

export const hbmAccesses: Exercise = {
  id: "07.5",
  name: "hbmAccesses",
  title: "Traffic, predicted to the element",
  points: 4,
  difficulty: "M",
  params: ["N", "d", "Br", "Bc", "algorithm"],
  checks: [
    matches<Input>({
      id: "standard",
      holds: ['`"standard"` reads Q and K and writes S'],
      title: "standard attention: S and P are written and read back",
      examples: [[128, 16, 32, 16, "standard"]],
      inputs: drawn("standard"),
      expect: counted,
      tolerance: exact,
    }),
    matches<Input>({
      id: "flash1",
      holds: ['`"flash1"` is Algorithm 1', "Bc rows of K in a block"],
      title: "Algorithm 1: what the device counts when it runs",
      weight: 2,
      examples: [
        [128, 16, 32, 16, "flash1"],
        [128, 16, 50, 40, "flash1"],
      ],
      inputs: drawn("flash1"),
      expect: counted,
      tolerance: exact,
    }),
    matches<Input>({
      id: "flash2",
      holds: ['`"flash2"` reads each block of Q once and writes O and L once', "Br rows of Q in a block"],
      title: "FlashAttention-2: what the device counts when it runs",
      weight: 2,
      examples: [
        [128, 16, 32, 16, "flash2"],
        [128, 16, 50, 40, "flash2"],
      ],
      inputs: drawn("flash2"),
      expect: counted,
      tolerance: exact,
    }),
    matches<Input>({
      id: "long",
      holds: [
        "Predict the traffic before anything runs",
        "N rows of Q, K and V",
        "d columns",
        'algorithm `"standard"`, `"flash1"` or `"flash2"`',
        "`{ reads, writes }` in elements",
      ],
      title: "counts the billions of long contexts",
      examples: [[131_072, 128, 64, 128, "standard"]],
      inputs: fc.tuple(
        whole(50_000, 200_000),
        fc.constantFrom(64, 128),
        whole(16, 256),
        whole(16, 256),
        fc.constantFrom<Algorithm>("standard", "flash1", "flash2"),
      ),
      expect: formula,
      tolerance: exact,
    }),
    matches<Input>({
      id: "large",
      holds: ["Blocks need not divide N"],
      title: "holds for long contexts and blocks that do not divide them",
      visibility: "hidden",
      examples: [
        [1024, 64, 49, 49, "flash1"],
        [4096, 128, 100, 70, "flash1"],
        [4096, 128, 100, 70, "flash2"],
      ],
      expect: formula,
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "omits-statistics",
      misconception:
        "You leave ℓ and m (or L) out. They are one number per row, but Algorithm 1 carries them both ways on every pass.",
      solution: bent({ statistics: 0 }),
    },
    {
      id: "omits-statistics-of-flash1",
      misconception:
        "You leave ℓ and m out of Algorithm 1. They are one number per row, but every pass reads and writes them along with O.",
      solution: (...[N, d, Br, Bc, algorithm]: Input) =>
        bent({ statistics: algorithm === "flash1" ? 0 : 1 })(N, d, Br, Bc, algorithm),
    },
    {
      id: "output-not-read",
      misconception:
        "You forget that Algorithm 1 reads O back on every pass: it goes on where the pass before has stopped.",
      solution: (...[N, d, Br, Bc, algorithm]: Input) => {
        const { reads, writes } = bent({})(N, d, Br, Bc, algorithm);
        return { reads: reads - (algorithm === "flash1" ? Math.ceil(N / Bc) * N * d : 0), writes };
      },
    },
    {
      id: "keys-read-once",
      misconception:
        "You read K and V once in FlashAttention-2. With Q in the outer loop, each of its ⌈N/Br⌉ blocks reads all of K and V anew.",
      solution: (...[N, d, Br, Bc, algorithm]: Input) =>
        algorithm === "flash2" ? { reads: 3 * N * d, writes: N * d + N } : bent({})(N, d, Br, Bc, algorithm),
    },
    {
      id: "swaps-passes",
      misconception:
        "You swap the two numbers of passes. Algorithm 1 passes over Q once for every block of K (⌈N/Bc⌉), FlashAttention-2 over K once for every block of Q (⌈N/Br⌉).",
      solution: (N: number, d: number, Br: number, Bc: number, algorithm: Algorithm) =>
        bent({})(N, d, Bc, Br, algorithm),
    },
    {
      id: "no-rounding",
      misconception:
        "You divide N by the block size without rounding up. A last, shorter block costs a pass of its own.",
      solution: bent({ passes: (N, B) => N / B }),
    },
    {
      id: "rounds-down",
      misconception: "You round the number of blocks down and lose the last, shorter block.",
      solution: bent({ passes: (N, B) => Math.max(1, Math.floor(N / B)) }),
    },
    {
      id: "scores-once",
      misconception:
        "You count the N² scores once each way. Standard attention writes and reads two such matrices, S and P.",
      solution: bent({ matrices: 1 }),
    },
    {
      id: "counts-the-start",
      misconception:
        "You count the setting up of O, ℓ and m too. That is done once, before the work begins, and is kept apart here.",
      solution: (N: number, d: number, Br: number, Bc: number, algorithm: Algorithm) => {
        const { reads, writes } = bent({})(N, d, Br, Bc, algorithm);
        return { reads, writes: writes + (algorithm === "flash1" ? N * d + 2 * N : 0) };
      },
    },
    {
      id: "int32",
      misconception:
        "Your counts pass through 32-bit integers (`| 0` does that), and long contexts move more than 2,147,483,647 elements.",
      solution: (...input: Input) => {
        const { reads, writes } = bent({})(...input);
        return { reads: reads | 0, writes: writes | 0 };
      },
    },
    {
      id: "bytes",
      misconception: "You count bytes. What is asked for is elements, however many bytes each has.",
      solution: (...input: Input) => {
        const { reads, writes } = bent({})(...input);
        return { reads: 4 * reads, writes: 4 * writes };
      },
    },
    {
      id: "reads-and-writes-swapped",
      misconception:
        "You have reads and writes the wrong way round: a read comes from HBM, a write goes there.",
      solution: (...input: Input) => {
        const { reads, writes } = bent({})(...input);
        return { reads: writes, writes: reads };
      },
    },
    {
      id: "queries-reloaded",
      misconception:
        "You read Q once for every block of K in FlashAttention-2. There a block of Q stays in SRAM while its inner loop runs: all of Q is read once.",
      solution: (...[N, d, Br, Bc, algorithm]: Input) => {
        const { reads, writes } = bent({})(N, d, Br, Bc, algorithm);
        return { reads: reads + (algorithm === "flash2" ? (Math.ceil(N / Bc) - 1) * N * d : 0), writes };
      },
    },
    {
      id: "weights-not-read",
      misconception:
        "You let standard attention keep P on chip. It writes P to HBM, and reads it again for PV.",
      solution: (...[N, d, Br, Bc, algorithm]: Input) => {
        const { reads, writes } = bent({})(N, d, Br, Bc, algorithm);
        return { reads: reads - (algorithm === "standard" ? N * N : 0), writes };
      },
    },
  ],
};

/** The closed forms with one thing changed. */
function bent({
  statistics = 1,
  passes = (N: number, B: number) => Math.ceil(N / B),
  matrices = 2,
}: {
  statistics?: number;
  passes?: (N: number, B: number) => number;
  matrices?: number;
}) {
  return (N: number, d: number, Br: number, Bc: number, algorithm: Algorithm) => {
    const [Tr, Tc] = [passes(N, Br), passes(N, Bc)];
    const columns = 2 * N * statistics;
    if (algorithm === "standard")
      return { reads: 3 * N * d + matrices * N * N, writes: matrices * N * N + N * d };
    if (algorithm === "flash1")
      return { reads: 2 * N * d + Tc * (2 * N * d + columns), writes: Tc * (N * d + columns) };
    return { reads: N * d + 2 * N * d * Tr, writes: N * d + N * statistics };
  };
}
