import { evict, evictionInflation, relativeLoudness, sinkLogits, sinkWeights } from "long-attention/kv";
import { lambdaNnz } from "long-attention/sparse";
import { clamp, outOfRange, type Props } from "../kit/props.js";

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
export function init(props: Props): State {
  const used = {
    query: clamp(props.query, ...limits.query, 40),
    sinks: clamp(props.sinks, ...limits.sinks, 0),
    window: clamp(props.window, ...limits.window, 8),
  };
  const parking = props.parking === "one" ? "one" : "four";
  return { ...used, parking, playing: false, note: outOfRange(props, used) };
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
  const mine = relativeLoudness(T, trained, toy, { sinks, recent: window });
  return {
    kept,
    gone,
    weights,
    full: sinkWeights(query, everyKey(query), toy),
    parked: weights.slice(0, toy.parking).reduce((sum, p) => sum + p, 0),
    inflation: evictionInflation(sinkLogits(query + 1, toy), gone),
    mine,
    times: mine[query]!,
    plain: relativeLoudness(T, trained, toy, { sinks: 0, recent: sinks + window }),
    dense: relativeLoudness(T, trained, toy),
    nnz: lambdaNnz(T, sinks, window),
  };
}
export type Derived = ReturnType<typeof derive>;
