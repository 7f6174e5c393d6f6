// %% [markdown]
// # 12 · Summarise
//
// *You are here:* [start](start.ipynb) · [11 Select](11-select.ipynb) → **12 Summarise** → [A Errata of a lecture](A-errata.ipynb).
// *Time:* 50 minutes. *You need:* attention (00), work in blocks (07), decoding with a cache (08).
//
// After this notebook you can
// - turn attention without softmax into a state of fixed size, step by step and in chunks;
// - let a state fade, and let it correct itself by the delta rule;
// - say how many pairs such a state can hold, and compute it;
// - find the length from which a hybrid of states and caches saves memory.

// %% [markdown]
// ## 1. A matrix for a cache
//
// The cache of notebook 08 grows with every word. Attention multiplies queries and keys first, and what comes out with the values. Without softmax the brackets may
// move: keys and values first. Their product is a square of numbers, as large after a million words as after one. We call it the **state**.

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "A head of 128 numbers. From how many tokens on does reading a state take less arithmetic than attending to a cache?",
  answer: 128,
  tolerance: 0,
  because:
    "A cache costs four FLOPs for every token and number; a state costs four for each of its 128 × 128 numbers. They are equal when there are as many tokens as numbers in a key.",
});

// %%
import { show } from "long-attention/notebook";
import { stateCost } from "long-attention/plots";

show(stateCost({ d: 128, Ts: [16, 65_536] }));

// %% [markdown]
// Something must be lost: a fixed number of numbers cannot hold ever more words. What is lost, and how to lose it well, is the subject of this notebook.

// %% [markdown]
// ## 2. And softmax?
//
// The exponential of a product does not split into a part of the query and a part of the key. So linear attention takes another weight: a function φ, never negative, of each number of
// the query and of the key, and their product. Here φ adds 1 to a number above zero, and is the exponential of any other. The state adds up φ(key) times value; beside it, a list adds up φ(key) alone, so
// that the weights of a query can be divided by their sum.

// %%
import { attentionWeights, causalMask } from "long-attention/attention";
import { linearAttention, linearWeights } from "long-attention/linear";
import { headMaps } from "long-attention/plots";
import { matmul, maxAbsDiff, testTensors, toRows } from "long-attention/tensor";

const { Q, K, V } = testTensors(8, 4);
const soft = attentionWeights(Q, K, { mask: causalMask(8) });
show(
  headMaps([soft, linearWeights(Q, K)], {
    titles: ["softmax", "φ(query) · φ(key)"],
    title: "Another attention, not an approximation",
    subtitle: "Weights of eight queries on eight keys; each row sums to 1",
  }),
);

// %% [markdown]
// The weights are milder. But nobody needs to compute them: the recurrence never does, and gives the same output to the last digits.

// %%
const recurrent = linearAttention(Q, K, V);
maxAbsDiff(recurrent.O, matmul(linearWeights(Q, K), V));

// %% tags=hide-input
predict({
  question:
    "The recurrence adds a token to the state, and lets its query read. What is the output of token 0?",
  choices: ["zeros", "its own value"],
  answer: "its own value",
  remarks: {
    zeros: "So it would be if the query read before its own token is written.",
  },
  because:
    "Write first, then read: a token sees itself, as on the diagonal of a causal mask.",
});

// %%
import { list, table } from "long-attention/notebook";

table([
  { "token 0": "its value", numbers: list(toRows(V)[0]!, 3) },
  { "token 0": "its output", numbers: list(toRows(recurrent.O)[0]!, 3) },
]);

// %% [markdown]
// ## 3. Chunks, again
//
// One token at a time, the whole state goes through slow memory at every step, in and out. Take many tokens at once: between chunks a state is handed on, inside a chunk there is a small
// masked attention. The result is the same; the traffic is not.

// %% tags=hide-input
predict({
  question: "The recurrence token by token: how many FLOPs for each byte it moves?",
  choices: ["about 1", "about 40", "about 300"],
  answer: "about 1",
  remarks: {
    "about 40": "That takes chunks of 64 tokens.",
    "about 300": "Then a GPU would compute at full speed. It waits for memory instead.",
  },
  because:
    "Every number of the state is read and written for four FLOPs, and has two bytes.",
});

