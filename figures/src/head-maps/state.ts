import { attentionWeights, head, meanWeightAt, meanWeightTo } from "long-attention/attention";
import { type Matrix, matrix, rowMajor, testTensors, toRows } from "long-attention/tensor";
import { clamp, outOfRange, type Props } from "../kit/props.js";

export interface State {
  readonly words: readonly string[];
  /** Each head's weights, [T, T]. */
  readonly maps: readonly Matrix[];
  readonly head: number;
  /** The token that reads: the row. */
  readonly query: number;
  /** The token that is read: the column. */
  readonly key: number;
  readonly note: string;
}

export const limits = { heads: 16, T: [2, 12] } as const;

const six = "Our planet is a lonely speck".split(" ");

/** Two heads of the notebook's six words, where a caller has no maps of its own. */
function two(): Matrix[] {
  const { Q, K } = testTensors(six.length, 4);
  return [0, 1].map((h) => attentionWeights(head(Q, h, 2), head(K, h, 2)));
}

/**
 * @param props `maps`, as nested lists: each head's weights, a row for each word; and `words`
 * @throws TypeError or RangeError when they are no weights, or do not fit each other
 */
export function init(props: Props): State {
  const maps = props.maps === undefined ? two() : given(props.maps);
  const T = maps[0]!.shape[0]!;
  const words = props.maps === undefined ? six : named(props.words, T);
  checkShapes(maps, words);
  const state = {
    head: clamp(props.head, 0, maps.length - 1, 0),
    query: clamp(props.query, 0, T - 1, T - 1),
    key: clamp(props.key, 0, T - 1, 0),
  };
  return { words, maps, ...state, note: outOfRange(props, state) };
}

/** The caller's words, or the places from 0. */
function named(words: unknown, T: number): string[] {
  if (words === undefined) return Array.from({ length: T }, (_, i) => String(i));
  if (Array.isArray(words)) return words.map(String);
  throw new TypeError("head-maps: words must be a list, one word for each row");
}

function given(maps: unknown): Matrix[] {
  if (!Array.isArray(maps) || maps.length === 0 || maps.length > limits.heads)
    throw new RangeError(`head-maps: maps must be a list of 1 to ${limits.heads} maps, one for each head`);
  return maps.map((rows) => matrix(rows));
}

function checkShapes(maps: readonly Matrix[], words: readonly string[]): void {
  const [low, high] = limits.T;
  const T = words.length;
  if (!(T >= low && T <= high))
    throw new RangeError(`head-maps: there are ${T} words; the figure has room for ${low} to ${high}`);
  for (const [h, P] of maps.entries()) {
    if (P.shape[0] !== T || P.shape[1] !== T)
      throw new RangeError(
        `head-maps: maps[${h}] is [${P.shape}] but there are ${T} words; give [${T},${T}]`,
      );
    const odd = rowMajor(P).find((p) => !(p >= 0 && p <= 1 + 1e-9));
    if (odd !== undefined)
      throw new RangeError(`head-maps: maps[${h}] holds ${odd}; weights lie between 0 and 1`);
  }
}

/** Everything that the figure shows of the chosen head, computed by the library. */
export function derive({ maps, head: h, query, key }: State) {
  const P = maps[h]!;
  return {
    rows: toRows(P),
    weight: P.get(query, key),
    /** On average over the words. */
    mean: { self: meanWeightAt(P, 0), before: meanWeightAt(P, -1), first: meanWeightTo(P, 0) },
  };
}

export type Derived = ReturnType<typeof derive>;
