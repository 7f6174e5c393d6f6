// %% [markdown]
// # 11 · Select
//
// *You are here:* [start](start.ipynb) · [10 Retrieval and compression](10-retrieval-compression.ipynb) → **11 Select** → [12 Summarise](12-summarise.ipynb).
// *Time:* 50 minutes. *You need:* patterns of pairs (04), hashing and recall (06), decoding with a cache (08).
//
// After this notebook you can
// - follow a query through native sparse attention (NSA): signposts, chosen blocks, a window, and gates;
// - run the lightning indexer of DeepSeek-V3.2 by hand, ties included;
// - say exactly what selecting costs, and from which length on it pays;
// - compare methods fairly: the share of attention's weight that they find, for each key they read.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("11");

// %% [markdown]
// ## 1. Who should choose?
//
// The patterns of notebook 04 fix the pairs before anything is read. Hashing (06) guesses them. Since 2025 the largest open models do a third thing:
// they *look*, cheaply, at everything, and read only what looks good. This notebook puts all three before one task.
//
// Among a thousand keys, four are planted: the query is made of them, plus noise. Everything is drawn at random from one seed, with 64 such queries, and
// every method may read 64 keys. **Recall** is, as in 06, the share of full attention's weight on the keys that are read.

// %%
import { list, percent } from "long-attention/notebook";
import { fullWeights, massOn, plantedTask } from "long-attention/select";
import { rng } from "long-attention/tensor";

const task = plantedTask("scattered", 64, rng(11));
const { K, R, projection } = task;
const { q, positions } = task.queries[0]!;
`planted at ${list(positions)}: ${percent(massOn(positions, fullWeights(q, K)))} of the weight`;

// %% tags=hide-input
import { predict } from "long-attention/notebook";
import { exactReader, tryReader, windowReader } from "long-attention/select";

predict({
  question:
    "The four planted keys hold most of the weight. How much of all the weight does a window of the newest 64 keys read?",
  choices: ["about half", "about a tenth", "less than a hundredth"],
  answer:
    tryReader(task, windowReader(K, 64)).recall < 0.01
      ? "less than a hundredth"
      : "about a tenth",
  remarks: {
    "about half":
      "That would be so if near words mattered more. Here the four lie anywhere but near.",
    "about a tenth":
      "64 of 1,024 keys are a sixteenth, but all that is left for them are crumbs.",
  },
  because: "The window never meets the four, and all other keys share what they leave.",
});

// %%
import { show } from "long-attention/notebook";
import { recallBars } from "long-attention/plots";
import { bigBirdReader, lshReader, type Reader } from "long-attention/select";

const found = (reader: Reader) => [tryReader(task, reader).recall];
const best = tryReader(task, exactReader(K, 64)).recall;
const bigBird = bigBirdReader(K, { g: 16, w: 32, r: 16 });
const blind = [
  { label: "window", price: "the newest 64", recall: found(windowReader(K, 64)) },
  { label: "BigBird", price: "16 global, 32 near, 16 random", recall: found(bigBird) },
  { label: "LSH", price: "16 buckets, one round", recall: found(lshReader(K, R)) },
];
show(recallBars({ rows: blind, kinds: ["scattered"], best }));

// %% [markdown]
// The dashed line is what nobody can beat: the 64 keys of the largest weights hold ${percent(best, 1)}. A pattern does not find content, and one hash finds a
// quarter of it. So let the content choose.

// %% [markdown]
// ## 2. An average points the way
//
// A book has a table of contents: a line for every chapter. **NSA** (Yuan et al. 2025) writes one for the cache. Take blocks of l tokens; a new one
// begins every s tokens, so that with a stride s below l they overlap. Each *complete* block gets a signpost, an **entry**: one key, made of the keys in it,
// and one value likewise. In the paper a small network makes them; we take the mean.
//
// Twelve words, l = 4, s = 2. Look under the words: each full brace ends in a signpost. What does the dashed brace say?

// %%
import { signposts } from "long-attention/plots";

const words = "the cat that sat on the mat was not the same cat".split(" ");
show(signposts({ words, l: 4, s: 2 }));

// %% [markdown]
// A dashed block is not complete: its mean would hold words that are not written yet, or leave out some that come. It has to wait.

// %% tags=hide-input
import { entries } from "long-attention/select";

predict({
  question:
    "The same sizes, l = 4 and s = 2. How many signposts may query 5 see, the sixth word?",
  answer: entries(6, { l: 4, s: 2 }),
  tolerance: 0,
  because:
    "Entry 0 ends with word 3, entry 1 with word 5. Entry 2 would need word 7, which lies in the future.",
});

