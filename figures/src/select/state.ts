import {
  blockReader,
  compress,
  dots,
  exactReader,
  fourPositions,
  fullWeights,
  indexReader,
  massOn,
  queryAbout,
  type Reading,
  windowReader,
} from "long-attention/select";
import { columns, matmul, matrix, randn, rng, rowMajor } from "long-attention/tensor";
import { among, clamp, outOfRange, type Props } from "../kit/props.js";

export const methods = ["window", "signposts", "indexer 4", "indexer 8", "indexer 16", "exact"] as const;
/** How the keys are chosen; the number is how many numbers an index key has. */
export type Method = (typeof methods)[number];

export interface State {
  readonly method: Method;
  /** How many keys may be read. */
  readonly k: number;
  /** What had to be brought into range. */
  readonly note: string;
}

/** Tokens, numbers in a key, and tokens in a block. */
export const [T, d, block] = [96, 16, 12];

/** The planted task of notebook 11, small: four of the keys are what the query is about. */
const random = rng(1);
const K = randn([T, d], random);
const projection = randn([d, d], random);
export const planted = fourPositions(72, random);
const q = queryAbout(planted, K, random);
/** What full attention would give each key. */
export const weights = fullWeights(q, K);

export function init(props: Props): State {
  const method = among(props.method, methods, "indexer 16");
  const k = clamp(props.k, 1, T, 24);
  return { method, k, note: outOfRange(props, { method, k }) };
}

const numbersOf = (method: Method): number => Number(method.slice("indexer ".length));

/** Whole blocks only: as many as k has room for, at least the query's own. */
export const budget = (method: Method, k: number): number =>
  method === "signposts" ? block * Math.max(1, Math.floor(k / block)) : k;

/** What the method reads with a budget of k keys, ascending, and what that costs. */
export function read(method: Method, k: number): Reading {
  const readers = {
    window: () => windowReader(K, k),
    signposts: () => blockReader(K, block, budget(method, k)),
    exact: () => exactReader(K, k),
  };
  const reader =
    method in readers
      ? readers[method as keyof typeof readers]()
      : indexReader(K, projection, numbersOf(method), k);
  return reader(q, []);
}

/** The scores that the method chooses by: one a token, one a block, or none. */
export function scoresOf(method: Method): ArrayLike<number> {
  if (method === "window") return [];
  if (method === "exact") return dots(q, K);
  if (method === "signposts") return dots(q, compress(K, { l: block, s: block }));
  const P = columns(projection, 0, numbersOf(method));
  return dots(rowMajor(matmul(matrix([q]), P)), matmul(K, P)).map((score) => Math.max(0, score));
}

/** A method's share of the weight at every budget; made once. */
const curves = new Map<Method, readonly number[]>();
export function curve(method: Method): readonly number[] {
  const known = curves.get(method);
  if (known) return known;
  const recalls = Array.from({ length: T }, (_, i) => massOn(read(method, i + 1).keys, weights));
  curves.set(method, recalls);
  return recalls;
}

/** Everything that the figure shows, computed by the library. */
export function derive({ method, k }: State) {
  const reading = read(method, k);
  return {
    reading,
    scores: scoresOf(method),
    recall: massOn(reading.keys, weights),
    found: planted.filter((j) => reading.keys.includes(j)).length,
    /** All methods with this budget. */
    rows: methods.map((name) => {
      const { keys, scanned, elements } = read(name, k);
      return { name, read: keys.length, scanned, elements, recall: massOn(keys, weights) };
    }),
  };
}

export type Derived = ReturnType<typeof derive>;
