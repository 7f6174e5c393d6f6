/**
 * A sparse pattern says who may read whom. Build the masks of Longformer, BigBird and BlockBERT, count them to
 * the last pair, and then attend over the pairs that are read, and over nothing else.
 */
import { fromFunction, type Matrix, zeros } from "long-attention/tensor";

/** How a window is spread, and whether it looks ahead. */
export interface WindowOptions {
  /** s ≥ 1: read every s-th key only; 1 is an ordinary window. */
  dilation: number;
  /** Drop the keys after the query. */
  causal: boolean;
}

/**
 * Local attention: query i reads c keys, itself in the middle, so c is odd and reaches $h = (c-1)/2$ steps to
 * each side. With dilation s a step is s places long: keys i − hs, …, i − s, i, i + s, …, i + hs. With `causal`
 * the keys after i are dropped. Keys beyond the ends of the text do not exist.
 * @param T words
 * @param c odd; may be wider than the text
 * @param options dilation and causal, both always given
 * @returns [T, T] 1 where query i may read key j, else 0
 * @hint Two conditions on i − j: how large may it be, and what must divide it?
 */
export function windowMask(T: number, c: number, { dilation, causal }: WindowOptions): Matrix {
  // BEGIN SOLUTION
  const h = (c - 1) / 2;
  return fromFunction([T, T], (i, j) => {
    const near = (i - j) % dilation === 0 && Math.abs(i - j) <= h * dilation;
    return near && !(causal && j > i) ? 1 : 0;
  });
  // END SOLUTION
}

/**
 * How many pairs does a window of c keys read? Many say cT; the first and the last words say less, because
 * part of their window sticks out of the text. Count exactly, for any odd c, also one that is wider than the
 * text. Long texts have billions of pairs: do not visit each of them.
 * @param T words
 * @param c odd; no dilation, both directions
 * @returns the number of ones in the window's mask
 * @hint At one end, the first word lacks h keys, the second h − 1, and so on. What is the largest h that the text has room for?
 */
export function bandNnz(T: number, c: number): number {
  // BEGIN SOLUTION
  const h = Math.min((c - 1) / 2, T - 1);
  return (2 * h + 1) * T - h * (h + 1);
  // END SOLUTION
}

/**
 * The extended construction, ETC: g new tokens such as `[cls]` are put *before* the text, so the mask grows by g
 * rows and g columns. A new token reads everything and is read by everyone, the other new tokens included. The
 * words keep their window of c among themselves; word i now stands at position g + i.
 * @param T words of the text
 * @param c odd, the window of the words
 * @param g new tokens, 0 or more
 * @returns [T + g, T + g] 1 where the query may read the key, else 0
 * @hint A pair is allowed when either of the two is a new token, or when the two words are near each other.
 */
export function etcMask(T: number, c: number, g: number): Matrix {
  // BEGIN SOLUTION
  const h = (c - 1) / 2;
  const N = T + g;
  return fromFunction([N, N], (i, j) => (i < g || j < g || Math.abs(i - j) <= h ? 1 : 0));
  // END SOLUTION
}

/**
 * Blockwise attention, as one head of BlockBERT does it: the text is cut into n equal blocks of neighbours, and
 * the queries of block a read all keys of block `perm[a]`, and no other.
 * @param T words
 * @param n blocks; n divides T
 * @param perm a permutation of 0 … n−1
 * @returns [T, T] 1 where query i may read key j, else 0
 * @hint How many words are in a block? Then: which block is query i in, and which is key j in?
 */
export function blockMask(T: number, n: number, perm: number[]): Matrix {
  // BEGIN SOLUTION
  const size = T / n;
  const block = (i: number) => Math.floor(i / size);
  return fromFunction([T, T], (i, j) => (perm[block(i)] === block(j) ? 1 : 0));
  // END SOLUTION
}

/**
 * BigBird's random keys. The first g tokens are global: they read everything anyway and everyone reads them, so
 * they get an empty list and stand in no list. Every other query gets r keys of its own: all different, outside
 * its window of w keys, drawn so that every choice of r such keys is equally likely. In any order. There are always
 * enough keys.
 * @param T tokens
 * @param w the window that must be avoided, odd; 1 is the query's own key alone
 * @param g global tokens, 0 … g−1
 * @param r random keys for each query i ≥ g
 * @param rng gives uniform numbers in [0, 1); the only source of chance, so that a seed repeats the pattern
 * @returns T lists of keys
 * @hint List the legal keys of one query first. Then draw from the list r times, never the same place twice.
 */
export function randomKeys(T: number, w: number, g: number, r: number, rng: () => number): number[][] {
  // BEGIN SOLUTION
  const h = (w - 1) / 2;
  return Array.from({ length: T }, (_, i) => {
    if (i < g) return [];
    const legal = Array.from({ length: T }, (_, j) => j).filter((j) => j >= g && Math.abs(i - j) > h);
    for (let t = 0; t < r; t++) {
      const u = t + Math.floor(rng() * (legal.length - t));
      [legal[t], legal[u]] = [legal[u]!, legal[t]!];
    }
    return legal.slice(0, r);
  });
  // END SOLUTION
}

/**
 * A mask saves nothing when all scores are computed first. So compute only what is read: for query i with the
 * list of keys J, $o_i = \sum_{j \in J} p_j v_j$, where p is the softmax of $q_i \cdot k_j / \sqrt{d}$ over J alone.
 * A query with an empty list gets zeros. Every product of a query and a key goes through `dot`, which counts:
 * it must be called once for each pair in the lists.
 * @param Q [N, d] queries
 * @param K [M, d] keys
 * @param V [M, dv] values
 * @param keys N lists of distinct keys, in any order
 * @param dot the dot product of two vectors, each a list or Float64Array of d numbers
 * @returns [N, dv]
 * @hint Turn the loops round: for each query, first the scores of its keys (a short list), then the softmax of that list, then the sum.
 */
export function sparseAttention(
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  keys: number[][],
  dot: (x: ArrayLike<number>, y: ArrayLike<number>) => number,
): Matrix {
  // BEGIN SOLUTION
  const [d, dv] = [Q.shape[1]!, V.shape[1]!];
  const row = (A: Matrix, i: number) => Float64Array.from({ length: d }, (_, k) => A.get(i, k));
  const O = zeros([Q.shape[0]!, dv]);
  keys.forEach((J, i) => {
    const q = row(Q, i);
    const scores = J.map((j) => dot(q, row(K, j)) / Math.sqrt(d));
    const m = Math.max(...scores);
    const e = scores.map((score) => Math.exp(score - m));
    const sum = e.reduce((a, b) => a + b, 0);
    J.forEach((j, t) => {
      for (let k = 0; k < dv; k++) O.set(i, k, O.get(i, k) + (e[t]! / sum) * V.get(j, k));
    });
  });
  return O;
  // END SOLUTION
}
