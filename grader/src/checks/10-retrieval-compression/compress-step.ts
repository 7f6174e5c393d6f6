import fc from "fast-check";
import {
  type CompressiveState,
  type MemorySizes,
  meanPool,
  compressStep as step,
} from "long-attention/memory-systems";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { eighths, whole } from "../inputs.js";

type State = CompressiveState<number[]>;
type Input = [state: State, segment: number[][], sizes: MemorySizes];

const right = (...[state, segment, sizes]: Input): State =>
  step(state, segment, { ...sizes, compress: (group) => meanPool(group) });
const expect = (input: Input) => right(...input);

/** The sizes of the paper's figure, in the notebook. */
const figure: MemorySizes = { nm: 6, ncm: 6, c: 3 };

/** Segment number s of n tokens, each the number of its position. */
const positions = (s: number, n: number) => Array.from({ length: n }, (_, i) => [n * s + i]);

/** What is remembered after so many segments of three. */
function after(segments: number, sizes = figure): State {
  let state: State = { memory: [], compressed: [] };
  for (let s = 0; s < segments; s++) state = right(state, positions(s, 3), sizes);
  return state;
}

/** The notebook's step with segment s. */
const figureStep = (s: number): Input => [after(s), positions(s, 3), figure];

/** Memories that are empty, half full and full. */
const inputs: fc.Arbitrary<Input> = fc
  .record({ d: whole(1, 3), c: whole(2, 3), nm: whole(1, 3), ncm: whole(1, 5), segment: whole(1, 3) })
  .chain(({ d, c, nm, ncm, segment }) => {
    const vectors = (least: number, most: number, each = 1) =>
      whole(least, most).chain((n) =>
        fc.array(fc.array(eighths(), { minLength: d, maxLength: d }), {
          minLength: each * n,
          maxLength: each * n,
        }),
      );
    return fc.tuple(
      fc.record({ memory: vectors(0, nm, c), compressed: vectors(0, ncm) }),
      vectors(segment, segment, c),
      fc.constant({ nm: c * nm, ncm, c }),
    );
  });

