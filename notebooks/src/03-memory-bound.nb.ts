// %% [prose]
import { ROUND_MACHINE as round } from "long-attention/gpu";
import { percent } from "long-attention/notebook";

// %% [markdown]
// # 03 · Memory-bound
//
// *You are here:* [start](start.ipynb) · [02 GPU anatomy](02-gpu-anatomy.ipynb) → **03 Memory-bound** → [04 Sparse patterns](04-sparse-patterns.ipynb).
// *Time:* 40 minutes. *You need:* attention as three steps (00), and that a GPU has a large slow memory and small fast ones (02).
//
// After this notebook you can
// - say of any kernel whether it waits for memory or for arithmetic, from two numbers;
// - place it on a roofline, and predict what fusing it with its neighbour gains;
// - defend "attention is memory-bound", and name the case in which it is not;
// - say what a write, left out of a count, does to a verdict.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("03");

// %% [markdown]
// ## 1. A number's journey
//
// Numbers live in **HBM**, the large memory beside the chip. Arithmetic happens in **registers**, next to the arithmetic units. To multiply
// two numbers, both must first make the journey. How long does the journey take, and how long the arithmetic?

// %%
import { A100_80GB, peakFlops } from "long-attention/gpu";
import { fixed, int, si, table } from "long-attention/notebook";

const gpu = A100_80GB;
const bw = gpu.hbmBytesPerSecond; // bytes per second, all pipes together
const fp32 = peakFlops(gpu, "fp32"); // operations per second, all units together
table([
  { "for one number of 4 bytes": "to arrive from HBM", time: si(4 / bw, "s", 3) },
  { "for one number of 4 bytes": "for one operation on it", time: si(1 / fp32, "s", 3) },
]);

// %% [markdown]
// While one number arrives, an ${gpu.name} could do ${int(Math.round((4 * fp32) / bw))} operations (a multiply-add counts as two). A program that uses each number once
// keeps its arithmetic units waiting nearly all the time. They are not slow; they are *hungry*.
//
// (Both times are averages over a busy machine: millions of numbers travel at once. A single number on its own takes far longer.)

// %% [markdown]
// ## 2. Two kernels or one
//
// A **kernel** is one program that the GPU runs from start to end: it reads from HBM, computes, writes to HBM. Take two long lists a and b,
// multiply them, then take square roots:
//
// ```text
// kernel 1:  c = a · b       read a, read b, write c
// kernel 2:  d = √c          read c, write d
// ```
//
// Nobody asked for c. It travels out and comes straight back. **Fusing** the two kernels into one keeps each c where it was made, in a register.

// %% tags=hide-input
import { fusionTraffic } from "long-attention/gpu";
import { predict } from "long-attention/notebook";

const chain = [
  { in: ["a", "b"], out: "c" },
  { in: ["c"], out: "d" },
];
const fusion = fusionTraffic(chain);
predict({
  question:
    "Both versions do the same arithmetic. If only memory traffic counts, how many times as fast is the fused one?",
  answer: fusion.unfused / fusion.fused,
  tolerance: 0.02,
  because:
    "Count the journeys for each element: two reads and a write, then a read and a write, are 5. Fused, two reads and one write are 3.",
});

// %%
import { show } from "long-attention/notebook";
import { trafficBars } from "long-attention/plots";

const n = 1_000_000;
const traffic = (how: "unfused" | "fused") => ({
  label: how === "unfused" ? "two kernels" : "one fused kernel",
  reads: n * fusion.reads[how],
  writes: n * fusion.writes[how],
});
show(
  trafficBars([traffic("unfused"), traffic("fused")], {
    title: "Fusing removes a round trip",
  }),
);

// %% [markdown]
// Watch c travel. Move the clock with the arrow keys, and look at the arithmetic units: they work during the thin marks only.

// %%
import { figure } from "@long-attention/figures";

figure("gpu-memory", { mode: "fusion" });

// %%
import { roofline } from "long-attention/gpu";

