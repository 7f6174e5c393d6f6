// %% [prose]
import { walkConfig } from "long-attention/flash";
import { fixed, percent } from "long-attention/notebook";

// %% [markdown]
// # 07 · FlashAttention, tile by tile
//
// *You are here:* [start](start.ipynb) · [06 Locality-sensitive hashing](06-lsh.ipynb) → **07 FlashAttention, tile by tile** → [07b FlashAttention on your own processor](07b-your-processor.ipynb).
// *Time:* 45 minutes. *You need:* softmax attention (00) and the idea that moving numbers costs more than multiplying them (03).
//
// After this notebook you can
// - merge two partial softmaxes, and say which two numbers are enough to do it;
// - follow FlashAttention's two loop orders with a finger on the code;
// - predict, to the element, what they read from and write to slow memory;
// - find the first wrong tile of a kernel, and say which of its loops may run side by side;
// - tell what FlashAttention does not do: it approximates nothing, and saves traffic rather than arithmetic.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("07");

// %% [markdown]
// ## 1. The traffic problem
//
// A GPU has two memories that matter here. **HBM** is large and off chip; **SRAM** is tiny, on chip, right
// beside the arithmetic (the registers of notebook 02 included). Every number travels from one to the other before it can be used.
//
// Our running example is small enough to see whole: N = ${walkConfig.N} tokens (the papers' letter; notebook 00 called it T), head dimension
// d = ${walkConfig.d}. We count the **elements**, single numbers, that are read from HBM and written to it.

// %%
import { accesses, standardTraffic } from "long-attention/flash";
import { int, table } from "long-attention/notebook";

const [N, d] = [128, 16];
const standard = standardTraffic(N, d);
table([
  { step: "S = QKᵀ", reads: 2 * N * d, writes: N * N },
  { step: "P = softmax(S)", reads: N * N, writes: N * N },
  { step: "O = PV", reads: N * N + N * d, writes: N * d },
  { step: "total", ...standard },
]);

// %% [markdown]
// Standard attention moves ${int(accesses(standard))} elements. The inputs and the output together are only
// ${int(4 * N * d)}. The rest is the N × N matrix, once as scores S and once as weights P, written out and read back:
// ${percent((4 * N * N) / accesses(standard))} of the traffic serves a matrix that nobody asked for.
//
// So the plan is: never store it. Cut Q into **blocks** of $B_r$ rows and K and V into blocks of $B_c$ rows, bring a few blocks on chip, finish
// with them there. Where a block of queries meets a block of keys there is a **tile** of scores, $B_r$ high and $B_c$ wide;
// with $T_r = \lceil N / B_r \rceil$ blocks of queries and $T_c = \lceil N / B_c \rceil$ blocks of keys (⌈ ⌉ rounds up) there are $T_r T_c$ tiles. One thing stands in the way. Softmax divides by a sum over the *whole row*, and a block holds only part of it.

// %% [markdown]
// ## 2. Softmax in two halves
//
// Ten scores $x$, in two lists of five. Each half computes its own maximum $m$, its own exponentials $f = e^{x-m}$ and their sum $\ell$.

// %%
import { splitSoftmax } from "long-attention/attention";
import { show } from "long-attention/notebook";
import { softmaxSplitPlot } from "long-attention/plots";

const xA = [-1.02, -1.09, 0.24, 0.87, -1.32],
  xB = [-0.6, -5.04, -2, 1.03, -0.14];
const split = splitSoftmax([xA, xB]);
show(softmaxSplitPlot(split));

// %% [markdown]
// The halves used different maxima, ${fixed(split.parts[0]!.m, 2)} and ${fixed(split.parts[1]!.m, 2)}, so their numbers are not
// yet comparable. One factor each repairs that: $\beta = e^{m_\text{half} - m}/\ell$. Softmax of all ten is
// $\mathrm{Concat}(\beta_A f_A, \beta_B f_B)$, and no half ever saw the other's scores, only its $m$ and $\ell$.

// %%
import { mergeStats, softmaxStats } from "long-attention/attention";

const merged = mergeStats(softmaxStats(xA), softmaxStats(xB));
const whole = softmaxStats([...xA, ...xB]);
const columns = { from: "from", m: "m", l: "ℓ" };
table(
  [
    { from: "merged halves", ...merged },
    { from: "all ten at once", ...whole },
  ],
  { columns },
);

