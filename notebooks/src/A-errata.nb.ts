// %% [prose]
import { int } from "long-attention/notebook";

// %% [markdown]
// # A · Errata of a lecture
//
// *You are here:* [start](start.ipynb) · [12 Summarise](12-summarise.ipynb) → **A Errata of a lecture**, the end.
// *Time:* 20 minutes, optional. *You need:* the notebooks whose numbers are checked: 01 to 04, 06 to 08 and 10.
//
// After this notebook you can
// - check a slide's arithmetic by recomputing it;
// - tell a slip that changes a verdict from one that changes a digit;
// - find the three kinds that come back: a rounding on the way, a forgotten factor, a name for the wrong thing.
//
// This course grew from the slides of a lecture. Slides are made in a hurry, ours too. Where one slips, the course corrects it in the open:
// a cell computes what is right, and a box says what the slide says, what holds instead, and why it matters. Six slips that teach stand in
// the notebooks, because many make them; the others are here.

// %% [markdown]
// ## 1. Context lengths (01)
//
// The table that this course grew from. One model stands there four times, with four different lengths. No row has a date.

// %%
import { contextClaims, slideClaims } from "long-attention/facts";
import { table } from "long-attention/notebook";

table(slideClaims().map(({ model, label }) => ({ model, "on the slides": label })));

// %%
const claims = contextClaims();
const of = (name: string) => claims.filter(({ model }) => model === name);
const gemini = of("Gemini 1.5 Pro");
table(gemini.map(({ tokens, tier, date }) => ({ tokens, tier, date })));

// %% tags=hide-input
import { callout, int, percent } from "long-attention/notebook";

callout({
  slide: "Gemini 1.5 Pro: 128K, 1000K, 2 million, 10 million",
  correct: `${gemini.length} claims, each with its date and tier: ${gemini.map(({ tokens, tier, date }) => `${int(tokens)} (${tier}, ${date})`).join("; ")}.`,
  why: "A length without date and tier is not a fact yet. Compare two models only at one date and for one audience. Two rows even contradict each other today, and both stay: a table that hides a conflict is worse than one that shows it.",
});

// %%
const gpt4 = of("GPT-4");
table(gpt4.map(({ label, tokens, tier, note }) => ({ label, tokens, tier, note })));

// %% tags=hide-input
const [base, variant] = gpt4 as [(typeof gpt4)[number], (typeof gpt4)[number]];
callout({
  slide: "GPT-4: 32K",
  correct: `${int(base.tokens)} tokens in the base model; ${int(variant.tokens)} in a variant of its own, with limited access.`,
  why: `Most people who used it had a quarter of what the slide says. And a quarter of the length is ${percent((base.tokens / variant.tokens) ** 2, 2)} of the score matrix.`,
});

// %%
import { modelKv } from "long-attention/facts";

const mistral = of("Mistral-7B")[0]!;
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
  why: "The slide is right about one of three numbers. How a model was trained, what a layer sees and what its code allows are three things. Stacked layers see further than one: notebooks 04 and 08 say how far.",
});

// %%
import { parseContext } from "long-attention/facts";

const [decimal, binary] = [parseContext("128K", 1000), parseContext("128K", 1024)];
table([{ label: "128K", "K = 1000": decimal, "K = 1024": binary, gap: binary - decimal }]);

// %% tags=hide-input
callout({
  slide: "128K",
  correct: `${int(decimal)} or ${int(binary)}, depending on the vendor. The course computes with whole numbers of tokens only.`,
  why: `The two differ by ${int(binary - decimal)} tokens, several pages. Score matrices differ by ${percent((binary / decimal) ** 2 - 1, 1)}, enough to miss a memory limit.`,
});

// %%
import { kvBytesPerToken, kvSharing } from "long-attention/kv";

const llama2 = ["Llama-2-7B", "Llama-2-70B"].map((model) => {
  const { config } = modelKv(model);
  return { model, sharing: kvSharing(config), "bytes per token": kvBytesPerToken(config) };
});
table(llama2);