const timed = (accesses: number) => roofline(2 * n, 4 * n * accesses, fp32, bw);
const runs = { "two kernels": timed(fusion.unfused), fused: timed(fusion.fused) };
table(
  Object.entries(runs).map(([version, { tMem, tMath }]) => ({
    version,
    "memory is busy for": si(tMem, "s", 3),
    "arithmetic is busy for": si(tMath, "s", 3),
  })),
);

// %% [markdown]
// A million elements in 32-bit numbers: ${si(runs["two kernels"].tMem, "s", 3)} become ${si(runs.fused.tMem, "s", 3)}. In either version the
// arithmetic units work for ${percent(runs.fused.tMath / runs.fused.tMem, 1)} of the time or less. (We count √ as one operation, like the multiplication.)

// %% [markdown]
// Beware of one slip: the fused kernel writes d, not c. That c is *not* written is the whole point of fusing. In notebook 07 the c that is never written is
// the square matrix of scores.

// %% [markdown]
// ## 3. Arithmetic intensity
//
// One number tells how much a kernel makes of its traffic: its FLOPs divided by the bytes it moves. It is called **arithmetic intensity**.
// Our chain does two FLOPs per element.

// %%
import { elementwiseIntensity } from "long-attention/gpu";

table(
  (["unfused", "fused"] as const).map((version) => ({
    version,
    FLOPs: 2,
    bytes: 4 * fusion[version],
    "FLOP per byte": elementwiseIntensity(2, fusion[version], 4),
  })),
);

// %% [markdown]
// A matrix product does better, because every number is used many times. Take a 100 × 100 matrix times another, in 32-bit
// numbers. Each of the 100² results is a dot product of length 100: 100 multiplications and as many additions, ${int(2 * 100 ** 3)} FLOPs.

// %%
import { matmulIntensity } from "long-attention/gpu";

const square = (n: number, countWrites: boolean) =>
  matmulIntensity(n, n, n, 4, { countWrites });
table(
  [100, 1000].map((n) => ({
    n,
    "FLOP/B, reads only": square(n, false),
    "FLOP/B, with the write": square(n, true),
  })),
);

// %% tags=hide-input
import { callout } from "long-attention/notebook";

callout({
  slip: `the 100 × 100 product has an intensity of ${int(square(100, false))}`,
  correct: `${int(square(100, false))} when only reads count, ${fixed(square(100, true), 2)} when the write of the result counts too`,
  why: "The write is real traffic: leaving it out can turn the verdict round, as you will see in section 5.",
});

// %% [markdown]
// ## 4. What the machine would like
//
// A machine, too, has such a number: the FLOPs it can do while one byte arrives, its **ops:byte**. It is peak arithmetic divided by
// memory bandwidth. A kernel whose intensity is higher keeps the arithmetic busy, so it is **math-bound**. One whose intensity is lower waits
// for memory: it is **memory-bound**.

// %%
import { gpus, opsPerByte } from "long-attention/gpu";

const machine = (gpu: (typeof gpus)[number], dtype: "fp32" | "tf32" | "fp16") => {
  const peak = gpu.peakFlopsPerSecond[dtype];
  return peak && opsPerByte(peak, gpu.hbmBytesPerSecond);
};
table(
  gpus.map((gpu) => ({
    GPU: gpu.name,
    fp32: machine(gpu, "fp32"),
    "tf32, tensor cores": machine(gpu, "tf32"),
    "fp16, tensor cores": machine(gpu, "fp16"),
  })),
);

// %% [markdown]
// A dash means that our source gives no figure. There is no ops:byte without a number format: tensor cores multiply the arithmetic and leave the memory as it was, so many more kernels end up
// waiting for memory. The last row is no real GPU: the *round machine* does ${round.peakFlopsPerSecond.fp32! / 1e12} TFLOP/s with ${round.hbmBytesPerSecond / 1e12} TB/s, so that you can compute in your head.

// %% tags=hide-input
import { ROUND_MACHINE } from "long-attention/gpu";

