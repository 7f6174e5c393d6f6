import { attention, attentionScores, splitSoftmax } from "long-attention/attention";
import { fixed } from "long-attention/ink/format.js";
import { extent, type Range, tens } from "long-attention/ink/scale.js";
import { type Matrix, rowMajor, rows, toRows } from "long-attention/tensor";
import { among, clamp, outOfRange, type Props, within } from "../kit/props.js";
import { type ExampleName, examples, sameWord } from "./examples.js";

export interface State {
  readonly example: ExampleName;
  readonly head: number;
  /** The token that asks: the row. */
  readonly query: number;
  /** The token whose answer is written out. */
  readonly key: number;
  /** The number of each list that is written out, from 0. */
  readonly column: number;
  readonly causal: boolean;
  /** Whether scores are divided by √d. */
  readonly scaled: boolean;
  readonly temperature: number;
  readonly note: string;
}

export const limits = { temperature: [0.25, 4] } as const;

/** Two digits are enough for a slider. */
export const tidy = (x: number): number => Number(within(x, ...limits.temperature).toFixed(2));

export const exampleOf = (state: State) => examples[state.example];

export function init(props: Props): State {
  const example = among(props.example, Object.keys(examples) as ExampleName[], "one");
  const { words, heads } = examples[example];
  const { T, d } = { T: words.length, d: heads[0]!.Q.shape[1]! };
  const state = {
    example,
    head: clamp(props.head, 0, heads.length - 1, 0),
    query: clamp(props.query, 0, T - 1, T - 1),
    key: clamp(props.key, 0, T - 1, 0),
    column: clamp(props.column, 0, d - 1, 0),
    causal: props.causal === true,
    scaled: props.scaled !== false,
    temperature: Number.isFinite(props.temperature) ? tidy(props.temperature as number) : 1,
  };
  return { ...state, note: outOfRange(props, state) };
}

/** What a dot product is divided by, as it is written. */
export const divided = ({ scaled, temperature }: State, d: number): string =>
  `${scaled ? `÷ √${d} ` : ""}÷ ${fixed(temperature)}`;

/** Another example, at the same words as far as it has them. */
export function switched(state: State, example: ExampleName): Partial<State> {
  const [from, to] = [exampleOf(state).words, examples[example].words];
  const same = (k: number) => sameWord(from[k]!, k, to);
  return { example, head: 0, column: 0, query: same(state.query), key: same(state.key) };
}

/** Everything that the figure shows, computed by the library. */
export function derive(state: State) {
  const { words, heads } = exampleOf(state);
  const { Q, K, V } = heads[state.head]!;
  const { query, key, causal, scaled, temperature } = state;
  const d = Q.shape[1]!;
  const divisor = (scaled ? Math.sqrt(d) : 1) * temperature;
  const options = { causal, scale: 1 / divisor };
  const raw = attentionScores(Q, K, { scale: 1 });
  const S = attentionScores(Q, K, options);
  const s = row(S, query);
  const { parts, m, l, softmax } = splitSoftmax([s]);
  return {
    words,
    d,
    heads: heads.length,
    divisor,
    /** q·k for each key, before anything else. */
    dots: row(raw, query),
    /** Scaled and masked. */
    s,
    m,
    /** e^(s − m) for each key. */
    f: Array.from(parts[0]!.f),
    l,
    p: Array.from(softmax),
    q: row(Q, query),
    k: row(K, key),
    V: toRows(V),
    o: row(attention(Q, K, V, options), query),
    /** The ends of the axis of both kinds of score, the same for every row of this head. */
    ends: axisOf([raw, S]),
    /** Whether MiniLM's own attention is shown, or something that it does not do. */
    own: state.example !== "minilm" || (!causal && scaled && temperature === 1),
  };
}

export type Derived = ReturnType<typeof derive>;

const row = (A: Matrix, i: number): number[] => Array.from(rowMajor(rows(A, i, i + 1)));

/** Round ends around all finite scores, and around 0. */
function axisOf(scores: readonly Matrix[]): Range {
  const all = scores.flatMap((A) => Array.from(rowMajor(A))).filter(Number.isFinite);
  const [low, high] = extent(all);
  return [-roundUp(-low), roundUp(high)];
}

/** The first of 1, 2, 3, 4, 5, 6, 8, 10, 20, … that is not smaller. */
const roundUp = (size: number): number =>
  tens([1, 10 * Math.max(1, size)], [1, 2, 3, 4, 5, 6, 8]).find((end) => end >= size)!;
