// %% [prose]
import { attentionWork } from "long-attention/fast";
import { bytes, int, percent } from "long-attention/notebook";

// %% [markdown]
// # 07b · FlashAttention on your own processor
//
// *You are here:* [start](start.ipynb) · [07 FlashAttention, tile by tile](07-flash-attention.ipynb) → **07b FlashAttention on your own processor** → [08 The key-value cache](08-kv-cache.ipynb).
// *Time:* 30 minutes, optional. *You need:* tiles and the running softmax (07), and the roofline (03).
//
// After this notebook you can
// - climb from a formula to a program that runs at most of your processor's speed, and say what each rung gained;
// - draw the roofline of the machine in front of you, and put programs on it;
// - run full, causal, window and block attention with one loop and other lists;
// - tell where a processor differs from a GPU: when tiles help it, when they do not, and why.
//
// Times are those of the machine that built this page: seconds in which its processor worked for us, medians of several runs. Run the cells, and they are yours.

// %% [markdown]
// ## 1. The same two memories
//
// Notebook 07 counted what travels on a simulated GPU. A processor has the same shape, smaller. Its **memory** is large and far away, like HBM. Each core has
// a **cache**, some hundreds of kilobytes that keep what was used last, like SRAM; but nobody loads a tile into it: it comes by itself when a
// program uses the same numbers again soon. And right beside the arithmetic are a few dozen **registers**, the only numbers it can touch at once.
//
// So here is the plan of this notebook: five programs, each computing the same attention, from the plainest to one that keeps its tiles in the cache
// and its sums in registers. They are the **rungs** of a ladder, and each has a file of its own:
//
// | rung | what is new | file |
// |---|---|---|
// | ndarray | the formula, number by number, with get and set | [naive-ndarray.ts](../lib/src/fast/naive-ndarray.ts) |
// | typed | the same loops on typed arrays: no call for each number | [naive-typed.ts](../lib/src/fast/naive-typed.ts) |
// | typescript | tiles, and inside them blocks of sums in registers | [tiles-typescript.ts](../lib/src/fast/tiles-typescript.ts) |
// | wasm | the same tiles in WebAssembly, four numbers in one instruction | [tiles.ts](../lib/assembly/tiles.ts) |
// | wasm-fma | a multiplication and an addition in one instruction too | the same file, compiled again |
//
// The last two are written in AssemblyScript, a strict dialect of TypeScript. Put tiles-typescript.ts and tiles.ts side by side: score, softmax, add, line for line.
// The fifth needs relaxed SIMD, which not every engine has yet: where the list below ends with wasm, yours climbs four rungs.

// %% tags=volatile
import { availableBackends } from "long-attention/fast";

availableBackends(); // the rungs that this engine can climb

// %% [markdown]
// ## 2. Five programs, one result
//
// A faster program that computes something else is no use. So first: how far is each rung from plain attention, with ragged tiles and a causal mask?

// %% tags=volatile
import { attention, fastAttention } from "long-attention/fast";
import { table } from "long-attention/notebook";
import { type Matrix, maxAbsDiff, randn, rng } from "long-attention/tensor";

const random = rng(7);
const [Q, K, V] = [0, 1, 2].map(() => randn([200, 64], random)) as [Matrix, Matrix, Matrix];
const exact = attention(Q, K, V, { causal: true });
const far = availableBackends().map((backend) => {
  const { O } = fastAttention(Q, K, V, { backend, causal: true });
  return { rung: backend, "largest difference": maxAbsDiff(O, exact).toExponential(0) };
});
table(far);

// %% [markdown]
// The first three compute with 64-bit numbers, and agree to the last bits. WebAssembly's tiles hold 32-bit numbers, because four of those fit into a register: they agree to about seven digits,
// which is all that they hold. We come back to that at the end.

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "The third rung is still TypeScript: same arithmetic, same engine, but in tiles. Roughly how many times faster than the second is it?",
  choices: ["hardly at all", "3 to 5 times", "50 times"],
  answer: "3 to 5 times",
  remarks: {
    "hardly at all": "It does the same multiplications, but fetches far fewer numbers.",
    "50 times":
      "That would need more than fewer fetches: four numbers in one instruction, for a start.",
  },
  because:
    "The plain loops load two numbers for each multiply-add. A block of 2 × 4 sums loads six for eight, and the engine can work on eight sums at once instead of waiting for one.",
});

