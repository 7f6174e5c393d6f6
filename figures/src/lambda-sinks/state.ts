import { evict, evictionInflation, sinkLogits, sinkLoudness, sinkWeights } from "long-attention/kv";
import { lambdaNnz } from "long-attention/sparse";
import { clamp } from "../kit/format.js";

/** Tokens of the text, and how many of them the toy model knew in training. */
export const T = 64;
export const trained = 16;

export const limits = { query: [0, T - 1], sinks: [0, 8], window: [2, 24] } as const;

/** How many first tokens share the parking place: one, or four. */
export type Parking = "one" | "four";

export interface State {
  /** The query whose row, weights and loudness are shown, from 0. */
  readonly query: number;
  readonly sinks: number;
  readonly window: number;
  readonly parking: Parking;
  readonly playing: boolean;
  /** What had to be brought into range. */
  readonly note: string;
}

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Readonly<Record<string, unknown>>): State {
  const used: Record<"query" | "sinks" | "window", number> = {
    query: clamp(props.query, ...limits.query, 40),
    sinks: clamp(props.sinks, ...limits.sinks, 0),
    window: clamp(props.window, ...limits.window, 8),
  };
  const note = (Object.keys(used) as (keyof typeof used)[])
    .filter((name) => name in props && props[name] !== used[name])
    .map((name) => `${name}: ${String(props[name])} is out of range, showing ${used[name]}.`)
    .join(" ");
  return { ...used, parking: props.parking === "one" ? "one" : "four", playing: false, note };
}

export const parkingTokens = (parking: Parking): number => (parking === "one" ? 1 : 4);

const everyKey = (i: number): number[] => Array.from({ length: i + 1 }, (_, j) => j);

/** The keys that query i still has: the first, and the newest. */
export const keptKeys = ({ sinks, window }: Pick<State, "sinks" | "window">, i: number): number[] =>
  evict(i + 1, sinks, window);

/** Everything that the figure shows of the chosen query, all of it computed by the library. */
export function derive(state: State) {
  const { query, sinks, window } = state;
  const toy = { parking: parkingTokens(state.parking) };
  const kept = keptKeys(state, query);
  const gone = everyKey(query).filter((j) => !kept.includes(j));
  const weights = sinkWeights(query, kept, toy);
  const loudest = sinkLoudness(trained - 1, toy);
  const times = (i: number, cache?: { sinks: number; recent: number }) =>
    sinkLoudness(i, toy, cache) / loudest;
  const curve = (cache?: { sinks: number; recent: number }) => everyKey(T - 1).map((i) => times(i, cache));
  return {
    kept,
    gone,
    weights,
    full: sinkWeights(query, everyKey(query), toy),
    parked: weights.slice(0, toy.parking).reduce((sum, p) => sum + p, 0),
    inflation: evictionInflation(sinkLogits(query + 1, toy), gone),
    times: times(query, { sinks, recent: window }),
    mine: curve({ sinks, recent: window }),
    plain: curve({ sinks: 0, recent: sinks + window }),
    dense: curve(),
    nnz: lambdaNnz(T, sinks, window),
  };
}
export type Derived = ReturnType<typeof derive>;
