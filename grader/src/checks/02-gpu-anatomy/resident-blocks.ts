import fc from "fast-check";
import { A100_80GB, type KernelNeeds, residentBlocks as oracle, type SmLimits } from "long-attention/gpu";
import { type Exercise, exact, matches } from "../../engine/index.js";
import { whole } from "../inputs.js";

type Input = [limits: SmLimits, kernel: KernelNeeds];

const A100 = A100_80GB.smLimits!;

const needs = (threads: number, registersPerThread: number, sharedBytes: number): Input => [
  A100,
  { threads, registersPerThread, sharedBytes },
];

/** Kernels of whole warps, of which at least one block fits. Each of the four limits runs out first at times. */
const any: fc.Arbitrary<Input> = fc.tuple(
  fc.record({
    warps: whole(16, 64),
    registers: whole(16, 64).map((k) => 1024 * k),
    sharedBytes: whole(16, 192).map((k) => 1024 * k),
    blocks: whole(4, 32),
  }),
  fc.record({
    threads: whole(1, 8).map((warps) => 32 * warps),
    registersPerThread: whole(1, 64),
    sharedBytes: whole(0, 16).map((k) => 1000 * k),
  }),
);

/** Kernels whose last warp is not full, and nothing but warps and registers is scarce. */
const begun: fc.Arbitrary<Input> = fc
  .tuple(any, whole(0, 12), whole(1, 31), whole(1, 255))
  .map(([[limits], warps, rest, registersPerThread]) => [
    { ...limits, registers: 4 * limits.registers },
    { threads: 32 * warps + rest, registersPerThread, sharedBytes: 0 },
  ]);

/** One of the three that a block takes from is too little for a single one; else as in `any`. */
const tooMuch: fc.Arbitrary<Input> = fc
  .tuple(any, fc.constantFrom("warps", "registers", "sharedBytes"))
  .map(([[limits, one], scarce]) => {
    const kernel = { ...one, threads: one.threads + 32 };
    const warps = kernel.threads / 32;
    const few = {
      warps: warps - 1,
      registers: kernel.threads * kernel.registersPerThread - 1,
      sharedBytes: kernel.sharedBytes - 1,
    };
    return few[scarce] < 0
      ? [{ ...limits, warps: warps - 1 }, kernel]
      : [{ ...limits, [scarce]: few[scarce] }, kernel];
  });

