import fc from "fast-check";
import { A100_80GB, attentionGrid as oracle, waves } from "long-attention/gpu";
import { type Exercise, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [B: number, H: number, N: number, Br: number, sms: number, algo: "fa1" | "fa2"];

const sms = A100_80GB.smCount!;

/** The notebook's rows: always 16,384 tokens, in ever longer sequences. */
const notebook = (algo: "fa1" | "fa2"): Input[] =>
  [32, 8, 2, 1].map((B) => [B, 16, 16_384 / B, 128, sms, algo]);

const launches = (algo: "fa1" | "fa2"): fc.Arbitrary<Input> =>
  fc.tuple(whole(1, 8), whole(1, 16), whole(1, 2000), whole(1, 128), whole(1, 120), fc.constant(algo));

/** The waves are an own part of the exercise. */
const blocksOnly = (input: Input) => ({ blocks: oracle(...input).blocks });

export const attentionGrid: Exercise = {
  id: "02.4",
  name: "attentionGrid",
  title: "Attention's blocks",
  points: 4,
  difficulty: "M",
  params: ["B", "H", "N", "Br", "sms", "algo"],
  checks: [
    matches<Input>({
      id: "fa1",
      title: "gives FlashAttention a block for each head of each sequence",
      holds: [
        'FlashAttention (`"fa1"`) gives every head of every sequence one thread block.',
        "B sequences",
        "heads of each sequence",
      ],
      examples: notebook("fa1"),
      inputs: launches("fa1"),
      expect: blocksOnly,
    }),
    matches<Input>({
      id: "fa2",
      title: "gives FlashAttention-2 a block for each piece of the queries, too",
      holds: ["queries of each head", "rows of a piece", '"fa1" or "fa2"'],
      examples: notebook("fa2"),
      inputs: fc
        .tuple(launches("fa2"), whole(1, 20))
        .map(([[B, H, , Br, sms, algo], pieces]): Input => [B, H, pieces * Br, Br, sms, algo]),
      expect: blocksOnly,
    }),
    matches<Input>({
      id: "last-piece",
      title: "counts a last piece that is smaller than the others",
      holds: ["into pieces of Br rows, the last one perhaps smaller, and gives each piece a block"],
      examples: [
        [2, 3, 100, 64, 8, "fa2"],
        [1, 5, 129, 128, 7, "fa2"],
        [1, 2, 128, 64, 8, "fa2"],
      ],
      inputs: launches("fa2"),
      expect: blocksOnly,
    }),
    matches<Input>({
      id: "waves",
      title: "says what waves they make, with one block on each SM",
      holds: [
        "An SM holds one such block at a time.",
        "what waves do they make",
        "number of SMs",
        "the last three as in 02.2",
      ],
      examples: [...notebook("fa1"), ...notebook("fa2"), [2, 8, 64, 64, 4, "fa1"], [2, 4, 100, 64, 8, "fa2"]],
      inputs: fc.oneof(launches("fa1"), launches("fa2")),
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "short",
      title: "still works when a sequence is shorter than one piece",
      visibility: "hidden",
      examples: [
        [2, 3, 5, 64, 4, "fa2"],
        [3, 4, 5, 2, 9, "fa1"],
        [2, 4, 5, 64, 4, "fa2"],
      ],
      inputs: fc.tuple(
        whole(1, 8),
        whole(1, 16),
        whole(1, 60),
        whole(61, 128),
        whole(1, 120),
        fc.constantFrom("fa1", "fa2"),
      ),
      expect: (input) => oracle(...input),
    }),
  ],
  mutants: [
    {
      id: "floor",
      misconception:
        "You round the number of pieces down, so that the last rows of each head have no block. Round up: the last piece may be smaller.",
      solution: (...[B, H, N, Br, sms, algo]: Input) =>
        grid(B * H * (algo === "fa1" ? 1 : Math.floor(N / Br)), sms),
    },
    {
      id: "not-whole",
      misconception:
        "You divide N by Br and do not round. A block is started or it is not; round the pieces of each head up.",
      solution: (...[B, H, N, Br, sms, algo]: Input) => grid(B * H * (algo === "fa1" ? 1 : N / Br), sms),
    },
    {
      id: "all-rows-together",
      misconception:
        "You cut all queries of all heads together and round once. Each head is cut on its own, so every one of them rounds up.",
      solution: (...[B, H, N, Br, sms, algo]: Input) =>
        grid(algo === "fa1" ? B * H : Math.ceil((B * H * N) / Br), sms),
    },
    {
      id: "pieces-for-both",
      misconception:
        "You cut the queries for FlashAttention as well. There one block walks through all rows of its head; only FlashAttention-2 shares them out.",
      solution: (...[B, H, N, Br, sms]: Input) => grid(B * H * Math.ceil(N / Br), sms),
    },
    {
      id: "pieces-for-none",
      misconception:
        "You ignore `algo`: FlashAttention-2 starts a block for each piece of Br queries, not one per head.",
      solution: (...[B, H, , , sms]: Input) => grid(B * H, sms),
    },
    {
      id: "two-on-an-sm",
      misconception: "You place two blocks on each SM. An SM holds one such block at a time.",
      solution: (...input: Input) => {
        const { blocks } = oracle(...input);
        return { blocks, ...waves(blocks, input[4], 2) };
      },
    },
    {
      id: "names-swapped",
      misconception:
        "You take one algorithm for the other. `fa1` has one block for each head, `fa2` one for each piece of it.",
      solution: (...[B, H, N, Br, sms, algo]: Input) =>
        oracle(B, H, N, Br, sms, algo === "fa1" ? "fa2" : "fa1"),
    },
    {
      id: "no-heads",
      misconception: "You leave the heads out. Every head of every sequence gets blocks of its own.",
      solution: (...[B, , N, Br, sms, algo]: Input) => oracle(B, 1, N, Br, sms, algo),
    },
    {
      id: "one-piece-more",
      misconception:
        "You always add a piece. Where Br divides N nothing is left for another; round up instead.",
      solution: (...[B, H, N, Br, sms, algo]: Input) =>
        grid(B * H * (algo === "fa1" ? 1 : Math.floor(N / Br) + 1), sms),
    },
    {
      id: "rows-as-pieces",
      misconception:
        "You start Br blocks for each head. Br is the rows of a piece; a head has ⌈N / Br⌉ pieces.",
      solution: (...[B, H, , Br, sms, algo]: Input) => grid(B * H * (algo === "fa1" ? 1 : Br), sms),
    },
    {
      id: "tail-by-remainder",
      misconception:
        "You take the remainder as the last wave. Where the blocks fill whole waves it is 0, but the last wave is full; see 02.2.",
      solution: (...input: Input) => {
        const right = oracle(...input);
        return { ...right, tail: right.blocks % input[4] };
      },
    },
    {
      id: "no-batch",
      misconception: "You leave the batch out. The heads of every sequence get blocks of their own.",
      solution: (...[, H, N, Br, sms, algo]: Input) =>
        grid(H * (algo === "fa1" ? 1 : Math.ceil(N / Br)), sms),
    },
    {
      id: "pairs-of-pieces",
      misconception:
        "You start a block for each pair of a query piece and a key piece. Only the queries are shared out; each block walks along all keys itself.",
      solution: (...[B, H, N, Br, sms, algo]: Input) =>
        grid(B * H * (algo === "fa1" ? 1 : Math.ceil(N / Br) ** 2), sms),
    },
  ],
};

/** As the library does, for any number of blocks, whole or not. */
function grid(blocks: number, sms: number) {
  if (Number.isInteger(blocks) && blocks > 0) return { blocks, ...waves(blocks, sms) };
  const count = Math.ceil(blocks / sms);
  return { blocks, waves: count, tail: blocks - (count - 1) * sms, util: blocks / (count * sms) };
}