// %% [markdown]
// The smaller maximum's sum shrinks by $e^{m_A - m}$ = ${fixed(Math.exp(split.parts[0]!.m - split.m), 4)}; the other keeps its
// value. Where the list is cut does not matter, nor into how many parts.
//
// Try it: pull a score, drag the cut, mask a score. The lower right does not care where you cut.

// %%
import { figure } from "@long-attention/figures";

figure("online-softmax");

// %%
import { maxAbsDiff, softmax } from "long-attention/tensor";

const all = [...xA, ...xB];
const cuts = [1, 2, 3, 5, 8].map((cut) => {
  const parts = splitSoftmax([all.slice(0, cut), all.slice(cut)]);
  const off = softmax(all).map((p, i) => Math.abs(p - parts.softmax[i]!));
  return {
    "cut after": cut,
    ℓ: parts.l,
    "largest difference": Math.max(...off).toExponential(0),
  };
});
table(cuts);

// %% tags=hide-input
import { predict } from "long-attention/notebook";

predict({
  question:
    "A part sees nothing (all its scores are masked). Which maximum must it report so that merging with it changes nothing?",
  choices: ["0", "−∞", "−1000"],
  answer: "−∞",
  remarks: {
    "0": "A maximum of 0 lifts the common one, and with it shrinks all that is far below.",
    "−1000": "Harmless as long as no real score lies lower; one day one will.",
  },
  because:
    "Its factor is then e^(−∞) = 0. With 0 it would lift the common maximum and, when the real scores lie near −1000, wipe them out.",
});

// %% [markdown]
// ## 3. A row that arrives block by block
//
// Now the parts come one after another, and the output comes along: besides $m$ and $\ell$ we carry $O$, the weighted sum of values
// so far. When a new block raises the maximum, everything summed under the old one shrinks by $e^{m_\text{old} - m_\text{new}}$.
//
// To make that visible, the *walk tensors* have keys that grow with every block of 16, so nearly every block raises the maximum.

// %%
import { flashTrace } from "long-attention/flash";

const walk = flashTrace(); // N = 128, d = 16, Br = 32, Bc = 16
const row0 = walk.steps
  .filter((step) => step.phase === "update" && step.i === 0)
  .map(({ j, chip }) => ({ j, m: chip.m![0]!, l: chip.l![0]!, o: chip.O![0]! }));
table(row0, { columns: { j: "block j", m: "m", l: "ℓ", o: "O[0][0]" } });

// %%
import { rescaleTrace } from "long-attention/plots";

show(rescaleTrace(row0));

// %% [markdown]
// Row 0 meets a larger score in every one of the ${int(row0.length)} blocks. The running maximum climbs from
// ${fixed(row0[0]!.m, 3)} to ${fixed(row0.at(-1)!.m, 3)}, and O[0][0] jumps about until the last block; only then is it the answer.

// %% tags=hide-input
predict({
  question:
    "What would row 0 end with if m started at 0 instead of −∞, and all its scores were near −1000?",
  choices: ["the right answer", "zeros", "NaN"],
  answer: "NaN",
  remarks: {
    "the right answer": "It would, if no exponential ever became 0; here all of them do.",
    zeros: "The sum of weights is 0 as well, and 0/0 is not 0.",
  },
  because:
    "Every e^(−1000 − 0) underflows to 0, so ℓ = 0 and the last division is 0/0. Starting at −∞ makes the first block's own maximum the reference.",
});

// %%
const low = [-1000, -1001, -1002]; // scores
const fromZero = low.map((x) => Math.exp(x - 0)).reduce((a, b) => a + b);
table([
  { "m starts at": "0", ℓ: fromZero },
  { "m starts at": "−∞", ℓ: softmaxStats(low).l },
]);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  slip: "initialise O, ℓ and m with a zero vector",
  correct: `O and ℓ start at 0, m starts at −∞. With m = 0, scores near −1000 give ℓ = ${fromZero}; with m = −∞, ℓ = ${softmaxStats(low).l.toFixed(4)}`,
  why: "The first choice divides 0 by 0 on perfectly ordinary inputs.",
});