// %%
import { compress } from "long-attention/select";
import { testTensors, toRows } from "long-attention/tensor";

const twelve = testTensors(12, 4);
show(signposts({ words, l: 4, s: 2, t: 5 }, { title: "What query 5 may see" }));

// %%
toRows(compress(twelve.K, { l: 4, s: 2 })); // the five keys of the signposts, each the mean of four rows of K

// %% [markdown]
// One signpost costs as much memory as a token, but there is only one for every s of them. Who may see which, and with which weight, is the first of three
// attentions. Below, the softmax of each query over its signposts; striped is the future.

// %%
import { attentionWeights } from "long-attention/attention";
import { attentionMap } from "long-attention/plots";
import { fromFunction } from "long-attention/tensor";

const visible = fromFunction([12, 5], (t, i) =>
  i < entries(t + 1, { l: 4, s: 2 }) ? 1 : 0,
);
const onEntries = attentionWeights(twelve.Q, compress(twelve.K, { l: 4, s: 2 }), {
  mask: visible,
});
show(
  attentionMap(onEntries, {
    title: "A staircase",
    subtitle: "Weights of 12 queries on 5 signposts",
  }),
);

// %% [markdown]
// ## 3. From signposts to blocks
//
// A blurred view is not enough: the best parts should be read word by word. The same weights say which. Cut the tokens once more, into blocks without overlap that
// will be read whole; call their length l′. A block's **importance** is the sum of all entries' weights, each counted by how many tokens it shares with the block, over s.
//
// Then choose n blocks in all: block 0 and the query's own always, the rest by importance, and of equals the lower one. Here is query 23 of a longer
// example, with its weights p at the left. Look at entry 1: to which block does it give its weight?

// %%
import { blockCredit } from "long-attention/plots";
import { nsaAttention } from "long-attention/select";
import { rows, rowMajor } from "long-attention/tensor";

const { Q: Q24, K: K24, V: V24 } = testTensors(24, 4);
const sizes = { l: 4, s: 2, lp: 4, n: 3, w: 4 };
const gates = fromFunction(
  [24, 3],
  (t, c) => 1 / (1 + Math.exp(-(((3 * t + 5 * c) % 7) - 3) / 2)),
);
const nsa = nsaAttention(Q24, K24, V24, gates, sizes);
const p = rowMajor(rows(nsa.weights!, 23, 24));
show(blockCredit({ p, t: 23, ...sizes }));

// %% [markdown]
// To both that it lies across, half each. Block 3 wins, by a hair over block 1. How the credit is shared matters, then, and the paper's formula for it has a slip in its index.

// %%
import { table } from "long-attention/notebook";
import { importance } from "long-attention/select";

const one = (i: number) => [0, 1, 2, 3].map((k) => (k === i ? 1 : 0));
const shared = [0, 1, 2, 3].map((i) => importance(one(i), 2, sizes)[1]!);
const printedFor = [2, 2 - 1, 2 - 1, 2 - 2]; // (l′/s) j − m − n for block j = 1, and m and n each 0 or 1
const printed = [0, 1, 2, 3].map((i) => printedFor.filter((entry) => entry === i).length);
table([
  { "credit for block 1": "by shared tokens", "entries 0, 1, 2, 3": list(shared) },
  { "credit for block 1": "by the printed index", "entries 0, 1, 2, 3": list(printed) },
]);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  paper: "p_slc[j] = Σ_m Σ_n p_cmp[(l′/d) j − m − n] (NSA, eq. 9; its d is our stride)",
  correct: `Block 1 shares tokens with entries 1, 2 and 3, by ${list(shared)}. The printed index would credit entries 0 to 2, ${list(printed)}: the block before.`,
  why: "It is right if blocks are counted from 1, but the paper's other equations count them from 0. Credit by shared tokens needs no index to remember.",
});

// %% [markdown]
// ## 4. Three answers, one output
//
// Three branches now read the past: all signposts; the chosen blocks, word by word; and a window of the newest w tokens, so that neighbours are never missed. A
// **gate** for each, a number between 0 and 1 that a small learned layer makes from the token itself, decides how much of it counts.

// %% tags=hide-input
predict({
  question: "The gates are three sigmoids. Do they sum to 1?",
  choices: ["yes", "no"],
  answer: "no",
  remarks: { yes: "A softmax would make them; three sigmoids know nothing of each other." },
  because:
    "Each is free: a token may want all three branches, or none. So a row of weights does not sum to 1 either.",
});

