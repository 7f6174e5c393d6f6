// %% [prose]
import { bytes, int } from "long-attention/notebook";

// %% [markdown]
// # 00 · Attention from scratch
//
// *You are here:* [start](start.ipynb) → **00 Attention from scratch** → [01 Context lengths](01-context-lengths.ipynb).
// *Time:* 40 minutes. *You need:* multiplying matrices, and the exponential function.
//
// After this notebook you can
// - compute softmax attention by hand, with and without a causal mask, with one head or several;
// - say why scores are divided by √d, and why a mask adds −∞ instead of multiplying by 0;
// - count what attention costs, and see the wall that the rest of the course climbs.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("00");

// %% [markdown]
// ## 1. Six words
//
// *Our planet is a lonely speck.* To make sense of *speck*, a reader looks back at *planet* and *lonely*. Attention is that look,
// as arithmetic. Every word carries three short lists of numbers:
// - a **query** $q$: what am I looking for?
// - a **key** $k$: what do I offer to those who look?
// - a **value** $v$: what do I hand over when I am read?
//
// Three and not one, because they are three things: an adjective looks for a noun, offers a quality, and may have something else again to say.
//
// Stacked, one row per word, they are the matrices Q, K and V: T rows for T words, and $d$ columns, the numbers in a list. In a trained
// model, learned matrices make them from the words' vectors (such a product is called a **projection**). Ours are multiples of one
// eighth, so that you can check every step with pencil and paper. They are made up: who reads whom will make no sense until section 9, where we look at a real model's.

// %%
import { list, table } from "long-attention/notebook";
import { testTensors, toRows } from "long-attention/tensor";

const words = "Our planet is a lonely speck".split(" ");
const T = words.length,
  d = 4;
const { Q, K, V } = testTensors(T, d);
const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
table(words.map((word, i) => ({ word, q: list(q[i]!), k: list(k[i]!), v: list(v[i]!) })));

// %% [markdown]
// (Two words to TypeScript, which change nothing that runs: the `!` in `q[i]!` promises that there is a row `i`, and `as const`, later on, keeps
// a text exactly that text. In your own cells you can leave the `!` out.)
//
// ## 2. Who matches whom?
//
// A query matches a key when their dot product is large: both point the same way. All pairs at once are one matrix product,
// $QK^\top$: the **scores**. Row i holds what word i thinks of every word.

// %%
import { attentionScores } from "long-attention/attention";
import { show } from "long-attention/notebook";
import { scoreMap } from "long-attention/plots";

const raw = attentionScores(Q, K, { scale: 1 });
show(
  scoreMap(raw, {
    words: words,
    title: "Scores QKᵀ",
    subtitle: "a row asks, a column answers",
  }),
);

// %% [markdown]
// ## 3. Why divide by √d?
//
// A dot product of two lists of d numbers, each about one in size, is itself about √d in size. The longer the lists,
// the larger the scores, and nothing about the words has changed. So attention divides: $S = QK^\top / \sqrt d$ are the scores from now on.

// %%
import { dot, randn, rng } from "long-attention/tensor";

const typicalSize = (d: number) => {
  const [A, B] = [toRows(randn([400, d], rng(1))), toRows(randn([400, d], rng(2)))];
  return Math.sqrt(A.reduce((sum, a, i) => sum + dot(a, B[i]!) ** 2, 0) / A.length);
};
table(
  [4, 16, 64, 256].map((d) => ({ d, "typical q·k": typicalSize(d), "√d": Math.sqrt(d) })),
);

// %% [markdown]
// Does the size matter? Next comes **softmax**, which turns each row of scores into **weights** that add up to one, by exponentials.

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "Leave the division by √d out. Will a row's weights, after softmax, become more even or more peaked?",
  choices: ["more even", "more peaked", "the same"],
  answer: "more peaked",
  remarks: {
    "more even": "Larger scores drive weights apart, they do not bring them together.",
    "the same": "Softmax looks at differences, and these grow with the scores.",
  },
  because:
    "Softmax looks at differences of scores. Larger scores mean larger differences, so the winner takes nearly all.",
});

// %% [markdown]
// The **entropy** of a row says how widely it looks: nothing at all for one word only, $\log_2 T$ bits for all T words alike.

// %%
import { attentionWeights, rowEntropy } from "long-attention/attention";

