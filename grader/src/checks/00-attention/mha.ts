import fc from "fast-check";
import { attention, multiHeadAttention } from "long-attention/attention";
import { fromFunction, type Matrix, testTensors } from "long-attention/tensor";
import { check, type Exercise, matches, wrong } from "../../engine/index.js";
import { matrixOf, whole } from "../inputs.js";
import { attend, rememberedByShape } from "./attend.js";
import { closeScores, nearly } from "./close-scores.js";

type Input = [Q: Matrix, K: Matrix, V: Matrix, heads: number];

const sentence = testTensors(6, 4);
const twelve = testTensors(3, 24);

const inputs = (heads: fc.Arbitrary<number>): fc.Arbitrary<Input> =>
  fc
    .tuple(whole(1, 5), whole(1, 5), heads, whole(1, 3))
    .chain(([N, M, H, d]) =>
      fc.tuple(matrixOf(N, H * d), matrixOf(M, H * d), matrixOf(M, H * d), fc.constant(H)),
    );

const expect = ([Q, K, V, heads]: Input) => multiHeadAttention(Q, K, V, heads);

export const mha: Exercise = {
  id: "00.4",
  name: "mha",
  title: "Several heads",
  points: 5,
  difficulty: "M",
  params: ["Q", "K", "V", "heads"],
  checks: [
    matches<Input>({
      id: "one-head",
      title: "with one head, is plain attention",
      holds: ["[N, d_model] queries", "[M, d_model] keys", "[M, d_model] values", "[N, d_model]"],
      inputs: inputs(fc.constant(1)),
      runs: 6,
      expect: ([Q, K, V]) => attention(Q, K, V),
    }),
    matches<Input>({
      id: "sentence",
      title: "gives the sentence's output of the notebook with two heads",
      examples: [[sentence.Q, sentence.K, sentence.V, 2]],
      expect,
    }),
    check<Input>({
      id: "again",
      title: "gives another text of the same shape an output of its own",
      inputs: inputs(whole(2, 3)),
      runs: 6,
      *run([Q, K, V, H], call) {
        const first = yield* call(Q, K, V, H);
        const other = fromFunction([V.shape[0]!, V.shape[1]!], (j, k) => 1 - V.get(j, k));
        const second = yield* call(Q, K, other, H);
        return wrong(first.value, expect([Q, K, V, H])) ?? wrong(second.value, expect([Q, K, other, H]));
      },
    }),
    matches<Input>({
      id: "any-heads",
      title: "works for any number of heads, and for large scores that lie close together",
      weight: 2,
      holds: [
        "each at its own slice of the columns",
        "The heads' outputs stand side by side, in the heads' order.",
        "H, which divides d_model",
      ],
      examples: [
        [...nearly(4), 4],
        [twelve.Q, twelve.K, twelve.V, 12],
      ],
      inputs: fc.oneof(
        { weight: 3, arbitrary: inputs(fc.oneof(whole(2, 4), whole(5, 12))) },
        {
          weight: 1,
          arbitrary: whole(2, 4).chain((H) => closeScores(2, 3, H).map(([Q, K, V]): Input => [Q, K, V, H])),
        },
      ),
      expect,
    }),
    matches<Input>({
      id: "order",
      title: "swapping two heads of the inputs swaps the same two heads of the output",
      visibility: "hidden",
      inputs: inputs(whole(2, 3)),
      runs: 6,
      args: ([Q, K, V, H]) => [swapped(Q, H), swapped(K, H), swapped(V, H), H],
      expect: ([Q, K, V, H]) => swapped(multiHeadAttention(Q, K, V, H), H),
    }),
  ],
  mutants: [
    {
      id: "scale-by-d-model",
      misconception:
        "You scale by √d_model. Each head's dot products have only d = d_model / H terms, so each head scales by √d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) =>
        byHeads(Q, K, V, H, contiguous, { scale: () => 1 / Math.sqrt(Q.shape[1]!) }),
    },
    {
      id: "interleaved",
      misconception:
        "You deal the columns out to the heads in turn (column k to head k mod H). A head is a slice of neighbouring columns: head h has columns h·d to (h+1)·d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => byHeads(Q, K, V, H, (h, k) => k * H + h),
    },
    {
      id: "mean-of-heads",
      misconception:
        "You average the heads. They stand side by side: head h fills columns h·d to (h+1)·d of the output.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const O = byHeads(Q, K, V, H, contiguous);
        const d = Q.shape[1]! / H;
        const mean = (i: number, k: number) =>
          Array.from({ length: H }, (_, h) => O.get(i, h * d + (k % d))).reduce((a, b) => a + b, 0) / H;
        return fromFunction([Q.shape[0]!, Q.shape[1]!], mean);
      },
    },
    {
      id: "ignores-heads",
      misconception:
        "You attend once over all columns. Each head must compute weights of its own, from its own columns.",
      solution: (Q: Matrix, K: Matrix, V: Matrix) => attend(Q, K, V),
    },
    {
      id: "no-scale",
      misconception: "You do not scale the scores. Each head divides its scores by √d, with d = d_model / H.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) =>
        byHeads(Q, K, V, H, contiguous, { scale: () => 1 }),
    },
    {
      id: "reversed",
      misconception:
        "You put the heads' outputs in the opposite order. Head 0 comes first: head h fills columns h·d to (h+1)·d.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const O = byHeads(Q, K, V, H, contiguous);
        const d = Q.shape[1]! / H;
        return fromFunction([Q.shape[0]!, Q.shape[1]!], (i, k) =>
          O.get(i, (H - 1 - Math.floor(k / d)) * d + (k % d)),
        );
      },
    },
    {
      id: "outputs-dealt-out",
      misconception:
        "You compute each head from its slice, but deal the outputs out in turn: column k of head h goes to k·H + h. They stand side by side, at h·d + k.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const O = byHeads(Q, K, V, H, contiguous);
        const d = Q.shape[1]! / H;
        return fromFunction([Q.shape[0]!, Q.shape[1]!], (i, k) => O.get(i, (k % H) * d + Math.floor(k / H)));
      },
    },
    {
      id: "heads-as-columns",
      misconception:
        "You take H for the columns of a head. It is the number of heads; each has d = d_model / H columns.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => byHeads(Q, K, V, Q.shape[1]! / H, contiguous),
    },
    {
      id: "one-set-of-keys",
      misconception:
        "All your heads read the first head's keys. Each head has a slice of its own of Q, of K and of V.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const d = Q.shape[1]! / H;
        return byHeads(
          Q,
          fromFunction([K.shape[0]!, K.shape[1]!], (j, k) => K.get(j, k % d)),
          V,
          H,
          contiguous,
        );
      },
    },
    {
      id: "eight-heads-at-most",
      misconception:
        "You compute eight heads at most, and leave the columns of the others at 0. There may be any number.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const O = byHeads(Q, K, V, H, contiguous);
        const d = Q.shape[1]! / H;
        return fromFunction([Q.shape[0]!, Q.shape[1]!], (i, k) => (k < 8 * d ? O.get(i, k) : 0));
      },
    },
    {
      id: "remembered-by-shape",
      misconception:
        "You remember an output by the shapes of Q, K and V, and give it again to another text of the same shape. It depends on every number in them.",
      solution: rememberedByShape((Q: Matrix, K: Matrix, V: Matrix, H: number) =>
        byHeads(Q, K, V, H, contiguous),
      ),
    },
    {
      id: "first-head-weights",
      misconception:
        "You use the first head's weights for all heads. Each head looks with its own columns of Q and K.",
      solution: (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
        const d = Q.shape[1]! / H;
        const first = (A: Matrix) => fromFunction([A.shape[0]!, d], (i, k) => A.get(i, k));
        return attend(first(Q), first(K), V);
      },
    },
  ],
};

type Columns = (h: number, k: number, d: number) => number;

const contiguous: Columns = (h, k, d) => h * d + k;

function byHeads(Q: Matrix, K: Matrix, V: Matrix, H: number, column: Columns, bend = {}): Matrix {
  const d = Q.shape[1]! / H;
  const slice = (A: Matrix, h: number) => fromFunction([A.shape[0]!, d], (i, k) => A.get(i, column(h, k, d)));
  const O = fromFunction([Q.shape[0]!, Q.shape[1]!], () => 0);
  for (let h = 0; h < H; h++) {
    const out = attend(slice(Q, h), slice(K, h), slice(V, h), bend);
    for (let i = 0; i < Q.shape[0]!; i++)
      for (let k = 0; k < d; k++) O.set(i, column(h, k, d), out.get(i, k));
  }
  return O;
}

/** A with its first two heads exchanged. */
function swapped(A: Matrix, H: number): Matrix {
  const d = A.shape[1]! / H;
  return fromFunction([A.shape[0]!, A.shape[1]!], (i, k) => A.get(i, k < d ? k + d : k < 2 * d ? k - d : k));
}