// %% [markdown]
// ## 4. Nine tiles
//
// The same idea on a whole matrix: cut S into 3 × 3 tiles, exponentiate each with its own row maxima, and put the nine pieces
// together with factors β. Six words, head dimension 4, tiles of 2 × 2. In every row of a tile the largest f is 1: its own maximum.

// %%
import { attentionScores, attentionWeights } from "long-attention/attention";
import { betaBlocks } from "long-attention/flash";
import { betaTiles } from "long-attention/plots";
import { testTensors } from "long-attention/tensor";

const six = testTensors(6, 4);
const nine = betaBlocks(attentionScores(six.Q, six.K), { Br: 2, Bc: 2 });
show(betaTiles(nine));

// %% [markdown]
// Each β is a vector with one number per row of its tile, because softmax normalises each row by itself. Multiply a row of f by its β, and it is the row of P.
// Put together, the nine give:

// %%
maxAbsDiff(nine.P, attentionWeights(six.Q, six.K));

// %% [markdown]
// ## 5. Algorithm 1
//
// First the naive way, as the loops that it is:
//
// ```text
// for each query i:                          # reads Q, K
//     for each key j:
//         S_ij = q_i · k_j / √d              # writes S
// for each query i:                          # reads S
//     m = max_j S_ij;  ℓ = Σ_j e^(S_ij − m)
//     for each key j:
//         P_ij = e^(S_ij − m) / ℓ            # writes P
// for each query i:                          # reads P, V
//     o_i = Σ_j P_ij v_j                     # writes O
// ```
//
// Three passes over the square, each a kernel of its own: S waits in HBM until the second begins, P until the third. FlashAttention (Dao et al. 2022) makes one
// pass of them: the bookkeeping above, in two loops. The outer loop brings a block of K and V on chip; the inner
// loop passes every block of Q by it. A tilde marks what a tile finds by itself: its row maxima m̃, its exponentials P̃ and their row sums ℓ̃.
//
// ```text
// O = 0, ℓ = 0, m = −∞ in HBM
// for each block j of K, V:
//     load K_j, V_j
//     for each block i of Q:
//         load Q_i, O_i, ℓ_i, m_i
//         S  = Q_i K_jᵀ / √d                      B_r × B_c, on chip only
//         m̃  = rowmax(S);  P̃ = exp(S − m̃);  ℓ̃ = rowsum(P̃)
//         m_new = max(m_i, m̃)
//         ℓ_new = e^(m_i − m_new) ℓ_i + e^(m̃ − m_new) ℓ̃
//         O_i = ( e^(m_i − m_new) ℓ_i O_i + e^(m̃ − m_new) P̃ V_j ) / ℓ_new
//         store O_i, ℓ_i = ℓ_new, m_i = m_new
// ```
//
// In a block, many threads do this together, each a few rows: they wait for one another twice in every step, when a tile has arrived and before the next one overwrites it.
//
// Our version follows it line by line: [lib/src/flash/algorithm1.ts](../lib/src/flash/algorithm1.ts). It runs on a simulated
// device that counts every element that moves and refuses what does not fit.

// %%
import { attention } from "long-attention/attention";
import { flashAttention1 } from "long-attention/flash";
import { Device } from "long-attention/gpu";
import { walkTensors } from "long-attention/tensor";

const { Q, K, V } = walkTensors();
const device = new Device({ sramElements: 2112 });
const { O } = flashAttention1(Q, K, V, { Br: 32, Bc: 16, device });
maxAbsDiff(O, attention(Q, K, V));

// %% [markdown]
// Exact, up to the last bits of floating point. FlashAttention computes the same function; it only changes the order.
//
// Now step through it. Play, or use the arrow keys; watch the dashed square, which is never stored, and the byte ledger at the lower right.

// %%
figure("flash-stepper", { step: 56 });

// %% tags=hide-input
import { flash1Traffic } from "long-attention/flash";

const formula = flash1Traffic(N, d, { Br: 32, Bc: 16 });
predict({
  question: `How many elements does this run move in all, reads and writes together? Standard attention moves ${int(accesses(standard))}.`,
  answer: accesses(formula),
  tolerance: 0,
  unit: "elements",
  because:
    "Each of the 8 passes over Q reads Q, O, ℓ, m and writes O, ℓ, m; K and V are read once.",
});

