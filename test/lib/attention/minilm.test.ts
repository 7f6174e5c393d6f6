import { readFileSync } from "node:fs";
import {
  attentionWeights,
  head,
  meanWeightAt,
  meanWeightTo,
  multiHeadAttention,
  rowEntropy,
} from "long-attention/attention";
import { type MiniLmFile, miniLm } from "long-attention/facts";
import { columns, fromFunction, type Matrix, maxAbsDiff, rowMajor, toRows } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const { words, heads, layer, Q, K, V, weights, context, provenance } = miniLm();
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const folder = new URL("../../../assets/data/minilm/", import.meta.url);
const stored: MiniLmFile = JSON.parse(readFileSync(new URL("layer0.json", folder), "utf8"));

describe("miniLm", () => {
  it("miniLm() has nine tokens, twelve heads and the shapes that fit them", () => {
    expect(words.join(" ")).toBe("[CLS] our planet is a lonely spec ##k [SEP]");
    expect([heads, layer, weights.length]).toEqual([12, 0, 12]);
    for (const A of [Q, K, V, context]) expect(A.shape).toEqual([9, 384]);
    for (const P of weights) expect(P.shape).toEqual([9, 9]);
  });

  it("miniLm() gives fresh matrices each time", () => {
    miniLm().Q.set(0, 0, 1e9);
    expect(miniLm().Q.get(0, 0)).toBe(Q.get(0, 0));
  });

  it("miniLm() holds the very numbers of assets/data/minilm/layer0.json", () => {
    const floats = (lines: readonly string[]) =>
      lines.flatMap((line) => {
        const bytes = Buffer.from(line, "base64");
        return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
      });
    expect(provenance).toEqual(stored.provenance);
    expect(words).toEqual(stored.words);
    for (const [A, lines] of [
      [Q, stored.Q],
      [K, stored.K],
      [V, stored.V],
      [context, stored.context],
    ] as const)
      expect(Array.from(rowMajor(A))).toEqual(floats(lines));
    expect(weights.flatMap((P) => Array.from(rowMajor(P)))).toEqual(floats(stored.weights));
  });

  it("assets/data/minilm carries its licence, and both files stay below 200 kB", () => {
    expect(provenance.licence).toBe("Apache-2.0");
    expect(readFileSync(new URL("LICENSE", folder), "utf8")).toContain("Apache License");
    expect(readFileSync(new URL("README.md", folder), "utf8")).toContain(provenance.weightsSha256);
    const module = new URL("../../../lib/src/facts/data/minilm.ts", import.meta.url);
    for (const file of [new URL("layer0.json", folder), module])
      expect(readFileSync(file).length).toBeLessThan(200_000);
  });
});

describe("our attention against the model's own", () => {
  const gap = (A: Matrix) => maxAbsDiff(A, context);

  it("multiHeadAttention(Q, K, V, 12) equals the model's own context", () => {
    expect(gap(multiHeadAttention(Q, K, V, heads))).toBeLessThan(1e-6);
  });

  it("attentionWeights(Q, K) of each head equals the model's own weights", () => {
    for (const [h, P] of weights.entries())
      expect(maxAbsDiff(attentionWeights(head(Q, h, heads), head(K, h, heads)), P)).toBeLessThan(1e-6);
  });

  it("multiHeadAttention with any other scale, head count or head order misses the context by more than 0.5", () => {
    const byWidth = columns(fromOrder(V), 0, 384);
    expect(gap(multiHeadAttention(Q, K, V, heads, { scale: 1 / Math.sqrt(384) }))).toBeGreaterThan(0.5);
    expect(gap(multiHeadAttention(Q, K, V, heads, { scale: 1 }))).toBeGreaterThan(0.5);
    expect(gap(multiHeadAttention(Q, K, V, 6))).toBeGreaterThan(0.5);
    expect(gap(multiHeadAttention(Q, K, byWidth, heads))).toBeGreaterThan(0.5);
    expect(gap(multiHeadAttention(Q, K, V, heads, { causal: true }))).toBeGreaterThan(0.5);
  });

  /** The columns as they would stand if the heads were interleaved: column c of head h at 12c + h. */
  function fromOrder(A: Matrix): Matrix {
    return fromFunction([9, 384], (i, c) => A.get(i, (c % heads) * 32 + Math.floor(c / heads)));
  }
});