const [bigQ, bigK] = [randn([64, 64], rng(3)), randn([64, 64], rng(4))];
const mean = (x: ArrayLike<number>) => Array.from(x).reduce((a, b) => a + b) / x.length;
const entropy = (scale: number) =>
  mean(rowEntropy(attentionWeights(bigQ, bigK, { scale })));
table([
  { scale: "1/√d", "mean entropy in bits": entropy(1 / 8), "at most": Math.log2(64) },
  { scale: "none", "mean entropy in bits": entropy(1), "at most": Math.log2(64) },
]);

// %% [markdown]
// ## 4. From scores to weights
//
// Now softmax itself. A row of scores $s_j$ becomes a row of weights $p_j = e^{s_j - m} / \ell$: all positive, and the larger the score, the
// larger the weight. Here $m$ is the largest score of the row, and $\ell$ the sum of all its $e^{s_j - m}$, so that the weights add up to one.
// Subtracting $m$ changes nothing in the result (it cancels) and everything in the computer:

// %%
import { softmax } from "long-attention/tensor";

const scores = [1000, 1001, 1002];
const careless = scores.map(
  (s) => Math.exp(s) / scores.reduce((sum, x) => sum + Math.exp(x), 0),
);
table([
  { softmax: "without subtracting m", weights: list(careless) },
  { softmax: "with", weights: list(softmax(scores), 4) },
]);

// %%
import { attentionMap } from "long-attention/plots";

const P = attentionWeights(Q, K);
show(
  attentionMap(P, {
    words: words,
    title: "Weights P = softmax(QKᵀ/√d)",
    subtitle: "each row adds up to 1",
  }),
);

// %% [markdown]
// ## 5. The answer: a weighted sum
//
// Every word's output is the mean of all values, weighted by its row of P: $O = PV$. That is the whole of it (Vaswani et al. 2017, eq. 1):
//
// ```text
// S = Q Kᵀ / √d          T × T    every query with every key
// P = softmax(S)         T × T    row by row
// O = P V                T × d    weighted sums of values
// ```
//
// Written this way, S and P are real matrices that the machine must store. Remember them: notebook 07 makes them disappear.

// %%
import { attention } from "long-attention/attention";
import { matmul, maxAbsDiff } from "long-attention/tensor";

const O = attention(Q, K, V);
table(words.map((word, i) => ({ word, output: list(toRows(O)[i]!, 4) })));

// %%
maxAbsDiff(O, matmul(P, V)); // the same, step by step

// %% [markdown]
// Nothing in these lines knows the order of the words. Shuffle the keys, and the values with them, and every output stays what it was:

// %%
import { fromFunction } from "long-attention/tensor";

const order = [4, 0, 5, 2, 1, 3];
const shuffle = (A: typeof K) => fromFunction([T, d], (j, c) => A.get(order[j]!, c));
maxAbsDiff(attention(Q, shuffle(K), shuffle(V)), O) < 1e-15;

// %% [markdown]
// So a model has to write a word's place into its numbers before attention sees them; notebook 01 says how it is done today.
//
// Now watch one row go the whole way. In the figure below, one word asks and every word answers, a line each: the dot product $q \cdot k$, the score $s$,
// its exponential, its weight, its value. Below stand the sums behind the line that is marked, written out. Look for three things:
// - *speck* asks, and its best answer comes from *a*, not from *planet* or *lonely*. These numbers are made up; the arithmetic is not.
// - Take the division by √d away, or lower the **temperature**, a further divisor: which numbers change, and which only grow or shrink together?
// - Choose **MiniLM**, a real model with twelve heads, in the figure, and let *lonely* ask in head 4. Whom does it read? (Sections 6 and 7 say what the mask and the heads are.)

// %%
import { figure } from "@long-attention/figures";

figure("one-row", { query: words.indexOf("speck"), key: words.indexOf("a") });

// %% [markdown]
// Dividing all scores of a row by one number keeps their order and shrinks their differences, and softmax sees nothing else: the same word stays first, with less.
// That is all a temperature does, and √d is one that depends on the length of the lists. And no word is *chosen*: the output is a mixture of all values,
// in which the best answer may count for less than a quarter. In the real model's head 4 it is different: *lonely* gives most of its weight to *planet*.

// %% [markdown]
// ## 6. Only the past
//
// A model that writes text must not peek at words that are not written yet. The **causal mask** lets query i read keys 0 to i.

