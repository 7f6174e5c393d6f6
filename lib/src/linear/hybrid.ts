import { dimension } from "../tensor/check.js";

/** A model in which most layers keep a state and some a cache. */
export interface Hybrid {
  readonly name: string;
  /** Layers with a state. */
  readonly linear: number;
  /** Layers with a cache. */
  readonly full: number;
  /** Heads of a state layer, each with a matrix dk × dv. */
  readonly heads: number;
  readonly dk: number;
  readonly dv: number;
  /** Bytes of one number of the state. */
  readonly stateBytes: number;
  /** Bytes that a full layer's cache keeps of one token. */
  readonly rowBytes: number;
  /** Numbers, of 2 bytes, that the short convolutions of one state layer keep besides. */
  readonly convolution: number;
  /** The context, in tokens, at which its bytes are told: its native length, or a million where it takes more. */
  readonly longest: number;
}

/** @see Qwen3-Next-80B-A3B, configuration in transformers: 48 layers, every fourth full, 2 key-value heads of 256 */
export const qwen3Next: Hybrid = {
  name: "Qwen3-Next",
  linear: 36,
  full: 12,
  heads: 32,
  dk: 128,
  dv: 128,
  stateBytes: 4,
  rowBytes: 2 * 2 * 256 * 2,
  convolution: 3 * 8192,
  longest: 262_144,
};

/** @see Kimi-Linear-48B-A3B, configuration in transformers: 27 layers, full are 4, 8, …, 24 and 27, each a latent of 512 + 64 */
export const kimiLinear: Hybrid = {
  name: "Kimi Linear",
  linear: 20,
  full: 7,
  heads: 32,
  dk: 128,
  dv: 128,
  stateBytes: 4,
  rowBytes: 2 * 576,
  convolution: 3 * 12_288,
  longest: 2 ** 20,
};

/** @see MiniMax-M1, configuration: 80 layers, every eighth full, 8 key-value heads of 128 */
export const minimaxM1: Hybrid = {
  name: "MiniMax-M1",
  linear: 70,
  full: 10,
  heads: 64,
  dk: 128,
  dv: 128,
  stateBytes: 4,
  rowBytes: 2 * 8 * 128 * 2,
  convolution: 0,
  longest: 2 ** 20,
};

/** Bytes of one layer's states. */
export const stateBytesOf = ({
  heads,
  dk,
  dv,
  stateBytes,
}: Omit<Hybrid, "name" | "convolution" | "longest">): number => heads * dk * dv * stateBytes;

/** Bytes of a model's memory of T tokens. */
export interface HybridBytes {
  /** If every layer kept a cache. */
  readonly allFull: number;
  readonly hybrid: number;
  /** The part of it that does not grow. */
  readonly states: number;
}

/** What a hybrid keeps of T tokens, and what the same layers would keep if all were full. */
export function hybridBytes(model: Hybrid, T: number): HybridBytes {
  dimension("hybridBytes", "T", T, 0);
  const { linear, full, rowBytes, convolution } = model;
  const states = linear * (stateBytesOf(model) + 2 * convolution);
  return { allFull: (linear + full) * rowBytes * T, hybrid: full * rowBytes * T + states, states };
}

/** From which length on, in whole tokens, a state is the smaller memory. Short convolutions are left out. */
export interface Crossing {
  /** One layer's cache takes at least the bytes of one layer's state. */
  readonly layer: number;
  /** The same of what a step moves: the state is read and written, the cache only read. */
  readonly traffic: number;
  /** The cache of the model's full layers takes at least the bytes of all its states. */
  readonly model: number;
}

/** Where cache and state take as much. */
export function crossing(model: Omit<Hybrid, "name" | "convolution" | "longest">): Crossing {
  const { linear, full, heads, dk, dv, stateBytes, rowBytes } = model;
  for (const [name, size] of Object.entries({ linear, full, heads, dk, dv, stateBytes, rowBytes }))
    dimension("crossing", name, size);
  const state = stateBytesOf(model);
  return {
    layer: Math.ceil(state / rowBytes),
    traffic: Math.ceil((2 * state) / rowBytes),
    model: Math.ceil((linear * state) / (full * rowBytes)),
  };
}