// %% [markdown]
// Now time them, at a length that even the first rung can bear. Look at the last column: each row against the row above it.

// %% tags=volatile
import { timeLadder } from "long-attention/fast";
import { si } from "long-attention/notebook";

const [N, d] = [256, 64];
const ladder = timeLadder(N, d, random);
table(
  ladder.map(({ name, seconds, flopsPerSecond }, t) => ({
    rung: name,
    time: si(seconds, "s", 2),
    rate: si(flopsPerSecond, "FLOP/s", 2),
    "faster by": t === 0 ? "–" : `${(ladder[t - 1]!.seconds / seconds).toFixed(1)} ×`,
  })),
);

// %% [markdown]
// From the first rung to the last, the mathematics never changed, and not one multiplication was saved. What changed is how often a number is fetched, and how many are worked on at once.

// %% [markdown]
// ## 3. Your own roofline
//
// Notebook 03 took a GPU's peaks from a data sheet. Here we measure: a loop that only multiplies and adds, in JavaScript and in WebAssembly, and one that only
// reads memory. Then the rungs go under the roofs, each at the rate it reached. How much travels for each rung we count as in 07, with the cache in SRAM's place.

// %% tags=volatile
import { machineProbes, medianSeconds } from "long-attention/fast";
import { show } from "long-attention/notebook";
import { measuredRoofline } from "long-attention/plots";

const { scalar, simd, fma, read } = machineProbes();
const rate = (probe = scalar) => probe.amount / medianSeconds(probe.run, 7);
const roofs = [
  ...(fma ? [{ name: "WASM FMA", flopsPerSecond: rate(fma) }] : []),
  { name: "WASM mul + add", flopsPerSecond: rate(simd) },
  { name: "JavaScript", flopsPerSecond: rate(scalar) },
];
show(measuredRoofline({ bytesPerSecond: rate(read), roofs, dots: ladder }));

// %% [markdown]
// Read it from the bottom up. The first two rungs stand *far below both lines*: neither arithmetic nor memory holds them back, but bookkeeping, a call or an index for each number, and sums that wait for each
// other. The third leaves them well behind, and ends below JavaScript's own roof, since the engine checks every index. To rise further, the roof had to rise: four numbers in one instruction. What runs in WebAssembly comes nearest to its own, and nearer still with longer texts.
//
// And here is the first honest difference from a GPU. On a GPU, naive attention hangs on the *slope*: it waits for memory. On a processor with few cores it hardly ever
// does. A core computes far slower than a GPU, while its memory is not slower by as much, so the roof's edge lies far to the left. Tiles pay here all the same, but mostly because a number in a *register* or in the cache nearest to the core is used again and again.

// %%
import { attentionWork } from "long-attention/fast";
import { bytes } from "long-attention/notebook";

table(
  [256, 2048, 16_384].map((n) => ({
    tokens: n,
    "naive rungs move": bytes(attentionWork("typed", n, 64).bytes),
    "tiles of 32-bit numbers move": bytes(attentionWork("wasm", n, 64).bytes),
    "the N × N matrix alone": bytes(8 * n * n),
  })),
);

// %% [markdown]
// The traffic is there: at ${int(2048)} tokens the naive rungs move ${bytes(attentionWork("typed", 2048, 64).bytes)}, tiles ${bytes(attentionWork("wasm", 2048, 64).bytes)}. It becomes the wall when the matrix does not fit any more, first into the cache, then into memory at all.

// %% [markdown]
// ## 4. Time and memory against the length

// %% tags=hide-input
predict({
  question:
    "Tiles make attention faster. Does its time still grow with the square of the length?",
  choices: ["yes", "no, in proportion to the length"],
  answer: "yes",
  remarks: {
    "no, in proportion to the length":
      "That would need pairs to be left out, and tiles leave out none.",
  },
  because:
    "Tiles save no multiplication: every query still meets every key. What no longer grows with the square is memory: O, and copies of K and V.",
});

