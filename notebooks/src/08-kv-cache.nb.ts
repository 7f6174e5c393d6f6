// %% [markdown]
// # 08 · The key-value cache
//
// *You are here:* [start](start.ipynb) · [07b FlashAttention on your own processor](07b-your-processor.ipynb) → **08 The key-value cache** → [09 Λ-attention and sinks](09-sinks.ipynb).
// *Time:* 45 minutes. *You need:* causal attention (00), the idea that moving numbers costs time (03), attention windows (04).
//
// After this notebook you can
// - write one step of decoding, and say why it needs no mask;
// - size the cache of a model whose layers all read everything from four numbers of its configuration;
// - explain what grouped heads, windows and latent vectors each save, and what they do not;
// - plan how many conversations fit on a GPU.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("08");

// %% [markdown]
// ## 1. What happens during inference
//
// A language model writes one token at a time. First it reads the whole prompt at once: **prefill**, large matrix products.
// Then comes **decode**: one new token, one new query, and everything before it to look back at.
//
// Here is decoding without any memory of its own. Six tokens, head dimension four: at each step attention runs again over everything so far,
// and only its last row is new.

// %%
import { attention } from "long-attention/attention";
import { maxAbsDiff, rows, testTensors } from "long-attention/tensor";

const { Q, K, V } = testTensors(6, 4);
const naive = [1, 2, 3, 4, 5, 6].map((t) => {
  const O = attention(rows(Q, 0, t), rows(K, 0, t), rows(V, 0, t), { causal: true });
  return rows(O, t - 1, t);
});
const causal = attention(Q, K, V, { causal: true });
Math.max(...naive.map((o, t) => maxAbsDiff(o, rows(causal, t, t + 1))));

// %% [markdown]
// Right, but wasteful. Step t projects all t tokens to keys and values again, although a token's key and value never change:
// they depend only on the tokens before it, and those are already written.

// %% tags=hide-input
import { recompute } from "long-attention/kv";
import { predict } from "long-attention/notebook";

predict({
  question:
    "A model writes 2,048 tokens. Without a cache, how many times as many key and value projections does it compute as with one?",
  answer: recompute(2048).ratio,
  unit: "times",
  because: "1 + 2 + … + T is T(T+1)/2, against T: a factor of (T+1)/2.",
});

// %%
import { fixed, percent, table } from "long-attention/notebook";

table([16, 128, 2048, 32768].map((T) => ({ "tokens T": T, ...recompute(T) })));

// %% [markdown]
// ## 2. Keep what does not change
//
// So keep every key and value: that is the **KV cache**. A step appends one key and one value, then the new query reads them all. Queries
// are not kept. A query is used in its own step and never again.

// %%
import { decodeStep, GrowingCache, type KeyValue } from "long-attention/kv";
import { matrix, toRows } from "long-attention/tensor";

const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
const cache = new GrowingCache<KeyValue>();
const decoded = q.map((query, i) => decodeStep(cache, query, k[i]!, v[i]!));
maxAbsDiff(matrix(decoded), causal);

// %% [markdown]
// The same rows, to the last bit, and no mask: the future is simply not in the cache yet.
//
// Watch it fill. Five tokens enter one by one; each appends one column to K and one to V *in every layer*. Step with the arrow keys. Then choose
// another model or a longer context, and look for the shaded part: from there on weights and caches together are too much for the GPU.

// %%
import { figure } from "@long-attention/figures";

figure("kv-cache", { model: "Llama-3.1-8B", tokens: 32768, batch: 8 });

// %% [markdown]
// ### Why decoding is slow
//
// Prefill multiplies matrices. Decode multiplies a *vector* by the cache: every cached number is read once and used for one
// multiply-add. How many operations is that for each byte?

// %%
import {
  A100_80GB,
  decodeIntensity,
  fusedAttentionIntensity,
  naiveAttentionIntensity,
} from "long-attention/gpu";

