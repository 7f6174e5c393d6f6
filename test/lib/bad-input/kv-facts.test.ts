import {
  absorbedLatentAttention,
  groupedQueryAttention,
  kvHeadOf,
  latentAttention,
  maxContext,
  scoreMatrixBytes,
} from "long-attention/attention";
import {
  citations,
  claimsAsOf,
  contextClaims,
  doublingMonths,
  erratum,
  modelKv,
  parseContext,
} from "long-attention/facts";
import {
  decodeStep,
  evict,
  evictionInflation,
  GrowingCache,
  type KeyValue,
  kvBytesPerToken,
  kvCacheBytes,
  maxBatch,
  prefill,
  RollingCache,
  recompute,
  relativeDistances,
  sinkSoftmax,
  windowReach,
} from "long-attention/kv";
import {
  chunk,
  compressStep,
  emptyMemory,
  meanPool,
  ragMarginal,
  retrieve,
  temporalRange,
  topK,
} from "long-attention/memory-systems";
import { testTensors, zeros } from "long-attention/tensor";
import { expect, it } from "vitest";

const cfg = { layers: 2, kvHeads: 2, headDim: 4 };
const latent = { layers: 2, latent: 8, rope: 2 };
const whole = "must be a whole number of at least 1";
const cache = new GrowingCache<KeyValue>();
cache.push({ key: [1, 2], value: [3] });
const { Q, K, V } = testTensors(6, 12);
const mla = {
  Qc: zeros([3, 4]),
  Qr: zeros([3, 2]),
  C: zeros([5, 6]),
  Kr: zeros([5, 1]),
  Wuk: zeros([6, 4]),
  Wuv: zeros([6, 8]),
};
const memory = { nm: 6, ncm: 6, c: 3, compress: meanPool };
const rows = (n: number) => Array.from({ length: n }, (_, i) => [i]);