// %% tags=volatile
import { lengthCurves } from "long-attention/plots";

const lengths = [128, 256, 512, 1024, 2048];
const timeOf = (backend: "typed" | "auto", n: number) => {
  const [a, b, c] = [randn([n, d], random), randn([n, d], random), randn([n, d], random)];
  return { N: n, y: medianSeconds(() => fastAttention(a, b, c, { backend }), 5) };
};
const times = [
  { name: "naive", points: lengths.slice(0, 3).map((n) => timeOf("typed", n)) },
  { name: "tiles", points: lengths.map((n) => timeOf("auto", n)) },
];

// %% tags=volatile
const curve = (name: string, y: (n: number) => number) => ({
  name,
  points: lengths.map((n) => ({ N: n, y: y(n) })),
});
const memory = [
  curve("N × N matrix", (n) => 8 * n * n),
  curve("tiles, K, V, O", (n) => 16 * n * d + 4 * 64 * (64 + 2 * d)),
];
const written = (y: number) => si(y, "s", 2);
const panels = [
  { name: "Time of one head", written, curves: times },
  { name: "Memory beside the inputs", written: bytes, curves: memory },
];
show(lengthCurves(panels, { title: "Two ways to attend: time and memory" }));

// %% [markdown]
// In the upper drawing two lines of the same slope, one far below the other (the naive one stops early, so that you need not wait). In the lower one the slopes differ: that is the whole gain of FlashAttention in memory, on any machine.

// %% [markdown]
// ## 5. One loop, other lists
//
// Sparse attention (04) needs no other program. For each tile of queries the loop walks over a *list* of key tiles; full attention lists them all, causal attention those up to the diagonal,
// a window the few around it. A tile that the pattern cuts gets −∞ where a query may not read; a tile that no query reads is not on the list, and costs nothing.

// %%
import { patternTiles } from "long-attention/fast";
import * as sparse from "long-attention/sparse";

const T = 2048;
const window = sparse.windowPattern(T, 129);
const blocks = sparse.inBlocks(sparse.randomPattern(32, 2, rng(1)), 64);
const others = [sparse.fullPattern(T), sparse.causalPattern(T), window];
const patterns = [...others, sparse.lambdaPattern(T, 4, 128), blocks];
table(patterns.map((p) => ({ pattern: p.name, ...patternTiles(p) })));

// %% [markdown]
// The last row is the best a pattern can do: it reads ${percent(1 / 16, 2)} of the pairs, in whole tiles. Nothing is cut, nothing is masked.

// %% tags=hide-input
predict({
  question:
    "A pattern with one sixteenth of the pairs, in whole tiles: how many times faster than full attention?",
  choices: ["about 2", "more than 5, but less than 16", "16 or more"],
  answer: "more than 5, but less than 16",
  remarks: {
    "about 2": "Tiles that are not on the list are not even looked at.",
    "16 or more": "Some work is the same for every call: reading Q, K and V, writing O.",
  },
  because:
    "The tiles that are left cost what they cost before. What keeps it from sixteen is what every call does, however few tiles there are: reading Q, K and V, and writing O. The longer the sequence, the less that counts.",
});

// %% tags=volatile
const long = [0, 1, 2].map(() => randn([T, d], random));
const time = (options: object) =>
  medianSeconds(() => fastAttention(long[0]!, long[1]!, long[2]!, options), 9);
const ways = [
  { way: "full", s: time({}) },
  { way: "causal", s: time({ causal: true }) },
  { way: "window of 129", s: time({ pattern: window }) },
  { way: "one sixteenth", s: time({ pattern: blocks }) },
];
const faster = (s: number) => `${(ways[0]!.s / s).toFixed(1)} ×`;
table(
  ways.map(({ way, s }) => ({ way, time: si(s, "s", 2), "faster than full": faster(s) })),
);

// %% [markdown]
// Compare the window with the table above it: it visits few tiles, but most of them are *cut*, and a cut tile costs as much as a whole one. Sparsity that fits the tiles pays; sparsity inside them does not.
// That holds for GPUs just as well, and is why BigBird and its relatives work in blocks.