// %%
import { A100_80GB } from "long-attention/gpu";
import { chunkCost } from "long-attention/linear";
import { rooflinePlot } from "long-attention/plots";

const kernels = [1, 16, 64, 256].map((size) => ({
  name: `chunk of ${size}`,
  intensity: chunkCost(size, 128).intensity,
}));
show(rooflinePlot({ gpu: A100_80GB, dtypes: ["fp16"], kernels }));

// %% [markdown]
// Larger chunks climb the roof: this is the idea of FlashAttention once more. Work on a block while it is on the chip.

// %% [markdown]
// ## 4. Forgetting on purpose
//
// A state that only adds drowns in what it has heard. So let it fade: multiply it by a **decay**, a number between 0 and 1, before each token is added. RetNet gives each head a
// fixed one; later models compute it from the token.

// %% tags=hide-input
import { halfLife, retnetDecay } from "long-attention/linear";

predict({
  question:
    "RetNet's fastest head keeps 31 of 32 parts at every token. After how many tokens is half of what was written left?",
  answer: Math.round(halfLife(retnetDecay(0))),
  tolerance: 1,
  because:
    "Half-lives multiply like interest: the logarithm of a half over that of the decay.",
});

// %%
table(
  [0, 1, 2, 7].map((head) => ({
    head,
    decay: retnetDecay(head),
    "half is left after": Math.round(halfLife(retnetDecay(head))),
  })),
);

// %% [markdown]
// In chunks, a product of many decays appears, and a quotient of two such products. Written as two separate exponentials, one overflows. With a decay of ¼ and numbers in single precision:

// %%
const apart = [63, 64].map((size) => Math.fround(0.25 ** -size));
table(
  [63, 64].map((size, i) => ({
    "tokens in the chunk": size,
    "one over the product": String(apart[i]),
  })),
);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  slip: "compute the decay up to the reader, and one over the decay up to the writer, and multiply",
  correct: `The quotient is at most 1, but one over the decay is ${String(apart[1])} after 64 tokens in 32 bits. Add logarithms, take their difference, and only then the exponential`,
  why: "The masked upper triangle must be cut off before the exponential, too: there the differences are positive.",
});

// %% [markdown]
// ## 5. Write one key twice
//
// Words change their meaning in a text: first *the door is open*, later *the door is shut*. The same key comes with a new value. Here the first value is (1, 2), the second (5, −3).

// %% tags=hide-input
predict({
  question: "A state that adds: what does the key read after both?",
  choices: ["(5, −3)", "(6, −1)", "(3, −½)"],
  answer: "(6, −1)",
  remarks: {
    "(5, −3)": "That is what we want. A sum cannot overwrite.",
    "(3, −½)": "That is the mean; a sum does not divide.",
  },
  because: "Both values are in the state at the same key, one on top of the other.",
});

// %%
import { decayed, deltaStep } from "long-attention/linear";
import { matrix, zeros } from "long-attention/tensor";

const one = [1, 0];
const added = decayed(
  matrix([one, one]),
  matrix([one, one]),
  matrix([
    [1, 2],
    [5, -3],
  ]),
  [1, 1],
);
added.O;

// %%
const twice = (strength: number) => {
  const first = deltaStep(zeros([2, 2]), one, [1, 2], 1, strength);
  return toRows(deltaStep(first, one, [5, -3], 1, strength))[0]!;
};
twice(1);

// %%
table([
  { rule: "sum", "the key reads": list(toRows(added.O)[1]!) },
  { rule: "delta", "the key reads": list(twice(1)) },
  { rule: "delta, half strength", "the key reads": list(twice(0.5)) },
]);

// %% [markdown]
// The **delta rule** reads first what the key finds, and writes only the difference to the new value. A **strength**, between 0 and 1, says how much of it. With a decay before it, it is the *gated* delta rule of
// Qwen3-Next, and Kimi Linear has a decay for every channel.

// %% [markdown]
// ## 6. Decay first, then the error

// %% tags=hide-input
predict({
  question: "The gated rule lets the state fade, and takes an error. In which order?",
  choices: ["error first", "decay first", "it makes no difference"],
  answer: "decay first",
  remarks: {
    "error first":
      "Then the key would be corrected for something that fades a moment later.",
    "it makes no difference": "It does: the cell below computes both.",
  },
  because: "What is to be corrected is what is still there.",
});