const ridge = A100_80GB.peakFlopsPerSecond.fp16! / A100_80GB.hbmBytesPerSecond;
ridge;

// %%
table([
  {
    phase: "prefill, 4,096 queries, naive",
    "FLOP/B": naiveAttentionIntensity(4096, 128, 2).overall,
  },
  {
    phase: "prefill, 4,096 queries, fused",
    "FLOP/B": fusedAttentionIntensity(4096, 128, 2),
  },
  { phase: "decode, one query", "FLOP/B": decodeIntensity(4096, 128, 2) },
  { phase: "decode, 4 heads share a cache", "FLOP/B": decodeIntensity(4096, 128, 2, 4) },
  { phase: "what an A100 could do", "FLOP/B": ridge },
]);

// %% [markdown]
// About one operation per byte, where the GPU could do ${fixed(ridge, 0)}. Decoding waits for memory. So the size of the cache is not only a
// question of space: it sets the *speed*, because every step reads all of it.
//
// The reading can be shared, at least. Two workers take one half of the cache each, run attention over it, and keep their m and ℓ; the merge of notebook 07 joins
// what they found, in any order (*split-K*, as in FlashDecoding). Here the last word asks:

// %%
import { attentionPart } from "long-attention/attention";
import { show } from "long-attention/notebook";
import { mergedParts } from "long-attention/plots";

const half = (name: string, from: number, to: number) => ({
  name,
  ...attentionPart(q.at(-1)!, rows(K, from, to), rows(V, from, to)),
});
show(mergedParts([half("keys 0 to 2", 0, 3), half("keys 3 to 5", 3, 6)]));

// %%
attentionPart(q.at(-1)!, K, V).o;

// %% [markdown]
// The whole cache, read by one worker, gives the last row of the figure.

// %% [markdown]
// ## 3. How large is it?
//
// Two (a key and a value), times layers, times heads that are kept, times numbers in a head, times bytes in a number: that is what one token adds.
// GPT-3 is the classic example: 96 layers, 96 heads of 128 numbers.

// %%
import { modelKv } from "long-attention/facts";
import { kvBytesPerToken, kvCacheBytes } from "long-attention/kv";
import { bytes, bytesBinary, int } from "long-attention/notebook";

const gpt3 = modelKv("GPT-3 175B").config;
const sizes = ([4, 2] as const).map((width) => {
  const config = { ...gpt3, bytes: width };
  return { width, perToken: kvBytesPerToken(config), whole: kvCacheBytes(config, 2048) };
});
const columns = { width: "bytes per number", perToken: "per token", whole: "2,048 tokens" };
table(sizes, { columns, caption: "GPT-3's cache, in bytes" });

// %%
table(sizes.map(({ whole }) => ({ decimal: bytes(whole), binary: bytesBinary(whole) })));

// %% [markdown]
// Models are served in 16-bit numbers, fp16 or bf16: half the cache, or twice as many conversations on the same GPU. And say whether a GB is decimal or
// binary: the two differ by ${percent(2 ** 30 / 1e9 - 1)}.

// %% tags=hide-input
predict({
  question:
    "A server answers 32 conversations at once, each of 2,048 tokens, with GPT-3 in fp16. How large are their caches together, in decimal GB?",
  answer: (32 * sizes[1]!.whole) / 1e9,
  unit: "GB",
  because:
    "The weights are shared by all conversations, the caches are not: 32 times the cache of one, nearly as much as the model's weights.",
});

// %%
import { nominalParameters } from "long-attention/facts";

const weights = 2 * nominalParameters("GPT-3 175B")!;
table([
  { what: "weights", size: bytes(weights) },
  ...[1, 8, 32, 64].map((n) => ({
    what: n === 1 ? "1 cache" : `${n} caches`,
    size: bytes(n * sizes[1]!.whole),
  })),
]);