// %% [markdown]
// ## 6. When tiling does not help
//
// Decoding (08) brings *one* query. It meets every key of the cache once, uses every number of it once, and there is nothing that a tile could use again. So no cleverness of loops helps: memory sets the pace,
// on a processor as on a GPU.

// %% tags=volatile
import { FastCache } from "long-attention/fast";

const tokens = 65_536;
const cache = new FastCache({ capacity: tokens, d: d });
const row = randn([1, d], random).data;
for (let t = 0; t < tokens; t++) cache.append(row, row);
const moved = tokens * 2 * d * 4; // K and V, four bytes per number
const perToken = medianSeconds(() => cache.attend(row), 9);
const reading = medianSeconds(machineProbes(moved).read!.run, 9);
const speed = (s: number) => ({ time: si(s, "s", 2), speed: si(moved / s, "B/s", 2) });
table([
  { what: "one token, which reads the whole cache", ...speed(perToken) },
  { what: "only reading as many bytes", ...speed(reading) },
]);

// %% [markdown]
// The second row is a floor: ${bytes(65_536 * 2 * 64 * 4)} have to be fetched, whatever the loop looks like, and the token stays near it, because it does so little with each number. What helps is fewer bytes: fewer heads of keys and values, or a window (08).
//
// Where a processor and a GPU part ways:
//
// | | a GPU | your processor |
// |---|---|---|
// | who fills the fast memory | the program, tile by tile | the cache, by itself, with what was used last |
// | what holds naive attention back | memory traffic | bookkeeping, and sums that wait for each other |
// | what tiles save | trips to HBM | loads into registers, and the N × N matrix |
// | short sequences | launching a kernel costs more than the work | everything fits into the cache: tiles help through registers only |
// | one query | memory sets the pace | memory sets the pace |

// %% [markdown]
// ## 7. What a 32-bit number can hold
//
// A 32-bit score of size s is known to about s divided by sixteen million. For scores of a few units that is nothing; for scores in the thousands it changes weights visibly. So unless you ask for a rung, the library looks at
// how long queries and keys are as vectors (no score is larger than the product of two such lengths), and computes with 64-bit numbers when scores may be large: for whole matrices and, token by token, in a cache.

// %%
const larger = (factor: number) => {
  const big = randn([32, 64], rng(3));
  big.data.forEach((x, t) => (big.data[t] = factor * x));
  const { backend } = fastAttention(big, randn([32, 64], rng(4)), randn([32, 64], rng(5)));
  return {
    "queries times": factor,
    "computes in": backend === "typescript" ? "64 bits" : "32 bits",
  };
};
table([1, 2, 100, 10_000].map(larger));

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("07b");

// %% [markdown]
// ## Recap
//
// - Attention in five programs: what changes from rung to rung is how often a number is fetched and how many are worked on at once, never the result.
// - A roofline can be measured. Under it, naive code on a processor is held back by neither roof, but by bookkeeping.
// - One loop over lists of tiles serves every pattern; whole tiles pay, cut tiles cost as much as whole ones.
// - With one query there is nothing to tile: decoding runs at the speed of memory.
//
// **The one picture to remember:** five dots that climb towards a roof.
//
// **Your turn:** [exercise set 07](../exercises/07-flash-attention.ipynb) (merging, block sizes, both loop orders, their traffic, causal tiles); or write a sixth rung.
//
// **Next:** [08 The key-value cache](08-kv-cache.ipynb). **Before:** [07 FlashAttention, tile by tile](07-flash-attention.ipynb).
//
// Behind this notebook: [schedule.ts](../lib/src/fast/schedule.ts), [attend.ts](../lib/src/fast/attend.ts), [register-blocks.ts](../lib/src/fast/register-blocks.ts),
// [tiles-wasm.ts](../lib/src/fast/tiles-wasm.ts), [tiles.ts](../lib/assembly/tiles.ts), [probes.ts](../lib/assembly/probes.ts); and [report.md](../bench/report.md), where they are held against other libraries.
//
// **Sources.** Dao 2023, *FlashAttention-2*, Algorithm 1. Williams, Waterman and Patterson 2009, *Roofline* (for the picture). WebAssembly's proposal *Relaxed SIMD*.
