import fc from "fast-check";
import {
  chunkCost,
  eluPlusOne,
  linearAttention,
  linearWeights,
  relu,
  softmaxFlops,
} from "long-attention/linear";
import { fromFunction, matmul, maxAbsDiff, rows, testTensors, toRows } from "long-attention/tensor";
import { describe, expect, it, test } from "vitest";
import { close } from "./close.ts";

const { Q, K, V } = testTensors(8, 4);

describe("linearAttention of TT(8, 4)", () => {
  const { O, S, z } = linearAttention(Q, K, V);

  it("gives o(7) = −0.0773, −0.0799, −0.1196, −0.1611, z = 7.727, 7.723, 7.981, 10.177 and ΣO = −5.482131771647588", () => {
    expect(toRows(O)[7]).toEqual(
      close([-0.07731685421515758, -0.07988713718644523, -0.11964932208918266, -0.1611355557600384]),
    );
    expect([...z.data]).toEqual(
      close([7.72718774006178, 7.723335861187565, 7.980542049334087, 10.177193462462547]),
    );
    expect(
      toRows(O)
        .flat()
        .reduce((a, b) => a + b),
    ).toBeCloseTo(-5.482131771647588, 12);
  });

  it("ends with the published state", () => {
    expect(toRows(S)[0]).toEqual(
      close([0.022884223232308876, -1.2453807381587694, -1.0108427040746863, 0.9197231674030246]),
    );
  });

  it("equals the masked product, within 2.3e-16", () => {
    expect(maxAbsDiff(O, matmul(linearWeights(Q, K), V))).toBeLessThan(1e-15);
  });

  it("gives token 0 its own value: it writes, then reads", () => {
    expect(toRows(O)[0]).toEqual(close(toRows(V)[0]!));
  });
});

test("linearAttention equals the masked product for any shapes, d ≠ dv and one token too", () => {
  const numbers = fc.double({ min: -3, max: 3, noNaN: true });
  const matrixOf = (T: number, d: number) =>
    fc
      .array(numbers, { minLength: T * d, maxLength: T * d })
      .map((x) => fromFunction([T, d], (i, c) => x[i * d + c]!));
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(
      fc
        .tuple(size, size, size)
        .chain(([T, d, dv]) => fc.tuple(matrixOf(T, d), matrixOf(T, d), matrixOf(T, dv))),
      fc.constantFrom(eluPlusOne, relu, Math.exp),
      ([Q, K, V], phi) => {
        expect(maxAbsDiff(linearAttention(Q, K, V, phi).O, matmul(linearWeights(Q, K, phi), V))).toBeLessThan(
          1e-11,
        );
      },
    ),
    { seed: 12, numRuns: 60 },
  );
});

test("linearAttention gives zeros to a query that sees nothing, and calls φ 2Td times", () => {
  const dark = fromFunction([3, 2], () => -1);
  expect(toRows(linearAttention(dark, dark, dark, relu).O).flat()).toEqual([0, 0, 0, 0, 0, 0]);
  let calls = 0;
  linearAttention(Q, K, V, (x) => {
    calls++;
    return Math.exp(x);
  });
  expect(calls).toBe(2 * 8 * 4);
});

test("linearAttention refuses queries and keys of different lengths", () => {
  expect(() => linearAttention(rows(Q, 0, 3), K, V)).toThrow(
    "linearAttention: Q is [3,4] but K is [8,4]; both need one row a token",
  );
});

test("softmaxFlops equals a state's 4d² at t = d, 65,536 for d = 128", () => {
  expect(chunkCost(1, 128).flops).toBe(65_536);
  expect(softmaxFlops(128, 128)).toBe(65_536);
});

test.each([
  [1, 65_536, 32_768, 0.9846153846153847],
  [16, 69_888, 2048, 13.65],
  [32, 73_984, 1024, 24.083333333333332],
  [64, 82_176, 512, 40.125],
  [128, 98_560, 256, 64.16666666666667],
  [256, 131_328, 128, 102.6],
])(
  "chunkCost(%d, 128) is %d FLOPs, %d numbers of state, %d FLOPs per byte",
  (c, flops, stateTraffic, intensity) => {
    expect(chunkCost(c, 128)).toEqual({ flops, stateTraffic, intensity: expect.closeTo(intensity, 12) });
  },
);