// %%
import { gatedDelta, unitRows } from "long-attention/linear";
import { fromFunction, type Matrix } from "long-attention/tensor";

const keys = unitRows(K);
const decays = Array.from({ length: 8 }, (_, t) => 1 - ((3 * t + 1) % 5) / 16);
const strengths = Array.from({ length: 8 }, (_, t) => (((5 * t + 3) % 7) + 1) / 8);
const gated = gatedDelta(Q, keys, V, decays, strengths, { scale: 1 / 2 });
gated.S;

// %%
let early: Matrix = zeros([4, 4]);
for (let t = 0; t < 8; t++) {
  const before = early;
  const next = deltaStep(before, toRows(keys)[t]!, toRows(V)[t]!, 1, strengths[t]!);
  early = fromFunction(
    [4, 4],
    (i, j) => next.get(i, j) - (1 - decays[t]!) * before.get(i, j),
  );
}
maxAbsDiff(gated.S, early);

// %% [markdown]
// One line moved, another state. Note also that the keys were made to have length 1: along a longer key the rule would take away more than is there.

// %% [markdown]
// ## 7. Corrections of corrections
//
// Each correction depends on the earlier ones. Chunks all the same? Inside a chunk they form a triangle: each token takes back a little of every earlier one, of none
// later. A triangle is solved from the top, row by row, and all the rest are products of matrices.

// %%
import { correctionMatrix } from "long-attention/linear";
import { scoreMap } from "long-attention/plots";

const logs = decays.map((_, t) =>
  decays.slice(0, t + 1).reduce((sum, x) => sum + Math.log(x), 0),
);
show(
  scoreMap(correctionMatrix(toRows(keys), logs, strengths), {
    title: "Who corrects whom",
    subtitle: "How much of the correction of a column’s token the row’s token takes back",
  }),
);

// %%
import { deltaChunks } from "long-attention/linear";

table(
  [1, 2, 3, 4, 8].map((size) => {
    const { O } = deltaChunks(Q, keys, V, decays, strengths, size, { scale: 1 / 2 });
    return {
      "tokens in a chunk": size,
      "off by less than 10⁻¹⁵": maxAbsDiff(O, gated.O) < 1e-15,
    };
  }),
);

// %% [markdown]
// ## 8. How many pairs does it hold?
//
// Write pairs of a random key and a random value into a square of 32 × 32 numbers, once each, and read them all back. How far off are they? An error of 1 means: no better than zeros.

// %% tags=hide-input
predict({
  question: "32 pairs in 32 × 32 numbers. Which rule has an error near 1?",
  choices: ["sum", "delta", "both"],
  answer: "sum",
  remarks: {
    delta:
      "The delta rule removes what it finds before it writes, and does better: about 0.6.",
    both: "The delta rule does better, but it is not perfect: later writes disturb earlier pairs.",
  },
  because: "Each of the 31 other pairs leaves one part in 32 of noise.",
});

// %%
import { recallError } from "long-attention/linear";
import { rng } from "long-attention/tensor";

const seeds = Array.from({ length: 8 }, (_, k) => k + 1);
const average = (of: (seed: number) => number) =>
  seeds.reduce((sum, seed) => sum + of(seed), 0) / 8;
const measured = [2, 4, 8, 16, 32, 64, 128].map((n) => ({
  n,
  sum: average((seed) => recallError("sum", n, 32, rng(seed))),
  delta: average((seed) => recallError("delta", n, 32, rng(seed))),
}));
measured.length;

// %%
import { capacityCurves } from "long-attention/plots";

show(capacityCurves({ d: 32, measured }));

// %% [markdown]
// Dots lie on theory. The lowest line is the best that any such square can do, by least squares: exact up to 32 pairs, and not one more. No linear state holds more pairs than its keys have numbers.

// %% [markdown]
// ## 9. Then is the delta rule better?
//
// Ask otherwise: each value is one of 32 words, and we want to know which. Only the largest number counts.

// %%
import { fixed } from "long-attention/notebook";
import { recallRate } from "long-attention/linear";