// %% tags=hide-input
callout({
  slide: "Llama-2 uses grouped-query attention",
  correct: `only the 70B model does. The 7B model is ${llama2[0]!.sharing} and keeps ${int(llama2[0]!["bytes per token"])} bytes per token`,
  why: `A family's name is not a model. The small model's cache is the larger one: ${(llama2[0]!["bytes per token"] / llama2[1]!["bytes per token"]).toFixed(1)} times that of the model ten times its size.`,
});

// %% [markdown]
// ## 2. The GPU (02)

// %%
import { A100_80GB, peakTflops, peakTflopsPerSm } from "long-attention/gpu";

const [gpu, fma] = [A100_80GB, A100_80GB.fmaPerClkPerSm!.tf32];
const [ghz, sms] = [gpu.clockGhz!, gpu.smCount!];
const perSm = peakTflopsPerSm(fma, 1.4);
table([
  { chain: "1.4 GHz, rounded to 1.43 on the way", TFLOPS: Number(perSm.toFixed(2)) * sms },
  { chain: "1.4 GHz, all digits", TFLOPS: peakTflops(fma, 1.4, sms) },
  { chain: "1.41 GHz, all digits", TFLOPS: peakTflops(fma, 1.41, sms) },
]);

// %% tags=hide-input
callout({
  slide: "1024 × 1.4 GHz = 1.43 TFLOPS, times 108 = 154 TFLOPS",
  correct: `${peakTflops(fma, ghz, sms).toFixed(2)}, so 156, at the real clock of ${ghz} GHz; at 1.4 GHz it would be ${peakTflops(fma, 1.4, sms).toFixed(2)}`,
  why: "Carry all digits and round once, at the end. NVIDIA's own figure is 156; whoever finds 154 starts to look for a reason that is not there.",
});

// %% [markdown]
// The slides also draw a conclusion for training, where the data pass by in batches: the last batch of a round, smaller than the others, is
// dropped because it would not fill the SMs. Take ${int(50_000)} samples in batches of ${int(512)}, one block per sample:

// %%
import { waves } from "long-attention/gpu";

const [samples, batch] = [50_000, 512];
const last = samples % batch;
table([
  { batch: "an ordinary one", samples: batch, ...waves(batch, sms) },
  { batch: "the last one", samples: last, ...waves(last, sms) },
]);

// %% tags=hide-input
callout({
  slide: "the last small batch is dropped ~~because of SM occupancy~~",
  correct: `this is a lecturer's opinion, and we mark it as one. The last batch keeps ${percent(waves(last, sms).util)} of the places busy instead of ${percent(waves(batch, sms).util)}, in one step of ${Math.ceil(samples / batch)}`,
  why: "The cost is real but small. The usual reasons are others: all batches have the same shape, and averages over a batch have the same weight.",
});

// %% [markdown]
// ## 3. Memory-bound (03)
//
// A 100 × 100 matrix times another: each of the 100² results is a dot product of length 100, 100 multiplications and as many additions.

// %%
2 * 100 ** 3; // FLOPs

// %% tags=hide-input
callout({
  slide: "2 × 100³ = 20 million",
  correct: `2 × 100³ = ${int(2 * 100 ** 3)}`,
  why: "A factor of ten here makes a kernel look ten times as busy with arithmetic as it is. The next slide divides by it.",
});

// %%
import { elementwiseIntensity, opsPerByte, ROUND_MACHINE } from "long-attention/gpu";

const formats = ["fp32", "tf32", "fp16"] as const;
const machine = (of: typeof gpu) =>
  formats.map((dtype) => {
    const peak = of.peakFlopsPerSecond[dtype];
    return peak === undefined ? "–" : opsPerByte(peak, of.hbmBytesPerSecond).toFixed(1);
  });
const [onSlide, a100] = [machine(ROUND_MACHINE), machine(gpu)];
table(
  formats.map((dtype, k) => ({ dtype, "19 TFLOP/s, 1 TB/s": onSlide[k], A100: a100[k] })),
);

// %% tags=hide-input
callout({
  slide: "ops:byte of a GPU is 19/1 = 19",
  correct: `an A100 with 80 GB has ${a100[0]} (fp32), ${a100[1]} (TF32) or ${a100[2]} (fp16)`,
  why: "There is no ops:byte without a number format. Tensor cores multiply the arithmetic and leave the memory as it was, so many more kernels end up waiting for memory.",
});