// %%
import { headMaps } from "long-attention/plots";
import { branchMaps } from "long-attention/select";

const maps = branchMaps(Q24, K24, nsa, sizes);
const mixed = fromFunction([24, 24], (t, j) =>
  maps.reduce((sum, map, b) => sum + gates.get(t, b) * map.get(t, j), 0),
);
show(
  headMaps([...maps, mixed], {
    titles: ["compressed", "selected", "sliding", "mixed by the gates"],
    title: "Three branches and their sum",
    subtitle:
      "Weights of 24 queries on 24 tokens; a signpost's weight is shared out among its tokens",
  }),
);

// %%
table(
  [11, 23].map((t) => ({
    query: t,
    blocks: list(nsa.selected[t]!),
    gates: list(toRows(gates)[t]!, 2),
    "their sum": toRows(gates)[t]!.reduce((a, b) => a + b),
    output: list(toRows(nsa.O)[t]!, 3),
  })),
);

// %% [markdown]
// All three branches run for every token; the gates only mix. Note what selecting means for training: which blocks are read is a choice, and no gradient flows
// through a choice. It flows through the signposts' weights instead, because they are attention themselves. That is why this sparsity can be learnt from the start.

// %% [markdown]
// ## 5. What a query reads
//
// The published model takes l = 32 and s = 16 for its signposts, l′ = 64 and n = 16 for its blocks, and w = 512 for its window.

// %% tags=hide-input
import { int } from "long-attention/notebook";
import { nsaPublished, nsaRows } from "long-attention/select";

const at64K = nsaRows(65_535, nsaPublished);
predict({
  question: `How many rows does the last query of ${int(65_536)} tokens read, in all three branches?`,
  choices: [int(1024), int(at64K.compressed + at64K.selected + at64K.sliding), int(65_536)],
  answer: int(at64K.compressed + at64K.selected + at64K.sliding),
  remarks: {
    [int(1024)]:
      "That is the chosen blocks alone. The signposts are read, too, all of them.",
    [int(65_536)]: "That is full attention.",
  },
  because: `${int(at64K.compressed)} signposts, ${int(at64K.selected)} tokens of chosen blocks and ${int(at64K.sliding)} of the window.`,
});

// %%
import { rowsRead } from "long-attention/plots";

show(rowsRead({ sizes: nsaPublished, Ts: [8192, 65_536] }));

// %% [markdown]
// Blocks and window cost the same at any length. The signposts grow with T, a sixteenth as fast: still linear at every step. (The paper's table has one
// row more in each column: its formula T/s + n l′ + w counts a block that is not complete.) Over a whole prompt, exactly:

// %%
import { nsaPrefillRows } from "long-attention/select";

const prompt = nsaPrefillRows(4096, nsaPublished);
const causal = (4096 * 4097) / 2;
table([
  ...Object.entries(prompt).map(([branch, pairs]) => ({
    branch,
    pairs,
    share: percent(pairs / causal, 1),
  })),
  { branch: "full causal attention", pairs: causal, share: percent(1) },
]);

// %% [markdown]
// ## 6. The lone word
//
// Back to the task. A block's mean is a blend of 16 keys. Four planted words may lie anywhere, or stand in a row, as the words of a name do.

// %% tags=hide-input
predict({
  question:
    "Signposts with blocks of 16, still 64 keys: four scattered words against four in a row. What do they find?",
  choices: [
    "about the same",
    "far more of those in a row",
    "far more of the scattered ones",
  ],
  answer: "far more of those in a row",
  remarks: {
    "about the same":
      "A mean of 16 keys holds a sixteenth of a lone key, but a quarter of four.",
    "far more of the scattered ones":
      "Scattered, each of the four is alone in a block, and blurred by 15 others.",
  },
  because:
    "Four neighbours pull their block's mean together. One word alone is drowned by its neighbours' noise.",
});

// %%
import { blockReader } from "long-attention/select";

const clustered = plantedTask("clustered", 64, rng(11));
const both = (reader: (of: typeof task) => Reader) =>
  [task, clustered].map((of) => tryReader(of, reader(of)).recall);
