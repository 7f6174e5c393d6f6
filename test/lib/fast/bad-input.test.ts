import "./relaxed-simd.js";
import { type Backend, fastAttention } from "long-attention/fast";
import { windowPattern } from "long-attention/sparse";
import { columns, matrix, randn, rng, transpose, zeros } from "long-attention/tensor";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { farFromPlain, randomInputs } from "./compare.js";

const A = (n: number, d: number) => randn([n, d], rng(n + d));

describe("fastAttention(Q, K, V, options)", () => {
  it("names both shapes when they do not fit", () => {
    expect(() => fastAttention(A(3, 4), A(5, 3), A(5, 4))).toThrow(
      "fastAttention: Q is [3,4] but K is [5,3]; they need the same number of columns d",
    );
    expect(() => fastAttention(A(3, 4), A(5, 4), A(6, 4))).toThrow(
      "fastAttention: K is [5,4] but V is [6,4]; they need the same number of rows",
    );
  });

  it("refuses a pattern or mask of another shape, both at once, and an additive mask", () => {
    const [Q, K] = [A(6, 4), A(6, 4)];
    expect(() => fastAttention(Q, K, K, { pattern: windowPattern(7, 3) })).toThrow(
      'fastAttention: Q has 6 rows and K has 6, but the pattern "local, c=3" has 7 queries and 7 keys',
    );
    expect(() => fastAttention(Q, K, K, { mask: zeros([6, 5]) })).toThrow(
      "fastAttention: mask is [6,5] but Q and K need a mask of [6,6]",
    );
    expect(() => fastAttention(Q, K, K, { mask: matrix([[0, -1]]) })).toThrow("fastAttention: mask is [1,2]");
    const additive = zeros([6, 6]);
    additive.set(0, 0, -Infinity);
    expect(() => fastAttention(Q, K, K, { mask: additive })).toThrow(
      "fastAttention: mask holds -Infinity; use 1",
    );
    expect(() => fastAttention(Q, K, K, { mask: zeros([6, 6]), pattern: windowPattern(6, 3) })).toThrow(
      "fastAttention: there is a pattern and a mask; give one of them",
    );
  });

  it("refuses causal attention with fewer keys than queries, and a scale that is not finite", () => {
    expect(() => fastAttention(A(4, 2), A(3, 2), A(3, 2), { causal: true })).toThrow(
      "fastAttention: causal attention needs at least as many keys as queries, not 3 for 4",
    );
    expect(() => fastAttention(A(4, 2), A(3, 2), A(3, 2), { scale: Number.NaN })).toThrow(
      "fastAttention: scale must be a finite number, not NaN",
    );
  });

  it("names the backends when there is none of that name", () => {
    expect(() => fastAttention(A(4, 2), A(3, 2), A(3, 2), { backend: "gpu" as Backend })).toThrow(
      'fastAttention: there is no backend "gpu"; choose from auto, ndarray, typed, typescript, wasm, wasm-fma',
    );
  });

  it("says the limit of WebAssembly's memory before it copies anything", () => {
    const huge = ndarray(new Float64Array(1), [2 ** 24, 64], [0, 0]);
    for (const backend of ["wasm", "auto"] as const)
      expect(() => fastAttention(A(1, 64), huge, huge, { backend })).toThrow(
        'fastAttention: 16777216 keys of 64 and values of 64 numbers need 8193 MiB of WebAssembly memory, whose limit is 4096 MiB; take fewer keys at a time, or backend "typescript"',
      );
  });

  it("reads views that are not contiguous, and leaves them as they were", () => {
    const random = rng(4);
    const [Q, K, V] = [randn([9, 70], random), randn([12, 80], random), randn([80, 12], random)];
    const before = V.data.slice();
    const upright = transpose(K); // [80, 12]
    expect(
      farFromPlain(transpose(Q).hi(70, 9), columns(upright, 2, 11), columns(V, 3, 8), {}),
    ).toBeLessThanOrEqual(1e-6);
    expect(V.data).toEqual(before);
  });
});