// %% [markdown]
// (The model's **weights** are its learned numbers, its parameters; they have nothing to do with attention's weights.) "The weights dominate" holds for one short conversation. From about ${int(Math.ceil(weights / sizes[1]!.whole))} on, the caches do.

// %% [markdown]
// ## 4. Share heads
//
// Nothing says that every query head needs keys and values of its own. **Grouped-query attention** (GQA) lets a group of query heads read one pair;
// **multi-query attention** (MQA) lets all heads do so. Count the boxes in the lower rows: only they are cached. (The last row, MLA, is the story of section 7.)

// %%
import { headSharing } from "long-attention/plots";

const latent = { latent: 512, rope: 64 };
show(headSharing({ H: 8, d: 128, groups: [8, 2, 1], latent }));

// %% [markdown]
// With H query heads and G pairs, query head h reads pair ⌊h / (H/G)⌋, rounded down: neighbours share. Two checks that the code does what the picture says: with
// G = H it must be plain multi-head attention (MHA), and with fewer pairs it must equal multi-head attention with every pair written out again for each of its readers.

// %%
import { groupedQueryAttention, multiHeadAttention } from "long-attention/attention";

const four = testTensors(6, 16); // 4 heads of 4
const all = multiHeadAttention(four.Q, four.K, four.V, 4);
maxAbsDiff(groupedQueryAttention(four.Q, four.K, four.V, 4, 4), all);

// %%
import { head } from "long-attention/attention";
import { columns as take, sideBySide } from "long-attention/tensor";

const [K2, V2] = [take(four.K, 0, 8), take(four.V, 0, 8)]; // 2 heads of 4
const copy = (A: typeof Q) => sideBySide([0, 0, 1, 1].map((g) => head(A, g, 2)));
const copied = multiHeadAttention(four.Q, copy(K2), copy(V2), 4);
maxAbsDiff(groupedQueryAttention(four.Q, K2, V2, 4, 2), copied);

// %%
const big = modelKv("Llama-2-70B").config; // 80 layers, 64 query heads, 8 key-value heads of 128
const byKvHeads = kvBytesPerToken(big);
const byQueryHeads = kvBytesPerToken({ ...big, kvHeads: big.heads, headDim: 128 });
table([
  { "Llama-2-70B, counted by": "query heads", "bytes per token": byQueryHeads },
  { "Llama-2-70B, counted by": "key-value heads", "bytes per token": byKvHeads },
]);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  slip: "the cache grows with the number of query heads",
  correct: `with the number of key-value heads, and windows cap the tokens: Llama-2-70B keeps ${int(byKvHeads)} bytes per token, not ${int(byQueryHeads)}`,
  why: `With query heads, a grouped model looks ${byQueryHeads / byKvHeads} times too large. And GPT-3 alternates full layers with banded ones, so even its figure is an upper bound.`,
});

// %%
import { kvSharing } from "long-attention/kv";

const llama2 = ["Llama-2-7B", "Llama-2-70B"].map((model) => {
  const { config } = modelKv(model);
  return { model, sharing: kvSharing(config), "bytes per token": kvBytesPerToken(config) };
});
table(llama2);

// %% [markdown]
// A family's name is not a model: only the large Llama 2 groups its heads. The small model's cache is the larger one, ${fixed(llama2[0]!["bytes per token"] / llama2[1]!["bytes per token"], 1)} times that of the model ten times its size.

// %% [markdown]
// ## 5. A window, and a buffer that never grows
//
// In the first Mistral 7B (v0.1; its next version has no window), each layer reads only the newest W = ${int(4096)} tokens. What is older can be forgotten, so W slots are enough: token i overwrites slot
// i mod W. Five tokens in three slots:

// %%
import { ringBuffer } from "long-attention/plots";

const words = ["Our", "planet", "is", "a", "lonely"];
show(ringBuffer({ W: 3, words }));