const roundOps = machine(ROUND_MACHINE, "fp32")!;
predict({
  question: `On the round machine, ${roundOps} FLOPs per byte: is the 100 × 100 product, in 32-bit numbers, math-bound or memory-bound?`,
  choices: ["math-bound", "memory-bound", "it depends on whether the write counts"],
  answer: "it depends on whether the write counts",
  remarks: {
    "math-bound": "Only as long as nobody counts the write.",
    "memory-bound":
      "With the write, yes; whoever counts the reads alone finds the opposite.",
  },
  because:
    "Reading both matrices alone gives 25 FLOP per byte, above 19. With the write it is 16.67, below. The write is there, so: memory-bound.",
});

// %% [markdown]
// ## 5. One write turns the verdict
//
// Two times decide: T_math, all FLOPs at peak rate, and T_mem, all bytes at full bandwidth. The longer one is the bound, and comparing the times is comparing
// intensity with ops:byte:
//
// $$ T_\text{mem} > T_\text{math} \iff \frac{\text{bytes}}{\text{bandwidth}} > \frac{\text{FLOPs}}{\text{peak}} \iff \frac{\text{FLOPs}}{\text{bytes}} < \frac{\text{peak}}{\text{bandwidth}} $$
//
// In the last inequality the kernel's arithmetic intensity stands on the left, the machine's ops:byte on the right. (Code calls a number format a **dtype**, a data type.)

// %%
const product = { flops: 2 * 100 ** 3, read: 4 * 2 * 100 ** 2, write: 4 * 100 ** 2 };
const verdict = (machine: typeof gpu, dtype: "fp32" | "tf32") =>
  [false, true].map((write) => {
    const bytes = product.read + (write ? product.write : 0);
    const [peak, bw] = [peakFlops(machine, dtype), machine.hbmBytesPerSecond];
    const { tMath, tMem, bound } = roofline(product.flops, bytes, peak, bw);
    const [T_math, T_mem] = [si(tMath, "s"), si(tMem, "s")];
    return { machine: machine.name, dtype, write, T_math, T_mem, bound };
  });
table([
  ...verdict(ROUND_MACHINE, "fp32"),
  ...verdict(gpu, "fp32"),
  ...verdict(gpu, "tf32"),
]);

// %% [markdown]
// On the round machine the verdict hangs on the write. On a real A100 it hangs on the number format: ordinary fp32 arithmetic is the bottleneck,
// and tensor cores move it to memory. *Same kernel, same bytes.*

// %% tags=hide-input
import { squareBreakEven } from "long-attention/gpu";

predict({
  question:
    "On the round machine, above which n is an n × n product math-bound, the write included?",
  answer: squareBreakEven(roundOps, 4),
  tolerance: 0.01,
  because:
    "FLOPs are 2n³, bytes 4·3n², so the intensity is n/6, and n/6 = 19 at n = 114. Reads alone: n/4, so 76.",
});

// %%
table(
  gpus.flatMap((gpu) =>
    (["fp32", "fp16"] as const)
      .map((dtype) => ({ dtype, ops: machine(gpu, dtype), size: dtype === "fp32" ? 4 : 2 }))
      .filter(({ ops }) => ops !== undefined)
      .map(({ dtype, ops, size }) => ({
        GPU: gpu.name,
        dtype,
        "break-even n, reads only": squareBreakEven(ops!, size, { countWrites: false }),
        "with the write": squareBreakEven(ops!, size),
      })),
  ),
);

// %% [markdown]
// ## 6. The humblest kernel
//
// Multiply a whole matrix x by 2, y = 2x. Each element is read, multiplied once, written.

// %%
table([
  { counted: "reads only", "FLOP/B, fp32": elementwiseIntensity(1, 1, 4) },
  { counted: "read and write", "FLOP/B, fp32": elementwiseIntensity(1, 2, 4) },
]);

// %% [markdown]
// Half of its traffic is the write. The size of the matrix cancels, so no larger matrix will help. Only fusing it with a neighbour does: then its traffic disappears altogether.

