import {
  blockPattern,
  causalPart,
  cyclicShift,
  density,
  globalPattern,
  layersToFullReach,
  layersToReach,
  letteredKeys,
  type Pattern,
  patternFromKeys,
  randomPattern,
  sparseFlops,
  union,
  windowPattern,
} from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { clamp, nearest, outOfRange, type Props } from "../kit/props.js";

/** What a pattern is made of. */
export interface Settings {
  /** Keys in the window, odd; 0 for no window. */
  readonly c: number;
  /** Dilation of the window. */
  readonly s: number;
  /** Random keys of each query. */
  readonly r: number;
  /** The first g tokens are global. */
  readonly g: number;
  /** Blocks; 1 for none. */
  readonly n: number;
  /** Each block reads the next one instead of itself. */
  readonly shifted: boolean;
  readonly causal: boolean;
}

export interface State extends Settings {
  readonly T: number;
  readonly seed: number;
  /** The query whose row, arcs and layers are drawn. */
  readonly query: number;
  /** What had to be brought into range. */
  readonly note: string;
}

export const sentence = "Our planet is a lonely speck".split(" ");
export const lengths = [6, 16, 32] as const;
export const d = 64;

/** A token's word, where the sentence is long enough. */
export const wordOf = (T: number, i: number): string => (T === sentence.length ? sentence[i]! : String(i));
export const windowsOf = (T: number): number[] =>
  [0, 1, 3, 5, 7, 9, 15, 31].filter((c) => c < T).concat(2 * T - 1);
export const blocksOf = (T: number): number[] =>
  Array.from({ length: T / 2 }, (_, k) => k + 1).filter((n) => T % n === 0);

/** As many random keys as every query can find outside its window and the global tokens, but no more than 3. */
export function mostRandom(T: number, c: number, g: number): number {
  const h = (Math.max(1, c) - 1) / 2;
  const legal = Array.from({ length: T - g }, (_, k) => {
    const i = k + g;
    return Math.max(0, i - h - g) + Math.max(0, T - 1 - i - h);
  });
  return Math.min(3, ...legal);
}

const plain: Settings = { c: 0, s: 1, r: 0, g: 0, n: 1, shifted: false, causal: false };

/** Patterns with a name, by what they are made of. */
export const gallery = (T: number): Readonly<Record<string, Settings>> => {
  const n = T === 6 ? 3 : 4;
  return {
    local: { ...plain, c: 3 },
    dilated: { ...plain, c: 3, s: 2 },
    "local + random": { ...plain, c: 3, r: 1 },
    "local + global": { ...plain, c: 3, g: 1 },
    BigBird: { ...plain, c: 3, r: 1, g: 2 },
    blocks: { ...plain, n },
    "blocks, the next one": { ...plain, n, shifted: true },
    "causal window": { ...plain, c: 5, causal: true },
    full: { ...plain, c: 2 * T - 1 },
  };
};

const keys = Object.keys(plain) as (keyof Settings)[];

/** The name of these settings in the gallery, or "own mix". */
export function nameOf(state: Settings & { readonly T: number }): string {
  const found = Object.entries(gallery(state.T)).find(([, one]) => keys.every((k) => one[k] === state[k]));
  return found?.[0] ?? "own mix";
}

/** The same pattern over another number of tokens: a named one as that length has it, an own mix as it is. */
export const resized = (state: State, T: number): Partial<State> => ({
  T,
  ...gallery(T)[nameOf(state)],
});

/** The settings brought into what T allows; the note says what changed on the way. */
export function settle(wanted: State): State {
  const { T } = wanted;
  const c = nearest(wanted.c, windowsOf(T));
  const n = nearest(wanted.n, blocksOf(T));
  const r = Math.min(wanted.r, mostRandom(T, c, wanted.g));
  const query = Math.min(wanted.query, T - 1);
  const note =
    r < wanted.r ? `Outside its window, some query finds only ${r} random ${r === 1 ? "key" : "keys"}.` : "";
  return { ...wanted, c, n, r, query, note };
}

/** The first state from the caller's props; whatever is out of range is clamped and named. */
export function init(props: Props): State {
  const T = lengths.find((length) => length === props.T) ?? 6;
  const named = gallery(T)[String(props.pattern ?? "")] ?? { ...plain, c: 3 };
  const tick = (name: "shifted" | "causal") => (typeof props[name] === "boolean" ? props[name] : named[name]);
  const state = settle({
    T,
    c: clamp(props.c, 0, 2 * T - 1, named.c),
    s: clamp(props.s, 1, 4, named.s),
    r: clamp(props.r, 0, 3, named.r),
    g: clamp(props.g, 0, 2, named.g),
    n: clamp(props.n, 1, T / 2, named.n),
    shifted: tick("shifted"),
    causal: tick("causal"),
    seed: clamp(props.seed, 0, 1e6, 1),
    query: clamp(props.query, 0, T - 1, T === 6 ? 2 : 0),
    note: "",
  });
  const known = String(props.pattern) in gallery(T);
  const used = { ...state, pattern: known ? props.pattern : nameOf(state) };
  return { ...state, note: outOfRange(props, used) };
}

export type Kind = "G" | "W" | "B" | "R";
export const says: Readonly<Record<Kind, string>> = { G: "global", W: "window", B: "block", R: "random" };

/** The parts that are switched on, by their letters. The first that reads a pair names it. */
export function partsOf({ T, c, s, r, g, n, shifted, seed }: State): Partial<Record<Kind, Pattern>> {
  const first = Array.from({ length: g }, (_, i) => i);
  return {
    ...(g > 0 && { G: globalPattern(T, first) }),
    ...(c > 0 && { W: windowPattern(T, c, { dilation: s }) }),
    ...(n > 1 && { B: blockPattern(T, n, cyclicShift(n, shifted ? 1 : 0)) }),
    ...(r > 0 && { R: randomPattern(T, r, rng(seed), { w: Math.max(1, c), g }) }),
  };
}

/** Everything that the figure shows, computed by the library. */
export function derive(state: State) {
  const { T, causal, query } = state;
  const parts = partsOf(state);
  const [one, ...more] = Object.values(parts);
  const both = one ? union(one, ...more) : patternFromKeys(Array.from({ length: T }, () => []));
  const pattern = causal ? causalPart(both) : both;
  return {
    rows: letteredKeys(pattern, parts).map((row) =>
      row.map(({ j, letter }) => ({ j, kind: letter as Kind })),
    ),
    kinds: Object.keys(parts) as Kind[],
    nnz: pattern.nnz,
    density: density(pattern),
    flops: sparseFlops(pattern, d),
    hops: layersToReach(pattern, query),
    full: layersToFullReach(pattern, { causal }),
  };
}

export type Derived = ReturnType<typeof derive>;