// %% [markdown]
// In memory the tokens lie rotated. Attention does not mind: a softmax over keys has no order, as long as each key carries its own position.
// Most models write it into the key's numbers before they cache it. Who wants to count positions anew later, as StreamingLLM does (09), caches the key
// without its position and writes that in at every step.

// %% tags=hide-input
predict({
  question:
    "In which slot of Mistral's buffer does token 4,097 go? Tokens and slots count from 0.",
  answer: 4097 % 4096,
  tolerance: 0,
  because:
    "4,097 mod 4,096. Token 0 took slot 0 and was overwritten by token 4,096; token 1 is the next to go.",
});

// %%
import { RollingCache } from "long-attention/kv";
import { windowMask } from "long-attention/sparse";

const rolling = new RollingCache<KeyValue>(3);
const windowed = q.map((query, i) => decodeStep(rolling, query, k[i]!, v[i]!));
const mask = windowMask(6, 5, { causal: true }); // itself and two before
maxAbsDiff(matrix(windowed), attention(Q, K, V, { mask }));

// %% [markdown]
// Exactly the last rows of windowed causal attention. The saving, at Mistral's longest context:

// %%
const mistral = modelKv("Mistral-7B-v0.1");
const W = 4096;
const unbounded = kvCacheBytes({ ...mistral.config, windows: [null] }, mistral.maxTokens);
const bounded = kvCacheBytes(mistral.config, mistral.maxTokens);
table([
  { cache: "every token", size: bytesBinary(unbounded) },
  { cache: "rolling buffer", size: bytesBinary(bounded) },
]);

// %% [markdown]
// ${int(unbounded / bounded)} times smaller. And older tokens are not quite lost: layer by layer, news travels one window further back. How far?

// %%
import { windowReach } from "long-attention/kv";

const reach = windowReach(mistral.config.layers, W);
table([
  { formula: "W · layers", tokens: W * mistral.config.layers },
  { formula: "(W − 1) · layers", tokens: reach },
]);

// %% tags=hide-input
callout({
  paper: "k layers of sliding windows reach W · k tokens back (Mistral 7B, section 2)",
  correct: `k · (W − 1) when the window includes the token itself, as in the code: ${int(reach)}, not ${int(W * mistral.config.layers)}`,
  why: "The token itself would be counted once in every layer: a small difference here, a large one for W = 3.",
});

// %% [markdown]
// A path is not a promise: that a signal *can* travel this far does not mean that the model uses it. More about that in 09.

// %% [markdown]
// ## 6. Some layers look far, most look near
//
// Newer models mix. Gemma 3 gives five layers of six a window and lets the sixth see everything; gpt-oss alternates. The size is then a sum over layers:
// each adds min(T, its window) tokens.

// %%
const hybrids = ["Gemma-3-27B", "gpt-oss-120b"].map((model) => {
  const { config, maxTokens } = modelKv(model);
  const withWindows = kvCacheBytes(config, maxTokens);
  const without = kvCacheBytes({ ...config, windows: [null] }, maxTokens);
  return { model, maxTokens, withWindows, without };
});
table(
  hybrids.map(({ model, maxTokens, withWindows, without }) => ({
    model,
    tokens: maxTokens,
    "with windows": bytesBinary(withWindows),
    without: bytesBinary(without),
    share: percent(withWindows / without),
  })),
);

// %% [markdown]
// However small the windows, the size cannot fall below the share of the layers that see everything: one in six for Gemma 3, one in two for gpt-oss.

// %% [markdown]
// ## 7. Keep a recipe instead: latent attention
//
// DeepSeek's **multi-head latent attention** (MLA) caches neither keys nor values. It keeps one short *latent* vector for all heads, from which every key and
// value can be made by a matrix product, and one small key that carries the position.

