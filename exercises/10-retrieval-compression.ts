/**
 * Exercises 10 · Retrieval and compression
 *
 * When the text is too long, do not read all of it: cut it into windows, look up the pieces that matter, sum
 * over what you are not sure of, and keep old things in coarser form.
 *
 * Write each function, then run `npm run check -- 10 --watch`. A hint: `npm run check -- 10.1 --hint`.
 */

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

// 10.1 · The k best · 2 points · easy
/**
 * Dense retrieval ends with a choice: which k documents have the largest scores? Return their indices, the
 * best first. When scores are equal the lower index comes first, so that the same question always finds the
 * same pieces. Leave `scores` as it is.
 * @param scores n numbers, in any order, of either sign
 * @param k from 0 to n
 * @returns k indices
 * (The reference takes 3 lines.)
 */
export function topK(scores: number[], k: number): number[] {
  throw new Error("TODO exercise 10.1: topK");
}

// 10.2 · Which document was it? · 4 points · medium
/**
 * RAG reads several documents z, each with a probability p(z), and does not know which one the answer rests
 * on; so it sums over them. RAG-Sequence lets one document explain the whole answer, Σ_z p(z) ∏_t p(y_t |
 * z). RAG-Token lets every token choose its own, ∏_t Σ_z p(z) p(y_t | z).
 * @param pz p(z) for each document; they sum to 1
 * @param py one row for each document: p(y_t | z) for every token t of the answer
 * @param mode "sequence" or "token"
 * @returns the probability of the answer
 * (The reference takes 4 lines.)
 */
export function ragMarginal(pz: number[], py: number[][], mode: "sequence" | "token"): number {
  throw new Error("TODO exercise 10.2: ragMarginal");
}

// 10.3 · One step of the conveyor · 4 points · medium
/**
 * One step of the conveyor belt. A segment of new activations (vectors) enters the memory at its end. If the
 * memory now holds more than n_m, the oldest fall out of it; every c neighbours of those become one, their
 * mean, and enter the compressed memory at its end, oldest first. If that now holds more than n_cm, its
 * oldest are forgotten.
 * @param state memory and compressed memory, oldest first; each may be empty; leave it as it is
 * @param segment new activations, oldest first
 * @param sizes nm, ncm and c, each at least 1; nm, the segment and the memory have multiples of c
 * activations, so all groups are full
 * @returns the new state
 * (The reference takes 8 lines.)
 */
export function compressStep(
  state: CompressiveState,
  segment: number[][],
  { nm, ncm, c }: MemorySizes,
): CompressiveState {
  throw new Error("TODO exercise 10.3: compressStep");
}

// 10.4 · Windows that cover everything · 3 points · easy
/**
 * Cut a long text into windows of `size` tokens, each beginning with the last `overlap` tokens of the one
 * before. Every token is in a window; the last window may be shorter, but always brings something new. An
 * empty text has no windows. Beware of an overlap of `size` or more: then no window would move on, for ever.
 * Treat it as size − 1, so that each window moves on by one token at least.
 * @param tokens the text
 * @param size tokens in a window, at least 1
 * @param overlap tokens shared by neighbouring windows, 0 or more
 * @returns the windows, in order
 * (The reference takes 8 lines.)
 */
export function chunk(tokens: string[], size: number, overlap: number): string[][] {
  throw new Error("TODO exercise 10.4: chunk");
}
