import "./relaxed-simd.js";
import fc from "fast-check";
import { attention } from "long-attention/attention";
import { availableBackends, FastCache, type TiledBackend } from "long-attention/fast";
import { decodeStep, GrowingCache, type KeyValue } from "long-attention/kv";
import { matrix, maxAbsDiff, randn, rng, toRows } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const tiled = availableBackends().slice(2) as TiledBackend[];
const row = (n: number, seed: number) => [...randn([1, n], rng(seed)).data];

describe.each(tiled)('FastCache with backend "%s"', (backend) => {
  const digits = backend === "typescript" ? 12 : 5;

  it("attend(q) equals attention of one query over what was appended, at any size", () => {
    const width = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), width, width, (n, d, dv) => {
        const random = rng(n);
        const [q, K, V] = [randn([1, d], random), randn([n, d], random), randn([n, dv], random)];
        const cache = new FastCache({ capacity: 200, d, dv, backend });
        const [keys, values] = [toRows(K), toRows(V)];
        for (let j = 0; j < n; j++) cache.append(keys[j]!, values[j]!);
        const o = matrix([cache.attend([...q.data]).o]);
        expect(maxAbsDiff(o, attention(q, K, V))).toBeLessThanOrEqual(10 ** -digits);
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  it("decodes step by step as decodeStep does over a growing cache", () => {
    const plain = new GrowingCache<KeyValue>();
    const fast = new FastCache({ capacity: 70, d: 6, dv: 5, backend });
    for (let t = 0; t < 70; t++) {
      const [q, k, v] = [row(6, 3 * t), row(6, 3 * t + 1), row(5, 3 * t + 2)];
      fast.append(k, v);
      const want = decodeStep(plain, q, k, v);
      const { o, L } = fast.attend(q);
      expect(maxAbsDiff(matrix([o]), matrix([want]))).toBeLessThanOrEqual(10 ** -digits);
      expect(Number.isFinite(L)).toBe(true);
    }
    expect(fast.length).toBe(70);
  });

  it("gives zeros and L = −∞ while it is empty, and L = the score after one token", () => {
    const cache = new FastCache({ capacity: 2, d: 2, backend });
    expect(cache.attend([1, 1])).toEqual({ o: new Float64Array(2), L: -Infinity, backend });
    cache.append([2, 0], [5, 7]);
    expect(cache.attend([3, 1], 0.5)).toEqual({ o: Float64Array.of(5, 7), L: 3, backend });
  });

  it("stays right for scores that fall, rise and reach ±10⁴", () => {
    for (const sign of [-1, 1]) {
      const keys = Array.from({ length: 150 }, (_, j) => [sign * j * 64]);
      const values = keys.map((_, j) => [j]);
      const cache = new FastCache({ capacity: 150, d: 1, backend });
      keys.forEach((k, j) => {
        cache.append(k, values[j]!);
      });
      const want = attention(matrix([[1]]), matrix(keys), matrix(values)).get(0, 0);
      expect(cache.attend([1]).o[0]).toBeCloseTo(want, 9);
    }
  });

  it("refuses a row of another length, a number that is not finite, and a token too many", () => {
    const cache = new FastCache({ capacity: 1, d: 2, dv: 3, backend });
    expect(() => cache.append([1], [1, 2, 3])).toThrow("FastCache: k has 1 numbers but the cache takes 2");
    expect(() => cache.append([1, 2], [1])).toThrow("FastCache: v has 1 numbers but the cache takes 3");
    expect(() => cache.append([1, Number.NaN], [1, 2, 3])).toThrow("FastCache: k[1] must be a finite number");
    cache.append([1, 2], [1, 2, 3]);
    expect(() => cache.append([1, 2], [1, 2, 3])).toThrow("FastCache: it is full at 1 tokens; make one with");
    expect(() => cache.attend([1, 2, 3])).toThrow("FastCache: q has 3 numbers but the cache takes 2");
  });
});

it("new FastCache refuses bad sizes, backends without tiles, and more than WebAssembly's memory", () => {
  expect(() => new FastCache({ capacity: 0, d: 2 })).toThrow("FastCache: capacity must be a whole number");
  expect(() => new FastCache({ capacity: 1, d: 2, backend: "typed" as "wasm" })).toThrow(
    'FastCache: there is no backend "typed" here; choose from auto, typescript',
  );
  expect(() => new FastCache({ capacity: 2 ** 25, d: 64, backend: "wasm" })).toThrow(
    /FastCache: 33554432 keys of 64 and values of 64 numbers need \d+ MiB of WebAssembly memory, whose limit is 4096 MiB/,
  );
  const cache = new FastCache({ capacity: 1, d: 1, backend: "wasm" });
  expect(() => cache.append([1e40], [1])).toThrow(
    'FastCache: a query of length 0, keys of up to 1e+40 and values of up to 1 with scale 1 are too large or too small for the 32 bits of backend "wasm"; use "typescript"',
  );
  expect(cache.length).toBe(0);
  cache.append([1e20], [1]);
  expect(() => cache.attend([1e20])).toThrow('too large or too small for the 32 bits of backend "wasm"');
});

describe('FastCache with backend "auto"', () => {
  const decoded = (size: number) => {
    const [d, n] = [16, 40];
    const random = rng(11);
    const [q, K, V] = [randn([1, d], random), randn([n, d], random), randn([n, d], random)];
    const large = q.data.map((x) => size * x);
    const cache = new FastCache({ capacity: n, d });
    toRows(K).forEach((k, j) => {
      cache.append(k, toRows(V)[j]!);
    });
    const { o, backend } = cache.attend(large);
    return { backend, far: maxAbsDiff(matrix([o]), attention(matrix([large]), K, V)) };
  };

  it("computes in 32 bits while scores stay below 64", () => {
    const { backend, far } = decoded(1);
    expect(backend).toBe("wasm-fma");
    expect(far).toBeLessThanOrEqual(1e-5);
  });

  it.each([1e2, 1e4, 1e6, 1e9])(
    "computes in 64 bits, as fastAttention does, where scores reach %f",
    (size) => {
      const { backend, far } = decoded(size);
      expect(backend).toBe("typescript");
      expect(far).toBeLessThanOrEqual(1e-12);
    },
  );

  it("keeps numbers that 32 bits cannot hold, and reads them in 64", () => {
    const cache = new FastCache({ capacity: 2, d: 1 });
    cache.append([1e-50], [1]);
    cache.append([1e50], [3]);
    const { o, backend } = cache.attend([1e-50], 1);
    expect(backend).toBe("typescript");
    expect(o[0]).toBeCloseTo((1 + 3 * Math.E) / (1 + Math.E), 12);
  });
});
