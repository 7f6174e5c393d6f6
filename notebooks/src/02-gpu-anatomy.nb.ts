// %% [markdown]
// # 02 · GPU anatomy
//
// *You are here:* [start](start.ipynb) · [01 Context lengths](01-context-lengths.ipynb) → **02 GPU anatomy** → [03 Memory-bound](03-memory-bound.ipynb).
// *Time:* 35 minutes. *You need:* multiplying matrices. No GPU: everything here is counting.
//
// After this notebook you can
// - derive a GPU's peak rate from four numbers, and say what kind of unit reaches it;
// - name the four memories of a GPU, and say which is large and which is fast;
// - say what tensor cores cannot do;
// - predict when one more piece of work doubles the running time.

// %% [markdown]
// ## 1. A chip full of small processors
//
// A graphics processor, GPU, is not one fast processor but many modest ones. NVIDIA calls each a **streaming multiprocessor**, SM. An SM has its own
// schedulers, its own arithmetic units and a little memory of its own. Our model is the A100, on which the FlashAttention papers measured.

// %%
import { A100_80GB } from "long-attention/gpu";
import { show } from "long-attention/notebook";
import { chipMap } from "long-attention/plots";

const gpu = A100_80GB;
const sms = gpu.smCount!;
show(chipMap(gpu));

// %% [markdown]
// All data and all programs reach the SMs by the same way: from **HBM** (high-bandwidth memory), the large memory outside the chip, through the
// **L2 cache**, which all SMs share.

// %% [markdown]
// ## 2. Four memories
//
// There are four places where a number can be: **registers**, right beside the arithmetic, and **SRAM**, a small fast memory, both inside every SM; L2 in
// the middle of the chip; HBM outside. The nearer to the arithmetic, the faster. We add each of them up over the whole chip.

// %% tags=hide-input
import { A100_MEMORY } from "long-attention/gpu";
import { predict } from "long-attention/notebook";

const [registers, sram, l2, hbm] = A100_MEMORY.map((level) => level.bytes) as number[];
predict({
  question:
    "HBM holds 80 GB. How much of that would fit into all registers, all SRAM and L2 together?",
  choices: ["about a tenth", "about a hundredth", "about a thousandth"],
  answer: "about a thousandth",
  remarks: {
    "about a tenth": "That would be 8 GB; registers, SRAM and L2 are counted in megabytes.",
    "about a hundredth": "Nearer, but that would still be 800 MB.",
  },
  because: `Together they hold ${((registers! + sram! + l2!) / 1e6).toFixed(0)} MB. On chip there is room for a piece of a matrix, never for the matrix.`,
});

// %%
import { transferSeconds } from "long-attention/gpu";
import { bytes, percent, si, table } from "long-attention/notebook";

table(
  A100_MEMORY.map((level) => ({
    memory: level.name,
    room: bytes(level.bytes, 3),
    "read at": si(level.bytesPerSecond, "B/s", 3),
    "1 MB takes": si(transferSeconds(level, 1e6), "s", 3),
    "share of HBM's room": percent(level.bytes / hbm!, 2),
  })),
);

// %% [markdown]
// Numbers like these are hard to feel. In the next figure areas are true to size and pipes true to bandwidth. A megabyte has left each
// memory at the same moment, on a clock slowed ten million times. Press *Play*, or drag the clock back to the start and watch who arrives first.

// %%
import { figure } from "@long-attention/figures";

figure("gpu-memory");

// %% [markdown]
// A surprise in the first two rows of the table above: all registers together hold more than all SRAM. Take the rates of registers, SRAM and L2 as estimates, as the next
// cell says. The whole course follows from these four rows: *arithmetic happens at the top, data lives at the bottom.* Notebook 03 asks what the journey costs, and notebook 07 how to avoid it.

// %%
table(
  A100_MEMORY.map(({ name, source }) => ({
    memory: name,
    "where the numbers come from": source,
  })),
);

