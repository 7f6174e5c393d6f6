/**
 * Exercises 04 · Sparse patterns
 *
 * A sparse pattern says who may read whom. Build the masks of Longformer, BigBird and BlockBERT, count them
 * to the last pair, and then attend over the pairs that are read, and over nothing else.
 *
 * Write each function, then run `npm run check -- 04 --watch`. A hint: `npm run check -- 04.1 --hint`.
 */
import { fromFunction, type Matrix, zeros } from "long-attention/tensor";

/** How a window is spread, and whether it looks ahead. */
export interface WindowOptions {
  /** s ≥ 1: read every s-th key only; 1 is an ordinary window. */
  dilation: number;
  /** Drop the keys after the query. */
  causal: boolean;
}

// 04.1 · A window over the text · 3 points · easy
/**
 * Local attention: query i reads c keys, itself in the middle, so c is odd and reaches h = (c−1)/2 steps to
 * each side. With dilation s a step is s places long: keys i − hs, …, i − s, i, i + s, …, i + hs. With
 * `causal` the keys after i are dropped. Keys beyond the ends of the text do not exist.
 * @param T words
 * @param c odd; may be wider than the text
 * @param options dilation and causal, both always given
 * @returns [T, T] 1 where query i may read key j, else 0
 * (The reference takes 5 lines.)
 */
export function windowMask(T: number, c: number, { dilation, causal }: WindowOptions): Matrix {
  throw new Error("TODO exercise 04.1: windowMask");
}

// 04.2 · Count a window exactly · 3 points · medium
/**
 * How many pairs does a window of c keys read? Many say cT; the first and the last words say less, because
 * part of their window sticks out of the text. Count exactly, for any odd c, also one that is wider than the
 * text. Long texts have billions of pairs: do not visit each of them.
 * @param T words
 * @param c odd; no dilation, both directions
 * @returns the number of ones in the window's mask
 * (The reference takes 2 lines.)
 */
export function bandNnz(T: number, c: number): number {
  throw new Error("TODO exercise 04.2: bandNnz");
}

// 04.3 · New tokens for everyone to meet at · 4 points · medium
/**
 * The extended construction, ETC: g new tokens such as `[cls]` are put *before* the text, so the mask grows
 * by g rows and g columns. A new token reads everything and is read by everyone, the other new tokens
 * included. The words keep their window of c among themselves; word i now stands at position g + i.
 * @param T words of the text
 * @param c odd, the window of the words
 * @param g new tokens, 0 or more
 * @returns [T + g, T + g] 1 where the query may read the key, else 0
 * (The reference takes 3 lines.)
 */
export function etcMask(T: number, c: number, g: number): Matrix {
  throw new Error("TODO exercise 04.3: etcMask");
}

// 04.4 · Blocks that read blocks · 4 points · medium
/**
 * Blockwise attention, as one head of BlockBERT does it: the text is cut into n equal blocks of neighbours,
 * and the queries of block a read all keys of block `perm[a]`, and no other.
 * @param T words
 * @param n blocks; n divides T
 * @param perm a permutation of 0 … n−1
 * @returns [T, T] 1 where query i may read key j, else 0
 * (The reference takes 3 lines.)
 */
export function blockMask(T: number, n: number, perm: number[]): Matrix {
  throw new Error("TODO exercise 04.4: blockMask");
}

// 04.5 · Keys by chance · 5 points · hard
/**
 * BigBird's random keys. The first g tokens are global: they read everything anyway and everyone reads them,
 * so they get an empty list and stand in no list. Every other query gets r keys of its own: all different,
 * outside its window of w keys, drawn so that every choice of r such keys is equally likely. In any order.
 * There are always enough keys.
 * @param T tokens
 * @param w the window that must be avoided, odd; 1 is the query's own key alone
 * @param g global tokens, 0 … g−1
 * @param r random keys for each query i ≥ g
 * @param rng gives uniform numbers in [0, 1); the only source of chance, so that a seed repeats the pattern
 * @returns T lists of keys
 * (The reference takes 10 lines.)
 */
export function randomKeys(T: number, w: number, g: number, r: number, rng: () => number): number[][] {
  throw new Error("TODO exercise 04.5: randomKeys");
}

// 04.6 · Attention over lists of keys · 5 points · medium
/**
 * A mask saves nothing when all scores are computed first. So compute only what is read: for query i with
 * the list of keys J, o_i = Σ_(j ∈ J) p_j v_j, where p is the softmax of q_i · k_j / √d over J alone. A
 * query with an empty list gets zeros. Every product of a query and a key goes through `dot`, which counts:
 * it must be called once for each pair in the lists.
 * @param Q [N, d] queries
 * @param K [M, d] keys
 * @param V [M, dv] values
 * @param keys N lists of distinct keys, in any order
 * @param dot the dot product of two vectors, each a list or Float64Array of d numbers
 * @returns [N, dv]
 * (The reference takes 14 lines.)
 */
export function sparseAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  keys: number[][],
  dot: (x: ArrayLike<number>, y: ArrayLike<number>) => number,
): Matrix {
  throw new Error("TODO exercise 04.6: sparseAttention");
}
