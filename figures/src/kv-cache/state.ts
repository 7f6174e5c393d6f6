import { kvModels, modelKv, parametersOf } from "long-attention/facts";
import { A100_40GB, A100_80GB } from "long-attention/gpu";
import {
  type KvConfig,
  type KvSharing,
  kvBytesPerToken,
  kvCacheBytes,
  kvSharing,
  maxBatch,
} from "long-attention/kv";
import { among, clamp, outOfRange, type Props } from "../kit/props.js";

export type Window = "own" | "none" | "1024" | "4096";
export type Bytes = "1" | "2" | "4";

export interface State {
  readonly model: string;
  readonly sharing: KvSharing;
  /** Key-value heads under GQA. */
  readonly G: number;
  readonly bytes: Bytes;
  readonly window: Window;
  /** Tokens of each sequence, and how many sequences at once. */
  readonly tokens: number;
  readonly batch: number;
  readonly machine: string;
  /** How many of the five tokens have entered. */
  readonly step: number;
  /** Slots of the ring buffer. */
  readonly slots: number;
  readonly playing: boolean;
  /** What had to be brought into range. */
  readonly note: string;
}

export const words = ["Our", "planet", "is", "a", "lonely"] as const;
export const models = kvModels().map(({ model }) => model);
export const machines = [
  { name: "A100-40GB", bytes: A100_40GB.hbmBytes! },
  { name: "A100-80GB", bytes: A100_80GB.hbmBytes! },
  { name: "8 × A100-80GB", bytes: 8 * A100_80GB.hbmBytes! },
] as const;
export const limits = { tokens: [256, 1_048_576], batch: [1, 1024], slots: [1, words.length] } as const;

/** How many key-value heads GQA may have: divisors of the query heads between the two extremes. */
export const groupsOf = (model: string): number[] => {
  const { heads } = modelKv(model).config;
  return Array.from({ length: heads }, (_, k) => k + 1).filter((G) => G > 1 && G < heads && heads % G === 0);
};

/** The ways to share that a model's heads allow. */
export const waysOf = (model: string): readonly KvSharing[] =>
  groupsOf(model).length > 0 ? ["MHA", "GQA", "MQA", "MLA"] : ["MHA", "MQA", "MLA"];

/** What belongs to a model: its own way of sharing and its own windows. */
export function own(model: string): Pick<State, "model" | "sharing" | "G" | "window"> {
  const { config } = modelKv(model);
  const groups = groupsOf(model);
  const G = "kvHeads" in config && groups.includes(config.kvHeads) ? config.kvHeads : (groups[0] ?? 1);
  return { model, sharing: kvSharing(config), G, window: "own" };
}

/** Keys of 192 and values of 128 numbers in each of DeepSeek-V3's heads: 160 on average. */
const expandedHead = (192 + 128) / 2;
/** DeepSeek-V3's latent vector and rotary key, for models that have none. */
const deepseek = { latent: 512, rope: 64 } as const;

/** The model's cache, shared in another way perhaps. */
export function configOf(state: State, sharing = state.sharing): KvConfig {
  const { config } = modelKv(state.model);
  const { layers, heads } = config;
  const windows =
    state.window === "none"
      ? [null]
      : state.window !== "own"
        ? [Number(state.window)]
        : "windows" in config && config.windows
          ? config.windows
          : [null];
  const common = { layers, windows, bytes: Number(state.bytes) };
  if (sharing === "MLA")
    return { ...common, ...("latent" in config ? config : deepseek), bytes: common.bytes };
  const kvHeads = sharing === "MHA" ? heads : sharing === "MQA" ? 1 : state.G;
  return { ...common, kvHeads, headDim: "headDim" in config ? config.headDim : expandedHead };
}

/** Everything that the figure shows, computed by the library. */
export function derive(state: State) {
  const cfg = configOf(state);
  const gpu = machines.find(({ name }) => name === state.machine)!;
  const row = modelKv(state.model);
  const parameters = parametersOf(row);
  const weights = parameters === undefined ? undefined : 2 * parameters;
  const at = (T: number) => state.batch * kvCacheBytes(cfg, T);
  const full = configOf(state, "MHA");
  const room = gpu.bytes - (weights ?? 0);
  return {
    cfg,
    gpu,
    weights,
    at,
    atMha: (T: number) => state.batch * kvCacheBytes(full, T),
    cache: at(state.tokens),
    perToken: kvBytesPerToken(cfg),
    sequences: maxBatch(gpu.bytes, weights ?? 0, cfg, state.tokens),
    longest: longestThatFits(at, room),
    heads: row.config.heads,
    /** The longest text that the model reads. */
    maxTokens: row.maxTokens,
  };
}

export type Derived = ReturnType<typeof derive>;

/** The largest T whose cache leaves room; Infinity when windows keep it below for ever. */
export function longestThatFits(at: (T: number) => number, room: number): number {
  let [fits, fails]: [number, number] = [0, limits.tokens[1]];
  if (at(fails) <= room) return Infinity;
  while (fails - fits > 1) {
    const middle = Math.floor((fits + fails) / 2);
    if (at(middle) <= room) fits = middle;
    else fails = middle;
  }
  return fits;
}

/** A quarter of a doubling more or less, within the limits. */
export const stepped = (tokens: number, quarters: number): number =>
  tokensAt((Math.round(4 * Math.log2(tokens)) + quarters) / 4);

export const tokensAt = (log2: number): number => clamp(2 ** log2, ...limits.tokens, limits.tokens[0]);

/** The first state from the caller's props; whatever is out of range is replaced and named. */
export function init(props: Props): State {
  const base = own(among(props.model, models, "Llama-3.1-8B"));
  const groups = groupsOf(base.model);
  const state = {
    ...base,
    sharing: among(props.sharing, waysOf(base.model), base.sharing),
    G: groups.find((G) => G === props.G) ?? base.G,
    bytes: among(String(props.bytes), ["1", "2", "4"] as const, "2"),
    window: among(String(props.window), ["own", "none", "1024", "4096"] as const, "own"),
    tokens: clamp(props.tokens, ...limits.tokens, 32_768),
    batch: clamp(props.batch, ...limits.batch, 1),
    machine: among(
      props.machine,
      machines.map(({ name }) => name),
      "A100-80GB",
    ),
    step: clamp(props.step, 0, words.length, words.length),
    slots: clamp(props.slots, ...limits.slots, 3),
  };
  return { ...state, playing: false, note: outOfRange(props, state) };
}
