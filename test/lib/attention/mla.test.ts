import fc from "fast-check";
import { absorbedLatentAttention, attention, latentAttention } from "long-attention/attention";
import { columns, fromFunction, matmul, maxAbsDiff, randn, rng, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

interface Sizes {
  N: number;
  extra: number;
  H: number;
  d: number;
  dr: number;
  dv: number;
  r: number;
  seed: number;
}
const one = (max: number) => fc.integer({ min: 1, max });
const sizes = fc.record({
  N: one(6),
  extra: fc.nat(4),
  H: one(4),
  d: one(5),
  dr: one(4),
  dv: one(5),
  r: one(6),
  seed: fc.nat(),
});

const inputs = ({ N, extra, H, d, dr, dv, r, seed }: Sizes) => {
  const random = rng(seed);
  return {
    Qc: randn([N, H * d], random),
    Qr: randn([N, H * dr], random),
    C: randn([N + extra, r], random),
    Kr: randn([N + extra, dr], random),
    Wuk: randn([r, H * d], random),
    Wuv: randn([r, H * dv], random),
  };
};

it("absorbedLatentAttention equals latentAttention, which makes every key and value, for any shape", () => {
  fc.assert(
    fc.property(sizes, fc.boolean(), (shape, causal) => {
      const given = inputs(shape);
      const plain = latentAttention(given, shape.H, { causal });
      expect(plain.shape).toEqual([shape.N, shape.H * shape.dv]);
      expect(maxAbsDiff(absorbedLatentAttention(given, shape.H, { causal }), plain)).toBeLessThanOrEqual(
        1e-10,
      );
    }),
    { seed: 7, numRuns: 60 },
  );
});

it("latentAttention with one head is attention over [C Wuk | Kr] and C Wuv, scaled by 1/√(d + dr)", () => {
  const given = inputs({ N: 5, extra: 0, H: 1, d: 4, dr: 2, dv: 3, r: 6, seed: 3 });
  const join = (A: typeof given.C, B: typeof given.C) =>
    fromFunction([5, 6], (i, j) => (j < 4 ? A.get(i, j) : B.get(i, j - 4)));
  const Q = join(given.Qc, given.Qr);
  const K = join(matmul(given.C, given.Wuk), given.Kr);
  expect(toRows(latentAttention(given, 1))).toEqual(toRows(attention(Q, K, matmul(given.C, given.Wuv))));
});

it("latentAttention's second head reads its own columns of Qc, Qr, Wuk and Wuv and the shared Kr", () => {
  const given = inputs({ N: 4, extra: 1, H: 2, d: 3, dr: 2, dv: 4, r: 5, seed: 4 });
  const second = {
    ...given,
    Qc: columns(given.Qc, 3, 6),
    Qr: columns(given.Qr, 2, 4),
    Wuk: columns(given.Wuk, 3, 6),
    Wuv: columns(given.Wuv, 4, 8),
  };
  for (const form of [latentAttention, absorbedLatentAttention])
    expect(toRows(columns(form(given, 2), 4, 8))).toEqual(toRows(form(second, 1)));
});

it("absorbedLatentAttention takes a scale of its own", () => {
  const given = inputs({ N: 3, extra: 0, H: 2, d: 3, dr: 1, dv: 2, r: 4, seed: 5 });
  const options = { scale: 0.3 };
  const difference = maxAbsDiff(
    absorbedLatentAttention(given, 2, options),
    latentAttention(given, 2, options),
  );
  expect(difference).toBeLessThanOrEqual(1e-10);
});
