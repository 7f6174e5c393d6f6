/** One rule for NaN and infinity, in every function and on every rung: they reach the rows that read them, and no other. */
import "../fast/relaxed-simd.js";
import fc from "fast-check";
import {
  type AttentionOptions,
  attention,
  attentionBackward,
  attentionScores,
  groupedQueryAttention,
  onlineAttention,
} from "long-attention/attention";
import { availableBackends, fastAttention, fastHeads } from "long-attention/fast";
import { flashAttention1, flashAttention2, flashBackward } from "long-attention/flash";
import { combineRounds, lshRounds, randomRotations } from "long-attention/lsh";
import { patternFromMask, sparseAttention } from "long-attention/sparse";
import { fromFunction, type Matrix, mixRows, randn, rng, toRows } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

type Form = (Q: Matrix, K: Matrix, V: Matrix, options: AttentionOptions) => Matrix;

const whoReads =
  (N: number, M: number, { mask, causal }: AttentionOptions) =>
  (i: number, j: number) =>
    (mask ? mask.get(i, j) === 1 : true) && (!causal || j <= i + M - N);

const masked: Record<string, Form> = {
  attention,
  "fastHeads, one head": (Q, K, V, options) => fastHeads(Q, K, V, { ...options, H: 1 }).O,
  "groupedQueryAttention, one head": (Q, K, V, options) => groupedQueryAttention(Q, K, V, 1, 1, options),
  sparseAttention: (Q, K, V, options) =>
    sparseAttention(
      Q,
      K,
      V,
      patternFromMask(
        fromFunction([Q.shape[0]!, K.shape[0]!], (i, j) =>
          Number(whoReads(Q.shape[0]!, K.shape[0]!, options)(i, j)),
        ),
      ),
    ),
  ...Object.fromEntries(
    availableBackends().map((backend) => [
      `fastAttention by ${backend}`,
      ((Q, K, V, options) => fastAttention(Q, K, V, { ...options, backend }).O) as Form,
    ]),
  ),
};

const causalOnly: Record<string, Form> = {
  "flashAttention1, Br=3, Bc=4": (Q, K, V) => flashAttention1(Q, K, V, { Br: 3, Bc: 4, causal: true }).O,
  "flashAttention2, Br=4, Bc=3": (Q, K, V) => flashAttention2(Q, K, V, { Br: 4, Bc: 3, causal: true }).O,
};

const odd = fc.constantFrom(Number.NaN, Infinity, -Infinity);

/** The rows that read key j are not finite, the others are what they were without the odd entry. */
function reachesReadersOnly(
  form: Form,
  N: number,
  M: number,
  options: AttentionOptions,
  put: "K" | "V",
  j: number,
  x: number,
) {
  const random = rng(N + 31 * M);
  const [Q, K, V] = [randn([N, 4], random), randn([M, 4], random), randn([M, 4], random)];
  const clean = toRows(form(Q, K, V, options));
  (put === "K" ? K : V).set(j, 1, x);
  const reads = whoReads(N, M, options);
  toRows(form(Q, K, V, options)).forEach((row, i) => {
    const mayBeWeightless = put === "K" && !Number.isNaN(x); // ±∞ · q may be −∞, which is a weight of 0
    if (!reads(i, j)) expect(row, `row ${i}`).toEqual(clean[i]);
    else if (!mayBeWeightless) expect(row.every(Number.isFinite), `row ${i}`).toBe(false);
  });
}

const sizes = fc.integer({ min: 1, max: 9 }).chain((N) =>
  fc.record({
    N: fc.constant(N),
    M: fc.integer({ min: N, max: 70 }),
    j: fc.nat(),
    x: odd,
    put: fc.constantFrom("K" as const, "V" as const),
  }),
);