// %% [markdown]
// ## 7. The roofline
//
// All of this fits one picture. Intensity goes to the right, the rate that a kernel can reach goes up. On the slope memory decides: twice the
// intensity, twice the rate. On the flat roof arithmetic decides. The edge is the machine's ops:byte.
//
// Look for three things: where *y = 2x* sits, which roof the 100 × 100 product touches in fp32, and where tensor cores put the same product.

// %%
import { rooflinePlot } from "long-attention/plots";

const tensorCores = { dtype: "tf32" as const };
show(
  rooflinePlot({
    gpu: gpu,
    dtypes: ["fp32", "tf32"],
    kernels: [
      { name: "y = 2x", intensity: elementwiseIntensity(1, 2, 4) },
      { name: "100 × 100", intensity: square(100, true) },
      { name: "100 × 100", intensity: square(100, true), ...tensorCores },
      { name: "1000 × 1000", intensity: square(1000, true), ...tensorCores },
    ],
  }),
);

// %% [markdown]
// Now move things yourself. Drag *your kernel* along the roof and watch its two bars: on the slope, halving the FLOPs does not save a nanosecond.
// Attention stands there already; you will meet it in section 8. Change the number format, then the GPU: fast arithmetic pushes the edge to the right.

// %%
figure("roofline", { gpu: gpu.name, dtype: "tf32", mine: 1 });

// %% [markdown]
// The picture assumes that the two times **overlap**: while one piece of data is being worked on, the next is under way. Then the whole takes as
// long as the longer of the two. Without any overlap it takes their sum. Real kernels lie between.

// %%
const bytesMoved = product.read + product.write;
table(
  [1, 0.5, 0].map((overlap) => {
    const run = roofline(product.flops, bytesMoved, fp32, bw, { overlap });
    return { overlap, "100 × 100 in fp32": si(run.total, "s") };
  }),
);

// %% [markdown]
// So a measured time above the roofline is no contradiction. The model says what is possible, not what happens.
//
// There is a third regime, which the picture does not show. A kernel with little work is **latency-bound**: too few numbers are under way at once
// to fill the pipes, and too few threads to fill the chip. Notebook 02 counted those idle places.

// %% [markdown]
// ## 8. Is attention memory-bound?
//
// It is often said that *attention spends more time on reading and writing than on math.* Now you can check it. One head, N = ${int(1024)} tokens,
// d = 64, 16-bit numbers on tensor cores, one kernel per step. (N is the T of notebook 00; papers on GPUs prefer N. And attention in
// three kernels is called *naive* or *standard* attention.)
//
// ```text
// S = QKᵀ/√d        read Q, K          write S
// P = softmax(S)    read S             write P
// O = PV            read P, V          write O
// ```

// %% tags=hide-input
import { naiveAttentionIntensity } from "long-attention/gpu";

const [N, d] = [1024, 64];
const fp16Steps = naiveAttentionIntensity(N, d, 2);
predict({
  question:
    "The softmax step does about five FLOPs per score: maximum, subtract, exponential, sum, divide. What is its intensity in 16-bit numbers?",
  answer: fp16Steps.softmax,
  tolerance: 0.01,
  unit: "FLOP per byte",
  because:
    "Each score is read and written once: 4 bytes for 5 FLOPs. N and d cancel. Element-wise steps never get far from the left edge.",
});

// %%
import { naiveAttentionTraffic } from "long-attention/gpu";

const steps = naiveAttentionTraffic(N, d);
const rows = (["scores", "softmax", "output"] as const).map((step) => ({
  step,
  reads: steps[step].reads,
  writes: steps[step].writes,
  "FLOP/B, fp16": fp16Steps[step],
}));
const { reads, writes } = steps;
table([...rows, { step: "all", reads, writes, "FLOP/B, fp16": fp16Steps.overall }]);