const rate = (rule: "sum" | "delta", n: number) =>
  average((seed) => recallRate(rule, n, 32, rng(seed)));
table(
  [16, 32, 64].map((n) => ({
    pairs: n,
    sum: fixed(rate("sum", n)),
    "delta rule": fixed(rate("delta", n)),
  })),
);

// %% tags=hide-input
callout({
  slip: "the delta rule stores more",
  correct: `Of 64 words a sum finds ${fixed(rate("sum", 64))}, one pass of the delta rule ${fixed(rate("delta", 64))}`,
  why: "Overwriting one key erases a little of its neighbours. The delta rule wins where keys come again, or where values themselves are wanted.",
});

// %% [markdown]
// ## 10. Why three to one?
//
// So models mix: in Qwen3-Next three layers of four keep a state, and one a cache, for what must be found exactly.

// %% tags=hide-input
import { int } from "long-attention/notebook";
import { crossing, qwen3Next } from "long-attention/linear";

predict({
  question:
    "Qwen3-Next: at how many tokens is one layer's cache as large as one layer's state?",
  choices: [int(128), int(1024), int(16_384)],
  answer: int(crossing(qwen3Next).layer),
  remarks: {
    [int(128)]: "That is the width of one head's state; there are 32 heads, in 32 bits.",
    [int(16_384)]: "So many numbers has the state of one head.",
  },
  because: "A state of 2 MiB against 2 KiB for every token.",
});

// %%
import { hybridGrowth } from "long-attention/plots";

show(hybridGrowth({ model: qwen3Next, Ts: [256, 262_144] }));

// %%
import { percent } from "long-attention/notebook";
import { hybridBytes, kimiLinear, minimaxM1 } from "long-attention/linear";

table(
  [qwen3Next, kimiLinear, minimaxM1].map((model) => {
    const { hybrid, allFull } = hybridBytes(model, model.longest);
    const { layer, traffic } = crossing(model);
    return {
      model: model.name,
      "state and cache equal at": layer,
      "as traffic": traffic,
      tokens: model.longest,
      "bytes left": percent(hybrid / allFull, 1),
    };
  }),
);

// %% tags=hide-input
const kimi = hybridBytes(kimiLinear, kimiLinear.longest);
callout({
  slip: "Kimi Linear saves 75 % of the cache",
  correct: `20 of its 27 layers keep a state, and at a million tokens it saves ${percent(1 - kimi.hybrid / kimi.allFull, 1)}`,
  why: "Three to one is the plan; 27 is no multiple of four, and the states are not free.",
});

// %% [markdown]
// ## Recap
//
// - Without softmax, keys and values can be multiplied first: a state of fixed size stands for the cache.
// - Step by step and in chunks give the same; chunks move far fewer bytes.
// - Decay forgets; the delta rule overwrites. Decay comes first, and only differences of logarithms are safe.
// - A square state holds as many pairs as its keys have numbers, at best; what is better depends on what is asked.
// - Hybrids keep a few caches: long texts cost a quarter, short ones may cost more.
//
// **The one picture to remember:** a square of numbers that every token is written into, beside a cache that grows.
//
// **Your turn:** [exercise set 12](../exercises/12-summarise.ipynb) (linear attention, decay in chunks, the delta step, a chunk of corrections, the crossing point).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("12");

// %%
import { progress } from "@long-attention/grader";
progress("12");

// %% [markdown]
// **Next:** [A Errata of a lecture](A-errata.ipynb). **Before:** [11 Select](11-select.ipynb).
//
// Behind this notebook: [linear-attention.ts](../lib/src/linear/linear-attention.ts), [decayed.ts](../lib/src/linear/decayed.ts), [delta.ts](../lib/src/linear/delta.ts),
// [delta-chunks.ts](../lib/src/linear/delta-chunks.ts), [capacity.ts](../lib/src/linear/capacity.ts), [hybrid.ts](../lib/src/linear/hybrid.ts).
//
// **Sources.** Katharopoulos et al. 2020, *Transformers are RNNs*. Sun et al. 2023, *Retentive Network*. Yang et al. 2024, *Gated Delta Networks*. The configurations and modules of Qwen3-Next, Kimi Linear and
// MiniMax in transformers; our tests hold the gated delta rule against them.
