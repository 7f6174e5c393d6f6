import { attentionScores } from "long-attention/attention";
import { rowMajor, testTensors, toRows, walkTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import sentence from "../attention/sentence.json" with { type: "json" };

describe("testTensors", () => {
  it("testTensors(6, 4) are the course's Q, K and V of the sentence", () => {
    const { Q, K, V } = testTensors(6, 4);
    expect(toRows(Q)).toEqual(sentence.Q);
    expect(toRows(K)).toEqual(sentence.K);
    expect(toRows(V)).toEqual(sentence.V);
  });

  it("testTensors(N, d) are multiples of 1/8, at most 11/8 in size, and grow by adding rows", () => {
    const { Q, K, V } = testTensors(40, 24);
    for (const A of [Q, K, V])
      expect(rowMajor(A).every((x) => Number.isInteger(8 * x) && Math.abs(x) <= 11 / 8)).toBe(true);
    expect(toRows(testTensors(3, 24).K)).toEqual(toRows(K).slice(0, 3));
  });
});

describe("walkTensors", () => {
  const Bc = 16;
  /** For each row of S = ½QKᵀ, how often a key block after the first raises the row's running maximum. */
  const raises = ({ Q, K }: { Q: typeof walk.Q; K: typeof walk.K }): number[] =>
    toRows(attentionScores(Q, K)).map((row) => {
      const maxima = Array.from({ length: row.length / Bc }, (_, j) =>
        Math.max(...row.slice(j * Bc, (j + 1) * Bc)),
      );
      return maxima.filter((m, j) => j > 0 && m > Math.max(...maxima.slice(0, j))).length;
    });
  const walk = walkTensors();

  it("walkTensors() are [128, 16] by the course's formulas, multiples of 1/16", () => {
    for (const A of [walk.Q, walk.K, walk.V]) {
      expect(A.shape).toEqual([128, 16]);
      expect(rowMajor(A).every((x) => Number.isInteger(16 * x))).toBe(true);
    }
    const [i, k] = [77, 13];
    expect(walk.Q.get(i, k)).toBe((((13 * i + 7 * k) % 17) - 8) / 4);
    expect(walk.K.get(i, k)).toBe(((((11 * i + 5 * k) % 19) - 9) * (1 + 4)) / 16);
    expect(walk.V.get(i, k)).toBe((((3 * i + 17 * k) % 23) - 11) / 8);
  });

  it("walkTensors() raise the running maximum in 873 of 896 row-steps, block by block of 16 keys", () => {
    expect(raises(walk).reduce((a, b) => a + b)).toBe(873);
    expect(128 * (128 / Bc - 1)).toBe(896);
  });

  it("testTensors(128, 16) never raise it in row 0, so they must not be the only fixture", () => {
    expect(raises(testTensors(128, 16))[0]).toBe(0);
  });
});