// %%
show(
  rooflinePlot(
    {
      gpu: gpu,
      dtypes: ["fp16"],
      kernels: [
        { name: "QKᵀ and PV", intensity: fp16Steps.scores },
        { name: "softmax", intensity: fp16Steps.softmax },
        { name: "all three", intensity: fp16Steps.overall },
      ],
    },
    { title: "Naive attention on an A100, N = 1024, d = 64" },
  ),
);

// %% [markdown]
// Every step lies on the slope. As a whole naive attention has ${fixed(fp16Steps.overall, 2)} FLOP per byte where the machine wants
// ${fixed(opsPerByte(peakFlops(gpu, "fp16"), bw), 0)}: the saying is right. And it is not the softmax alone: even the matrix products are
// memory-bound, because each has one short side, d.

// %% tags=hide-input
predict({
  question:
    "The same head in 32-bit numbers on ordinary CUDA cores, no tensor cores: which of the three steps wait for memory?",
  choices: ["all three, even more so", "only the softmax", "none of them"],
  answer: "only the softmax",
  remarks: {
    "all three, even more so":
      "The bytes double, but the arithmetic becomes 16 times as slow: the products now wait for it.",
    "none of them":
      "The products do not; but softmax does five FLOPs for eight bytes, whatever the arithmetic is.",
  },
  because:
    "Twice the bytes halve every intensity, but the arithmetic is 16 times as slow, and the machine's ops:byte falls with it. Both products rise above it; the softmax, at 0.625, does not.",
});

// %%
import { type Dtype, naiveAttentionKernels, rooflineInSeries } from "long-attention/gpu";

const formats = ["fp32", "tf32", "fp16"] as const;
const size = (dtype: Dtype) => (dtype === "fp16" ? 2 : 4);
const inSeries = (dtype: Dtype) => {
  const kernels = Object.values(naiveAttentionKernels(N, d, size(dtype)));
  return rooflineInSeries(kernels, peakFlops(gpu, dtype), bw);
};
table(
  formats.map((dtype) => {
    const { kernels, total } = inSeries(dtype);
    const bounds = kernels.map(({ bound }) => bound).join(", ");
    return { dtype, "QKᵀ, softmax, PV": bounds, "T in all": si(total, "s", 3) };
  }),
);

// %% [markdown]
// So "attention is memory-bound" is true *because tensor cores are fast*. It is a sentence about an algorithm, a number format and a machine together.
// And being math-bound in fp32 is no consolation: compare the times.
//
// Three kernels run one after another, so their *times* add up. Whoever adds all FLOPs and all bytes first, and then asks for one bound, gets
// ${si(inSeries("fp32").flops / peakFlops(gpu, "fp32"), "s", 3)} in fp32 instead of ${si(inSeries("fp32").total, "s", 3)}: as if the arithmetic of the products went on while the softmax waits for memory.

// %% [markdown]
// ## 9. What fusing would gain
//
// Suppose S and P never left the chip: read Q, K and V once, write O once.

// %%
import { fusedAttentionIntensity } from "long-attention/gpu";

const together = fusedAttentionIntensity(N, d, 2);
show(
  rooflinePlot(
    {
      gpu: gpu,
      dtypes: ["fp16"],
      kernels: [
        { name: "one kernel per step", intensity: fp16Steps.overall },
        { name: "all in one", intensity: together },
      ],
    },
    { title: "Attention, unfused and fused" },
  ),
);

// %% [markdown]
// And in time? The best that each format can do, one kernel per step (unfused) against all in one:

// %%
table(
  formats.map((dtype) => {
    const { flops, total } = inSeries(dtype);
    const bytes = flops / fusedAttentionIntensity(N, d, size(dtype));
    const fused = roofline(flops, bytes, peakFlops(gpu, dtype), bw).total;
    const [unfused, allInOne] = [total, fused].map((t) => si(t, "s", 3));
    return { dtype, unfused, "all in one": allInOne, gain: total / fused };
  }),
);