// %%
const counted = { reads: device.reads, writes: device.writes, total: device.accesses };
const { reads, writes } = formula;
table([
  { from: "standard attention", ...standard, total: accesses(standard) },
  { from: "counted on the device", ...counted },
  { from: "closed form", reads, writes, total: accesses(formula) },
]);

// %% [markdown]
// Beware of a coincidence: at this size both read exactly ${int(standard.reads)} elements. FlashAttention wins on writes alone,
// ${int(formula.writes)} against ${int(standard.writes)}. Setting up O, ℓ and m writes another ${int(formula.init)}, which we count apart.

// %%
import { flash2Traffic } from "long-attention/flash";
import { trafficBars } from "long-attention/plots";

const blocks = { Br: 32, Bc: 16 };
show(
  trafficBars([
    { label: "standard", ...standard },
    { label: "FlashAttention", ...flash1Traffic(N, d, blocks) },
    { label: "FlashAttention-2", ...flash2Traffic(N, d, blocks) },
  ]),
);

// %% [markdown]
// ## 6. Turn the loops around
//
// FlashAttention-2 (Dao 2023) puts Q outside. A block of Q stays on chip with its O, ℓ and m until it has seen every key; then O is divided
// once and written once. Nothing travels back and forth but K and V: ${int(accesses(flash2Traffic(N, d, blocks)))} elements,
// ${percent(accesses(flash2Traffic(N, d, blocks)) / accesses(standard))} of standard attention.
//
// For the backward pass, which only training needs, it keeps one number per row, $L = m + \ln \ell$, instead of two.

// %% tags=hide-input
predict({
  question:
    "FlashAttention's traffic with K and V outside: does B_r, the height of the Q blocks, change it?",
  choices: ["yes", "no"],
  answer: "no",
  remarks: {
    yes: "Taller blocks are fewer, and each moves more: the product stays.",
  },
  because:
    "Q is passed over once for each K block, in pieces of whatever height. Only the number of passes counts, and that is N / B_c. With Q outside, it is the other way round.",
});

// %%
table(
  [8, 16, 32, 64].map((B) => ({
    B,
    "K, V outside, B_r = B": accesses(flash1Traffic(N, d, { Br: B, Bc: 16 })),
    "K, V outside, B_c = B": accesses(flash1Traffic(N, d, { Br: 32, Bc: B })),
    "Q outside, B_r = B": accesses(flash2Traffic(N, d, { Br: B, Bc: 16 })),
    "Q outside, B_c = B": accesses(flash2Traffic(N, d, { Br: 32, Bc: B })),
  })),
);

// %% [markdown]
// One line in the FlashAttention-2 paper deserves care: it prints the rescale of O with an inverse. Let the keys arrive in blocks of 16,
// rescale both ways, and compare with the exact answer.

// %%
import { onlineAttention } from "long-attention/attention";

type Rescale = (oldMax: number, newMax: number) => number;
const exact = attention(Q, K, V);
const worst = (rescaleOutput: Rescale) =>
  maxAbsDiff(exact, onlineAttention(Q, K, V, { Bc: 16, rescaleOutput }));
const asPrinted = worst((oldMax, newMax) => 1 / Math.exp(oldMax - newMax));
const corrected = worst((oldMax, newMax) => Math.exp(oldMax - newMax));
table([
  { rescale: "with the inverse, as printed", "largest error": asPrinted.toFixed(1) },
  { rescale: "without", "largest error": corrected.toExponential(0) },
]);

// %% tags=hide-input
callout({
  paper: "O ← diag(e^(m_old − m_new))⁻¹ O + P̃V (FlashAttention-2, Algorithm 1)",
  correct: `O ← diag(e^(m_old − m_new)) O + P̃V. As printed, the largest error on our tensors is ${asPrinted.toFixed(1)}; without the inverse, ${corrected.toExponential(0)}`,
  why: "Old terms must shrink when the maximum grows. The released code does it right; the paper's line has a typo.",
});

// %% [markdown]
// ## 7. How large may a block be?
//
// Bigger blocks mean fewer passes, so blocks should fill SRAM. With room for M elements, Algorithm 1 takes
// $B_c = \lceil M/4d \rceil$ and $B_r = \min(\lceil M/4d \rceil, d)$.

// %%
import { blockSizes, sramElements } from "long-attention/flash";