// %%
table([
  { counted: "reads only", "FLOP/B, fp32": elementwiseIntensity(1, 1, 4) },
  { counted: "read and write", "FLOP/B, fp32": elementwiseIntensity(1, 2, 4) },
]);

// %% tags=hide-input
callout({
  slide: "scaling a matrix has an intensity of .25",
  correct: `${elementwiseIntensity(1, 2, 4)} with the write: one FLOP for 8 bytes`,
  why: "The verdict stays, memory-bound on every machine; the time doubles. A kernel that writes what it reads cannot leave out half of its traffic.",
});

// %%
import { fusionTraffic } from "long-attention/gpu";

const drawn = fusionTraffic([{ in: ["a", "b"], out: "c" }]); // "read a, b; write c"
const fusion = fusionTraffic([
  { in: ["a", "b"], out: "c" },
  { in: ["c"], out: "d" },
]);
table([
  { kernel: "read a and b, write c", accesses: drawn.fused, "has the roots": false },
  { kernel: "read a and b, write d", accesses: fusion.fused, "has the roots": true },
]);

// %% tags=hide-input
callout({
  slide: "the fused kernel reads a and b and ~~writes c~~",
  correct: `it writes d. The count, ${fusion.fused} accesses per element, is the same; c never leaves the registers`,
  why: "That c is *not* written is the whole point of fusing. In notebook 07 the c that is never written is the N × N matrix of scores.",
});

// %%
import { peakFlops, roofline } from "long-attention/gpu";

const [flops, moved] = [2 * 100 ** 3, 4 * 3 * 100 ** 2];
const timed = (overlap: number) =>
  roofline(flops, moved, peakFlops(gpu, "fp32"), gpu.hbmBytesPerSecond, { overlap }).total;
const ns = (seconds: number) => `${(1e9 * seconds).toFixed(0)} ns`;
table([1, 0.5, 0].map((overlap) => ({ overlap, "100 × 100 in fp32": ns(timed(overlap)) })));

// %% tags=hide-input
callout({
  slide: "total time = max(T_math, T_mem)",
  correct: `only with full overlap: ${ns(timed(1))} here. Without any, it is the sum, ${ns(timed(0))}; in general something between`,
  why: "A measured time above the roofline is no contradiction. The model says what is possible, not what happens.",
});

// %% [markdown]
// ## 4. Sparse patterns (04)
//
// The slides give O(3Td) for a window of three, O((3T+T)d) with the column of `[cls]`, O((3T+T+T)d) with its row as well.

// %%
import { blockPattern, countNnz, density } from "long-attention/sparse";
import { etcPattern, windowPattern } from "long-attention/sparse";

const counts = [6, 100, 4096].map((T) => ({
  T,
  window: countNnz(windowPattern(T, 3)),
  "with the column": countNnz(etcPattern(T, 3, 1, { columnsOnly: true })),
  "with both": countNnz(etcPattern(T, 3)),
}));
table(counts);

// %% tags=hide-input
const [small] = counts;
callout({
  slide: "3T, 3T + T and 3T + T + T pairs",
  correct: `3T − 2, 4T − 1 and 5T − 1: ${small!.window}, ${small!["with the column"]} and ${small!["with both"]} for T = 6. With \`[cls]\` the matrix has (T + 1)² entries`,
  why: "As a bound, O(3Td), the slide is right: edges only take pairs away. As a count it is not, and a test that compares your code with 3T will fail on correct code.",
});

// %%
const sixteen = 1 - density(blockPattern(4096, 16));
table(
  [2, 3, 16].map((n) => ({
    n,
    "pairs at T = 4,080": blockPattern(4080, n).nnz,
    "T²/n": 4080 ** 2 / n,
    "not read": percent(1 - density(blockPattern(4080, n)), 2),
  })),
);

// %% tags=hide-input
callout({
  slide: "blockwise attention costs O(T²/2)",
  correct: `T²/n: ${blockPattern(6, 2).nnz} of 36 pairs for n = 2, and n may be chosen`,
  why: "For a fixed n it is still quadratic: a straight line as steep as full attention's, only lower. It becomes linear when the block *size* is fixed and n grows with T.",
});