// %% tags=hide-input
const deepseek = kvBytesPerToken(modelKv("DeepSeek-V3").config);
const llama3 = kvBytesPerToken(modelKv("Llama-3.1-8B").config);
predict({
  question:
    "DeepSeek-V3 has 61 layers of 128 heads; Llama-3.1-8B is far smaller, 32 layers with 8 key-value heads. Whose cache takes more bytes per token?",
  choices: ["DeepSeek-V3", "Llama-3.1-8B", "they are equal"],
  answer: deepseek > llama3 ? "DeepSeek-V3" : "Llama-3.1-8B",
  remarks: {
    "DeepSeek-V3":
      "It has more layers and heads, but keeps 576 numbers per layer for all heads together.",
    "they are equal": "61 layers of 576 numbers against 32 layers of 2,048.",
  },
  because: `DeepSeek keeps 512 + 64 numbers per layer, ${int(deepseek)} bytes in all; Llama 2 · 8 · 128 per layer, ${int(llama3)} bytes.`,
});

// %%
// The same model with a key of 192 and a value of 128 numbers for each of 128 heads:
const deepseekAsMha = 61 * 128 * (192 + 128) * 2;
table([
  { cache: "DeepSeek-V3 as it is", "bytes per token": deepseek },
  { cache: "the same with MHA", "bytes per token": deepseekAsMha },
  { cache: "Llama-3.1-8B", "bytes per token": llama3 },
]);

// %% [markdown]
// ${fixed(deepseekAsMha / deepseek, 1)} times less than with a cache for every head. Is there a price? Making the keys again at each step would be a high one. The trick
// is not to make them. With $c$ the short vector and $U$ the matrix that makes a key of it, $q \cdot (c\,U) = (q\,U^\top) \cdot c$: the matrix is absorbed
// into the query, and all heads read the short vectors themselves.

// %%
import { absorbedLatentAttention, latentAttention } from "long-attention/attention";
import { randn, rng } from "long-attention/tensor";

const random = rng(8);
const part = (shape: [number, number]) => randn(shape, random);
const inputs = {
  Qc: part([6, 8]),
  Qr: part([6, 4]),
  C: part([6, 3]), // cached: 3 numbers per token …
  Kr: part([6, 2]), // … and 2
  Wuk: part([3, 8]),
  Wuv: part([3, 8]),
};
maxAbsDiff(absorbedLatentAttention(inputs, 2), latentAttention(inputs, 2));

// %% [markdown]
// The same result, without making a key. But not for free: a head now multiplies with ${int(512 + 64)} numbers for a score and ${int(512)} for the output, where its own key and value would have
// ${int(128 + 64)} and ${int(128)}: ${fixed((512 + 64 + 512) / (128 + 64 + 128), 1)} times the multiply-adds. Decoding has arithmetic to spare, so the trade is a good one; and since ${int(128)} heads
// share what is read, each byte serves ${fixed((2 * 128 * (512 + 64 + 512)) / (2 * (512 + 64)), 0)} FLOPs: more than the ${fixed(ridge, 0)} that an A100 could do. This decoding is math-bound.

// %% [markdown]
// ## 8. All models side by side
//
// First one token, then whole sequences up to the longest that each model accepts. Both axes of the second figure are logarithmic: a slope of one is a cache that
// grows with every token, a flat line is a window.

// %%
import { kvModels } from "long-attention/facts";
import { kvTokenBars } from "long-attention/plots";

const bars = kvModels().map(({ model, config }) => ({
  label: model,
  sharing: kvSharing(config),
  bytesPerToken: kvBytesPerToken(config),
}));
show(kvTokenBars(bars.sort((a, b) => b.bytesPerToken - a.bytesPerToken)));

// %%
import { kvGrowth } from "long-attention/plots";

