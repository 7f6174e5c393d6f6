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
      examples: notebook("fa1"),
      inputs: launches("fa1"),
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "fa2",
      title: "gives FlashAttention-2 a block for each piece of the queries, too",
      examples: notebook("fa2"),
      inputs: fc
        .tuple(launches("fa2"), whole(1, 20))
        .map(([[B, H, , Br, sms, algo], pieces]): Input => [B, H, pieces * Br, Br, sms, algo]),
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "last-piece",
      title: "counts a last piece that is smaller than the others",
      examples: [
        [2, 3, 100, 64, 8, "fa2"],
        [1, 5, 129, 128, 7, "fa2"],
      ],
      inputs: launches("fa2"),
      expect: (input) => oracle(...input),
    }),
    matches<Input>({
      id: "short",
      title: "still works when a sequence is shorter than one piece",
      visibility: "hidden",
      examples: [
        [2, 3, 5, 64, 4, "fa2"],
        [3, 4, 5, 2, 9, "fa1"],
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
        "You ignore `algo`: FlashAttention-2 starts a block for each piece of Br queries, not one a head.",
      solution: (...[B, H, , , sms]: Input) => grid(B * H, sms),
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