// %% tags=hide-input
callout({
  slide: "n = 16 is 93 % sparse",
  correct: `${percent(sixteen, 2)}, which rounds to ${percent(sixteen)}`,
  why: "Density and sparsity add up to one: 1/16 and 15/16. Check the pair, and you catch slips of this kind.",
});

// %% [markdown]
// ## 5. Hashing (06)
//
// Four keys and four queries are hashed by two rotations. The slides print two tables, and head both of them *Query*. The worked example
// beside them settles which is which: q₁ must be in bucket 0 and k₂ in bucket 3.

// %%
import { hashTable, lshHash, sharedExample, handExample } from "long-attention/lsh";
import { toRows } from "long-attention/tensor";

const { R1, R2 } = handExample;
const [keys, queries] = [handExample.K, handExample.Q].map((X) =>
  toRows(hashTable(X, [R1, R2])),
);
const worked = (vector: string, X: typeof handExample.Q, row: number) => ({
  vector,
  bucket: lshHash(toRows(X)[row]!, R1),
  "table 1": keys![row]![0],
  "table 2": queries![row]![0],
});
table([worked("q₁", handExample.Q, 0), worked("k₂", handExample.K, 1)]);

// %% tags=hide-input
callout({
  slide: "both tables are headed “Query”",
  correct: `the first holds the keys, the second the queries: only the first has bucket ${keys![1]![0]} in its second line, where k₂ belongs`,
  why: "Read the other way round, k₂ would be in bucket 0, against the example beside the tables, and other pairs would meet.",
});

// %%
const [length] = sharedExample.QK.shape;
table([
  { symbol: "L", used: "in Reformer’s figure, shown on the slide", value: length },
  { symbol: "T", used: "on the other slides and in this course", value: length },
]);

// %% tags=hide-input
callout({
  slide: "the figure of hashing, sorting and chunking calls the length L",
  correct: `it is the T of the other slides: here ${length} positions, in chunks of ${sharedExample.m}`,
  why: "One quantity, one letter. Elsewhere in this course L is a mean path (05), a row’s log-sum-exp (07) or a window (09).",
});

// %% [markdown]
// ## 6. FlashAttention (07)

// %%
import { splitSoftmax } from "long-attention/attention";

const split = splitSoftmax([
  [-1.02, -1.09, 0.24, 0.87, -1.32],
  [-0.6, -5.04, -2, 1.03, -0.14],
]);
split.softmax[7]!.toFixed(6);

// %% tags=hide-input
callout({
  slide: "the eighth of the ten softmax values is 0.01",
  correct: `it is ${split.softmax[7]!.toFixed(6)}, which rounds to ${split.softmax[7]!.toFixed(2)}`,
  why: "The slide worked with scores it had not rounded; −2 as printed gives the larger value. Recompute before you trust a figure, ours too.",
});

// %%
import { attentionScores } from "long-attention/attention";
import { betaBlocks } from "long-attention/flash";
import { testTensors } from "long-attention/tensor";

const six = testTensors(6, 4);
const nine = betaBlocks(attentionScores(six.Q, six.K), { Br: 2, Bc: 2 });
const first = nine.blocks[0]![0]!.beta;
table([{ tile: "0,0", "β row 0": first[0]!, "β row 1": first[1]! }]);

// %% tags=hide-input
callout({
  slide: "P = Concat(β₀f₀₀, …, β₈f₂₂) with nine numbers β",
  correct: `each β is a vector with one number per row: ${first[0]!.toFixed(4)} and ${first[1]!.toFixed(4)} in the first tile alone`,
  why: "Softmax normalises each row by itself, so a tile of two rows needs two factors.",
});

// %%
import { blockSizes, sramElements } from "long-attention/flash";

const M = (100 * 1024) / 4; // 100 KiB of fp32
const allowed = blockSizes(M, 64);
const step = sramElements(allowed, 64);
table([
  { ...allowed, "elements on chip": step, "bytes on chip": 4 * step, "of SRAM": 4 * M },
]);