export const compressStep: Exercise = {
  id: "10.3",
  name: "compressStep",
  title: "One step of the conveyor",
  points: 4,
  difficulty: "M",
  params: ["state", "segment", "sizes"],
  checks: [
    matches<Input>({
      id: "fills",
      holds: [
        "A segment of new activations (vectors) enters the memory at its end",
        "segment new activations, oldest first",
        "each may be empty",
      ],
      title: "keeps everything as it was while there is room",
      examples: [0, 1].map(figureStep),
      expect,
    }),
    matches<Input>({
      id: "compresses",
      holds: [
        "If the memory now holds more than n_m, the oldest fall out of it",
        "every c neighbours of those become one, their mean",
      ],
      title: "makes one mean of every three that fall out of the memory",
      weight: 2,
      examples: [2, 3, 5].map(figureStep),
      expect,
    }),
    matches<Input>({
      id: "forgets",
      holds: ["If that now holds more than n_cm, its oldest are forgotten"],
      title: "forgets the oldest means when the compressed memory is full",
      examples: [8, 9].map(figureStep),
      expect,
    }),
    matches<Input>({
      id: "any",
      holds: [
        "sizes nm, ncm and c",
        "nm, the segment and the memory have multiples of c",
        "state memory and compressed memory, oldest first",
        "the new state",
      ],
      title: "works for any sizes: memories that are empty or full, segments longer than the memory",
      weight: 2,
      examples: [
        [after(0), positions(0, 12), { nm: 3, ncm: 2, c: 3 }],
        [after(4), positions(2, 6), { nm: 6, ncm: 2, c: 2 }],
      ],
      inputs,
      expect,
    }),
    check<Input>({
      id: "leaves-state",
      holds: ["leave it as it is"],
      title: "leaves the old state and the segment as they are",
      needs: "any",
      examples: [figureStep(5)],
      inputs,
      runs: 4,
      *run(input, call) {
        const { after } = yield* call(...input);
        const n = after.findIndex((value) => value !== undefined);
        if (n < 0) return undefined;
        const name = ["state", "segment", "sizes"][n];
        const message = `\`${name}\` was changed; the caller goes on using it, so make new lists`;
        return { message, expected: input[n], actual: after[n] };
      },
    }),
    check<MemorySizes>({
      id: "many-steps",
      holds: ["One step of the conveyor belt"],
      title: "stays right when each step goes on from your last one",
      visibility: "hidden",
      examples: [figure, { nm: 3, ncm: 2, c: 3 }, { nm: 6, ncm: 4, c: 1 }],
      *run(sizes, call) {
        let state: State = { memory: [], compressed: [] };
        for (let s = 0; s < 9; s++) {
          const { value } = yield* call(state, positions(s, 3), sizes);
          const failure = wrong(value, right(state, positions(s, 3), sizes));
          if (failure) return { ...failure, step: `segment ${s}` };
          state = value as State;
        }
        return undefined;
      },
    }),
  ],
  mutants: [
    {
      id: "discards",
      misconception:
        "What falls out of the memory is lost. That is the older Transformer-XL; here every c of them become one compressed memory.",
      solution: bent({ pool: () => [] }),
    },
    {
      id: "newest",
      misconception:
        "You compress the newest activations and keep the oldest as they were. It is the old that is kept in coarser form: the first entries of the list fall out.",
      solution: (state: State, segment: number[][], { nm, ncm, c }: MemorySizes) => {
        const all = [...state.memory, ...segment];
        const compressed = [...state.compressed, ...means(groups(all.slice(nm), c))];
        return { memory: all.slice(0, nm), compressed: compressed.slice(-ncm) };
      },
    },
    {
      id: "maximum",
      misconception:
        "You keep the largest entries of each group (max pooling). Here c activations become their mean.",
      solution: bent({
        pool: (evicted, c) =>
          groups(evicted, c).map((group) => group[0]!.map((_, k) => Math.max(...group.map((x) => x[k]!)))),
      }),
    },
    {
      id: "sums",
      misconception: "You add up each group. Divide by c: the compressed memory is the mean.",
      solution: bent({
        pool: (evicted, c) => means(groups(evicted, c)).map((mean) => mean.map((x) => x * c)),
      }),
    },
    {
      id: "unbounded",
      misconception:
        "Your compressed memory grows for ever. It keeps n_cm places; when more come, the oldest are forgotten.",
      solution: bent({ keep: (compressed) => compressed }),
    },
    {
      id: "forgets-newest",
      misconception:
        "When the compressed memory is full you drop what has just come in. The *oldest* are forgotten: keep the last n_cm, not the first.",
      solution: bent({ keep: (compressed, ncm) => compressed.slice(0, ncm) }),
    },
    {
      id: "new-first",
      misconception:
        "You put new compressed memories in front of the old. The oldest stand first in both lists, so new ones enter at the end.",
      solution: (state: State, segment: number[][], sizes: MemorySizes) => {
        const [memory, evicted] = pushed(state, segment, sizes);
        const compressed = [...means(groups(evicted, sizes.c)), ...state.compressed];
        return { memory, compressed: compressed.slice(0, sizes.ncm) };
      },
    },
    {
      id: "every-cth",
      misconception:
        "You keep one activation of every c and forget the others. All c of a group go into its mean.",
      solution: bent({ pool: (evicted, c) => groups(evicted, c).map((group) => group[0]!) }),
    },
    {
      id: "changes-state",
      misconception:
        "You push into the memory that you were given. The new state is right, but the old one is ruined; make a new list.",
      solution: (state: State, segment: number[][], sizes: MemorySizes) => {
        const next = right(state, segment, sizes);
        (state.memory as number[][]).push(...segment);
        return next;
      },
    },
    {
      id: "one-group",
      misconception:
        "You compress one group a step. A long segment pushes out more: every c of all that falls out become one.",
      solution: bent({ pool: (evicted, c) => means(groups(evicted, c).slice(0, 1)) }),
    },
    {
      id: "not-neighbours",
      misconception:
        "You put every n-th activation into a group. Those that become one are neighbours in time.",
      solution: bent({
        pool: (evicted, c) => {
          const n = Math.ceil(evicted.length / c);
          return means(Array.from({ length: n }, (_, g) => evicted.filter((_, i) => i % n === g)));
        },
      }),
    },
    {
      id: "rounds",
      misconception:
        "You round the means to whole numbers. Activations are not whole; keep the mean as it is.",
      solution: bent({ pool: (evicted, c) => means(groups(evicted, c)).map((mean) => mean.map(Math.round)) }),
    },
    {
      id: "always-three",
      misconception: "You make one of every three, as in the picture. How many become one is c.",
      solution: bent({ pool: (evicted) => means(groups(evicted, 3)) }),
    },
    {
      id: "keeps-evicted",
      misconception:
        "You keep what fell out in the memory as well. The memory has n_m places: the oldest leave it.",
      solution: (state: State, segment: number[][], sizes: MemorySizes) => ({
        memory: [...state.memory, ...segment],
        compressed: right(state, segment, sizes).compressed,
      }),
    },
  ],
};

/** The new memory, and what falls out of it. */
function pushed({ memory }: State, segment: number[][], { nm }: MemorySizes): [number[][], number[][]] {
  const all = [...memory, ...segment];
  const tooMany = Math.max(0, all.length - nm);
  return [all.slice(tooMany), all.slice(0, tooMany)];
}

function groups(evicted: number[][], c: number): number[][][] {
  return Array.from({ length: Math.ceil(evicted.length / c) }, (_, g) => evicted.slice(g * c, (g + 1) * c));
}

const means = (all: readonly number[][][]) => all.map((group) => meanPool(group));

interface Bend {
  readonly pool?: (evicted: number[][], c: number) => number[][];
  readonly keep?: (compressed: number[][], ncm: number) => number[][];
}

/** A step with one rule bent. */
function bent({
  pool = (evicted, c) => means(groups(evicted, c)),
  keep = (compressed, ncm) => compressed.slice(-ncm),
}: Bend): (...input: Input) => State {
  return (state, segment, sizes) => {
    const [memory, evicted] = pushed(state, segment, sizes);
    const compressed = [...state.compressed, ...pool(evicted, sizes.c)];
    return { memory, compressed: keep(compressed, sizes.ncm) };
  };
}
