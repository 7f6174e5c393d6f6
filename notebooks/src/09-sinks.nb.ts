// %% [markdown]
// # 09 · Λ-attention and sinks
//
// *You are here:* [start](start.ipynb) · [08 The key-value cache](08-kv-cache.ipynb) → **09 Λ-attention and sinks** → [10 Retrieval and compression](10-retrieval-compression.ipynb).
// *Time:* 35 minutes. *You need:* softmax (00), attention windows (04), the key-value cache (08).
//
// After this notebook you can
// - explain why a plain window ruins a model that was trained with full attention;
// - build the Λ-shaped mask, count it, and evict a cache to the same keys;
// - say which distance a position encoding should be given, and two ways to keep it small;
// - tell what sinks do *not* buy: a longer memory.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("09");

// %% [markdown]
// ## 1. Train short, test long
//
// A model was trained on texts up to some length. In use, the conversation goes on and on. Two things become new to it: *distances*
// between tokens that it never saw, and *numbers of keys* in one softmax that it never saw. And the cache of notebook 08 grows without end.
//
// Notebook 04 had a remedy for cost: a **window**. Every token reads itself and its nearest neighbours before it. So here is an open
// question: *can we replace full attention by a sparse one at inference*, in a model that was trained without?

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "Take a trained model and let each token read only the newest thousand. What happens to its predictions?",
  choices: [
    "they hardly change, since old tokens matter little",
    "they get a little worse, the more so the longer the text",
    "they collapse as soon as the first tokens leave the window",
  ],
  answer: "they collapse as soon as the first tokens leave the window",
  remarks: {
    "they hardly change, since old tokens matter little":
      "The first tokens matter a great deal, whatever they say.",
    "they get a little worse, the more so the longer the text":
      "It is not gradual: all is well until the first tokens leave.",
  },
  because:
    "It is not a slow decline: one moment all is well, the next the model babbles. The next cell has measurements.",
});

// %% [markdown]
// Xiao et al. (2024, StreamingLLM) measured it: `Llama-2-13B` reads the first book of the test set PG-19. **Perplexity** says among how many words a model
// hesitates; lower is better.

// %%
import { reported } from "long-attention/facts";
import { fixed, table } from "long-attention/notebook";

table(
  reported("StreamingLLM, Table 1").map(({ setting, value }) => ({
    "the cache keeps": setting,
    perplexity: fixed(value, 2),
  })),
);

// %% [markdown]
// Same number of keys, four of them swapped. What is it about the *first* tokens? Not their meaning: the last row has
// line breaks in their place.

// %% [markdown]
// ## 2. A parking place for weight
//
// Softmax weights add up to one. A head that has nothing to say about this token must still put its weight *somewhere*. Trained models
// learn to park it where it does no harm, and the first token is the one that every query can see. Such a token is an **attention sink**.
// We saw one in notebook 00: head 8 of a real layer, whose words look at `[CLS]`.

