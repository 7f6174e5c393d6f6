/**
 * A run of FlashAttention on the simulated device, step by step, with the numbers that each step leaves
 * on chip: what the stepper figure and the notebook's tables replay.
 * No ndarray here: figures run this file in a browser.
 */
import { Device, type DeviceEvent, type Tile } from "../gpu/memory.js";
import { walkEntry } from "../tensor/fixtures.js";
import { algorithm1 } from "./algorithm1.js";
import { algorithm2 } from "./algorithm2.js";
import { type BlockSizes, sramElements } from "./blocks.js";
import { checkFlash, type FlashInputs } from "./inputs.js";
import { accesses, standardTraffic } from "./traffic.js";

/** Which loop is outside: K and V blocks (FlashAttention) or Q blocks (FlashAttention-2). */
export type LoopOrder = "kv-outer" | "q-outer";

/** The run that a trace records. */
export interface TraceConfig extends BlockSizes {
  readonly N: number;
  readonly d: number;
  readonly order: LoopOrder;
  readonly causal: boolean;
  readonly bytesPerElement: number;
}

/** loadKV, loadQ: tiles arrive; score: S; softmax: P̃, m and ℓ; update: O; write: results go back to HBM. */
export type Phase = "loadKV" | "loadQ" | "score" | "softmax" | "update" | "write";

/** One picture of the stepper: what moved or was computed, and what it left. */
export interface Step {
  readonly phase: Phase;
  /** Row block and key block; −1 when the step has none. */
  readonly i: number;
  readonly j: number;
  /** Elements that this step read from and wrote to HBM. */
  readonly reads: number;
  readonly writes: number;
  /** All elements read and written up to and including this step. */
  readonly readsSoFar: number;
  readonly writesSoFar: number;
  /** Copies of the tiles on chip after this step, by name: K, V, Q, O, l, m and S (which becomes P̃). */
  readonly chip: Readonly<Record<string, Float64Array>>;
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
  const recorder = new Recorder(full);
  const device = new Device({ bytesPerElement: full.bytesPerElement, onEvent: recorder.on });
  const fill = (name: "Q" | "K" | "V") =>
    device.input(
      name,
      [N, d],
      Float64Array.from({ length: N * d }, (_, t) => walkEntry[name](Math.floor(t / d), t % d)),
    );
  const standardAccesses = accesses(standardTraffic(N, d)); // checks N and d
  const inputs = { Q: fill("Q"), K: fill("K"), V: fill("V") };
  const settings = { Br, Bc, scale: 1 / Math.sqrt(d), causal };
  checkFlash("flashTrace", device, inputs, settings);
  const { O } = (order === "kv-outer" ? algorithm1 : algorithm2)(device, inputs, settings);
  return {
    config: full,
    inputs,
    steps: recorder.steps(),
    O: O.data,
    accesses: device.accesses,
    standardAccesses,
    sramElements: sramElements({ Br: Math.min(Br, N), Bc: Math.min(Bc, N) }, d),
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

/** Groups the device's events into the steps that a person would tell. */
class Recorder {
  readonly #steps: Step[] = [];
  /** Copies of what is on chip: a tile is copied when the device reports it, and only then. */
  #chip: Record<string, Float64Array> = {};
  #i = -1;
  #j = -1;
  #scored = false;
  constructor(readonly config: TraceConfig) {}

  readonly on = ({ op, tile, range }: DeviceEvent): void => {
    const { order, Br, Bc } = this.config;
    const phase = this.#phase(op, tile);
    if (op === "load" && range) {
      if (phase === "loadKV") this.#j = range.from / Bc;
      else this.#i = range.from / Br;
    }
    if (phase === "loadKV" && order === "kv-outer") this.#leave("Q", "O", "l", "m", "S");
    if (phase === "loadKV" && order === "q-outer") this.#leave("S");
    if (phase === "loadQ" && tile.name === "Q")
      this.#leave("S", ...(order === "q-outer" ? ["K", "V", "O", "l", "m"] : []));
    if (phase === "write" && order === "q-outer") this.#leave("K", "V", "S");
    this.#chip[tile.name] = tile.data.slice();
    this.#record(phase, op, tile);
  };

  steps(): readonly Step[] {
    return this.#steps;
  }

  /** S is computed twice in its own place: first as scores, then as P̃. */
  #phase(op: DeviceEvent["op"], tile: Tile): Phase {
    if (op === "load") return tile.name === "K" || tile.name === "V" ? "loadKV" : "loadQ";
    if (op === "store") return "write";
    if (tile.name === "O") return "update";
    if (tile.name !== "S") return "softmax"; // l and m
    this.#scored = !this.#scored;
    return this.#scored ? "score" : "softmax";
  }

  #leave(...names: string[]): void {
    for (const name of names) delete this.#chip[name];
  }

  /** One step for a run of events of the same phase and tile pair. */
  #record(phase: Phase, op: DeviceEvent["op"], tile: Tile): void {
    const outer = this.config.order === "kv-outer";
    const i = phase === "loadKV" && outer ? -1 : this.#i;
    const j = (phase === "loadQ" || phase === "write") && !outer ? -1 : this.#j;
    const last = this.#steps.at(-1);
    const same = last?.phase === phase && last.i === i && last.j === j;
    if (same) this.#steps.pop();
    const before = same ? last : { reads: 0, writes: 0 };
    const moved = tile.data.length;
    const [reads, writes] = [op === "load" ? moved : 0, op === "store" ? moved : 0];
    const soFar = last ?? { readsSoFar: 0, writesSoFar: 0 };
    this.#steps.push({
      phase,
      i,
      j,
      reads: before.reads + reads,
      writes: before.writes + writes,
      readsSoFar: soFar.readsSoFar + reads,
      writesSoFar: soFar.writesSoFar + writes,
      chip: { ...this.#chip },
    });
  }
}
