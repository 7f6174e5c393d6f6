import fc from "fast-check";
import { evict as oracle } from "long-attention/kv";
import {
  type Check,
  check,
  describe,
  type Exercise,
  exact,
  gridOf,
  show,
  wrong,
} from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [len: number, sinks: number, recent: number, incoming?: number];

const inputs = (len: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(len, whole(0, 5), whole(1, 6))
    .chain(([len, sinks, recent]) =>
      fc.tuple(fc.constant(len), fc.constant(sinks), fc.constant(recent), whole(0, recent)),
    );

/** Says what should stay, and what does. */
const stays = (definition: Omit<Check<Input>, "run">): Check<Input> =>
  check<Input>({
    ...definition,
    *run(input, call) {
      const { value } = yield* call(...input);
      const expected = oracle(...input);
      const failure = wrong(value, expected, exact);
      const message = `of ${input[0]} tokens ${listed(expected)} should stay, but the result is ${listed(value)}`;
      return failure && { ...failure, message };
    },
  });

const listed = (value: unknown): string => {
  const { data } = gridOf(value) ?? {};
  if (data) return `[${Array.from(data, (index) => show(index)).join(", ")}]`;
  return Array.isArray(value) && value.length === 0 ? "[]" : describe(value);
};

export const evict: Exercise = {
  id: "09.2",
  name: "evict",
  title: "What the cache forgets",
  points: 4,
  difficulty: "M",
  params: ["len", "sinks", "recent", "incoming"],
  checks: [
    stays({
      id: "notebook",
      holds: ["A cache may hold `sinks` + `recent` tokens"],
      title: "gives the notebook's three answers",
      examples: [
        [12, 4, 4],
        [8, 4, 4],
        [8, 4, 4, 1],
      ],
    }),
    stays({
      id: "any-cache",
      holds: [
        "the first `sinks` always, and of the others the newest",
        "incoming tokens about to be appended, at most `recent`",
        "len tokens in the cache now",
        "the indices that stay, each once, ascending",
      ],
      title: "keeps the sinks and the newest, with room for those to come",
      weight: 2,
      examples: [
        [10, 2, 3, 2],
        [9, 0, 4, 1],
        [5, 3, 4, 0],
        [3, 4, 4, 0],
        [7, 4, 4, 1],
        [9, 4, 4, 4],
        [14, 2, 5, 0],
        [3, 0, 3, 0],
        [5, 0, 1, 0],
      ],
      inputs: inputs(whole(0, 16)),
    }),
    stays({
      id: "edges",
      holds: [
        "While there is room for all, all stay",
        "sinks first tokens, never evicted, 0 or more",
        "recent newest tokens that the cache has room for, at least 1",
      ],
      title: "keeps everything while there is room, and may have to forget all but the sinks",
      visibility: "hidden",
      examples: [
        [8, 4, 4, 4],
        [6, 0, 3, 3],
        [3, 4, 4, 0],
        [7, 4, 4, 1],
        [0, 2, 2, 1],
        [4, 0, 3, 0],
        [2, 0, 1, 0],
        [3, 0, 3, 3],
      ],
      inputs: inputs(whole(0, 5)),
    }),
  ],
  mutants: [
    {
      id: "drops-the-sinks",
      misconception:
        "You keep the newest tokens only, so the sinks are evicted as soon as the cache is full. The first `sinks` tokens always stay.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        range(Math.max(0, len + incoming - sinks - recent), len),
    },
    {
      id: "ignores-incoming",
      misconception:
        "You make no room for the tokens that are about to come: after they are appended, the cache holds too many. Keep `incoming` fewer of the newest.",
      solution: (len: number, sinks: number, recent: number) => oracle(len, sinks, recent),
    },
    {
      id: "keeps-the-first",
      misconception:
        "You keep the first tokens and forget the newest. Only the sinks stay for being first; the rest of the room is for the newest.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        range(0, Math.min(len, sinks + recent - incoming)),
    },
    {
      id: "twice",
      misconception:
        "While the cache is not full, your sinks and your newest tokens overlap, and you list some tokens twice. The newest begin after the sinks at the earliest.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) => [
        ...range(0, Math.min(len, sinks)),
        ...range(Math.max(0, len - recent + incoming), len),
      ],
    },
    {
      id: "minus-zero",
      misconception:
        "When all the room is needed for those to come, `slice(-0)` gives you everything, not nothing. Compute where the newest begin instead: at len − recent + incoming.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) => [
        ...range(0, Math.min(len, sinks)),
        ...range(0, len)
          .slice(-(recent - incoming))
          .filter((i) => i >= sinks),
      ],
    },
    {
      id: "wrong-sign",
      misconception:
        "You keep more tokens when some are about to come. They need room: keep `incoming` fewer, so the newest begin at len − recent + incoming.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        keep(len, sinks, len - recent - incoming),
    },
    {
      id: "evicts-too-early",
      misconception:
        "You drop `incoming` tokens although there is room for all. Nothing leaves before sinks + recent are exceeded.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        keep(len, sinks, Math.max(sinks, len - recent) + incoming),
    },
    {
      id: "missing-sinks",
      misconception:
        "You list all the sinks even when the cache holds fewer tokens. There are no indices beyond len − 1.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) => [
        ...range(0, sinks),
        ...range(Math.max(sinks, len - recent + incoming), len),
      ],
    },
    {
      id: "evicted",
      misconception: "You list the tokens that leave. Asked for are those that stay.",
      solution: (...input: Input) => range(0, input[0]).filter((i) => !oracle(...input).includes(i)),
    },
    {
      id: "newest-first",
      misconception:
        "You list the newest tokens before the sinks. The indices ascend, as the tokens lie in the cache.",
      solution: (...input: Input) => {
        const stay = oracle(...input);
        return [...stay.filter((i) => i >= input[1]), ...stay.filter((i) => i < input[1])];
      },
    },
    {
      id: "sinks-within-recent",
      misconception:
        "You take the sinks’ room from that of the newest. The cache holds sinks + recent tokens: besides the sinks, there is room for `recent`.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        keep(len, sinks, len - Math.max(0, recent - sinks) + incoming),
    },
    {
      id: "one-at-least",
      misconception:
        "You make room for one token even when none is about to come. `incoming` is 0 unless it is given.",
      solution: (len: number, sinks: number, recent: number, incoming = 0) =>
        keep(len, sinks, len - recent + Math.max(1, incoming)),
    },
  ],
};

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);

const keep = (len: number, sinks: number, oldest: number): number[] =>
  range(0, len).filter((i) => i < sinks || i >= oldest);
