import { passages, questions, ragMarginal, retrieve } from "long-attention/memory-systems";
import { matrix, softmax } from "long-attention/tensor";
import { clamp, outOfRange, type Props, within } from "../kit/props.js";

export interface State {
  readonly question: number;
  /** The query's embedding; it starts at the question's. */
  readonly x: number;
  readonly y: number;
  /** How many passages are read. */
  readonly k: number;
  /** What scores are divided by before their softmax; RAG has none, which is 1. */
  readonly temperature: number;
  readonly note: string;
}

export const limits = { at: [0, 1], k: [1, passages.length], temperature: [0.0625, 4] } as const;

const index = matrix(passages.map(({ at }) => [...at])); // one embedding a row

/** Sixteenths, as the embeddings are, so that ties stay exact. */
export const tidy = (v: number): number => Math.round(16 * within(v, ...limits.at)) / 16;
export const warm = (t: number): number => Number(within(t, ...limits.temperature).toPrecision(3));

/** A question, with its own embedding. */
export function asked(question: number): Partial<State> {
  const [x, y] = questions[question]!.at;
  return { question, x, y };
}

export function init(props: Props): State {
  const question = clamp(props.question, 0, questions.length - 1, 0);
  const [x, y] = questions[question]!.at;
  const number = (value: unknown, bring: (v: number) => number, otherwise: number) =>
    Number.isFinite(value) ? bring(value as number) : otherwise;
  const state = {
    question,
    x: number(props.x, tidy, x),
    y: number(props.y, tidy, y),
    k: clamp(props.k, ...limits.k, 2),
    temperature: number(props.temperature, warm, 1),
  };
  return { ...state, note: outOfRange(props, state) };
}

/** Everything that the figure shows, computed by the library. */
export function derive({ question, x, y, k, temperature }: State) {
  const { text, answer, py } = questions[question]!;
  const found = retrieve([x, y], index, k);
  const pz = Array.from(softmax(found.map(({ score }) => score / temperature)));
  const said = found.map(({ document }) => [...py[document]!]);
  const whole = said.map((row) => ragMarginal([1], [row], "sequence"));
  const best = py.map((row) => row.reduce((a, b) => a * b, 1));
  return {
    text,
    answer,
    /** All passages, best first; the first k are read. */
    lines: retrieve([x, y], index, passages.length).map(({ document, score }, rank) => ({
      document,
      label: passages[document]!.label,
      score,
      py: py[document]!,
      pz: pz[rank],
      whole: whole[rank],
    })),
    pz,
    /** p(y_t), the passage being summed out for each token alone. */
    tokens: answer.map((_, t) =>
      ragMarginal(
        pz,
        said.map((row) => [row[t]!]),
        "token",
      ),
    ),
    sequence: ragMarginal(pz, said, "sequence"),
    token: ragMarginal(pz, said, "token"),
    /** The passage that makes the whole answer likeliest, read or not. */
    knows: best.indexOf(Math.max(...best)),
    /** The score of the last passage that is read. */
    border: found.at(-1)!.score,
  };
}

export type Derived = ReturnType<typeof derive>;
