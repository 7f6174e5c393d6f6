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
      examples: [needs(256, 32, 0), needs(256, 128, 0), needs(128, 128, 96 * 1024)],
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "scarcest",
      title: "lets the scarcest of the four decide",
      weight: 2,
      // In turn: warps, registers, shared memory, block slots.
      examples: [needs(384, 16, 1024), needs(64, 200, 1024), needs(64, 16, 50_000), needs(32, 8, 0)],
      inputs: any,
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "begun-warps",
      title: "counts a begun warp as a whole one, in places and in registers",
      examples: [needs(33, 16, 1024), needs(97, 32, 0), needs(33, 255, 0), needs(65, 96, 2048)],
      expect: (input) => oracle(...input),
      tolerance: exact,
    }),
    matches<Input>({
      id: "edges",
      title: "allows exactly what fits, and none where not even one block fits",
      visibility: "hidden",
      examples: [
        needs(1024, 32, 82 * 1024),
        needs(1024, 128, 0),
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