// %% [markdown]
// ## 3. A peak rate from four numbers
//
// The unit of work is the **multiply-add**, a · b + c in one go. It counts as two operations, two FLOPs. So the most that a chip can do is
//
// $$ \text{FLOP/s} = 2 \cdot \text{multiply-adds per clock and SM} \cdot \text{clocks per second} \cdot \text{SMs} $$
//
// An SM has three kinds of arithmetic units: **CUDA cores**, each for one multiply-add on ordinary numbers (fp32, four bytes each), **tensor cores**
// for whole small matrices of shorter numbers (such as TF32 and fp16), and a few **special function units** for exponentials and their like. We start with
// tensor cores and TF32.

// %% tags=hide-input
predict({
  question:
    "Which raises the peak rate more: doubling the clock, or doubling the number of SMs?",
  choices: ["the clock", "the SMs", "both the same"],
  answer: "both the same",
  remarks: {
    "the clock": "It doubles the product, and so does the number of SMs.",
    "the SMs": "It doubles the product, and so does the clock.",
  },
  because:
    "The rate is a product. What differs is what you must bring along: more SMs need more pieces of work at the same time, as section 6 shows.",
});

// %%
import { peakTflops, peakTflopsPerSm } from "long-attention/gpu";

const fma = gpu.fmaPerClkPerSm!.tf32; // multiply-adds per clock and SM, 19-bit floats
const ghz = gpu.clockGhz!;
table([
  { step: "multiply-adds per clock and SM", value: fma },
  { step: "FLOPs per clock and SM", value: 2 * fma },
  { step: "TFLOP/s of one SM", value: peakTflopsPerSm(fma, ghz) },
  { step: "TFLOP/s of the chip", value: peakTflops(fma, ghz, sms) },
]);

// %%
const cores = gpu.fmaPerClkPerSm!.fp32; // each does one multiply-add per clock
const each = "multiply-adds per clock, each";
table([
  { unit: "CUDA cores, fp32", "in an SM": cores, [each]: 1, together: cores },
  { unit: "tensor cores, TF32", "in an SM": 4, [each]: fma / 4, together: fma },
]);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  slip: "an SM has ~~512 TF32 cores~~",
  correct: `an SM does ${fma} TF32 multiply-adds per clock, and 4 tensor cores do them, ${fma / 4} each. Of ordinary fp32 cores it has ${cores}`,
  why: "The product comes out the same, the picture does not: four units that multiply small matrices, not 512 that multiply numbers. What is no matrix product cannot use them.",
});

// %% [markdown]
// NVIDIA's own figure is the same, rounded at the end. (Round on the way, at a clock of 1.4 instead of 1.41, and you find 154, and start to look
// for a reason that is not there.)

// %% [markdown]
// ## 4. One chip, three peaks
//
// The same formula gives a different peak for every number format, because an SM does more multiply-adds per clock when the numbers are shorter, and
// many more when they come as matrices.

// %%
import { peakBars } from "long-attention/plots";

show(peakBars(gpu));

// %% [prose]
import { fixed, int } from "long-attention/notebook";

// %% [markdown]
// From CUDA cores to tensor cores in fp16 the arithmetic grows by a factor of ${fixed(gpu.fmaPerClkPerSm!.fp16 / gpu.fmaPerClkPerSm!.fp32, 0)}. The memory behind it stays the same. Keep that in mind for notebook 03.

// %% [markdown]
// ## 5. What tensor cores cannot do
//
// A **tensor core** takes two small matrices, say 4 × 4, and adds their product to a third. That is all it does. A large product is cut into such
// tiles; what sticks out over an edge costs a whole tile.

// %%
import { tiledMatmul } from "long-attention/gpu";
import { matmul, maxAbsDiff, randn, rng } from "long-attention/tensor";

const [A, B] = [randn([10, 7], rng(1)), randn([7, 9], rng(2))];
const { C, calls } = tiledMatmul(A, B, 4);
table([{ calls, "equal to the plain product": maxAbsDiff(C, matmul(A, B)) < 1e-12 }]);

// %%
import { tileCalls } from "long-attention/gpu";

table(
  [60, 63, 64, 65, 68].map((n) => {
    const calls = tileCalls(n, n, n);
    return { n, calls, "useful share of the work": percent(n ** 3 / (calls * 4 ** 3), 1) };
  }),
);

