/** Our states beside transformers' modules and PyTorch: their numbers are in test/fixtures/linear, made by tools/crosscheck. */
import { deltaChunks, gatedDelta, lightningDecay, linearAttention } from "long-attention/linear";
import { matrix, maxAbsDiff } from "long-attention/tensor";
import { expect, it } from "vitest";
import attention from "../../fixtures/linear/attention.json" with { type: "json" };
import decay from "../../fixtures/linear/decay.json" with { type: "json" };
import delta from "../../fixtures/linear/delta.json" with { type: "json" };

it.each(attention.cases)("linearAttention has the O of a masked product in PyTorch", ({ Q, K, V, O }) => {
  const ours = linearAttention(matrix(Q), matrix(K), matrix(V));
  expect(maxAbsDiff(ours.O, matrix(O))).toBeLessThan(1e-5);
});

it.each(delta.cases)(
  "gatedDelta and deltaChunks have the O and S of Qwen3-Next's gated delta rule, chunks of $chunk",
  ({ Q, K, V, O, S, alpha, beta, chunk }) => {
    const scale = 1 / Math.sqrt(K[0]!.length); // theirs scales the queries itself
    const steps = gatedDelta(matrix(Q), matrix(K), matrix(V), alpha, beta, { scale });
    const chunks = deltaChunks(matrix(Q), matrix(K), matrix(V), alpha, beta, chunk, { scale });
    for (const ours of [steps, chunks]) {
      expect(maxAbsDiff(ours.O, matrix(O))).toBeLessThan(1e-5);
      expect(maxAbsDiff(ours.S, matrix(S))).toBeLessThan(1e-5);
    }
  },
);

it.each(decay.cases)(
  "lightningDecay is that of MiniMaxLightningAttention, layer $layer of $layers",
  ({ heads, layers, layer, alpha }) => {
    const ours = alpha.map((_, h) => lightningDecay(h + 1, heads, layer, layers));
    expect(ours).toEqual(alpha.map((x) => expect.closeTo(x, 5)));
  },
);