it.each<[string, () => unknown, string]>([
  [
    "kvBytesPerToken without layers",
    () => kvBytesPerToken({ ...cfg, layers: 0 }),
    `kvBytesPerToken: layers ${whole}, not 0`,
  ],
  [
    "kvBytesPerToken with half a head",
    () => kvBytesPerToken({ ...cfg, kvHeads: 0.5 }),
    `kvHeads ${whole}, not 0.5`,
  ],
  [
    "kvBytesPerToken with headDim NaN",
    () => kvBytesPerToken({ ...cfg, headDim: NaN }),
    `headDim ${whole}, not NaN`,
  ],
  [
    "kvBytesPerToken with 0 bytes",
    () => kvBytesPerToken({ ...cfg, bytes: 0 }),
    "bytes must be a finite, positive number, not 0",
  ],
  [
    "kvBytesPerToken with windows []",
    () => kvBytesPerToken({ ...cfg, windows: [] }),
    "windows is empty; leave it out",
  ],
  [
    "kvCacheBytes with a window of 0",
    () => kvCacheBytes({ ...cfg, windows: [null, 0] }, 9),
    `kvCacheBytes: a window ${whole}, not 0`,
  ],
  [
    "kvCacheBytes with latent 0",
    () => kvCacheBytes({ ...latent, latent: 0 }, 9),
    `kvCacheBytes: latent ${whole}, not 0`,
  ],
  [
    "kvCacheBytes with rope −1",
    () => kvCacheBytes({ ...latent, rope: -1 }, 9),
    "kvCacheBytes: rope must be a whole number of at least 0, not -1",
  ],
  [
    "kvCacheBytes at T = 1.5",
    () => kvCacheBytes(cfg, 1.5),
    "kvCacheBytes: T must be a whole number of at least 0, not 1.5",
  ],
  [
    "kvCacheBytes at T = Infinity",
    () => kvCacheBytes(cfg, Infinity),
    "kvCacheBytes: T must be a whole number",
  ],
  ["maxBatch at T = 0", () => maxBatch(80e9, 1e9, cfg, 0), `maxBatch: T ${whole}, not 0`],
  [
    "maxBatch on 0 bytes",
    () => maxBatch(0, 0, cfg, 1),
    "maxBatch: gpuBytes must be a finite, positive number, not 0",
  ],
  [
    "maxBatch with weights NaN",
    () => maxBatch(1, NaN, cfg, 1),
    "maxBatch: weightBytes must be a finite, not negative number, not NaN",
  ],
  ["RollingCache(0)", () => new RollingCache(0), `RollingCache: W ${whole}, not 0`],
  ["RollingCache(2.5)", () => new RollingCache(2.5), `RollingCache: W ${whole}, not 2.5`],
  [
    "decodeStep with another d for k",
    () => decodeStep(cache, [1, 2], [1], [1]),
    "decodeStep: q has 2 numbers but k has 1; they need the same d",
  ],
  [
    "decodeStep with an empty q",
    () => decodeStep(cache, [], [], [1]),
    `decodeStep: the length of q ${whole}, not 0`,
  ],
  [
    "decodeStep with an empty v",
    () => decodeStep(cache, [1, 2], [1, 2], []),
    `decodeStep: the length of v ${whole}, not 0`,
  ],
  [
    "decodeStep with a v that the cache does not hold",
    () => decodeStep(cache, [1, 2], [1, 2], [1, 2]),
    "the cache holds keys of 2 and values of 1 numbers, but k has 2 and v has 2",
  ],
  [
    "prefill with more keys than queries",
    () => prefill(new GrowingCache(), testTensors(2, 12).Q, K, V),
    "prefill: Q is [2,12] but K is [6,12]; a prompt has one key for each query",
  ],
  ["recompute(0)", () => recompute(0), `recompute: T ${whole}, not 0`],
  ["windowReach(0, 4)", () => windowReach(0, 4), `windowReach: layers ${whole}, not 0`],
  ["windowReach(4, 0)", () => windowReach(4, 0), `windowReach: W ${whole}, not 0`],
  ["evict(−1, 4, 4)", () => evict(-1, 4, 4), "evict: len must be a whole number of at least 0, not -1"],
  ["evict(8, 4, 0)", () => evict(8, 4, 0), `evict: recent ${whole}, not 0`],
  ["evict(8, 0.5, 4)", () => evict(8, 0.5, 4), "evict: sinks must be a whole number of at least 0, not 0.5"],
  [
    "evict(8, 4, 4, 5)",
    () => evict(8, 4, 4, 5),
    "evict: incoming is 5 but recent is 4; at most 4 can come at once",
  ],
  [
    "relativeDistances with a later key",
    () => relativeDistances("lambda", [0, 5], 4),
    "keys must ascend and stop at i = 4, but key 1 is 5",
  ],
  [
    "relativeDistances with a key twice",
    () => relativeDistances("streaming", [1, 1], 4),
    "keys must ascend and stop at i = 4, but key 1 is 1",
  ],
  [
    "relativeDistances with limit 0",
    () => relativeDistances("lambda", [0], 4, 0),
    `relativeDistances: limit ${whole}, not 0`,
  ],
  [
    "relativeDistances in another mode",
    () => relativeDistances("alibi" as never, [0], 4),
    'mode must be "lambda" or "streaming", not "alibi"',
  ],
  [
    "sinkSoftmax with sink ∞",
    () => sinkSoftmax([1], Infinity),
    "sinkSoftmax: sink must be a finite number or -Infinity, not Infinity",
  ],
  [
    "sinkSoftmax with sink NaN",
    () => sinkSoftmax([1], NaN),
    "sinkSoftmax: sink must be a finite number or -Infinity, not NaN",
  ],
  [
    "evictionInflation of no scores",
    () => evictionInflation([], []),
    "evictionInflation: the number of scores must be",
  ],
  [
    "evictionInflation of an index beyond",
    () => evictionInflation([1, 2], [2]),
    "index 2 is evicted but there are only 2 scores",
  ],
  [
    "evictionInflation of everything",
    () => evictionInflation([1, 2], [0, 1]),
    "all 2 keys are evicted; at least one must stay",
  ],

  [
    "groupedQueryAttention with 5 over 2 heads",
    () => groupedQueryAttention(Q, K, V, 5, 2),
    "groupedQueryAttention: 5 query heads do not split evenly over 2 key-value heads; G must divide H",
  ],
  [
    "groupedQueryAttention with G = 0",
    () => groupedQueryAttention(Q, K, V, 4, 0),
    `groupedQueryAttention: G ${whole}, not 0`,
  ],
  [
    "groupedQueryAttention with 8 heads in 12 columns",
    () => groupedQueryAttention(Q, K, V, 8, 4),
    "Q is [6,12], whose 12 columns do not split into 8 equal heads",
  ],
  [
    "groupedQueryAttention with K as wide as Q",
    () => groupedQueryAttention(Q, K, V, 4, 2),
    "Q's heads have 3 columns but K's have 6; they need the same head size d",
  ],
  [
    "groupedQueryAttention with fewer values than keys",
    () => groupedQueryAttention(Q, K, testTensors(5, 12).V, 4, 4),
    "they need the same number of rows",
  ],
  ["kvHeadOf(8, 8, 2)", () => kvHeadOf(8, 8, 2), "kvHeadOf: h is 8 but there are only 8 query heads"],
  [
    "latentAttention with 3 heads in 4 columns",
    () => latentAttention(mla, 3),
    "latentAttention: Qc is [3,4], whose 4 columns do not split into 3 equal heads",
  ],
  [
    "latentAttention with another Qr",
    () => latentAttention({ ...mla, Qr: zeros([2, 2]) }, 2),
    "Qc is [3,4] but Qr is [2,2]; they need one row per query",
  ],
  [
    "latentAttention with another Kr",
    () => latentAttention({ ...mla, Kr: zeros([4, 1]) }, 2),
    "C is [5,6] but Kr is [4,1]; they need one row per token",
  ],
  [
    "latentAttention with a Kr for each head",
    () => latentAttention({ ...mla, Kr: zeros([5, 2]) }, 2),
    "Qr is [3,2] but Kr is [5,2]; Qr needs H times Kr's columns",
  ],
  [
    "latentAttention with a narrow Wuk",
    () => latentAttention({ ...mla, Wuk: zeros([6, 2]) }, 2),
    "Qc is [3,4] but Wuk is [6,2]; Wuk needs Qc's columns",
  ],
  [
    "absorbedLatentAttention with a short Wuv",
    () => absorbedLatentAttention({ ...mla, Wuv: zeros([5, 8]) }, 2),
    "absorbedLatentAttention: C is [5,6] but Wuv is [5,8]; Wuv needs one row for each of C's columns",
  ],
  [
    "scoreMatrixBytes with 0 heads",
    () => scoreMatrixBytes(9, 2, 0),
    `scoreMatrixBytes: heads ${whole}, not 0`,
  ],
  [
    "scoreMatrixBytes with 1.5 layers",
    () => scoreMatrixBytes(9, 2, 1, 1.5),
    `scoreMatrixBytes: layers ${whole}, not 1.5`,
  ],
  [
    "maxContext of −1 bytes",
    () => maxContext(-1),
    "maxContext: memoryBytes must be a finite, not negative number, not -1",
  ],
  ["maxContext of Infinity", () => maxContext(Infinity), "maxContext: memoryBytes must be a finite"],
  ["maxContext with 0 bytes per number", () => maxContext(9, 0), `maxContext: bytes ${whole}, not 0`],

  ["topK([1, 2], 3)", () => topK([1, 2], 3), "topK: k is 3 but there are only 2 scores"],
  ["topK([1], −1)", () => topK([1], -1), "topK: k must be a whole number of at least 0, not -1"],
  ["topK with NaN", () => topK([1, NaN], 1), "topK: score 1 is NaN, which has no place in an order"],
  [
    "retrieve with another d",
    () => retrieve([1, 2], zeros([3, 4]), 1),
    "retrieve: query has 2 numbers but the index is [3,4]; they need the same d",
  ],
  [
    "ragMarginal without documents",
    () => ragMarginal([], [], "token"),
    "ragMarginal: pz is empty; give at least one document",
  ],
  [
    "ragMarginal with a row too few",
    () => ragMarginal([0.5, 0.5], [[1]], "token"),
    "pz has 2 documents but py has 1 rows",
  ],
  [
    "ragMarginal with ragged rows",
    () => ragMarginal([0.5, 0.5], [[1], [1, 1]], "token"),
    "py[0] has 1 tokens but py[1] has 2",
  ],
  [
    "ragMarginal with a sum of 0.9",
    () => ragMarginal([0.5, 0.4], [[1], [1]], "token"),
    "ragMarginal: pz sums to 0.9; probabilities over documents sum to 1",
  ],
  [
    "ragMarginal with a probability of 1.5",
    () => ragMarginal([1], [[0.2, 1.5]], "token"),
    "py[0][1] must lie between 0 and 1, not 1.5",
  ],
  [
    "ragMarginal in another mode",
    () => ragMarginal([1], [[1]], "both" as never),
    'mode must be "sequence" or "token", not "both"',
  ],
  ["chunk of size 0", () => chunk([1], 0), `chunk: size ${whole}, not 0`],
  [
    "chunk with overlap = size",
    () => chunk([1, 2, 3], 2, 2),
    "chunk: overlap is 2 but size is 2; overlap must be smaller, or no window advances",
  ],
  [
    "chunk with overlap −1",
    () => chunk([1], 2, -1),
    "chunk: overlap must be a whole number of at least 0, not -1",
  ],
  [
    "compressStep with a segment of 4, c = 3",
    () => compressStep(emptyMemory, rows(4), memory),
    "compressStep: the segment's length is 4; it must be a multiple of c = 3",
  ],
  [
    "compressStep with nm = 7, c = 3",
    () => compressStep(emptyMemory, rows(3), { ...memory, nm: 7 }),
    "compressStep: nm is 7; it must be a multiple of c = 3",
  ],
  [
    "compressStep from a memory of 2",
    () => compressStep({ memory: rows(2), compressed: [] }, rows(3), memory),
    "the memory's length is 2; it must be a multiple of c = 3",
  ],
  [
    "compressStep with ncm = 0",
    () => compressStep(emptyMemory, rows(3), { ...memory, ncm: 0 }),
    `compressStep: ncm ${whole}, not 0`,
  ],
  ["meanPool of nothing", () => meanPool([]), `meanPool: the number of activations ${whole}, not 0`],
  ["temporalRange(0, …)", () => temporalRange(0, memory), `temporalRange: layers ${whole}, not 0`],

  [
    "parseContext of a word",
    () => parseContext("long", 1000),
    'parseContext: cannot read "long"; write it like',
  ],
  ["parseContext of a wrong comma", () => parseContext("1,31K", 1000), 'parseContext: cannot read "1,31K"'],
  ["parseContext of a negative count", () => parseContext("-4K", 1000), 'parseContext: cannot read "-4K"'],
  [
    "parseContext of a part of a token",
    () => parseContext("1.5", 1000),
    'parseContext: "1.5" is 1.5 tokens in base 1000, not a whole number',
  ],
  [
    "parseContext in base 10",
    () => parseContext("4K", 10 as never),
    "parseContext: base must be 1000 or 1024, not 10",
  ],
  [
    "claimsAsOf on a day in words",
    () => claimsAsOf(contextClaims(), "Claude", "March 2024"),
    'claimsAsOf: "March 2024" is not a date; write',
  ],
  [
    "claimsAsOf on 30 February",
    () => claimsAsOf(contextClaims(), "Claude", "2024-02-30"),
    'claimsAsOf: "2024-02-30" is not a date',
  ],
  [
    "claimsAsOf in month 13",
    () => claimsAsOf(contextClaims(), "Claude", "2024-13"),
    'claimsAsOf: "2024-13" is not a date',
  ],
  [
    "doublingMonths of one point",
    () => doublingMonths([{ t: 0, tokens: 1 }]),
    "doublingMonths: 1 points at one time or none; growth needs points at two times or more",
  ],
  ["doublingMonths of no point", () => doublingMonths([]), "doublingMonths: 0 points at one time or none"],
  [
    "doublingMonths with 0 tokens",
    () => doublingMonths([{ t: 0, tokens: 0 }]),
    "doublingMonths: point 0 is (0, 0); it needs a finite time and a number of tokens above 0",
  ],
  [
    "doublingMonths at t = NaN",
    () => doublingMonths([{ t: NaN, tokens: 1 }]),
    "doublingMonths: point 0 is (NaN, 1)",
  ],
  [
    "modelKv of an unknown name",
    () => modelKv("GPT-9"),
    'modelKv: no model is called "GPT-9"; known are GPT-3 175B, Llama-2-7B',
  ],
  ["erratum(36)", () => erratum(36), "erratum: there is no number 36; they run from 1 to 35"],
  [
    "citations of an unknown key",
    () => citations({ sources: ["toString"] }),
    'citations: there is no source "toString"',
  ],
])("%s is refused", (_, run, words) => {
  expect(run).toThrow(RangeError);
  expect(run).toThrow(words);
});