// %% [markdown]
// One row and one column too many, 65 instead of 64, cost as much as 68 would. That explains multiples of 4. That head dimensions and vocabulary sizes like to be
// multiples of 8 or 64 has the same reason one size larger: sixteen bytes are fetched together, and kernels work on tiles of 64 and more.

// %% tags=hide-input
predict({
  question: "Which part of attention can run on tensor cores?",
  choices: [
    "the products QKᵀ and PV",
    "the division by √d",
    "the exponentials of the softmax",
    "the maximum of each row",
  ],
  answer: "the products QKᵀ and PV",
  remarks: {
    "the division by √d": "A division is no product of matrices; it goes number by number.",
    "the exponentials of the softmax": "No sum of products gives an exponential.",
    "the maximum of each row": "A maximum compares; tensor cores multiply and add.",
  },
  because:
    "Only they are products of matrices. Dividing and maxima go element by element or compare, on CUDA cores; exponentials run on special function units. All at a fraction of the rate.",
});

// %% [markdown]
// ## 6. Thread blocks
//
// A program for a GPU is a **kernel**. It is started as many copies, **thread blocks**. A **thread** is one of these copies of the
// program, with its own registers; a block is a group of them that work on one piece together and share the SRAM of one SM. They go at their own pace, so before one
// reads what another has written there, all of the block wait at a *barrier* until the last has arrived: they **synchronise**. Blocks cannot wait for one another, and
// may run in any order. A block lives on a single SM from start to end. It cannot spread out, however empty the chip.

// %%
show(chipMap(gpu, { busy: 1, title: "A kernel with one thread block" }));

// %% [markdown]
// How many blocks fit one SM at the same time? Four things may run out: places for threads (in groups of 32, **warps**), registers, SRAM, and block
// slots. The scarcest decides.

// %%
import { residentBlocks } from "long-attention/gpu";

const columns = {
  kernel: "kernel",
  threads: "threads",
  registersPerThread: "registers per thread",
  sharedBytes: "bytes of SRAM",
  blocks: "blocks on an SM",
};
const kernels = [
  { kernel: "light", threads: 256, registersPerThread: 32, sharedBytes: 0 },
  { kernel: "many registers", threads: 256, registersPerThread: 128, sharedBytes: 0 },
  { kernel: "a big tile", threads: 128, registersPerThread: 128, sharedBytes: 96 * 1024 },
];
const resident = kernels.map((k) => ({ ...k, blocks: residentBlocks(gpu.smLimits!, k) }));
table(resident, { columns });

// %% [markdown]
// Attention kernels are of the third kind. They want large tiles, and pay with few blocks per SM.

// %% [markdown]
// ## 7. Waves
//
// When there are more blocks than places, they run in **waves**: all places full, then all places full again, and at last whatever remains. The last
// wave takes as long as any other, even when it is nearly empty. NVIDIA's guide has an example with ${int(12)} blocks on a GPU with ${int(8)} SMs.
// `waves` counts the waves, the blocks in the last of them (its *tail*), and the share of all places that is busy (*util*, for utilisation):

// %%
import { waves } from "long-attention/gpu";

waves(12, 8); // blocks, SMs

// %% tags=hide-input
predict({
  question: `${sms + 1} blocks on an A100 with its ${sms} SMs, one block per SM: which share of the places is busy, in percent?`,
  answer: 100 * waves(sms + 1, sms).util,
  tolerance: 0.02,
  unit: "%",
  because:
    "Two waves. The first is full, the second holds a single block, and everybody waits for it: 109 of 216 places.",
});

// %%
import { utilisationCurve } from "long-attention/plots";

show(
  utilisationCurve({
    sms: sms,
    most: 1000,
    mark: [sms, sms + 1, 3 * sms + 1, 9 * sms + 1],
  }),
);

// %% [markdown]
// Below, every tile is a block and every band a wave. Press *+ 1 block* at the edge of a wave, and watch the red tile.

// %%
figure("sm-waves", { blocks: sms + 1 });

