/**
 * A query that reads few keys should look before it chooses. Here you build what it looks at: signposts for blocks, and a
 * cheap score for every key; then the choice itself, and the bill of a model that does both.
 */
import { type Matrix, toRows } from "long-attention/tensor";

/**
 * A signpost stands for a block of tokens: it is the mean of their keys. Blocks are l rows long and begin every s rows, the
 * first at row 0; they overlap when s is smaller than l, and leave gaps when it is larger. A block that is not complete
 * has no signpost, for the rows that it lacks are not written yet.
 * @param K [T, d] one key a row
 * @param l rows in a block, at least 1
 * @param s rows from the start of a block to the start of the next, at least 1
 * @returns for each complete block, in their order, the d numbers of its signpost; an empty list when T < l
 * @hint The last complete block starts at or before row T − l. `toRows(K)` gives the rows as lists.
 */
export function compress(K: Matrix, l: number, s: number): number[][] {
  // BEGIN SOLUTION
  const rows = toRows(K);
  const signposts: number[][] = [];
  for (let start = 0; start + l <= rows.length; start += s) {
    const block = rows.slice(start, start + l);
    signposts.push(block[0]!.map((_, c) => block.reduce((sum, row) => sum + row[c]!, 0) / l));
  }
  return signposts;
  // END SOLUTION
}

/** The sizes of signposts and of the blocks that are read whole. */
export interface BlockSizes {
  /** Tokens that a signpost, an entry, stands for. */
  l: number;
  /** Tokens from the start of an entry to the start of the next. */
  s: number;
  /** Tokens in a block that is read whole. */
  lp: number;
  /** Blocks that a query reads. */
  n: number;
}

/**
 * A query's weights on the signposts say which blocks are worth reading word by word. Entry i stands for the l tokens from
 * i·s on, block j for the lp tokens from j·lp on. A block is as important as the sum of all weights, each times the number
 * of tokens that its entry shares with the block, over s. Block 0 and the query's own block ⌊t/lp⌋ are always read, and
 * belong to the n. The rest are the most important of the blocks between these two, as many as there are; of equally important ones the lower.
 * With n = 1 block 0 is read alone.
 * @param p weights on the entries 0, 1, …, as many as the query may see
 * @param t the query's token, from 0
 * @param cfg the sizes l, s, lp and n
 * @returns the blocks that are read, ascending
 * @hint Entry i ends with token i·s + l − 1. Two ranges of tokens share as many as lie from the later start to the earlier end, and never fewer than 0.
 */
export function selectBlocks(p: ArrayLike<number>, t: number, cfg: BlockSizes): number[] {
  // BEGIN SOLUTION
  const { l, s, lp, n } = cfg;
  const own = Math.floor(t / lp);
  const importance = (j: number) => {
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const shared = Math.min(i * s + l, (j + 1) * lp) - Math.max(i * s, j * lp);
      sum += (p[i]! * Math.max(0, shared)) / s;
    }
    return sum;
  };
  const forced = [...new Set([0, own])].slice(0, n);
  const others = Array.from({ length: Math.max(0, own - 1) }, (_, k) => k + 1);
  const best = others.sort((a, b) => importance(b) - importance(a) || a - b).slice(0, n - forced.length);
  return [...forced, ...best].sort((a, b) => a - b);
  // END SOLUTION
}

/**
 * DeepSeek's indexer scores every key before attention reads a few. For one key, each of the query's index heads gives its
 * dot product with the key, and 0 where that is negative: such a head says nothing, not "less". The score is the sum of
 * what the heads give, each times its weight. Weights are used as they come: negative ones are meant, and all constants are in them already.
 * @param q [H, d] the index heads of one query, one a row
 * @param w one weight for each head
 * @param K [T, d] one index key a token, the same for all heads
 * @returns one score for each key
 * @hint Cut each head's product at 0 before you weigh and add it.
 */
export function indexScores(q: Matrix, w: ArrayLike<number>, K: Matrix): Float64Array {
  // BEGIN SOLUTION
  const heads = toRows(q);
  const score = (key: readonly number[]) =>
    heads.reduce((sum, head, h) => {
      const product = head.reduce((dot, x, c) => dot + x * key[c]!, 0);
      return sum + w[h]! * Math.max(0, product);
    }, 0);
  return Float64Array.from(toRows(K), score);
  // END SOLUTION
}

/**
 * Which keys does query t read? Of the keys 0 to t, itself among them, the k with the largest scores; all of them while there are no more
 * than k. Of equal scores the earlier key is read. Later keys have scores in the list, too, but lie in the future. Leave `scores` as they are.
 * @param scores one for each key, of either sign
 * @param t the query's place, from 0
 * @param k how many keys are read at most, at least 1
 * @returns the keys that are read, ascending
 * @hint Make a list of the indices 0 … t and sort that, with a comparison of scores; then sort what you keep as numbers.
 */
export function topKCausal(scores: readonly number[], t: number, k: number): number[] {
  // BEGIN SOLUTION
  return Array.from({ length: t + 1 }, (_, j) => j)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, k)
    .sort((a, b) => a - b);
  // END SOLUTION
}

/** A model that keeps a window of rows in every layer, and compressed rows in some. */
export interface TwoRatios {
  /** Layers with the window alone. */
  window: number;
  /** Layers with a row for every m tokens besides. */
  csa: number;
  /** Layers with a row for every M tokens besides. */
  hca: number;
  m: number;
  M: number;
  /** How many of its compressed rows a csa layer reads. */
  k: number;
  /** Rows of the window. */
  W: number;
}

/**
 * Compressing and selecting are two savings, and three counts tell them apart. Every layer keeps the rows of its newest W
 * tokens as they are, and reads them. A csa layer keeps one more row for every m tokens, the first ones and the newest alike, once all m are there; to choose, it
 * scores all of these, and reads the k best, or all while there are no more. An hca layer keeps and reads one more row for every M tokens, once all M are there.
 * @param model how many layers there are of each kind, and the sizes m, M, k and W
 * @param T tokens so far, at least 1
 * @returns of all layers together: rows kept in memory, rows read by a step, and rows scored in order to choose
 * @hint Count one layer of each kind first. What is not chosen now may be chosen at the next step.
 */
export function rowsAt(model: TwoRatios, T: number): { kept: number; read: number; scanned: number } {
  // BEGIN SOLUTION
  const { window, csa, hca, m, M, k, W } = model;
  const [small, large] = [Math.floor(T / m), Math.floor(T / M)];
  const raw = (window + csa + hca) * Math.min(T, W);
  return {
    kept: raw + csa * small + hca * large,
    read: raw + csa * Math.min(k, small) + hca * large,
    scanned: csa * small,
  };
  // END SOLUTION
}