describe("what the README says about the twelve heads", () => {
  const P = (h: number) => weights[h]!;
  const to = (h: number, word: string) => meanWeightTo(P(h), words.indexOf(word));
  const gives = (h: number, from: string, key: string) => P(h).get(words.indexOf(from), words.indexOf(key));
  const entropy = (h: number) => mean(rowEntropy(P(h)));
  const all = weights.map((_, h) => h);

  // [head, claim, its value, percent as the README rounds it]
  it.each<[number, string, number, number]>([
    [0, "on average to [CLS]", to(0, "[CLS]"), 25],
    [0, "on average to [SEP]", to(0, "[SEP]"), 19],
    [1, "lonely → planet", gives(1, "lonely", "planet"), 32],
    [1, "is → lonely", gives(1, "is", "lonely"), 29],
    [3, "on average to [CLS]", to(3, "[CLS]"), 5],
    [3, "[CLS] → [SEP]", gives(3, "[CLS]", "[SEP]"), 81],
    [3, "our → planet", gives(3, "our", "planet"), 46],
    [4, "lonely → planet", gives(4, "lonely", "planet"), 77],
    [5, "##k → spec", gives(5, "##k", "spec"), 53],
    [5, "a → is", gives(5, "a", "is"), 51],
    [5, "to the previous token", meanWeightAt(P(5), -1), 32],
    [5, "to the next token", meanWeightAt(P(5), 1), 2],
    [6, "on average to [CLS]", to(6, "[CLS]"), 41],
    [6, "our → lonely", gives(6, "our", "lonely"), 39],
    [7, "on average to [CLS]", to(7, "[CLS]"), 39],
    [7, "on average to [SEP]", to(7, "[SEP]"), 16],
    [8, "on average to [CLS]", to(8, "[CLS]"), 50],
    [8, "on average to [SEP]", to(8, "[SEP]"), 15],
    [8, "to the token itself", meanWeightAt(P(8), 0), 23],
    [9, "our → planet", gives(9, "our", "planet"), 51],
    [9, "lonely → [CLS]", gives(9, "lonely", "[CLS]"), 83],
    [10, "is → our", gives(10, "is", "our"), 73],
    [10, "our → planet", gives(10, "our", "planet"), 60],
    [11, "[CLS] → [CLS]", gives(11, "[CLS]", "[CLS]"), 94],
    [11, "on average to [CLS]", to(11, "[CLS]"), 45],
  ])("head %i: %s", (_, __, value, percent) => {
    expect(Math.round(100 * value)).toBe(percent);
  });

  it("head 2 reads the previous token with at least 99.9 % of every row, and [CLS] reads itself", () => {
    for (let i = 0; i < words.length; i++)
      expect(P(2).get(i, Math.max(0, i - 1))).toBeGreaterThanOrEqual(0.999);
    expect(meanWeightAt(P(2), -1)).toBeGreaterThan(0.9998);
  });

  it("head 9: [CLS] gives 99.6 % to [SEP]", () => {
    expect(gives(9, "[CLS]", "[SEP]").toFixed(3)).toBe("0.996");
  });

  it("head 7: [CLS] is the first choice of all nine tokens", () => {
    for (const row of toRows(P(7))) expect(row.indexOf(Math.max(...row))).toBe(0);
  });

  it("the heads' entropies are 0.002 to 2.73 bits, head 2's the least and head 0's the most", () => {
    expect(all.map((h) => entropy(h).toFixed(2))).toEqual(
      "2.73 2.65 0.00 2.64 2.34 1.82 2.45 2.56 2.17 1.91 2.33 2.41".split(" "),
    );
    expect(entropy(2).toFixed(3)).toBe("0.002");
    expect(Math.log2(words.length).toFixed(2)).toBe("3.17");
  });

  it("head 3 gives the least to [CLS] and head 8 the most", () => {
    const onFirst = all.map((h) => to(h, "[CLS]"));
    expect(onFirst.indexOf(Math.min(...onFirst))).toBe(3);
    expect(onFirst.indexOf(Math.max(...onFirst))).toBe(8);
  });

  it("the heads differ by 0.475 and give 0.324 of their weight to [CLS]", () => {
    const moved = (a: Matrix, b: Matrix) =>
      mean(Array.from(rowMajor(a), (p, i) => Math.abs(p - rowMajor(b)[i]!))) * (words.length / 2);
    const pairs = all.flatMap((a) => all.slice(0, a).map((b) => moved(P(a), P(b))));
    expect(mean(pairs).toFixed(3)).toBe("0.475");
    expect(mean(all.map((h) => to(h, "[CLS]"))).toFixed(3)).toBe("0.324");
  });
});