const M = (100 * 1024) / 4; // 100 KiB of fp32
const allowed = blockSizes(M, 64);
const step = sramElements(allowed, 64);
table([
  {
    ...allowed,
    "elements on chip": step,
    "bytes on chip": 4 * step,
    "bytes of SRAM": 4 * M,
  },
]);

// %% [markdown]
// Q, K, V and O fit, but with the score tile the step holds more than there is: Algorithm 1 gives sizes up to a constant factor. Count what the inner loop
// really keeps before you launch it.

// %% [prose]
const needed = sramElements({ Br: 32, Bc: 16 }, 16);

// %% [markdown]
// Our running example has B_r = 32, more than the formula would allow for d = 16. It is a free choice that needs ${int(needed)} elements, and B_r ≠ B_c shows
// more than a square would. What if the device has less?

// %%
try {
  flashAttention1(Q, K, V, { Br: 32, Bc: 16, device: new Device({ sramElements: 2000 }) });
} catch (error) {
  console.log((error as Error).message.replace("; ", ";\n"));
}

// %% [markdown]
// ## 8. When does tiling pay?
//
// The theorem: for SRAM of size M between d and Nd, FlashAttention moves $\Theta(N^2 d^2 / M)$ elements, standard attention
// $\Theta(Nd + N^2)$, and no exact algorithm does asymptotically better than the first for all M. Θ hides constants, and here they matter: with
// small blocks, loading O again and again costs more than the score matrix did.

// %%
import { breakEvenBc } from "long-attention/flash";
import { accessCurve } from "long-attention/plots";

const [bigN, bigD] = [1024, 64];
const points = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256].map((B) => ({
  B,
  standard: accesses(standardTraffic(bigN, bigD)),
  flash1: accesses(flash1Traffic(bigN, bigD, { Br: B, Bc: B })),
  flash2: accesses(flash2Traffic(bigN, bigD, { Br: B, Bc: B })),
}));
show(accessCurve({ N: bigN, d: bigD, points, breakEven: breakEvenBc(bigN, bigD) }));

// %% [markdown]
// With N = ${int(bigN)} and d = ${int(bigD)}, the order with K and V outside needs B_c ≥ ${int(breakEvenBc(bigN, bigD))} to beat standard attention.
// FlashAttention-2's order wins earlier, because it never sends O back and forth.

// %% [markdown]
// ## 9. Causal: skip what cannot matter
//
// A causal model never looks ahead, so tiles above the diagonal can be left out before they are loaded.

// %%
import { causalBlocks } from "long-attention/flash";
import { blockMap } from "long-attention/plots";

const causal = causalBlocks(N, 32, 16);
show(blockMap({ N: N, Br: 32, Bc: 16, kinds: causal.kinds }));

// %% [markdown]
// Of ${int(causal.visited + causal.skipped)} tiles, ${int(causal.visited)} are visited and ${int(causal.skipped)} skipped; only
// ${int(causal.masked)} lie on the diagonal and need a mask inside. As N grows, the share of skipped tiles goes to one half.
//
// Does masking change anything else? For *exactness* it does not: a masked score is −∞
// before the softmax, tile by tile. For *cost* it does: skipping saves nearly half the work. And for *safety* it does, too: a tile whose
// row is all −∞ would compute −∞ − (−∞), which is NaN. Our code decides that case in one place, and gives zeros.

// %%
const causalRun = flashAttention1(Q, K, V, { Br: 32, Bc: 16, causal: true });
maxAbsDiff(causalRun.O, attention(Q, K, V, { causal: true }));

// %% [markdown]
// ## 10. A kernel under the microscope
//
// A **kernel** is the program that runs on the chip. Whatever kernel runs on our device, its loads, stores and products can drive the same
// figure. Here is FlashAttention-2's order once more, as you will write it in exercise 07.4, with one slip. First what happens to a tile …

// %%
import type { Tile, TileMemory } from "long-attention/gpu";

type Rows = { Q: Tile; O: Tile; l: Tile; m: Tile };
function addTile(mem: TileMemory, { Q, O, l, m }: Rows, K: Tile, V: Tile) {
  const S = mem.matmulT(Q, K, 1 / Math.sqrt(mem.Q.cols));
  const [old, top] = [mem.copy(m), mem.rowMax(S)];
  mem.max(m, top);
  const shrink = mem.exp(mem.sub(old, m));
  const P = mem.exp(mem.sub(S, m));
  const [sum, PV] = [mem.rowSum(P), mem.matmul(P, V)];
  mem.add(mem.mul(l, shrink), sum);
  mem.add(O, PV);
  mem.free(K, V, P, top, shrink, sum, PV);
}

