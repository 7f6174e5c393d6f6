// %% [prose]
import { int } from "long-attention/notebook";

// %% [markdown]
// # 04 · Sparse patterns
//
// *You are here:* [start](start.ipynb) · [03 Memory-bound](03-memory-bound.ipynb) → **04 Sparse patterns** → [05 The graph view](05-graph-view.ipynb).
// *Time:* 45 minutes. *You need:* attention and its mask (00), and what makes a kernel wait for memory (03).
//
// After this notebook you can
// - build the masks of Longformer, BigBird and BlockBERT, and count them exactly;
// - compute attention over the allowed pairs alone, and prove that nothing else was touched;
// - say after how many layers a word has heard of every other, or that it never will;
// - judge a pattern: what it reaches, what it costs, and whether a GPU likes it.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("04");

// %% [markdown]
// ## 1. Most of the matrix is nearly empty
//
// Attention compares every word with every word. Does it have to? People who looked at trained models found:
//
// > Visual inspection showed that most layers had sparse attention patterns across most data points…
// >
// > Child et al. 2019, *Generating Long Sequences with Sparse Transformers*, §4.1, about a model of 128 layers on images
//
// The same paragraph goes on to warn: some layers looked everywhere, and in others the pattern depended on the data. Hold on to both halves.
//
// Here is a small test of our own, on the real model of notebook 00. How much of each head's weight goes at most one place to the left or right? And how much
// is kept when the first token, `[CLS]`, is spared as well?