// %% [markdown]
// The saw gets finer: after many waves, one nearly empty one hardly counts. NVIDIA's guide finds such **tail effects** below about 300 blocks, so
// one wants the number of blocks to be several times the number of SMs. How many times? The guide says at least four. At worst that gives:

// %%
table(
  [1, 2, 4, 8, 16].map((times) => {
    const { waves: count, util } = waves(times * sms + 1, sms);
    return {
      "blocks / SMs": times,
      blocks: times * sms + 1,
      waves: count,
      "busy, at worst": percent(util, 1),
    };
  }),
);

// %% [markdown]
// ## 8. Attention's blocks
//
// Now the question that matters for long contexts. FlashAttention gives each head of each sequence one block. FlashAttention-2 cuts the queries into
// pieces of $B_r$ rows as well, here ${int(128)}, and gives each piece a block. Long contexts leave memory for few sequences at a time. Let us keep the number of tokens
// at ${int(16_384)}, with 16 heads:

// %% tags=hide-input
import { attentionGrid } from "long-attention/gpu";

const heads = 16;
predict({
  question: `One sequence, ${heads} heads, one block each (FlashAttention) on ${sms} SMs. Which share of the chip works, in percent?`,
  answer: 100 * attentionGrid(1, heads, 16_384, 128, sms, "fa1").util,
  tolerance: 0.02,
  unit: "%",
  because: `${heads} blocks, ${sms} places. However long the sequence, ${sms - heads} SMs have nothing to do.`,
});

// %%
const grid = (B: number, algo: "fa1" | "fa2") =>
  attentionGrid(B, heads, 16_384 / B, 128, sms, algo);
table(
  [32, 8, 2, 1].map((B) => ({
    sequences: B,
    "tokens each": 16_384 / B,
    "FA1 blocks": grid(B, "fa1").blocks,
    "FA1 busy": percent(grid(B, "fa1").util, 1),
    "FA2 blocks": grid(B, "fa2").blocks,
    "FA2 busy": percent(grid(B, "fa2").util, 1),
  })),
);

// %% [markdown]
// Cutting along the queries keeps the chip at ${percent(attentionGrid(1, heads, 16_384, 128, sms, "fa2").util, 1)} for any mixture of lengths. It is one of the three changes that make FlashAttention-2
// faster, and it changes no number of the result: a row of attention needs its own query and no other. Notebook 07 tells the rest.

// %% [markdown]
// ## Recap
//
// - Peak rate = 2 · multiply-adds · clock · SMs. Carry all digits.
// - Large memories are slow and outside; fast ones are tiny and inside.
// - Tensor cores multiply matrices. Everything else runs on CUDA cores and special function units, at a small part of the rate.
// - Blocks run in waves, and a wave with one block takes as long as a full one.
//
// **The one picture to remember:** a saw. Each tooth is a wave, and you do not want to stand just behind its tip.
//
// **Your turn:** [exercise set 02](../exercises/02-gpu-anatomy.ipynb) (peak rate, waves, resident blocks, attention's grid, tiled products).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("02");

// %%
import { progress } from "@long-attention/grader";
progress("02");

// %% [markdown]
// **Next:** [03 Memory-bound](03-memory-bound.ipynb). **Before:** [01 Context lengths](01-context-lengths.ipynb).
//
// Behind this notebook: [devices.ts](../lib/src/gpu/devices.ts), [memory-levels.ts](../lib/src/gpu/memory-levels.ts), [peak.ts](../lib/src/gpu/peak.ts),
// [tiled-matmul.ts](../lib/src/gpu/tiled-matmul.ts), [occupancy.ts](../lib/src/gpu/occupancy.ts), [waves.ts](../lib/src/gpu/waves.ts),
// [attention-grid.ts](../lib/src/gpu/attention-grid.ts).
//
// **Sources.** NVIDIA, *GPU Performance Background User's Guide* (chip, tensor cores, waves, tail effects). NVIDIA A100 data sheet; NVIDIA A100 whitepaper (rate of L2,
// seen in other texts only). Dao et al. 2022, *FlashAttention*, §2.1 (size and rate of SRAM). Dao 2023, *FlashAttention-2*, §3.2 (blocks along the queries).