// %% [markdown]
// … then the two loops around it.

// %%
function kernel(mem: TileMemory, Br: number, Bc: number) {
  for (let i = 0; i < mem.Q.rows; i += Br) {
    const end = Math.min(i + Br, mem.Q.rows);
    const m = mem.tile(end - i, 1, -Infinity);
    const [O, l] = [mem.tile(end - i, mem.V.cols), mem.tile(end - i, 1)];
    const rows = { Q: mem.load(mem.Q, i, end), O, l, m };
    for (let j = 0; j < mem.K.rows; j += Bc) {
      const last = Math.min(j + Bc, mem.K.rows);
      addTile(mem, rows, mem.load(mem.K, j, last), mem.load(mem.V, j, last));
    }
    mem.store(mem.div(O, l), mem.O, i, end);
    mem.free(rows.Q, O, l, m);
  }
}

// %% [markdown]
// Look for the tile that glows, then for the line of the algorithm that is lit: which factor does that line have, and `addTile` not?

// %%
import { microscope } from "@long-attention/figures";

microscope(kernel);

// %% [markdown]
// The first tile is right, because nothing was summed before it. In the second one m rises, ℓ shrinks by $e^{m_\text{old} - m_\text{new}}$, and O does not.
// Write `mem.mul(O, shrink)` before `mem.add(O, PV)`, run the three cells again, and every row of O is exact. Loads for nothing and the moment
// when SRAM is fullest are marked as well.
//
// One kind of mistake shows in no single run. A GPU runs the **blocks** of a kernel side by side and promises no order between them. Hand
// each block some rows of Q, or hand each block some rows of K and V: say first which of the two goes wrong, and why.

// %%
import { kernelGrid } from "long-attention/flash";
import { hazards } from "long-attention/gpu";

const splits = (["queries", "keys"] as const).map((by) => {
  const found = hazards(kernelGrid(kernel, by));
  return { "each block has its own": by, hazards: found.join(" ") || "none" };
});
table(splits);

// %% [markdown]
// With rows of Q each block owns its rows of O. With keys all blocks meet in the same O, and whoever comes last decides. This is why
// FlashAttention-2 can hand out its outer loop, and why kernels that do split the keys write their parts to rows of their own and merge them
// in a second launch, with the $m$ and $\ell$ of section 2.

// %% [markdown]
// ## Recap
//
// - Two numbers per row, $m$ and $\ell$, let partial softmaxes be merged exactly, in any order.
// - FlashAttention never stores S or P in HBM. It saves *traffic*, not arithmetic, and the result is exact.
// - K and V outside: traffic depends on B_c only. Q outside: on B_r only, and O is written once.
// - Causal tiles above the diagonal are skipped, not masked.
// - The blocks of a kernel have no order: each needs rows of O of its own.
//
// **The one picture to remember:** a dashed square that is never stored.
//
// **Your turn:** [exercise set 07](../exercises/07-flash-attention.ipynb) (merging, block sizes, both loop orders, their traffic, causal tiles).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("07");

// %%
import { progress } from "@long-attention/grader";
progress("07");

// %% [markdown]
// **Next:** [07b FlashAttention on your own processor](07b-your-processor.ipynb). **Before:** [06 Locality-sensitive hashing](06-lsh.ipynb).
//
// Behind this notebook: [online-softmax.ts](../lib/src/attention/online-softmax.ts),
// [algorithm1.ts](../lib/src/flash/algorithm1.ts), [algorithm2.ts](../lib/src/flash/algorithm2.ts),
// [memory.ts](../lib/src/gpu/memory.ts), [traffic.ts](../lib/src/flash/traffic.ts).
//
// **Sources.** Dao, Fu, Ermon, Rudra, Ré 2022, *FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness*, Algorithm 1, Theorem 2.
// Dao 2023, *FlashAttention-2*, Algorithm 1. Milakov and Gimelshein 2018, *Online normalizer calculation for softmax*.