// %%
import { attentionWeights, head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { show } from "long-attention/notebook";
import { attentionMap } from "long-attention/plots";

const { Q, K, heads, words } = miniLm();
const P8 = attentionWeights(head(Q, 8, heads), head(K, 8, heads));
show(attentionMap(P8, { words, title: "Head 8 parks its weight on [CLS]" }));

// %% [markdown]
// Now the same thing as a toy, small enough for pencil and paper: eight tokens, the first with score 5, the others with score 0.

// %%
import { evictionInflation, sinkLogits, sinkWeights } from "long-attention/kv";
import { list } from "long-attention/notebook";

const everyKey = [0, 1, 2, 3, 4, 5, 6, 7];
const before = sinkWeights(7, everyKey);
list(before, 6);

// %% tags=hide-input
const inflation = evictionInflation(sinkLogits(8), [0]);
predict({
  question:
    "The first token leaves the cache. By what factor does the weight of each other token grow?",
  answer: inflation,
  tolerance: 0.05,
  because:
    "Seven equal tokens shared what the sink left over, and now share everything: one seventh each. The factor is one over their former share, (e⁵ + 7) / 7.",
});

// %%
import { evictionWeights } from "long-attention/plots";

const after = sinkWeights(7, everyKey.slice(1));
show(evictionWeights({ before: before, after, evicted: [0] }));

// %% [markdown]
// A head that was almost silent now shouts with full voice, and it has nothing to say. The next layer has never seen such an input. Every
// layer and many heads do this in the same moment: that is the collapse.
//
// Is the toy far from life? Evict `[CLS]` from the real head and look at how much louder each word's other keys become. (This encoder
// reads in both directions and is not a language model; we look at its softmax only.)

// %%
import { attentionScores } from "long-attention/attention";
import { toRows } from "long-attention/tensor";

const scores8 = toRows(attentionScores(head(Q, 8, heads), head(K, 8, heads)));
const grow = scores8.map((row) => evictionInflation(row, [0]));
table(
  words.map((word, i) => ({
    word,
    "weight on [CLS]": fixed(P8.get(i, 0), 3),
    "the others grow by": `${fixed(grow[i]!, 1)} ×`,
  })),
);

// %% [markdown]
// Between ${fixed(Math.min(...grow), 1)} and ${fixed(Math.max(...grow), 1)} times: less than in the toy, where we chose the score 5, but in every row at once.

// %% [markdown]
// ## 3. The Λ mask
//
// The remedy costs almost nothing: keep the first tokens, whatever they say. Query i reads the first $g$ keys and the newest $L$, its own
// among them: $j \le i$ and ($j < g$ or $i - j < L$). Drawn as a mask, the two strips look like the Greek letter Λ. (It comes from
// LM-Infinite, and has nothing to do with the *lambda layers* of the LambdaNetworks of computer vision.)

// %% tags=hide-input
import { lambdaPattern } from "long-attention/sparse";

const [T, g, L] = [12, 2, 4];
const lambda = lambdaPattern(T, g, L);
predict({
  question: `With g = ${g} and L = ${L}, counting from 0: what is the first row of the Λ mask that differs from full causal attention?`,
  answer: Array.from({ length: T }, (_, i) => i).findIndex(
    (i) => lambda.keys(i).length < i + 1,
  ),
  tolerance: 0,
  because:
    "Row i of the full mask has i + 1 keys, and the Λ holds g + L at most. The first row with one key too many is row g + L.",
});

// %%
import { maskGrids } from "long-attention/plots";
import { causalPart, causalWindowPattern, globalPattern } from "long-attention/sparse";

const window = causalWindowPattern(T, L);
const sinks = causalPart(globalPattern(T, [0, 1]));
const both = { W: window, S: sinks };
const letters = { W: "window", S: "sink" };
show(
  maskGrids(
    [
      { pattern: window, parts: { W: window } },
      { pattern: lambda, parts: both },
    ],
    { title: "A window, and the Λ", letters },
  ),
);

// %%
import { causalPattern } from "long-attention/sparse";

const full = causalPattern(T);
table(
  [4, 5, 6, 7, 8].map((i) => ({
    "row i": i,
    "keys of the Λ": list(lambda.keys(i)),
    missing: list(full.keys(i).filter((j) => !lambda.keys(i).includes(j))) || "nothing",
  })),
);

// %% [markdown]
// Until then nothing changes, so the model is on known ground. How many pairs does it save? Once $T \ge g + L$, the count is
// $TL - L(L-1)/2 + (T-L)g - g(g-1)/2$. It grows with $T$, not with $T^2$.

// %%
import { lambdaNnz } from "long-attention/sparse";
import { int, percent } from "long-attention/notebook";

const causalPairs = (T: number) => (T * (T + 1)) / 2;
const sizes = [12, 32_768, 1_048_576].map((T) =>
  T === 12 ? { T, g: g, L: L } : { T, g: 10, L: 4096 },
);
table(
  sizes.map(({ T, g, L }) => ({
    T,
    g,
    L,
    "pairs of the Λ": lambdaNnz(T, g, L),
    "of causal": percent(lambdaNnz(T, g, L) / causalPairs(T), 2),
  })),
);

// %% [markdown]
// ## 4. How far is far?
//
// One thing is still new to the model. Attention itself knows no order; a **position encoding** tells it where a key is. The usual ones, such as the rotary positions of notebook 01, are *relative*: they
// are given the *distance* from query to key, and the sinks drift further and further away. Two ways to keep distances known:
// - **A ceiling** (LM-Infinite): distances in the text, but never more than a limit.
// - **Positions in the cache** (StreamingLLM): count slots of the cache, as if the evicted tokens had never been.

// %%
import { relativeDistances } from "long-attention/kv";

const keys = lambda.keys(11);
const capped = relativeDistances("lambda", keys, 11, L);
const inCache = relativeDistances("streaming", keys, 11);
table(
  keys.map((j, k) => ({
    "key of query 11": j,
    "in the text": 11 - j,
    "with a ceiling": capped[k],
    "in the cache": inCache[k],
  })),
);

// %%
import { distanceMap } from "long-attention/plots";

const grid = (name: string, distances: (keys: number[], i: number) => number[]) => ({
  name,
  rows: Array.from({ length: T }, (_, i) => {
    const keys = lambda.keys(i);
    return { keys, distances: distances(keys, i) };
  }),
});
const counted = [
  grid("in the text", (keys, i) => keys.map((j) => i - j)),
  grid("with a ceiling", (keys, i) => relativeDistances("lambda", keys, i, L)),
  grid("in the cache", (keys, i) => relativeDistances("streaming", keys, i)),
];
show(distanceMap({ grids: counted, trained: g + L - 1 }));

// %% [markdown]
// Either way, no row holds a distance that training never saw. Note the price: under a ceiling several sinks are given one and the same
// distance, and in both a token of the middle is not far away but *gone*.

// %% [markdown]
// ## 5. Eviction: the same mask as a cache
//
// When a model decodes, nobody builds masks. The cache simply forgets. `evict` says which entries stay: the first ones, and the newest, with
// room for those about to come.

// %%
import { evict } from "long-attention/kv";

table([
  { call: "evict(12, 4, 4)", stays: list(evict(12, 4, 4)) },
  { call: "evict(8, 4, 4)", stays: list(evict(8, 4, 4)) },
  { call: "evict(8, 4, 4, 1), one is coming", stays: list(evict(8, 4, 4, 1)) },
]);

// %%
Array.from(
  { length: T },
  (_, i) => list(evict(i + 1, g, L)) === list(lambda.keys(i)),
).every(Boolean);

// %% [markdown]
// Token after token, the cache holds exactly the keys of the Λ mask. Now let the text run past the length of training. The toy head
// again: four first tokens share the parking place, and we watch how loud the head is, that is, how much weight is *not*
// parked. One on the axis is the loudest that it ever was in training. (The window alone may keep as many keys as sinks and window together.)

// %%
import { sinkError } from "long-attention/plots";

show(sinkError({ trained: 16, T: 64, recent: 8, sinks: 4, toy: { parking: 4 } }));

// %% [markdown]
// The window alone jumps by a factor when the parking places leave. Full attention drifts: ever more keys in one softmax outweigh the sink. Sinks
// with a window stay where training was, for ever. This is one head of a toy. It shows a mechanism, not the quality of a model.

// %% [markdown]
// Try it. Start without sinks and press *Read on*, or go through the text with ← →. What happens to the weights below the mask at the moment
// when the first tokens leave? Then keep one sink more with ↑, and one more: how many does it take when four tokens share the parking
// place, and how many when it is one?

// %%
import { figure } from "@long-attention/figures";

figure("lambda-sinks", { query: 40, sinks: 0, window: 8 });

// %% [markdown]
// ## 6. A sink of one's own
//
// If models need a parking place, give them one. gpt-oss has a learned number for each head, a **sink logit** (*logit* is another word for score). It stands
// in the denominator of the softmax and reads nothing. Then the weights may add up to *less* than one, and no token has to play the part.

// %%
import { sinkSoftmax } from "long-attention/kv";

const total = (p: Float64Array) => p.reduce((sum, x) => sum + x, 0);
table(
  [-Infinity, 0, 2, 5].map((sink) => {
    const p = sinkSoftmax([0, 0, 0, 0], sink);
    return {
      "sink logit": fixed(sink, 0),
      "each weight": p[0]!,
      "sum of weights": total(p),
    };
  }),
);

// %% [markdown]
// With −∞ it is the plain softmax. Nothing can be evicted by mistake, because the sink is not in the cache.

// %% [markdown]
// ## 7. What it buys: speed
//
// A cache of constant size means constant work for each token. As a model of decoding, take the larger of two times: reading the
// weights and the cache, and multiplying. Three policies for a model with the cache of Llama-2-7B:
// keep all keys; keep sinks and window; or keep a window but compute its keys and values *afresh* for each token, which is
// how one can avoid the collapse without sinks.

// %%
import { modelKv, nominalParameters } from "long-attention/facts";
import { A100_80GB, peakFlops } from "long-attention/gpu";
import { kvBytesPerToken } from "long-attention/kv";
import { throughputModel } from "long-attention/plots";

const machine = {
  parameters: nominalParameters("Llama-2-7B")!,
  weightBytes: 2,
  kvBytesPerToken: kvBytesPerToken(modelKv("Llama-2-7B").config),
  hbmBytesPerSecond: A100_80GB.hbmBytesPerSecond,
  flopsPerSecond: peakFlops(A100_80GB, "fp16"),
};
const [memoryBytes, Ts] = [A100_80GB.hbmBytes!, [1024, 8192, 65_536, 1_048_576]];
show(throughputModel({ machine, memoryBytes, sinks: 4, recent: 2044, Ts }));

// %%
import { decodeSeconds } from "long-attention/kv";

const kept = decodeSeconds({ kind: "sinks", sinks: 4, recent: 2044 }, 65_536, machine);
const afresh = decodeSeconds({ kind: "recompute", recent: 2048 }, 65_536, machine);
afresh / kept;

// %% [markdown]
// Computing a window of ${int(2048)} tokens afresh takes ${fixed(afresh / kept, 1)} times as long in this model. It leaves out much; measure before you buy.

// %% [markdown]
// ## 8. What it does not buy: memory

// %% tags=hide-input
predict({
  question:
    "With four sinks and a window, a model chats through a million tokens without trouble. May you ask it about the beginning?",
  choices: ["yes", "only about the first four tokens and the newest ones"],
  answer: "only about the first four tokens and the newest ones",
  remarks: {
    yes: "It runs on without trouble, and has forgotten all that was evicted.",
  },
  because:
    "What was evicted is gone. The authors of StreamingLLM say so themselves: the method does not enlarge the context, it lets a model run on and on within it.",
});

// %%
const reads = lambdaPattern(64, 4, 8).keys(63);
table(
  [2, 10, 30, 50, 60].map((token) => ({
    token,
    "query 63 reads it": reads.includes(token),
  })),
);

// %% [markdown]
// In several layers, news may travel further than one window, as in notebook 04. But what no layer passes on in time is lost.
//
// So the answer to the open question. *Can we replace full attention by a sparse one at inference?* Not by any sparse one: a pattern has to
// leave the model on the ground where it was trained. Keep the sinks, keep distances within the known, keep the newest tokens, and a model goes on
// without training. What it cannot keep is everything else: for that, train with the pattern, or look things up (notebook 10).

// %% [markdown]
// ## Recap
//
// - Softmax weights add up to one, so trained heads park what they do not need on the first tokens: attention sinks.
// - Evict the sinks, and all other weights grow by one over their former share. A plain window collapses.
// - The Λ mask keeps $g$ first and $L$ newest keys; as a cache it is eviction. Its cost grows with $T$.
// - Distances stay known by a ceiling, or by counting positions in the cache.
// - The text may be endless; the memory stays as short as it was.
//
// **The one picture to remember:** two strips, one down the left edge and one along the diagonal, like the letter Λ.
//
// **Your turn:** [exercise set 09](../exercises/09-sinks.ipynb) (the mask, its count, eviction, both ways to count distances, the softmax with a sink).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("09");

// %%
import { progress } from "@long-attention/grader";
progress("09");

// %% [markdown]
// **Next:** [10 Retrieval and compression](10-retrieval-compression.ipynb). **Before:** [08 The key-value cache](08-kv-cache.ipynb).
//
// Behind this notebook: [lambda.ts](../lib/src/sparse/lambda.ts), [evict.ts](../lib/src/kv/evict.ts),
// [distances.ts](../lib/src/kv/distances.ts), [inflation.ts](../lib/src/kv/inflation.ts), [sink-toy.ts](../lib/src/kv/sink-toy.ts),
// [sink-softmax.ts](../lib/src/kv/sink-softmax.ts), [decode-rate.ts](../lib/src/kv/decode-rate.ts).
//
// **Sources.** Han et al. 2024, *LM-Infinite: Zero-Shot Extreme Length Generalization for Large Language Models* (NAACL). Xiao et al. 2024, *Efficient
// Streaming Language Models with Attention Sinks* (StreamingLLM), and the questions and answers of its repository.
// OpenAI 2025, repository openai/gpt-oss, `model.py`, for the learned sink. The toy and the model of speed are this course's own.