const blocks = both(({ K }) => blockReader(K, 16, 64));
const two = [
  { label: "window", price: "the newest 64", recall: both(({ K }) => windowReader(K, 64)) },
  {
    label: "LSH",
    price: "16 buckets, one round",
    recall: both(({ K, R }) => lshReader(K, R)),
  },
  { label: "signposts", price: "3 blocks of 16 and the newest", recall: blocks },
];
show(recallBars({ rows: two, kinds: ["scattered", "in a row"], best }));

// %% [markdown]
// ## 7. Score every key, but cheaply
//
// **DeepSeek sparse attention** (2025) goes back to single tokens. Beside its large keys, each token keeps one short *index key*. A query has a few short index heads,
// and scores every key of the past with them: for each head the dot product, negative ones set to 0 (that is ReLU), times a weight of that head; then the sum. It reads
// the k largest.
//
// Here is query 11 of a tiny example: two index heads, twelve keys, k = 3.

// %%
import { indexScores } from "long-attention/select";
import { testEntry } from "long-attention/tensor";

const heads = fromFunction([2, 4], (h, c) => testEntry.Q(11 + 5 * h, c));
const weights = [0, -1]; // made from the token, as the gates were; negative ones are allowed
const scores = indexScores(heads, weights, twelve.K);

// %% tags=hide-input
predict({
  question: "Of these twelve scores, how many are exactly 0?",
  answer: Array.from(scores).filter((score) => score === 0).length,
  tolerance: 0,
  because:
    "Head 0 has weight 0 here, and ReLU cuts head 1 for every key that points the other way. Zeros are common, and so are ties.",
});

// %%
import { indexBars } from "long-attention/plots";

show(indexBars({ scores, k: 3 }));

// %% [markdown]
// Seven keys are equal, and three may be read. A rule for ties is therefore part of the definition, not a detail: ours takes the earliest. And one more trap: with scores
// below 0, a future key that is masked by a 0 would win.

// %%
import { topKCausal } from "long-attention/select";

const negative = [-3, -1, -2, -4];
const maskedWithZero = [...negative.slice(0, 3), 0]; // key 3 is the future of query 2
table([
  { "query 2 reads": "of the past only", keys: list(topKCausal(negative, 2, 2)) },
  { "query 2 reads": "future masked with 0", keys: list(topKCausal(maskedWithZero, 3, 2)) },
]);

// %% tags=hide-input
callout({
  slip: "mask the future by setting its index scores to 0",
  correct: `A masked score is −∞. With 0, query 2 would read keys ${list(topKCausal(maskedWithZero, 3, 2))}, and key 3 is not written yet`,
  why: "Index scores may be negative, so 0 is a good score. Several public implementations leaked the future like this, or with a finite −10⁴.",
});

// %% [markdown]
// ## 8. Is it faster?
//
// Count the multiply-adds of one decode step in one layer of DeepSeek-V3.2: what attending to one token costs, and what scoring it with the indexer costs. The step
// scores all T tokens, and attends to k at most.

// %%
import { fixed } from "long-attention/notebook";
import { deepseekV32, dsaCost } from "long-attention/select";

const { attentionMacs, indexMacs, k } = deepseekV32;
table([
  {
    "attend to one": attentionMacs,
    "score one": indexMacs,
    ratio: attentionMacs / indexMacs,
    k,
  },
]);

// %% tags=hide-input

predict({
  question: `T = ${int(2048)}, and ${int(2048)} tokens may be read. How does the step compare with one that does not select?`,
  choices: ["17 times as fast", "twice as fast", "slower"],
  answer: "slower",
  remarks: {
    "17 times as fast": "That is the most it can ever be, for very long texts.",
    "twice as fast": "Nothing is left out yet: all 2,048 tokens are read.",
  },
  because: "All tokens are read, as before, and the indexer comes on top.",
});

// %%
import { selectionGain } from "long-attention/plots";

show(selectionGain({ sizes: deepseekV32, Ts: [2048, 2 ** 20] }));

// %%
table(
  [2048, 32_768, 131_072, 2 ** 20].map((T) => {
    const { dense, selecting, indexShare } = dsaCost(T, deepseekV32);
    return {
      "tokens T": T,
      "gain in multiply-adds": fixed(dense.macs / selecting.macs),
      "gain in bytes": fixed(dense.bytes / selecting.bytes),
      "the indexer's share": percent(indexShare, 1),
    };
  }),
);

// %% [markdown]
// Selecting is not free. Attention itself has become constant; what is left grows with T, only with a small factor, and at a million tokens the
// indexer is nearly all the work. In a prefill, where every token asks, that makes it quadratic:

// %%
import { dsaPrefillPairs } from "long-attention/select";