// %% tags=hide-input
predict({
  question: "With the causal mask, what weight does the first word, *Our*, give to itself?",
  answer: 1,
  tolerance: 0,
  because:
    "It may read one key only, its own. A softmax over one score is 1, whatever the score.",
});

// %%
const causal = attentionWeights(Q, K, { causal: true });
show(
  attentionMap(causal, {
    words: words,
    title: "Causal weights",
    subtitle: "nobody reads the future",
  }),
);

// %% [markdown]
// How is it done? By adding −∞ to the forbidden scores *before* softmax, so that $e^{-\infty} = 0$. Two tempting shortcuts are wrong:
// removing weights *after* softmax leaves rows that no longer add up to one, and multiplying scores by 0 is no mask at all.

// %%
import { softmaxRows } from "long-attention/tensor";

const S = attentionScores(Q, K);
const timesZero = softmaxRows(fromFunction([T, T], (i, j) => (j <= i ? S.get(i, j) : 0)));

// %% tags=hide-input
predict({
  question:
    "Multiply the future scores by 0 instead. What weight does *Our* then give to itself?",
  answer: timesZero.get(0, 0),
  tolerance: 0.1,
  because:
    "A score of 0 is an ordinary score: e⁰ = 1. The five future words share the rest of the row.",
});

// %%
show(
  attentionMap(timesZero, {
    words: words,
    title: "Scores multiplied by 0: the future leaks in",
  }),
);

// %% [markdown]
// A proper mask makes the past independent of the future. Change the last word's value as wildly as you like; the five rows before it do not move.

// %%
const V2 = fromFunction([T, d], (j, c) => (j === T - 1 ? 1e6 : V.get(j, c)));
const before = toRows(attention(Q, K, V, { causal: true }));
const after = toRows(attention(Q, K, V2, { causal: true }));
before.slice(0, T - 1).every((row, i) => row.every((x, c) => x === after[i]![c]));

// %% [markdown]
// ## 7. Several heads
//
// One softmax looks at words in one way. **Multi-head attention** (MHA) splits the d_model columns of Q, K and V into H groups, the **heads**.
// Each head attends with its own d = d_model / H columns (the **head dimension**), scaled by its own √d, and the outputs are put side by side again.
//
// The same six words, then, read twice. Compare the last rows: whom does *speck* read in either head?

// %%
import { head, multiHeadAttention } from "long-attention/attention";
import { headMaps } from "long-attention/plots";

const H = 2;
const maps = Array.from({ length: H }, (_, h) =>
  attentionWeights(head(Q, h, H), head(K, h, H)),
);
show(headMaps(maps, { words: words, title: "Two heads, half the numbers each" }));

// %% [markdown]
// The second head reads *lonely* most, which the first hardly does. With one head these two would have been one mixture. (The figure of section 5 shows the way of every row here, too: choose *two heads*.)

// %%
const twoHeads = multiHeadAttention(Q, K, V, H);
table(words.map((word, i) => ({ word, output: list(toRows(twoHeads)[i]!, 4) })));

// %% [markdown]
// ## 8. The wall
//
// What does it cost? Every pair of words needs d multiply-adds for its score and d for its share of the output, and a multiply-add is
// two floating-point operations, **FLOPs**: $4T^2d$ in all. With the causal mask only $T(T+1)/2$ pairs remain, diagonal included. And the
// scores must be stored. We count two bytes for each, the size of a 16-bit number, fp16. (From here on we say **token** for a word or
// piece of a word, as models do.)

// %% tags=hide-input
import { attentionFlops, scoreMatrixBytes } from "long-attention/attention";

predict({
  question: "Twice as many tokens: how many times the FLOPs?",
  answer: attentionFlops(2048, 64) / attentionFlops(1024, 64),
  tolerance: 0,
  because: "Every token meets every token. Twice the tokens, four times the pairs.",
});

// %%
table(
  [1024, 2048, 4096, 8192].map((T) => ({
    T,
    "FLOPs, d = 64": attentionFlops(T, 64),
    "causal FLOPs": attentionFlops(T, 64, { causal: true }),
    "bytes of S, fp16": scoreMatrixBytes(T),
  })),
);

// %%
import { costCurve } from "long-attention/plots";

show(costCurve({ d: 64, Ts: [4096, 32_768, 128_000, 1_048_576, 10_000_000] }));

