import fc from "fast-check";
import { attention } from "long-attention/attention";
import {
  decodeStep,
  GrowingCache,
  type KeyValue,
  prefill,
  RollingCache,
  type TokenCache,
} from "long-attention/kv";
import { fromFunction, type Matrix, randn, rng, rows, testTensors, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";

const decodeAll = (cache: TokenCache<KeyValue>, Q: Matrix, K: Matrix, V: Matrix): number[][] => {
  const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
  return q.map((_, i) => Array.from(decodeStep(cache, q[i]!, k[i]!, v[i]!)));
};

const shapes = fc.record({
  T: fc.integer({ min: 1, max: 12 }),
  d: fc.integer({ min: 1, max: 6 }),
  dv: fc.integer({ min: 1, max: 6 }),
  W: fc.integer({ min: 1, max: 14 }),
  seed: fc.nat(),
});
const tensors = ({ T, d, dv, seed }: { T: number; d: number; dv: number; seed: number }) => {
  const random = rng(seed);
  return [randn([T, d], random), randn([T, d], random), randn([T, dv], random)] as const;
};

it("decodeStep equals the last causal row exactly, at every step, for any shape", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const [Q, K, V] = tensors(shape);
      expect(decodeAll(new GrowingCache(), Q, K, V)).toEqual(toRows(attention(Q, K, V, { causal: true })));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("decodeStep with RollingCache(W) equals the row of causal attention with window W exactly", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const [Q, K, V] = tensors(shape);
      const mask = fromFunction([shape.T, shape.T], (i, j) => (j <= i && i - j < shape.W ? 1 : 0));
      expect(decodeAll(new RollingCache(shape.W), Q, K, V)).toEqual(toRows(attention(Q, K, V, { mask })));
    }),
    { seed: 7, numRuns: 100 },
  );
});

it("decodeStep(TT(6, 4)) gives the causal O[4] of the course's sentence", () => {
  const { Q, K, V } = testTensors(6, 4);
  const O = decodeAll(new GrowingCache(), Q, K, V);
  expect(O[0]).toEqual(toRows(V)[0]);
  const golden = [-0.5626863206280853, -0.3153424887321361, -0.13571581728252025, 0.06231367937191473];
  golden.forEach((value, c) => expect(Math.abs(O[4]![c]! - value)).toBeLessThanOrEqual(1e-12));
});

it("decodeStep changes neither q, k nor v, and keeps copies of k and v", () => {
  const cache = new GrowingCache<KeyValue>();
  const [q, k, v] = [[1, 2], [3, 4], [5]];
  decodeStep(cache, q, k, v);
  expect([q, k, v]).toEqual([[1, 2], [3, 4], [5]]);
  k[0] = 99;
  expect(cache.items()[0]!.key[0]).toBe(3);
});

it("decodeStep refuses without changing the cache", () => {
  const cache = new GrowingCache<KeyValue>();
  decodeStep(cache, [1, 2], [3, 4], [5]);
  expect(() => decodeStep(cache, [1], [2], [3])).toThrow(RangeError);
  expect(cache.items()).toHaveLength(1);
});

it("prefill then decodeStep equals causal attention over all tokens, wherever the prompt ends", () => {
  const [Q, K, V] = tensors({ T: 9, d: 5, dv: 3, seed: 1 });
  const all = toRows(attention(Q, K, V, { causal: true }));
  for (let prompt = 1; prompt < 9; prompt++) {
    const cache = new GrowingCache<KeyValue>();
    const first = prefill(cache, rows(Q, 0, prompt), rows(K, 0, prompt), rows(V, 0, prompt));
    const rest = decodeAll(cache, rows(Q, prompt, 9), rows(K, prompt, 9), rows(V, prompt, 9));
    expect([...toRows(first), ...rest]).toEqual(all);
  }
});

it("prefill in ragged pieces equals prefill at once", () => {
  const [Q, K, V] = tensors({ T: 10, d: 4, dv: 6, seed: 2 });
  const cache = new GrowingCache<KeyValue>();
  const pieces = [
    [0, 4],
    [4, 5],
    [5, 10],
  ].flatMap(([a, b]) => toRows(prefill(cache, rows(Q, a!, b!), rows(K, a!, b!), rows(V, a!, b!))));
  expect(pieces).toEqual(toRows(prefill(new GrowingCache(), Q, K, V)));
});

it("prefill keeps the prompt's numbers, whatever becomes of the prompt afterwards", () => {
  const { Q, K, V } = testTensors(3, 2);
  const cache = new GrowingCache<KeyValue>();
  prefill(cache, Q, K, V);
  K.set(1, 0, 99);
  expect(Array.from(cache.items()[1]!.key)).toEqual(toRows(testTensors(3, 2).K)[1]);
});

it("prefill refuses a cache that drops tokens, before it takes any", () => {
  const { Q, K, V } = testTensors(4, 2);
  const cache = new RollingCache<KeyValue>(3);
  expect(() => prefill(cache as unknown as GrowingCache<KeyValue>, Q, K, V)).toThrow(
    "prefill: the cache must be a GrowingCache; one that drops tokens would lose keys that the prompt's own queries read",
  );
  expect(cache.items()).toEqual([]);
});