table(
  [2048, 131_072].map((T) => ({ "prompt of T tokens": T, ...dsaPrefillPairs(T, 2048) })),
);

// %% [markdown]
// "Cost proportional to T k", as one often reads, is the middle column. The right one is scored all the same.

// %% [markdown]
// ## 9. A larger budget, or a better score?
//
// The indexer in our task is a random projection of the keys to a few numbers, not a trained one; a trained one does better with as many. (A trained one is fitted to attention's own
// weights.) How far does it get, and what would a larger budget bring? Compare the two drawings: which line changes its place?

// %%
import { indexReader, overBudgets } from "long-attention/select";

const budgets = [16, 32, 64, 128, 256, 512];
const curves = (of: typeof task) => {
  const along = (reader: (k: number) => Reader) => overBudgets(of, budgets, reader);
  return [
    { name: "exact", points: along((k) => exactReader(of.K, k)) },
    { name: "indexer, 16", points: along((k) => indexReader(of.K, of.projection, 16, k)) },
    { name: "signposts", points: along((k) => blockReader(of.K, 16, k)) },
    { name: "window", points: along((k) => windowReader(of.K, k)) },
  ];
};

// %%
import { budgetCurves } from "long-attention/plots";

show(
  budgetCurves([
    { name: "scattered", curves: curves(task) },
    { name: "in a row", curves: curves(clustered) },
  ]),
);

// %% [markdown]
// For lone words the indexer is far ahead at every budget, and a window hopeless. For a run of words the signposts catch up with two blocks, and at a fraction of the price:

// %%
const priced = (method: string, reader: Reader) => {
  const { recall, scanned, elements } = tryReader(task, reader);
  return {
    method,
    scanned,
    "numbers moved": Math.round(elements),
    recall: percent(recall, 1),
  };
};
const indexer = (dI: number) =>
  priced(`indexer of ${dI} numbers`, indexReader(K, projection, dI, 64));

// %%
table([
  priced("signposts", blockReader(K, 16, 64)),
  ...[8, 16, 32].map(indexer),
  priced("exact", exactReader(K, 64)),
  priced("full attention", exactReader(K, 1024)),
]);

// %% [markdown]
// A better score costs more to scan: that is the trade, and it is a dial. (Scattered words, 64 keys. *Scanned* are keys, or means of blocks.)

// %% [markdown]
// ## 10. Two ratios at once
//
// DeepSeek-V4 (2026) compresses first and selects after. Every layer keeps the newest W raw rows. Some layers keep a compressed row for every m tokens as well, score them all and
// read the k best; others keep one for every M tokens, few enough to read them all. In V4-Flash m is 4, M is 128.
//
// So there are three counts, and they are easily mixed up: rows *kept* in memory, rows *read* by a step, rows only *scanned* to choose.

// %% tags=hide-input
import { denseRows, rowsAt, v4Flash } from "long-attention/select";

predict({
  question: "V4-Flash at a million tokens. Which of the three is the largest?",
  choices: ["kept", "read", "scanned"],
  answer: "kept",
  remarks: {
    read: "Reading is what was saved: 250 times fewer rows than full attention.",
    scanned:
      "Almost. All of them are kept, and so are the windows and the rows of the larger ratio.",
  },
  because: "What is scanned must be kept, and a little besides. What is read is far less.",
});

// %%
import { rowCounts } from "long-attention/plots";

show(rowCounts({ model: v4Flash, Ts: [128, 2 ** 20] }));

// %% [markdown]
// At a million tokens a step reads ${int(Math.round(denseRows(v4Flash, 2 ** 20) / rowsAt(v4Flash, 2 ** 20).read))} times fewer rows than full attention would, but keeps only
// ${String(Math.round(denseRows(v4Flash, 2 ** 20) / rowsAt(v4Flash, 2 ** 20).kept))} times fewer: memory and reading are two savings. Below about ${String(130)} tokens it keeps *more*, for a token in the window may be
// counted twice, raw and compressed.

// %% [markdown]
// ## 11. Do the published numbers come out?
//
// Announcements say "ten percent of the cache". Of what, in which format? With rows counted, each becomes a line of arithmetic once every byte's format is said.
//
// - *Cache in half precision:* rows of 512 numbers, index keys of 128. V3.2 keeps 576 and 128 for every token and layer.
// - *Cache as served:* rows of ${int(576)} bytes, index keys of ${int(64)}; V3.2 ${int(656)} and ${int(132)}.
// - *FLOPs:* multiply-adds, those in half precision twice and those in four bits half, with the parameters that a token visits. These factors are our reading of "equivalent".

