/**
 * A run of FlashAttention on the simulated device, step by step, with the numbers that each step leaves
 * on chip: what the stepper figure and the notebook's tables replay.
 * No ndarray here: figures run this file in a browser.
 */
import { walkEntry } from "../tensor/fixtures.js";
import { algorithm1 } from "./algorithm1.js";
import { algorithm2 } from "./algorithm2.js";
import { type BlockSizes, sramElements } from "./blocks.js";
import { checkFlash, type FlashInputs } from "./inputs.js";
import { type Loaded, Recorder } from "./recorder.js";
import type { LoopOrder, Step } from "./step.js";
import { accesses, standardTraffic } from "./traffic.js";

/** The run that a trace records. */
export interface TraceConfig extends BlockSizes {
  readonly N: number;
  readonly d: number;
  readonly order: LoopOrder;
  readonly causal: boolean;
  readonly bytesPerElement: number;
}

/** Every step of one run, with its inputs, its result and its totals. */
export interface Trace {
  readonly config: TraceConfig;
  readonly inputs: FlashInputs;
  readonly steps: readonly Step[];
  /** [N, d], the exact result. */
  readonly O: Float64Array;
  /** Elements: this run's total, standard attention's total, and what SRAM must hold. */
  readonly accesses: number;
  readonly standardAccesses: number;
  readonly sramElements: number;
  /** The most elements that SRAM held at once, and in which step. */
  readonly peak: { readonly elements: number; readonly step: number };
  /** Every load, in order. */
  readonly loads: readonly Loaded[];
}

/** The course's walk: N = 128, d = 16, B_r = 32, B_c = 16, K and V in the outer loop. */
export const walkConfig: TraceConfig = {
  N: 128,
  d: 16,
  Br: 32,
  Bc: 16,
  order: "kv-outer",
  causal: false,
  bytesPerElement: 4,
};

/**
 * Runs FlashAttention on the walk tensors and records every step.
 * @param config defaults to the course's N = 128, d = 16, B_r = 32, B_c = 16, K and V outside
 * @throws RangeError naming a bad size
 */
export function flashTrace(config: Partial<TraceConfig> = {}): Trace {
  const full = { ...walkConfig, ...config };
  const { N, d, Br, Bc, order, causal } = full;
  const standardAccesses = accesses(standardTraffic(N, d)); // checks N and d
  const recorder = new Recorder(full, { bytesPerElement: full.bytesPerElement });
  const { device } = recorder;
  const fill = (name: "Q" | "K" | "V") =>
    device.input(
      name,
      [N, d],
      Float64Array.from({ length: N * d }, (_, t) => walkEntry[name](Math.floor(t / d), t % d)),
    );
  const inputs = { Q: fill("Q"), K: fill("K"), V: fill("V") };
  const settings = { Br, Bc, scale: 1 / Math.sqrt(d), causal };
  checkFlash("flashTrace", device, inputs, settings);
  const { O } = (order === "kv-outer" ? algorithm1 : algorithm2)(device, inputs, settings);
  return {
    config: full,
    inputs,
    steps: recorder.steps(order),
    O: O.data,
    accesses: device.accesses,
    standardAccesses,
    sramElements: sramElements({ Br: Math.min(Br, N), Bc: Math.min(Bc, N) }, d),
    peak: { elements: device.peakElements, step: recorder.peakStep },
    loads: recorder.loads,
  };
}

/** Row i of the scores, scale · q_i · k_j for every key j, −∞ where the causal mask hides it. */
export function scoreRow({ config: { N, d, causal }, inputs: { Q, K } }: Trace, i: number): Float64Array {
  return Float64Array.from({ length: N }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += Q.data[i * d + k]! * K.data[j * d + k]!;
    return causal && j > i ? -Infinity : sum / Math.sqrt(d);
  });
}