// %% tags=hide-input
callout({
  slide: "100 KiB of SRAM, d = 64, fp32: B_c = 100 fits",
  correct: `Q, K, V and O do, but with the score tile the step holds ${int(step)} elements, ${int(4 * step)} bytes of ${int(4 * M)}`,
  why: "Algorithm 1 gives sizes up to a constant factor. Count what the inner loop really keeps before you launch it.",
});

// %%
const needed = sramElements({ Br: 32, Bc: 16 }, 16);
table([960, 961, 1024, 1025].map((M) => ({ M, ...blockSizes(M, 16) })));

// %% tags=hide-input
callout({
  slide: "d = 16 with B_r = 32 and B_c = 16",
  correct: `the formula allows B_r ≤ d = 16, and B_c = 16 means M between 961 and 1,024. The blocks drawn need ${int(needed)} elements`,
  why: "The course keeps these blocks, as a free choice: they run on a device with that much SRAM, and B_r ≠ B_c shows more than a square would.",
});

// %% [markdown]
// ## 7. The cache (08)

// %%
import { kvCacheBytes } from "long-attention/kv";
import { bytes, bytesBinary } from "long-attention/notebook";

const gpt3 = modelKv("GPT-3 175B").config;
const sizes = ([4, 2] as const).map((width) => {
  const config = { ...gpt3, bytes: width };
  return { width, perToken: kvBytesPerToken(config), whole: kvCacheBytes(config, 2048) };
});
const columns = { width: "bytes per number", perToken: "per token", whole: "2,048 tokens" };
table(sizes, { columns, caption: "GPT-3's cache, in bytes" });

// %% tags=hide-input
callout({
  slide: "a number in the cache takes 4 bytes",
  correct: `4 in fp32, 2 in fp16 and bf16, in which models are served: ${bytes(sizes[1]!.perToken)} per token for GPT-3, not ${bytes(sizes[0]!.perToken)}`,
  why: "Half the cache, or twice as many conversations on the same GPU.",
});

// %%
const rounded = (2048 * Number((sizes[0]!.perToken / 1e6).toFixed(1))) / 1000;
const carried = sizes[0]!.whole;
table([
  { way: "round first", GB: rounded.toFixed(2) },
  { way: "round last", GB: (carried / 1e9).toFixed(2) },
]);

// %% tags=hide-input
callout({
  slide: "2048 × 9.4 MB = 19.3 GB",
  correct: `2048 × 9.4 MB is ${rounded.toFixed(2)} GB. The exact size is ${int(carried)} bytes: ${bytes(carried)}, or ${bytesBinary(carried)}`,
  why: `Two roundings met by luck. Carry the digits, round once; and say whether a GB is decimal or binary: the two differ by ${percent(2 ** 30 / 1e9 - 1)}.`,
});

// %% [markdown]
// ## 8. Data sets (10)
//
// The slides compare Longformer with the Compressive Transformer. They say "yes" in cells that are not aligned with their rows; which row each
// belongs to is our reading. Two names are misspelt.

// %%
import { datasets } from "long-attention/facts";

const misspelt = datasets().filter(({ onSlide }) => onSlide !== undefined);
table(misspelt.map(({ dataset, onSlide }) => ({ "on the slide": onSlide, name: dataset })));

// %% tags=hide-input
callout({
  slide: misspelt.map(({ onSlide }) => onSlide).join(", "),
  correct: misspelt.map(({ dataset }) => dataset).join(", "),
  why: "A misspelt name finds no data set, and no paper that used it.",
});

// %% [markdown]
// ## Recap
//
// - Round once, at the end. A product of rounded numbers can come out right by luck.
// - Count every access, and every factor: a write, a column of `[cls]`, a row's own maximum.
// - A number belongs to a thing: this model, this format, this date. A name for two things is half of all slips.
//
// **The one picture to remember:** a number struck out, and beside it the line that computes the right one.
//
// **Next:** [the start page](start.ipynb). **Before:** [12 Summarise](12-summarise.ipynb).
//
// Behind this notebook: [errata.json](../assets/data/errata.json), all ${int(30)} with their sources, and [callout.ts](../lib/src/notebook/callout.ts).
//
// **Sources.** The slides of the lecture; NVIDIA, *GPU Performance Background User's Guide*; the papers of the notebooks concerned.