export const residentBlocks: Exercise = {
  id: "02.3",
  name: "residentBlocks",
  title: "Blocks on one SM",
  points: 4,
  difficulty: "M",
  params: ["limits", "kernel"],
  checks: [
    matches<Input>({
      id: "notebook",
      title: "gives the notebook's blocks for a light kernel, many registers, a big tile",
      holds: ["How many thread blocks of a kernel fit one SM at the same time?"],
      examples: [needs(256, 32, 0), needs(256, 128, 0), needs(128, 128, 96 * 1024)],
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "scarcest",
      title: "lets the scarcest of the four decide",
      weight: 2,
      holds: [
        "places for warps, registers, shared memory and block slots",
        "the scarcest decides",
        "what the SM has",
        "blocks, a whole number from 0",
      ],
      // In turn: warps, registers, shared memory, block slots.
      examples: [needs(384, 16, 1024), needs(64, 200, 1024), needs(64, 16, 50_000), needs(32, 8, 0)],
      inputs: any,
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "begun-warps",
      title: "counts a begun warp as a whole one, in places and in registers",
      holds: [
        "Threads come in warps of 32, so that 33 threads take two",
        "what one block needs;",
        "at least 1 thread, and 1 register per thread",
      ],
      examples: [
        needs(33, 16, 1024),
        needs(97, 16, 0),
        needs(33, 255, 0),
        needs(65, 96, 2048),
        needs(1, 1, 0),
        needs(257, 228, 0),
      ],
      inputs: begun,
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "none",
      title: "gives 0 where not even one block fits",
      holds: ["Sometimes not even one block fits."],
      examples: [needs(1024, 128, 0), needs(32, 32, 200 * 1024), needs(64, 32, 1024)],
      inputs: tooMuch,
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "edges",
      title: "allows exactly what fits, and none where not even one block fits",
      visibility: "hidden",
      examples: [
        needs(1024, 32, 82 * 1024),
        needs(128, 32, 200 * 1024),
        needs(2049, 1, 0),
        needs(512, 64, 164 * 1024),
      ],
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
  ],
  mutants: [
    {
      id: "largest",
      misconception:
        "You take the largest of the four limits. A block needs all four things at once, so the smallest decides.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        Math.max(...allowed(limits, kernel).filter(Number.isFinite)),
    },
    {
      id: "no-shared-memory",
      misconception:
        "You leave shared memory out. For attention with its large tiles it is often the first to run out.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => {
        const [warps, registers, , blocks] = allowed(limits, kernel);
        return Math.min(warps, registers, blocks);
      },
    },
    {
      id: "not-whole",
      misconception: "You do not round. A part of a block cannot run; round each limit down.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        Math.min(...allowed(limits, kernel, { round: (x) => x })),
    },
    {
      id: "rounds-up",
      misconception: "You round up, and start a block for which there is no room. Round each limit down.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        Math.min(...allowed(limits, kernel, { round: Math.ceil })),
    },
    {
      id: "no-slots",
      misconception:
        "You leave the block slots out. An SM holds no more than `limits.blocks`, however small they are.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => Math.min(...allowed(limits, kernel).slice(0, 3)),
    },
    {
      id: "threads-not-warps",
      misconception:
        "You count threads one by one. They come in warps of 32, and a begun warp takes its place and its registers whole; round the warps up first.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        Math.min(...allowed(limits, kernel, { warps: (threads) => threads / 32 })),
    },
    {
      id: "places-by-thread",
      misconception:
        "You share out the places for warps by single threads. A begun warp takes a whole place: round the warps of a block up.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => {
        const [, registers, shared, blocks] = allowed(limits, kernel);
        return Math.min(Math.floor((32 * limits.warps) / kernel.threads), registers, shared, blocks);
      },
    },
    {
      id: "registers-by-thread",
      misconception:
        "You count registers for the threads that have work. Every thread of a begun warp takes its registers, 32 times whole warps.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => {
        const [warps, , shared, blocks] = allowed(limits, kernel);
        const registers = Math.floor(limits.registers / (kernel.threads * kernel.registersPerThread));
        return Math.min(warps, registers, shared, blocks);
      },
    },
    {
      id: "no-registers",
      misconception: "You leave the registers out. A kernel with many of them fills the SM with few threads.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => {
        const [warps, , shared, blocks] = allowed(limits, kernel);
        return Math.min(warps, shared, blocks);
      },
    },
    {
      id: "no-warps",
      misconception:
        "You leave the places for warps out. An SM keeps track of `limits.warps` warps and no more.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => Math.min(...allowed(limits, kernel).slice(1)),
    },
    {
      id: "one-warp-more",
      misconception:
        "You add a warp to every block. Threads that fill whole warps need no further one: round up.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        Math.min(...allowed(limits, kernel, { warps: (threads) => Math.floor(threads / 32) + 1 })),
    },
    {
      id: "none-without-shared-memory",
      misconception:
        "You let no block run that uses no shared memory. Nothing of it runs out then; leave that limit out, or let x / 0 be Infinity.",
      solution: (limits: SmLimits, kernel: KernelNeeds) =>
        kernel.sharedBytes === 0 ? 0 : oracle(limits, kernel),
    },
    {
      id: "a100-only",
      misconception: "You take the numbers of an A100 whatever the SM has. They come as `limits`.",
      solution: (_limits: SmLimits, kernel: KernelNeeds) => oracle(A100, kernel),
    },
    {
      id: "at-least-one",
      misconception:
        "You always let one block run. A block that needs more than the SM has cannot run at all: the answer is 0.",
      solution: (limits: SmLimits, kernel: KernelNeeds) => Math.max(1, Math.min(...allowed(limits, kernel))),
    },
  ],
};

/** What each of the four would allow alone: warps, registers, shared memory, slots. */
function allowed(
  limits: SmLimits,
  kernel: KernelNeeds,
  { round = Math.floor, warps: inWarps = (threads: number) => Math.ceil(threads / 32) } = {},
): [warps: number, registers: number, shared: number, blocks: number] {
  const warps = inWarps(kernel.threads);
  return [
    round(limits.warps / warps),
    round(limits.registers / (warps * 32 * kernel.registersPerThread)),
    round(limits.sharedBytes / kernel.sharedBytes),
    limits.blocks,
  ];
}
