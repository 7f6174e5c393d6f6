/** Any kernel that computes attention on the simulated device, recorded as the library's own runs are. */
import type { Device, HbmArray } from "../gpu/memory.js";
import { TileMemory } from "../gpu/tile-memory.js";
import { walkEntry } from "../tensor/fixtures.js";
import { type BlockSizes, checkBlocks, sramElements } from "./blocks.js";
import type { FlashInputs, FlashSettings } from "./inputs.js";
import { Recorder } from "./recorder.js";
import type { LoopOrder } from "./step.js";
import { type Trace, walkConfig } from "./trace.js";
import { accesses, standardTraffic } from "./traffic.js";

/**
 * A kernel: a function of the exercises' memory, which writes `mem.O`, or one of the device, as `algorithm1` is, which
 * returns the O that it wrote.
 */
export type Kernel =
  | ((mem: TileMemory, Br: number, Bc: number) => void)
  | {
      /** Computes on the device's own tiles. */
      readonly onDevice: (device: Device, inputs: FlashInputs, settings: FlashSettings) => { O: HbmArray };
    };

/** What a kernel is run on. */
export interface KernelRun extends BlockSizes {
  readonly N: number;
  readonly d: number;
  /** Which loop is outside. Default: as the first two tiles show. */
  readonly order?: LoopOrder;
  /**
   * `"walk"`: keys grow from block to block. `"falling"`: scores near 2,000 in the first block of keys and near −2,000
   * after it. `"below"`: all near −2,000.
   */
  readonly scores: "walk" | "falling" | "below";
}

/** The walk, small enough to be looked at whole: 4 × 8 tiles. */
export const smallRun: KernelRun = { N: 64, d: 8, Br: 16, Bc: 8, scores: "walk" };

/** Runs that between them show what one alone would hide: short last blocks, falling maxima, scores far below zero. */
export const tellingRuns: readonly Partial<KernelRun>[] = [
  {},
  { N: 60 },
  { scores: "falling" },
  { scores: "below" },
];

/** A recorded kernel. */
export interface KernelTrace extends Trace {
  readonly scores: KernelRun["scores"];
  /** L = m + ln ℓ [N] where the kernel stored it; not a number where it did not. */
  readonly L: Float64Array;
  /** Why it stopped before its end; undefined when it did not. */
  readonly stopped: string | undefined;
}

/**
 * Runs a kernel and records every step, also of one that fails on its way.
 * @param run defaults to `smallRun`
 * @throws RangeError naming a bad size
 */
export function traceKernel(kernel: Kernel, run: Partial<KernelRun> = {}): KernelTrace {
  const full = { ...smallRun, ...run };
  const { N, d, Br, Bc } = full;
  checkBlocks("traceKernel", full);
  const standardAccesses = accesses(standardTraffic(N, d)); // checks N and d
  const recorder = new Recorder(full, { bytesPerElement: walkConfig.bytesPerElement });
  const { device } = recorder;
  const inputs = walkInputs(device, full);
  const memory = new TileMemory(device, inputs);
  let O = memory.O;
  let stopped: string | undefined;
  try {
    if (typeof kernel === "function") kernel(memory, Br, Bc);
    else O = kernel.onDevice(device, inputs, { Br, Bc, scale: 1 / Math.sqrt(d), causal: false }).O;
  } catch (error) {
    stopped = error instanceof Error ? error.message : String(error);
  }
  const order = full.order ?? recorder.order();
  return {
    config: { ...walkConfig, N, d, Br, Bc, order },
    inputs,
    steps: recorder.steps(order),
    O: O.data,
    accesses: device.accesses,
    standardAccesses,
    sramElements: sramElements({ Br: Math.min(Br, N), Bc: Math.min(Bc, N) }, d),
    peak: { elements: device.peakElements, step: recorder.peakStep },
    loads: recorder.loads,
    scores: full.scores,
    L: memory.L.data,
    stopped,
  };
}

/** The walk tensors, moved far from zero where scores fall or lie below. */
export function walkInputs(device: Device, { N, d, Bc, scores }: KernelRun): FlashInputs {
  const far = scores === "walk" ? 0 : 28;
  const high = (row: number) => scores === "falling" && row < Bc;
  const moved = { Q: () => far, K: (row: number) => (high(row) ? far : -far), V: () => 0 };
  const input = (name: "Q" | "K" | "V") =>
    device.input(
      name,
      [N, d],
      Float64Array.from({ length: N * d }, (_, t) => {
        const row = Math.floor(t / d);
        return walkEntry[name](row, t % d) + moved[name](row);
      }),
    );
  return { Q: input("Q"), K: input("K"), V: input("V") };
}
