/**
 * When the text is too long, do not read all of it: cut it into windows, look up the pieces that matter, sum over
 * what you are not sure of, and keep old things in coarser form.
 */

/**
 * Dense retrieval ends with a choice: which k documents have the largest scores? Return their indices, the best
 * first. When scores are equal the lower index comes first, so that the same question always finds the same
 * pieces. Leave `scores` as it is.
 * @param scores n numbers, in any order, of either sign
 * @param k from 0 to n
 * @returns k indices
 * @hint Sort the indices, not the scores; and remember that `sort` without a comparison sorts texts.
 */
export function topK(scores: number[], k: number): number[] {
  // BEGIN SOLUTION
  const order = scores.map((_, i) => i);
  order.sort((i, j) => scores[j]! - scores[i]! || i - j);
  return order.slice(0, k);
  // END SOLUTION
}

/**
 * RAG reads several documents z, each with a probability p(z), and does not know which one the answer rests on; so it
 * sums over them. RAG-Sequence lets one document explain the whole answer, $\sum_z p(z) \prod_t p(y_t \mid z)$.
 * RAG-Token lets every token choose its own, $\prod_t \sum_z p(z)\, p(y_t \mid z)$.
 * @param pz p(z) for each document; they sum to 1
 * @param py one row for each document: p(y_t | z) for every token t of the answer
 * @param mode "sequence" or "token"
 * @returns the probability of the answer
 * @hint Both are a sum and a product. What differs is which of them stands outside.
 */
export function ragMarginal(pz: number[], py: number[][], mode: "sequence" | "token"): number {
  // BEGIN SOLUTION
  const sum = (x: number[]) => x.reduce((a, b) => a + b, 0);
  const product = (x: number[]) => x.reduce((a, b) => a * b, 1);
  if (mode === "sequence") return sum(pz.map((p, z) => p * product(py[z]!)));
  return product(py[0]!.map((_, t) => sum(pz.map((p, z) => p * py[z]![t]!))));
  // END SOLUTION
}

/** What a layer of the Compressive Transformer remembers; both lists begin with the oldest. */
export interface CompressiveState {
  /** At most n_m activations, as they were. */
  memory: number[][];
  /** At most n_cm compressed activations, each the mean of c. */
  compressed: number[][];
}

/** How much is remembered. */
export interface MemorySizes {
  /** n_m: activations kept as they are. */
  nm: number;
  /** n_cm: compressed activations kept. */
  ncm: number;
  /** So many activations become one. */
  c: number;
}

/**
 * One step of the conveyor belt. A segment of new activations (vectors) enters the memory at its end. If the memory
 * now holds more than n_m, the oldest fall out of it; every c neighbours of those become one, their mean, and
 * enter the compressed memory at its end, oldest first. If that now holds more than n_cm, its oldest are forgotten.
 * @param state memory and compressed memory, oldest first; each may be empty; leave it as it is
 * @param segment new activations, oldest first
 * @param sizes nm, ncm and c, each at least 1; nm, the segment and the memory have multiples of c activations, so all groups are full
 * @returns the new state
 * @hint Put memory and segment into one list. How many of its first entries are too many?
 */
export function compressStep(
  state: CompressiveState,
  segment: number[][],
  { nm, ncm, c }: MemorySizes,
): CompressiveState {
  // BEGIN SOLUTION
  const all = [...state.memory, ...segment];
  const tooMany = Math.max(0, all.length - nm);
  const compressed = [...state.compressed];
  for (let from = 0; from < tooMany; from += c) {
    const group = all.slice(from, from + c);
    compressed.push(group[0]!.map((_, k) => group.reduce((sum, x) => sum + x[k]!, 0) / c));
  }
  return { memory: all.slice(tooMany), compressed: compressed.slice(-ncm) };
  // END SOLUTION
}

/**
 * Cut a long text into windows of `size` tokens, each beginning with the last `overlap` tokens of the one before.
 * Every token is in a window; the last window may be shorter, but always brings something new. An empty text has
 * no windows. Beware of an overlap of `size` or more: then no window would move on, for ever. Treat it as
 * size − 1, so that each window moves on by one token at least.
 * @param tokens the text
 * @param size tokens in a window, at least 1
 * @param overlap tokens shared by neighbouring windows, 0 or more
 * @returns the windows, in order
 * @hint Windows begin at 0, step, 2·step, … What is the step? And when has a window reached the end of the text?
 */
export function chunk(tokens: string[], size: number, overlap: number): string[][] {
  // BEGIN SOLUTION
  const step = Math.max(1, size - overlap);
  const windows: string[][] = [];
  let end = 0;
  for (let start = 0; end < tokens.length; start += step) {
    end = start + size;
    windows.push(tokens.slice(start, end));
  }
  return windows;
  // END SOLUTION
}
