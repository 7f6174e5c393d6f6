/** Our selection beside transformers' modules and PyTorch: their numbers are in test/fixtures/select, made by tools/crosscheck. */
import { csaCompress, indexScores, nsaAttention, topKCausal } from "long-attention/select";
import { fromFunction, matrix, maxAbsDiff } from "long-attention/tensor";
import { expect, it } from "vitest";
import csa from "../../fixtures/select/csa.json" with { type: "json" };
import indexer from "../../fixtures/select/indexer.json" with { type: "json" };
import nsa from "../../fixtures/select/nsa.json" with { type: "json" };

it.each(indexer.cases)(
  "indexScores and topKCausal choose keys of the scores that DeepseekV32Indexer chooses, T = $T, H = $H, k = $k",
  ({ T, H, d, k, q, K, w, chosen }) => {
    for (let t = 0; t < T; t++) {
      const heads = fromFunction([H, d], (h, c) => q[t]![h * d + c]!);
      const scores = indexScores(heads, w[t]!, matrix(K));
      const best = (keys: readonly number[]) => keys.map((j) => scores[j]!).sort((a, b) => b - a);
      // Theirs lists future keys, too, where there are fewer past ones than k; and of equals it may take another.
      const theirs = best(chosen[t]!.filter((j) => j <= t));
      expect(best(topKCausal(scores, t, k))).toEqual(theirs.map((score) => expect.closeTo(score, 5)));
    }
  },
);

it.each(csa.cases)(
  "csaCompress has the entries of DeepseekV4CSACompressor, m = $m",
  ({ m, entries, ...parts }) => {
    const { next, own, nextGates, ownGates } = parts;
    const ours = csaCompress(
      { next: matrix(next), own: matrix(own), nextGates: matrix(nextGates), ownGates: matrix(ownGates) },
      m,
    );
    expect(maxAbsDiff(ours, matrix(entries))).toBeLessThan(1e-6);
  },
);

it.each(nsa.cases)(
  "nsaAttention has the O and the blocks of dense masks in PyTorch, $sizes",
  ({ sizes, Q, K, V, G, O, selected }) => {
    const ours = nsaAttention(matrix(Q), matrix(K), matrix(V), matrix(G), sizes);
    expect(ours.selected).toEqual(selected);
    expect(maxAbsDiff(ours.O, matrix(O))).toBeLessThan(1e-5);
  },
);
