/** Our attention beside PyTorch's: its numbers are in test/fixtures/torch, made by tools/crosscheck. */
import {
  attention,
  attentionBackward,
  type Gradients,
  groupedQueryAttention,
  multiHeadAttention,
  onlineAttention,
} from "long-attention/attention";
import { flashAttention1, flashAttention2, flashBackward } from "long-attention/flash";
import { denseMask, sparseAttention, windowPattern } from "long-attention/sparse";
import { type Matrix, matrix, maxAbsDiff } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import causal from "../../fixtures/torch/causal.json" with { type: "json" };
import full from "../../fixtures/torch/full.json" with { type: "json" };
import grouped from "../../fixtures/torch/grouped.json" with { type: "json" };
import windows from "../../fixtures/torch/window.json" with { type: "json" };

const near = (ours: Matrix, torch: number[][]) => expect(maxAbsDiff(ours, matrix(torch))).toBeLessThan(1e-5);

function nearGradients({ dQ, dK, dV }: Gradients, torch: { dQ: number[][]; dK: number[][]; dV: number[][] }) {
  near(dQ, torch.dQ);
  near(dK, torch.dK);
  near(dV, torch.dV);
}

/** Tiles that are square, ragged, wider than high, higher than wide, and larger than the input. */
const tiles = [
  { Br: 4, Bc: 4 },
  { Br: 5, Bc: 3 },
  { Br: 3, Bc: 7 },
  { Br: 64, Bc: 64 },
];

const plain = [
  ...full.cases.map((one) => ({ ...one, causal: false })),
  ...causal.cases.map((one) => ({ ...one, scale: undefined })),
];

describe.each(plain)("PyTorch's attention, causal: $causal, $name", (torch) => {
  const [Q, K, V, dO] = [matrix(torch.Q), matrix(torch.K), matrix(torch.V), matrix(torch.dO)];
  const options = { causal: torch.causal, ...(torch.scale !== undefined && { scale: torch.scale }) };

  it("attention(Q, K, V) has its O", () => near(attention(Q, K, V, options), torch.O));

  it("attentionBackward(Q, K, V, dO) has its dQ, dK and dV", () =>
    nearGradients(attentionBackward(Q, K, V, dO, options), torch));

  it.each(tiles)("flashAttention1 and flashAttention2 with Br=$Br, Bc=$Bc have its O", (blocks) => {
    near(flashAttention1(Q, K, V, { ...blocks, ...options }).O, torch.O);
    near(flashAttention2(Q, K, V, { ...blocks, ...options }).O, torch.O);
  });

  it.each(tiles)("flashBackward with Br=$Br, Bc=$Bc has its dQ, dK and dV", (blocks) => {
    const forward = flashAttention2(Q, K, V, { ...blocks, ...options });
    nearGradients(flashBackward(Q, K, V, forward, dO, { ...blocks, ...options }), torch);
  });
});

describe.each(full.cases)("PyTorch's attention, $name", ({ scale, ...torch }) => {
  it("onlineAttention(Q, K, V, { Bc: 4 }) has its O", () => {
    const options = { Bc: 4, ...(scale !== undefined && { scale }) };
    near(onlineAttention(matrix(torch.Q), matrix(torch.K), matrix(torch.V), options), torch.O);
  });
});

describe.each(windows.cases)("PyTorch's attention in a window, $name", (torch) => {
  const [Q, K, V, dO] = [matrix(torch.Q), matrix(torch.K), matrix(torch.V), matrix(torch.dO)];
  const pattern = () => windowPattern(torch.Q.length, torch.c, { causal: torch.causal });

  it("sparseAttention over windowPattern has its O", () =>
    near(sparseAttention(Q, K, V, pattern()), torch.O));

  it("attentionBackward under the window's mask has its dQ, dK and dV", () =>
    nearGradients(attentionBackward(Q, K, V, dO, { mask: denseMask(pattern()) }), torch));
});

describe.each(grouped.cases)("PyTorch's grouped-query attention, $name", ({ H, G, causal, ...torch }) => {
  const [Q, K, V] = [matrix(torch.Q), matrix(torch.K), matrix(torch.V)];

  it("groupedQueryAttention(Q, K, V, H, G) has its O", () =>
    near(groupedQueryAttention(Q, K, V, H, G, { causal }), torch.O));
});

it.each(grouped.cases.filter(({ H, G }) => H === G))(
  "multiHeadAttention(Q, K, V, H) has PyTorch's O, $name",
  ({ H, Q, K, V, O }) => near(multiHeadAttention(matrix(Q), matrix(K), matrix(V), H), O),
);