const early = ["GPT-3 175B", "Llama-2-7B", "Mistral-7B-v0.1"];
const names = [...early, "Llama-3.1-8B", "Gemma-3-27B", "DeepSeek-V3"];
const series = names.map((label) => {
  const { config, maxTokens } = modelKv(label);
  const Ts = Array.from({ length: Math.log2(maxTokens) - 7 }, (_, n) => 2 ** (n + 8));
  return { label, points: Ts.map((T) => ({ T, bytes: kvCacheBytes(config, T) })) };
});
const gpu = { label: "all the memory of an A100", bytes: A100_80GB.hbmBytes! };
show(kvGrowth({ series, gpu }));

// %% [markdown]
// ## 9. A serving budget
//
// What the weights leave free, divided by the cache of one conversation, rounded down. For Llama-3.1-8B in fp16 on one A100:

// %%
import { maxBatch } from "long-attention/kv";

const llama = modelKv("Llama-3.1-8B");
const llamaWeights = 2 * nominalParameters(llama.model)!;
const free = A100_80GB.hbmBytes! - llamaWeights;
table(
  [2048, 8192, 32768, 131072].map((T) => ({
    "tokens each": T,
    "one cache": bytesBinary(kvCacheBytes(llama.config, T)),
    conversations: maxBatch(A100_80GB.hbmBytes!, llamaWeights, llama.config, T),
  })),
);

// %% [markdown]
// ${bytes(free)} are free after the weights (a nominal figure from the model's name). That is a budget of tokens, and you may spend it on many short
// conversations or on few long ones. Real servers also need room for activations, the numbers under way between layers, so they get somewhat less.
//
// The same numbers give a speed limit. A step must read the weights and all the caches once:

// %%
const bytesPerMs = A100_80GB.hbmBytesPerSecond / 1000;
const stepMs = (T: number, batch: number) =>
  (llamaWeights + batch * kvCacheBytes(llama.config, T)) / bytesPerMs;
table([
  { tokens: 2048, batch: 1, "ms per step, at least": fixed(stepMs(2048, 1), 1) },
  { tokens: 131072, batch: 1, "ms per step, at least": fixed(stepMs(131072, 1), 1) },
  { tokens: 131072, batch: 3, "ms per step, at least": fixed(stepMs(131072, 3), 1) },
]);

// %% [markdown]
// ## Recap
//
// - Keys and values never change once written, so they are kept; queries are not.
// - Bytes per token: 2 · layers · key-value heads · head dimension · bytes per number. For the whole: times min(T, window), summed over layers, times the batch.
// - GQA, MQA and MLA shrink what a token adds; windows stop it from adding up; fewer bytes per number shrink all of it alike.
// - A decoding step reads the whole cache: its size is its speed.
//
// **The one picture to remember:** two columns, one K and one V, appended in every layer for every token.
//
// **Your turn:** [exercise set 08](../exercises/08-kv-cache.ipynb) (the size of a cache, windows, the rolling buffer, grouped heads, the decode step, a batch).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("08");

// %%
import { progress } from "@long-attention/grader";
progress("08");

// %% [markdown]
// **Next:** [09 Λ-attention and sinks](09-sinks.ipynb). **Before:** [07b FlashAttention on your own processor](07b-your-processor.ipynb).
//
// Behind this notebook: [size.ts](../lib/src/kv/size.ts), [decode.ts](../lib/src/kv/decode.ts), [rolling.ts](../lib/src/kv/rolling.ts),
// [grouped-query.ts](../lib/src/attention/grouped-query.ts), [mla.ts](../lib/src/attention/mla.ts), [budget.ts](../lib/src/kv/budget.ts);
// the models' parameters: [models-kv.json](../assets/data/models-kv.json), each row with its source.
//
// **Sources.** Brown et al. 2020 (GPT-3), Table 2.1. Jiang et al. 2023, *Mistral 7B*, section 2. Touvron et al. 2023, the Llama 2 model cards.
// DeepSeek-AI 2024, *DeepSeek-V3*, its configuration and code. Shazeer 2019, *Fast Transformer Decoding* (MQA). Ainslie et al. 2023, *GQA*.
// Most models' parameters are litgpt's transcription of their `config.json`.