// %% [markdown]
// From ${fixed(fp16Steps.overall, 1)} to ${int(together)} FLOP per byte: over the edge, onto the flat roof. This is the *ideal* traffic. Whether an algorithm can come near it
// with little memory on chip is the question of notebook 07.
//
// Can all element-wise operations of attention become matrix products, so that tensor cores do them? They cannot become matrix products: an
// exponential is not a sum of products. But they can be fused, and that is what FlashAttention does. Once fused, they no longer cost traffic, but they
// still run on slower units: divisions and maxima on the CUDA cores, exponentials on the few special function units. So FlashAttention-2 goes on to remove as
// many of them as it can.

// %% [markdown]
// ## 10. One token at a time
//
// A model that writes text asks one query at a time, against all keys so far. Every key and value is read for that single query.

// %%
import { decodeIntensity } from "long-attention/gpu";

table(
  [1, 4, 8].map((g) => ({
    "query heads for each key-value head": g,
    "FLOP/B, 4,096 keys": decodeIntensity(4096, 128, 2, g),
    "FLOP/B, 131,072 keys": decodeIntensity(131_072, 128, 2, g),
  })),
);

// %% [markdown]
// About one FLOP per byte, whatever the length: writing text uses ${percent(roofline(decodeIntensity(4096, 128, 2), 1, peakFlops(gpu, "fp16"), bw).attainable / peakFlops(gpu, "fp16"), 1)} of
// the machine's arithmetic at best. Sharing one key-value head among $g$ query heads multiplies that by $g$. That is grouped-query attention, and the subject of notebook 08.
//
// A linear layer has another way out: serve many sequences at once, so that its weights are read once for all of them.

// %%
import { linearIntensity, minBatch } from "long-attention/gpu";

table(
  [1, 16, 128, 512].map((batch) => ({
    batch,
    "FLOP/B of a 4096 → 1024 layer, fp16": linearIntensity(batch, 4096, 1024, 2),
  })),
);

// %%
const smallest = minBatch(4096, 1024, 2, machine(gpu, "fp16")!);
smallest;

// %% [markdown]
// From a batch of ${int(smallest)} on, this layer is math-bound on an ${gpu.name}. Attention has no such batch: every sequence has keys of its own, unless
// several begin with the same prefix, or one sequence brings several queries at once, as when guessed tokens are verified together (*speculative decoding*).

// %% [markdown]
// ## Recap
//
// - Arithmetic intensity is FLOPs per byte; ops:byte is what the machine would like. Compare them.
// - Count the writes. They can turn the verdict.
// - Fusing saves round trips. Element-wise kernels have little else to hope for.
// - Naive attention is memory-bound on tensor cores. On CUDA cores its two products are math-bound and its softmax still waits for memory; the times of kernels add up. Decoding with a key-value head for each query head, or for a few, is memory-bound on any machine of the table.
//
// **The one picture to remember:** a slope that meets a flat roof, and softmax far down on the left.
//
// **Your turn:** [exercise set 03](../exercises/03-memory-bound.ipynb) (intensity, roofline, fusion, traffic, smallest batch).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("03");

// %%
import { progress } from "@long-attention/grader";
progress("03");

// %% [markdown]
// **Next:** [04 Sparse patterns](04-sparse-patterns.ipynb). **Before:** [02 GPU anatomy](02-gpu-anatomy.ipynb).
//
// Behind this notebook: [intensity.ts](../lib/src/gpu/intensity.ts), [roofline.ts](../lib/src/gpu/roofline.ts), [fusion.ts](../lib/src/gpu/fusion.ts),
// [attention-intensity.ts](../lib/src/gpu/attention-intensity.ts), [min-batch.ts](../lib/src/gpu/min-batch.ts).
//
// **Sources.** NVIDIA, *GPU Performance Background User's Guide*, sections on arithmetic intensity (its example of a linear layer, ${int(Math.round(linearIntensity(512, 4096, 1024, 2)))} FLOP per byte at batch
// ${int(512)}, is row four above). Williams, Waterman and Patterson 2009, *Roofline* (for the picture). Dao et al. 2022, *FlashAttention*, Algorithm 0. Dao 2023, *FlashAttention-2*.