// %% [markdown]
// At ${int(4096)} tokens, one head's score matrix in 16-bit numbers takes ${bytes(scoreMatrixBytes(4096))}. At ${int(128_000)} tokens it takes
// ${bytes(scoreMatrixBytes(128_000))}, and at ${int(10_000_000)} tokens ${bytes(scoreMatrixBytes(10_000_000))}: for *one* head of *one* layer,
// and a model stacks dozens of layers with dozens of heads each. This is the wall. There are three ways round it, and they are this course: compute fewer pairs (04 to 06, 09), never store the
// matrix (03 and 07), or remember less (08 and 10).

// %% [markdown]
// ## 9. A real model's heads
//
// Enough of made-up numbers. all-MiniLM-L6-v2 is a small **encoder**: a model that reads a sentence in both directions. We took its queries, keys and values for our sentence,
// straight out of one layer (how: [tools/crosscheck/extract-minilm.py](../tools/crosscheck/extract-minilm.py)), and let *our* attention do the rest.

// %%
import { miniLm } from "long-attention/facts";

const real = miniLm();
const ours = multiHeadAttention(real.Q, real.K, real.V, real.heads);
maxAbsDiff(ours, real.context) < 1e-5; // equal to the model's own attention?

// %% [markdown]
// Twelve heads, twelve squares of weights. Click a small one to see its numbers, and point at a number to read it out. Look for a head that reads one place only,
// for one that finds the noun, and for one that hardly reads words at all.

// %%
const realMaps = Array.from({ length: real.heads }, (_, h) =>
  attentionWeights(head(real.Q, h, real.heads), head(real.K, h, real.heads)),
);
const token = (word: string) => real.words.indexOf(word);
figure("head-maps", {
  maps: realMaps.map(toRows),
  words: real.words,
  head: 4,
  query: token("lonely"),
  key: token("planet"),
});

// %% [prose]
import { meanWeightAt, meanWeightTo } from "long-attention/attention";
import { percent } from "long-attention/notebook";

const gives = (h: number, from: string, to: string) =>
  percent(realMaps[h]!.get(token(from), token(to)));

// %% [markdown]
// These are among them; rows read, columns are read:
// - **Head 2** reads the previous token and nothing else: ${percent(meanWeightAt(realMaps[2]!, -1), 1)} of its weight goes one place back.
// - **Head 4** ties the adjective to its noun: *lonely* gives ${gives(4, "lonely", "planet")} to *planet*, three words earlier.
// - **Head 10** links the possessive: *our* gives ${gives(10, "our", "planet")} to *planet*.
// - **Head 8** parks ${percent(meanWeightTo(realMaps[8]!, 0))} of its weight on the first token, `[CLS]`. A softmax row must add up to one even when there is
//   nothing to say; notebook 09 shows what happens when that parking place is taken away.
//
// Where does such a number come from? The figure of section 5 goes the whole way for any of these rows: choose MiniLM in it, head 4, and let *lonely* ask.
//
// One sentence shows what a head does here, not what it is for. The model's tokens are pieces of words, in lower case: *speck* became
// *spec* and *##k*, and the model adds `[CLS]` and `[SEP]` at the ends. Where every number comes from:
// [assets/data/minilm](../assets/data/minilm/README.md).

// %% [markdown]
// ## Recap
//
// - Attention is three lines: scores, softmax, weighted sum.
// - Dividing by √d keeps scores of a moderate size whatever the head dimension.
// - A mask adds −∞ before softmax; then the past does not depend on the future, bit for bit.
// - Cost and memory grow with $T^2$. That is the wall.
//
// **The one picture to remember:** a square of weights, one row for each word that looks.
//
// **Your turn:** [exercise set 00](../exercises/00-attention.ipynb) (softmax, attention, the causal mask, several heads, what it costs).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("00");

// %%
import { progress } from "@long-attention/grader";
progress("00");

// %% [markdown]
// **Next:** [01 Context lengths](01-context-lengths.ipynb).
//
// Behind this notebook: [attention.ts](../lib/src/attention/attention.ts), [softmax.ts](../lib/src/tensor/softmax.ts),
// [multi-head.ts](../lib/src/attention/multi-head.ts), [cost.ts](../lib/src/attention/cost.ts).
//
// **Sources.** Vaswani et al. 2017, *Attention Is All You Need*, eq. 1 and §3.2.2. Dao et al. 2022, *FlashAttention*, Algorithm 0.
// Reimers and Gurevych's sentence-transformers project, model all-MiniLM-L6-v2 (Apache 2.0).