// %%
import { attentionWeights, head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";

const { Q: q, K: k, heads, words: pieces } = miniLm();
const weights = Array.from({ length: heads }, (_, h) =>
  attentionWeights(head(q, h, heads), head(k, h, heads)),
);
pieces.join(" ");

// %%
import { percent, table } from "long-attention/notebook";
import { itcPattern, keyLists, type Pattern, windowPattern } from "long-attention/sparse";

const n = pieces.length;
const [nextDoor, orCls] = [windowPattern(n, 3), itcPattern(n, 3, [0])];
const kept = (P: typeof q, pattern: Pattern) => {
  const read = keyLists(pattern).flatMap((J, i) => J.map((j) => P.get(i, j)));
  return percent(read.reduce((a, b) => a + b) / n);
};
table(
  weights.map((P, h) => {
    return { head: h, "next door": kept(P, nextDoor), "or [CLS]": kept(P, orCls) };
  }),
);

// %% [markdown]
// Head 2 loses nothing next door; most heads lose a good part of their weight, and get much of it back through one single token. A fixed pattern suits some
// heads and hurts others.
//
// Two ways lead out of the quadratic wall, says the BigBird paper (Zaheer et al. 2020, §1.1). One *embraces* the length limit: keep full attention
// on short pieces and choose the pieces well, by sliding over the text or by looking things up (notebook 10). The other *questions* full attention,
// and asks:
//
// > What aspects of the self-attention model are necessary for its performance?
// >
// > Can we achieve the empirical benefits of a fully quadratic self-attention scheme using fewer inner-products?
//
// Either may look backwards only, as language models do (Transformer-XL, Adaptive Span, Compressive Transformer), or both ways (Longformer, blockwise
// attention, ETC, BigBird). We begin with both ways.

// %% [markdown]
// ## 2. Local
//
// The simplest answer: read your neighbours. A **window** of c keys is centred on the query, its own key included, so c is odd and reaches
// $h = (c-1)/2$ places to each side.

// %% tags=hide-input
import { predict } from "long-attention/notebook";
import { bandNnz } from "long-attention/sparse";

predict({
  question: "Six words, a window of c = 3. How many of the 36 pairs are read?",
  answer: bandNnz(6, 3),
  tolerance: 0,
  because:
    "Three keys for each of six words would be 18, but the first and the last word have one neighbour only.",
});

// %%
import { show } from "long-attention/notebook";
import { maskGrids } from "long-attention/plots";

const words = "Our planet is a lonely speck".split(" ");
const T = words.length;
show(
  maskGrids([{ pattern: windowPattern(T, 3) }, { pattern: windowPattern(T, 5) }], {
    words,
    title: "A window of three, a window of five",
  }),
);

// %% [markdown]
// The number of filled cells is called **nnz**, the number of non-zeros of the mask. For a window it is $cT - h(h+1)$: c for each word, less what sticks out
// at the two ends. So with c much smaller than T, attention in a window costs O(cTd): for every one of T queries c keys of d numbers. (O means *at most about*.) (Beware when you read Longformer's
// code: in its authors' code the setting `attention_window` counts the keys on *each side*, our h; in the library transformers it counts both sides
// together. When in doubt, count a small mask.)

// %% [markdown]
// ## 3. Dilate
//
// A window of three reaches one place. Without reading more, it could reach further: skip places. With **dilation** s, the window
// takes every s-th key. (Lectures call this window *strided*, too. In this course *strided* means something else: Child's pattern in section 10.)

// %% tags=hide-input
import { layersToReach } from "long-attention/sparse";

const skipping = windowPattern(T, 3, { dilation: 2 });
predict({
  question:
    "A window of three with dilation 2, applied in layer after layer. After how many layers does *Our* hear of its neighbour *planet*?",
  choices: ["after one", "after three", "after five", "never"],
  answer: layersToReach(skipping, 0)[1] === Infinity ? "never" : "after one",
  remarks: {
    "after one": "One layer reads two places away, never one.",
    "after three": "Three hops of two are six places, or two, never one.",
    "after five": "However many hops of two you add, the sum stays even.",
  },
  because:
    "Every hop is two places long. Even positions hear of even positions, odd ones of odd ones: the sentence falls apart into two.",
});

// %%
show(
  maskGrids([{ pattern: skipping }, { pattern: windowPattern(T, 5, { dilation: 2 }) }], {
    words: words,
    title: "Every second key",
  }),
);

// %%
const reached = layersToReach(skipping, 0);
table(
  words.map((word, j) => ({
    word,
    "layers until it reaches *Our*": String(reached[j]).replace("Infinity", "never"),
  })),
);

// %% [markdown]
// A chessboard: the squares of one colour never meet those of the other. The cure is cheap. Let some heads or some layers use an ordinary window, and the two halves talk.

// %% [markdown]
// ## 4. Random
//
// Neighbours are safe but near. A few **random** keys for each query, drawn once and then kept, are shortcuts through the text. Ours avoid the window, so that
// none is wasted: with r of them, nnz grows by exactly r for each query.

// %%
import { localRandomPattern } from "long-attention/sparse";
import { rng } from "long-attention/tensor";

const wild = [1, 2].map((r) => localRandomPattern(T, 3, r, rng(1)));
const near = windowPattern(T, 3);
show(
  maskGrids(
    wild.map((pattern) => ({ pattern, parts: { W: near, R: pattern } })),
    {
      words: words,
      letters: { W: "window", R: "random" },
      title: "Window and random keys",
    },
  ),
);

// %% [markdown]
// Why random should be good at all is the story of notebook 05. For now only count: ${int(wild[0]!.nnz)} pairs with one random key, ${int(wild[1]!.nnz)} with two.

// %% [markdown]
// ## 5. Global
//
// Or give the text a meeting place: a token that reads everything and is read by everyone. There are two ways to get one.
// - **ITC**, internal: a word of the text becomes global. Longformer does this, with `[CLS]`, or with the words of a question.
// - **ETC**, extended: new tokens such as `[cls]` are put before the text. The matrix grows by a row and a column each.

// %%
import { etcPattern, globalPattern } from "long-attention/sparse";

const withCls = ["[cls]", ...words];
const itc = itcPattern(T, 3, [1]);
const here = { words: words, parts: { G: globalPattern(T, [1]) } };
const before = { words: withCls, parts: { G: globalPattern(T + 1, [0]) } };
const column = etcPattern(T, 3, 1, { columnsOnly: true });
const grids = [
  { pattern: itc, ...here, title: "ITC: planet" },
  { pattern: column, ...before, title: "[cls] column" },
  { pattern: etcPattern(T, 3), ...before, title: "ETC: row, column" },
];
const title = "Everyone meets at a global token";
show(maskGrids(grids, { letters: { G: "global" }, title }));

// %% [markdown]
// In the middle picture everybody reads `[cls]`, but `[cls]` reads only itself: it can tell, but not listen. On the right it does both.
//
// That is the whole of **Longformer**'s idea: a local window, and global attention where the task calls for it. Nothing else in the model changes, so it is a **drop-in**: take
// a trained model (RoBERTa, which reads ${int(512)} tokens), put this attention in the place of the old one, with the same weights, and copy its ${int(512)} learned positions again
// and again until they reach ${int(4096)}. Then train on, in two steps: first a little on long texts, as before, so that the model gets used to the length; then on the
// task itself, with its own examples and a small rate of learning, which is called **fine-tuning**. There the task chooses the global tokens: `[CLS]` to classify, the words of the question
// to answer it. Global tokens get projections of their own, which start as copies: other matrices make the queries, keys and values of their rows. Everybody
// else reads a global token by its ordinary key and value.

// %% [markdown]
// ## 6. Count exactly
//
// As bounds, one reads O(3Td) for a window of three, O((3T+T)d) with the column of `[cls]`, O((3T+T+T)d) with its row as well. Compare
// with a count, pair by pair.

// %%
import { countNnz } from "long-attention/sparse";

const counts = [6, 100, 4096].map((T) => ({
  T,
  "window: 3T": 3 * T,
  counted: countNnz(windowPattern(T, 3)),
  "column: 4T": 4 * T,
  "counted ": countNnz(etcPattern(T, 3, 1, { columnsOnly: true })),
  "both: 5T": 5 * T,
  "counted  ": countNnz(etcPattern(T, 3)),
}));
table(counts);

// %% [markdown]
// Exactly 3T − 2, 4T − 1 and 5T − 1: as bounds the three are right, as counts they are not, because edges take pairs away. A test that compares your code with
// 3T will fail on correct code. (With `[cls]` the matrix has (T + 1)² entries.)

// %% [markdown]
// What matters is how the count grows. Look at the slopes: whoever climbs as steeply as *full* is still quadratic.

// %%
import { nnzCurve } from "long-attention/plots";
import { blockPattern, causalPattern, fullPattern } from "long-attention/sparse";

const lengths = [64, 512, 4096, 32_768, 262_144];
const pairs = {
  full: (T: number) => fullPattern(T).nnz,
  causal: (T: number) => causalPattern(T).nnz,
  "block, n = 16": (T: number) => blockPattern(T, 16).nnz,
  "window, c = 513": (T: number) => bandNnz(T, 513),
  "window, c = 3, [cls]": (T: number) => etcPattern(T, 3).nnz,
};
const curves = Object.entries(pairs).map(([label, nnz]) => ({
  label,
  points: lengths.map((T) => ({ T, nnz: nnz(T) })),
}));
show(nnzCurve(curves));

// %% [markdown]
// ## 7. Blocks
//
// **Blockwise** attention cuts the text into n equal blocks. The queries of one block read the keys of *one* block: their own, or, by a permutation π,
// another one.

// %%
const halves = [blockPattern(T, 2), blockPattern(T, 2, [1, 0])];
show(
  maskGrids(
    [
      { pattern: halves[0]!, title: "each its own" },
      { pattern: halves[1]!, title: "each the other" },
      { pattern: blockPattern(T, 3, [1, 2, 0]), title: "three, in a circle" },
    ],
    { words: words, title: "Blockwise attention" },
  ),
);

// %% tags=hide-input
import { density } from "long-attention/sparse";

const sixteen = 1 - density(blockPattern(4096, 16));
predict({
  question: "With n = 16 blocks, which percentage of the matrix is *not* read?",
  answer: 100 * sixteen,
  tolerance: 0.001,
  unit: "%",
  because: "Each query reads one block of sixteen: 1/16 is read, 15/16 is not.",
});

// %%
table(
  [2, 3, 16].map((n) => ({
    n,
    "pairs at T = 4,080": blockPattern(4080, n).nnz,
    "T²/n": 4080 ** 2 / n,
    read: percent(density(blockPattern(4080, n)), 2),
    "not read": percent(1 - density(blockPattern(4080, n)), 2),
  })),
);

// %% [markdown]
// For a fixed n it is still quadratic, T²/n: a straight line as steep as *full* in the plot above, only lower. It becomes linear when the block *size* is fixed and n
// grows with T.

// %% [markdown]
// ## 8. Compute only what is read
//
// A mask saves nothing if we first compute all scores and then throw most of them away. So turn the loop round: for each query, its *list* of keys.
//
// ```text
// for each query i:
//     J = keys(i)
//     s = q_i · k_j / √d     for j in J only
//     p = softmax(s)
//     o_i = Σ p_j v_j
// ```
//
// Our version counts its dot products. Two claims to check: the count is nnz, and the result equals masked attention.

// %%
import { attention } from "long-attention/attention";
import { countingDot, denseMask, sparseAttention } from "long-attention/sparse";
import { maxAbsDiff, randn } from "long-attention/tensor";

const [Q, K, V] = [1, 2, 3].map((seed) => randn([T, 4], rng(seed)));
const trials = [near, skipping, wild[0]!, itc, halves[1]!].map((pattern) => {
  const counter = countingDot();
  const O = sparseAttention(Q!, K!, V!, pattern, counter);
  const reference = attention(Q!, K!, V!, { mask: denseMask(pattern) });
  const off = maxAbsDiff(O, reference);
  return { pattern: pattern.name, nnz: pattern.nnz, "dot products": counter.calls, off };
});
table(trials.map(({ off, ...trial }) => ({ ...trial, "equal to 1e-12": off < 1e-12 })));

// %% [markdown]
// ## 9. Merge the heads
//
// Blocks that read only themselves never mix. **BlockBERT** (Qiu et al. 2020) gives every head its own permutation π; the heads' outputs stand side by side,
// and the layer's next matrix product mixes them.
//
// Change the value of the last word and see whose output moves.

// %%
import { blockHeads } from "long-attention/sparse";
import { fromFunction, toRows } from "long-attention/tensor";

const V2 = fromFunction([T, 4], (i, c) => (i === T - 1 ? 9 : V!.get(i, c)));
const moved = (perms: number[][]) => {
  const [a, b] = [V!, V2].map((V) => toRows(blockHeads(Q!, K!, V, perms)));
  return words.filter((_, i) => a![i]!.some((x, c) => x !== b![i]![c])).join(", ");
};
const own = [0, 1];
const other = [1, 0];
table([
  { heads: "both read their own block", "who hears of *speck*": moved([own, own]) },
  { heads: "one reads the other block", "who hears of *speck*": moved([own, other]) },
]);

// %%
import { union } from "long-attention/sparse";

const [first, second] = halves;
show(
  maskGrids(
    [
      { pattern: first!, title: "head 0: its own block" },
      { pattern: second!, title: "head 1: the other block" },
      { pattern: union(first!, second!), title: "both, merged" },
    ],
    { words: words, title: "Two heads and their merge" },
  ),
);

// %% [markdown]
// Neither head alone lets the two halves talk. Side by side they read everything, and each still costs half of full attention.

// %% [markdown]
// ## 10. Only the past
//
// Can causal attention be sparse as well? Yes, in at least three ways:
// - a **sliding window** that looks back only: w keys, the query's own among them;
// - Child's **strided** pattern: the last l keys, and every l-th key before them;
// - **blocks**, of which those above the diagonal are skipped whole (notebook 07 counts them).

// %%
import { causalPart, causalWindowPattern, stridedPattern } from "long-attention/sparse";

const past = [
  causalWindowPattern(16, 4),
  stridedPattern(16, 4),
  causalPart(itcPattern(16, 7, [0])),
];
show(
  maskGrids(
    past.map((pattern, k) => ({
      pattern,
      title: ["window, w = 4", "strided, l = 4", "ITC, g = 1"][k]!,
    })),
    { title: "Sparse and causal, sixteen tokens" },
  ),
);

// %%
import { layersToFullReach } from "long-attention/sparse";

table(
  [causalPattern(16), ...past].map((pattern) => ({
    pattern: pattern.name,
    nnz: pattern.nnz,
    "layers until all of the past is known": layersToFullReach(pattern, { causal: true }),
  })),
);

// %% [markdown]
// The strided pattern reads ${int(past[1]!.nnz)} pairs, and two hops take it anywhere in the past: one long stride, one short walk. The window needs
// patience, but a deep model has layers to spare. The last one needs one word of care: in a causal model the first token is never *told* anything,
// because it may not look ahead. It is a place to park weight (notebook 09), not a meeting place.

// %% [markdown]
// ## 11. Reach
//
// A layer passes news one hop. After k layers a word knows of everything that is at most k hops away. That turns the question "does a window of three see far?"
// into counting:

// %%
import { reachCones } from "long-attention/plots";
import { cyclicShift } from "long-attention/sparse";

const N = 16;
const shifted = blockPattern(N, 4, cyclicShift(4));
const hub = union(windowPattern(N, 3), globalPattern(N, [0, 1]));
const reach = [
  { title: "window, c = 3", pattern: windowPattern(N, 3) },
  { title: "dilated, s = 2", pattern: windowPattern(N, 3, { dilation: 2 }) },
  { title: "own block, n = 4", pattern: blockPattern(N, 4) },
  { title: "next block, n = 4", pattern: shifted },
  { title: "window + 1 random", pattern: localRandomPattern(N, 3, 1, rng(1)) },
  { title: "window + 2 global", pattern: hub },
];
show(reachCones(reach.map((cone) => ({ ...cone, from: N - 1 }))));

// %% [markdown]
// Each picture follows the starred token downwards, layer by layer. The window is a cone: one place further with each layer. Dilation leaves gaps for ever. Blocks
// that read themselves stay at home. A global token brings everything within two layers.

// %% tags=hide-input
predict({
  question:
    "A window of *five*, sixteen tokens: after how many layers does every token know of every other?",
  answer: layersToFullReach(windowPattern(N, 5)),
  tolerance: 0,
  because:
    "The ends are 15 places apart, and each layer brings news two places further: 15/2, rounded up.",
});

// %%
const patterns = [{ title: "window, c = 5", pattern: windowPattern(N, 5) }, ...reach];
table(
  patterns.map(({ title, pattern }) => ({
    pattern: title,
    nnz: pattern.nnz,
    "of full": percent(density(pattern)),
    "layers to full reach": String(layersToFullReach(pattern)).replace("Infinity", "never"),
  })),
);

// %% [markdown]
// So "local attention never sees far" is wrong: it sees far *slowly*. Whether anything useful survives fifteen hand-overs is another matter.

// %% [markdown]
// Now mix patterns yourself. Start with a window and one global word; switch *global* off and watch the bars under the sentence grow. Then try *dilated*, *blocks*
// and *blocks, the next one* with sixteen tokens, and look for a mixture that reaches everything in two layers with as few pairs as you can.

// %%
import { figure } from "@long-attention/figures";

figure("sparse-gallery", { pattern: "local + global" });

// %% [markdown]
// ## 12. What it costs
//
// Two patterns as their papers draw them, at ${int(4096)} tokens: Longformer with ${int(256)} keys on each side, and BigBird in blocks of ${int(64)} tokens: 3 blocks of window,
// 2 global, 3 random. (As it was released, BigBird differs: its global blocks are the first and the last, its random blocks come from the first ${int(1024)} tokens
// only, its variant ETC has none, and the library transformers draws none when a model answers rather than learns. The number of blocks stays the same.)

// %%
import { bigBirdPattern, inBlocks, sparseFlops } from "long-attention/sparse";

const blocks = bigBirdPattern(64, { w: 3, g: 2, r: 3 }, rng(1));
const bigBird = inBlocks(blocks, 64);
const longformer = windowPattern(4096, 513);
table(
  [fullPattern(4096), bigBird, longformer].map((pattern) => ({
    pattern: pattern.name,
    nnz: pattern.nnz,
    "of full": percent(density(pattern), 2),
    "FLOPs per head, d = 64": sparseFlops(pattern, 64),
  })),
);

// %%
const parts = { G: globalPattern(64, [0, 1]), W: windowPattern(64, 3), R: blocks };
show(
  maskGrids([{ pattern: blocks, parts, title: "64 × 64 blocks of 64 × 64 pairs" }], {
    letters: { G: "global", W: "window", R: "random" },
    title: "BigBird's layout, as the paper draws it, at 4,096 tokens",
  }),
);

// %% [markdown]
// Why blocks of 64 rather than single words? FLOPs are not time. A key that is fetched for one query only is used once and forgotten; a block of keys serves
// a block of queries. Compute the arithmetic intensity of B queries that share B keys, as in notebook 03: 16-bit Q, K, V and O, all moved once.

// %%
import { A100_80GB, opsPerByte } from "long-attention/gpu";

const wants = opsPerByte(A100_80GB.peakFlopsPerSecond.fp16!, A100_80GB.hbmBytesPerSecond);
table(
  [1, 16, 64, 256, 1024].map((B) => {
    const intensity = sparseFlops(fullPattern(B), 64) / (2 * 4 * B * 64);
    return {
      B,
      "FLOP per byte": intensity,
      "of what an A100 wants": percent(intensity / wants, 1),
    };
  }),
);

// %% [markdown]
// Scattered single keys leave the machine idle, whatever they save in FLOPs. "Sparse means fast" holds only when the pattern keeps whole blocks together.
// This is why BigBird and BlockBERT think in blocks, and why Longformer needed a kernel of its own.
//
// And quality? Local and blockwise attention *trade* it for cost. How much depends on the task, and on how far its evidence lies apart; no pattern can be
// called free. Notebook 05 brings one measured comparison, and a theorem that says that some tasks cannot be done cheaply at all.

// %% [markdown]
// ## Recap
//
// - A pattern is a list of keys for each query. Its cost is nnz, which you can count exactly.
// - Windows, dilation and random keys are linear in T. A fixed *number* of blocks is not.
// - Layers are hops: a window reaches far slowly, a global token at once, pure dilation and blocks that read only themselves never.
// - Permuted blocks mix because heads are merged.
// - Sparse is fast only in blocks.
//
// **The one picture to remember:** a diagonal band with one full row and one full column.
//
// **Your turn:** [exercise set 04](../exercises/04-sparse-patterns.ipynb) (windows, exact counts, ETC, permuted blocks, random keys, attention over lists).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("04");

// %%
import { progress } from "@long-attention/grader";
progress("04");

// %% [markdown]
// **Next:** [05 The graph view](05-graph-view.ipynb). **Before:** [03 Memory-bound](03-memory-bound.ipynb).
//
// Behind this notebook: [window.ts](../lib/src/sparse/window.ts), [global.ts](../lib/src/sparse/global.ts), [etc.ts](../lib/src/sparse/etc.ts),
// [block.ts](../lib/src/sparse/block.ts), [bigbird.ts](../lib/src/sparse/bigbird.ts), [reach.ts](../lib/src/sparse/reach.ts),
// [sparse-attention.ts](../lib/src/sparse/sparse-attention.ts).
//
// **Sources.** Child, Gray, Radford, Sutskever 2019, *Generating Long Sequences with Sparse Transformers*, §4.1. Beltagy, Peters, Cohan 2020, *Longformer*, §3.1.
// Zaheer et al. 2020, *Big Bird: Transformers for Longer Sequences*, §1.1, §2, Fig. 1. Qiu et al. 2020, *Blockwise Self-Attention for Long Document Understanding*
// (BlockBERT).
