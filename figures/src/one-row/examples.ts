import { head } from "long-attention/attention";
import { miniLm } from "long-attention/facts";
import { type Matrix, testTensors } from "long-attention/tensor";

/** What a row can be taken from: its tokens, and each head's queries, keys and values. */
export interface Example {
  readonly label: string;
  readonly words: readonly string[];
  /** [T, d] each. */
  readonly heads: readonly { readonly Q: Matrix; readonly K: Matrix; readonly V: Matrix }[];
}

interface Tensors {
  readonly Q: Matrix;
  readonly K: Matrix;
  readonly V: Matrix;
}

const split = ({ Q, K, V }: Tensors, H: number) =>
  Array.from({ length: H }, (_, h) => ({ Q: head(Q, h, H), K: head(K, h, H), V: head(V, h, H) }));

const words = "Our planet is a lonely speck".split(" ");
const six = testTensors(words.length, 4);
const real = miniLm();

/** The notebook's six words, as one head and as two, and a layer of a real model. */
export const examples = {
  one: { label: "six words", words, heads: split(six, 1) },
  two: { label: "two heads", words, heads: split(six, 2) },
  minilm: { label: "MiniLM", words: real.words, heads: split(real, real.heads) },
} as const satisfies Record<string, Example>;

export type ExampleName = keyof typeof examples;

/** The token of another example that a word is, or begins with: *speck* and *spec*; otherwise the nearest place. */
export function sameWord(word: string, at: number, others: readonly string[]): number {
  const [a, lower] = [word.toLowerCase(), others.map((other) => other.toLowerCase())];
  const equal = lower.indexOf(a);
  const begins = lower.findIndex((b) => a.startsWith(b) || b.startsWith(a));
  return equal >= 0 ? equal : begins >= 0 ? begins : Math.min(at, others.length - 1);
}