describe.each(Object.entries(masked))("%s", (_, form) => {
  it("keeps NaN and infinity in keys and values from rows that a mask, or the causal mask, keeps away", () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.nat(), ({ N, M, j, x, put }, causal, seed) => {
        const random = rng(seed);
        const mask = fromFunction([N, M], () => Number(random() < 0.5));
        reachesReadersOnly(
          form,
          N,
          M,
          causal ? { causal } : { mask },
          put,
          M - 1 - (j % (causal ? N : M)),
          x,
        );
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it("gives NaN for a query that is not finite, zeros when it may read nothing, and leaves the others alone", () => {
    const random = rng(3);
    const [Q, K, V] = [randn([3, 4], random), randn([5, 4], random), randn([5, 4], random)];
    const mask = fromFunction([3, 5], (i) => Number(i !== 2));
    const clean = toRows(form(Q, K, V, { mask }));
    Q.set(1, 0, Number.NaN);
    Q.set(2, 0, Number.NaN);
    const [first, second, third] = toRows(form(Q, K, V, { mask }));
    expect(first).toEqual(clean[0]);
    expect(second!.every(Number.isNaN)).toBe(true);
    expect(third!.every((o) => o === 0)).toBe(true);
  });
});

describe.each(Object.entries(causalOnly))("%s", (_, form) => {
  it("keeps NaN and infinity in keys and values from rows before them", () => {
    fc.assert(
      fc.property(sizes, ({ N, M, j, x, put }) => {
        reachesReadersOnly(form, N, M, { causal: true }, put, M - 1 - (j % N), x); // where some row may not read it
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});

it("attention([Q, K, V], { causal }) with a NaN in the sixth value gives five clean rows", () => {
  const random = rng(1);
  const [Q, K, V] = [randn([6, 4], random), randn([6, 4], random), randn([6, 4], random)];
  V.set(5, 2, Number.NaN);
  const rows = toRows(attention(Q, K, V, { causal: true }));
  expect(
    rows
      .slice(0, 5)
      .flatMap((row) => [...row])
      .every(Number.isFinite),
  ).toBe(true);
  expect(rows[5]![2]).toBeNaN();
});

it("onlineAttention gives a key of weight 0 no say, whatever its value holds", () => {
  const V = fromFunction([2, 1], (j) => (j === 0 ? Number.NaN : 7));
  const [Q, K] = [fromFunction([1, 1], () => 1), fromFunction([2, 1], (j) => (j === 0 ? -2000 : 0))];
  expect(onlineAttention(Q, K, V, { scale: 1 }).get(0, 0)).toBe(7);
  expect(attention(Q, K, V, { scale: 1 }).get(0, 0)).toBe(7);
});

it("lshRounds and combineRounds keep a NaN in the values to the queries that read it", () => {
  const random = rng(5);
  const [QK, V] = [randn([24, 4], random), randn([24, 3], random)];
  const options = { rotations: randomRotations(2, 4, 4, rng(2)), m: 6 };
  const clean = combineRounds(...apart(lshRounds(QK, V, options)));
  V.set(7, 0, Number.NaN);
  const rounds = lshRounds(QK, V, options);
  const O = toRows(combineRounds(...apart(rounds)));
  for (let i = 0; i < 24; i++)
    if (!rounds.some(({ targets }) => targets[i]!.includes(7))) expect(O[i]).toEqual(toRows(clean)[i]);
});

const apart = (rounds: ReturnType<typeof lshRounds>) =>
  [rounds.map(({ O }) => O), rounds.map(({ lse }) => lse)] as const;

it("attentionBackward and flashBackward keep a NaN in a masked value from the gradients of the rows before it", () => {
  const random = rng(9);
  const [Q, K, V, dO] = [6, 6, 6, 6].map((n) => randn([n, 4], random)) as [Matrix, Matrix, Matrix, Matrix];
  const clean = attentionBackward(Q, K, V, dO, { causal: true });
  V.set(5, 1, Number.NaN);
  const options = { causal: true, Br: 4, Bc: 3 };
  for (const { dQ } of [
    attentionBackward(Q, K, V, dO, { causal: true }),
    flashBackward(Q, K, V, flashAttention2(Q, K, V, options), dO, options),
  ])
    toRows(dQ).forEach((row, i) => {
      if (i < 5) row.forEach((x, c) => expect(x).toBeCloseTo(clean.dQ.get(i, c), 12));
      else expect(row.every(Number.isNaN)).toBe(true);
    });
});

it("mixRows(P, V) refuses shapes that do not fit, naming both", () => {
  expect(() => mixRows(randn([2, 3], rng(1)), randn([4, 2], rng(2)))).toThrow(
    "mixRows: P is [2,3] and V is [4,2]; P's columns must equal V's rows",
  );
});

describe("scores whose bare product q·k overflows", () => {
  const big = (n: number, seed: number) =>
    fromFunction([n, 3], (i, c) => 1e200 * Math.sin(1 + seed + 3 * i + c));
  const [Q, K, V] = [big(4, 0), big(70, 1), randn([70, 2], rng(1))];
  const scale = 1e-300;
  const small = (A: Matrix) => fromFunction([A.shape[0]!, 3], (i, c) => A.get(i, c) / 1e200);
  const want = attention(small(Q), small(K), V, { scale: 1e100 });

  const forms: [string, () => Matrix][] = [
    ["attention", () => attention(Q, K, V, { scale })],
    ["onlineAttention", () => onlineAttention(Q, K, V, { scale, Bc: 3 })],
    ["flashAttention1", () => flashAttention1(Q, K, V, { scale, Br: 3, Bc: 16 }).O],
    ["flashAttention2", () => flashAttention2(Q, K, V, { scale, Br: 3, Bc: 16 }).O],
    [
      "sparseAttention",
      () => sparseAttention(Q, K, V, patternFromMask(fromFunction([4, 70], () => 1)), { scale }),
    ],
    ...availableBackends()
      .slice(0, 3)
      .map((backend): [string, () => Matrix] => [
        `fastAttention by ${backend}`,
        () => fastAttention(Q, K, V, { scale, backend }).O,
      ]),
  ];

  it.each(forms)("%s takes the scale in first", (_, run) => {
    expect(toRows(run())).toEqual(toRows(want));
  });

  it("attentionScores gives them as they are", () => {
    const S = attentionScores(Q, K, { scale });
    expect(S.get(0, 0) / 1e100).toBeCloseTo(
      [0, 1, 2].reduce((sum, c) => sum + small(Q).get(0, c) * small(K).get(0, c), 0),
      10,
    );
  });

  it('fastAttention by "typescript" lets the keys take a scale that the queries cannot', () => {
    const tiny = fromFunction([70, 3], (j, c) => 1e-300 * Math.cos(j + c));
    const O = fastAttention(Q, tiny, V, { scale: 1e200, backend: "typescript" }).O;
    expect(toRows(O)).toEqual(toRows(attention(Q, tiny, V, { scale: 1e200 })));
  });
});