it("fastAttention by WebAssembly leaves nothing behind in its memory that a later call, laid out otherwise, would read", () => {
  const first = randomInputs([64, 64, 64, 64], 1);
  fastAttention(first.Q, first.K, first.V, { backend: "wasm", mask: zeros([64, 64]) }); // every m is −∞
  const { Q, K, V } = randomInputs([3, 1130, 2, 8], 2); // V's padding now lies where m lay
  expect(farFromPlain(Q, K, V, { backend: "wasm" })).toBeLessThanOrEqual(1e-6);
});

describe("fastAttention and precision", () => {
  const random = (size: number) => randomInputs([120, 120, 24, 8], 9, size);

  it('computes in 64 bits, by "typescript", where scores may be large, so that random scores of ±10⁴ are right', () => {
    const { Q, K, V } = random(2000);
    expect(fastAttention(Q, K, V).backend).toBe("typescript");
    expect(farFromPlain(Q, K, V, {})).toBeLessThanOrEqual(1e-12);
  });

  it("computes in 32 bits where they are not, and says so", () => {
    const { Q, K, V } = random(1);
    expect(fastAttention(Q, K, V).backend).toBe("wasm-fma");
    expect(farFromPlain(Q, K, V, {})).toBeLessThanOrEqual(1e-6);
  });

  it("keeps a score of size s to s · 2⁻²⁴ when 32 bits are asked for all the same", () => {
    const { Q, K, V } = random(100);
    const largest = 100 * 24; // of any score, about
    expect(farFromPlain(Q, K, V, { backend: "wasm" })).toBeLessThanOrEqual(4 * largest * 2 ** -24);
  });

  it("refuses numbers that 32 bits cannot hold when they are asked for, and takes 64 otherwise", () => {
    const V = A(3, 2);
    V.set(0, 0, 1e39);
    expect(() => fastAttention(A(3, 2), A(3, 2), V, { backend: "wasm" })).toThrow(
      /^fastAttention: rows of Q, K and V of length [\d., e+]+ 1e\+39 with scale 0\.71 are too large or too small for the 32 bits of backend "wasm"; use "typescript"$/,
    );
    expect(fastAttention(A(3, 2), A(3, 2), V).backend).toBe("typescript");
  });

  it("takes 64 bits where lengths that balance each other would not survive 32, and refuses them when 32 are asked for", () => {
    for (const [q, k, v] of [
      [1e-42, 1e40, 1],
      [1e-50, 1e50, 1],
      [1e50, 1e-50, 1],
      [1e-170, 1e170, 1],
      [1, 1, 1e-42],
      [1, 1, 1e-170],
      [1, 1e-45, 1],
    ] as const) {
      const [Q, K, V] = [A(9, 4), A(70, 4), A(70, 3)];
      for (const [M, by] of [
        [Q, q],
        [K, k],
        [V, v],
      ] as const)
        M.data.forEach((x, t) => (M.data[t] = by * x));
      expect(farFromPlain(Q, K, V, {}), `${q} ${k} ${v}`).toBeLessThanOrEqual(1e-12);
      expect(fastAttention(Q, K, V).backend).toBe("typescript");
      expect(() => fastAttention(Q, K, V, { backend: "wasm" })).toThrow(
        "too large or too small for the 32 bits",
      );
    }
  });

  it("takes 32 bits for a scale that makes up for short queries", () => {
    const [Q, K, V] = [A(9, 4), A(70, 4), A(70, 3)];
    Q.data.forEach((x, t) => (Q.data[t] = 1e-20 * x));
    expect(fastAttention(Q, K, V, { scale: 1e20 }).backend).toBe("wasm-fma");
    expect(farFromPlain(Q, K, V, { scale: 1e20 })).toBeLessThanOrEqual(1e-6);
  });
});