// %%
import { reported } from "long-attention/facts";
import { twoRatioBytes, v4Pro, v32Bytes } from "long-attention/select";

const said = reported("DeepSeek-V4 at a million tokens");
const M1 = 2 ** 20;
const in16 = { pro: twoRatioBytes(v4Pro, M1, 1024, 256), v32: v32Bytes(M1, 1152, 256) };
const served = {
  pro: twoRatioBytes(v4Pro, M1, 576, 64),
  flash: twoRatioBytes(v4Flash, M1, 576, 64),
};
const bytes = [in16.pro / 2 ** 30, in16.v32 / in16.pro];
const caches = [served.pro, served.flash].map(
  (part) => (100 * part) / v32Bytes(M1, 656, 132),
);
[...bytes, ...caches];

// %%
import { twoRatioMacs, v32Macs, weighedMacs } from "long-attention/select";

const formats = { attention: 2, index: 0.5 }; // half precision and four bits, in units of eight
const base = weighedMacs(v32Macs(M1), { attention: 2, index: 1 });
const steps = [twoRatioMacs(v4Pro, M1, 128, 49e9), twoRatioMacs(v4Flash, M1, 64, 13e9)];
const flops = steps.map((step) => (100 * weighedMacs(step, formats)) / base);
const names = [
  "Pro’s cache",
  "V3.2’s over Pro’s",
  "Pro’s, served",
  "Flash’s, served",
  "Pro’s FLOPs",
  "Flash’s FLOPs",
];
flops;

// %%
import { reportedShares } from "long-attention/plots";

const computed = [...bytes, ...caches, ...flops];
const units = [" GiB", "×", " %", " %", " %", " %"];
show(
  reportedShares(
    said.map(({ value }, k) => {
      return { label: names[k]!, reported: value, computed: computed[k]!, unit: units[k]! };
    }),
  ),
);

// %% [markdown]
// All of them do. A percentage without its formats says little; with them it is a calculation that you can do.

// %% [markdown]
// ## 12. Play with it
//
// The task once more, small: ninety-six tokens, four of them planted, one query. Drag the budget, change the method. Try to
// - find all four planted tokens with the signposts: how large must the budget be?
// - see what an indexer of 4 numbers confuses, and one of 16 does not;
// - say for each method what it scans and what it reads;
// - explain why the indexer of 16 numbers moves more than exact selection: how long is a key here?

// %%
import { figure } from "@long-attention/figures";

figure("select");

// %% [markdown]
// ## Recap
//
// - Patterns and hashes choose without looking; a query that looks first finds far more with as many keys.
// - NSA: a mean for every block points at blocks to read; a window keeps the neighbours; gates mix. A mean finds a run, not a lone word.
// - An indexer scores every token with short keys. Ties are common, and a rule for them belongs to the definition.
// - Attention over the chosen keys is constant at every step, scanning is linear: selecting is not free.
// - Kept, read and scanned are three different counts.
//
// **The one picture to remember:** a long row of short keys, all of them scored, and a few long ones read.
//
// **Your turn:** [exercise set 11](../exercises/11-select.ipynb) (signposts, the choice of blocks, the indexer, top-k with ties, rows kept, read and scanned).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("11");

// %%
import { progress } from "@long-attention/grader";
progress("11");

// %% [markdown]
// **Next:** [12 Summarise](12-summarise.ipynb). **Before:** [10 Retrieval and compression](10-retrieval-compression.ipynb).
//
// Behind this notebook: [compress.ts](../lib/src/select/compress.ts), [select-blocks.ts](../lib/src/select/select-blocks.ts), [nsa.ts](../lib/src/select/nsa.ts),
// [indexer.ts](../lib/src/select/indexer.ts), [dsa-cost.ts](../lib/src/select/dsa-cost.ts), [rows-at.ts](../lib/src/select/rows-at.ts),
// [readers.ts](../lib/src/select/readers.ts); what was reported: [reported.json](../assets/data/reported.json).
//
// **Sources.** Yuan et al. 2025, *Native Sparse Attention*, equations 5 to 12; its public rewrite fla-org/native-sparse-attention. DeepSeek-AI 2025, *DeepSeek-V3.2-Exp*, and its inference code.
// DeepSeek-AI 2026, *DeepSeek-V4*, equations 9 to 27. Our tests hold the indexer and the compressed rows against transformers' own modules.
