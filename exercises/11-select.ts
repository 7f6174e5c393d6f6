/**
 * Exercises 11 · Select
 *
 * A query that reads few keys should look before it chooses. Here you build what it looks at: signposts for
 * blocks, and a cheap score for every key; then the choice itself, and the bill of a model that does both.
 *
 * Write each function, then run `npm run check -- 11 --watch`. A hint: `npm run check -- 11.1 --hint`.
 */
import { type Matrix, toRows } from "long-attention/tensor";

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

// 11.1 · Signposts · 3 points · easy
/**
 * A signpost stands for a block of tokens: it is the mean of their keys. Blocks are l rows long and begin
 * every s rows, the first at row 0; they overlap when s is smaller than l, and leave gaps when it is larger.
 * A block that is not complete has no signpost, for the rows that it lacks are not written yet.
 * @param K [T, d] one key a row
 * @param l rows in a block, at least 1
 * @param s rows from the start of a block to the start of the next, at least 1
 * @returns for each complete block, in their order, the d numbers of its signpost; an empty list when T < l
 * (The reference takes 7 lines.)
 */
export function compress(K: Matrix, l: number, s: number): number[][] {
  throw new Error("TODO exercise 11.1: compress");
}

// 11.2 · Blocks worth reading · 6 points · medium
/**
 * A query's weights on the signposts say which blocks are worth reading word by word. Entry i stands for the
 * l tokens from i·s on, block j for the lp tokens from j·lp on. A block is as important as the sum of all
 * weights, each times the number of tokens that its entry shares with the block, over s. Block 0 and the
 * query's own block ⌊t/lp⌋ are always read, and belong to the n. The rest are the most important of the
 * blocks between these two, as many as there are; of equally important ones the lower. With n = 1 block 0 is
 * read alone.
 * @param p weights on the entries 0, 1, …, as many as the query may see
 * @param t the query's token, from 0
 * @param cfg the sizes l, s, lp and n
 * @returns the blocks that are read, ascending
 * (The reference takes 14 lines.)
 */
export function selectBlocks(p: ArrayLike<number>, t: number, cfg: BlockSizes): number[] {
  throw new Error("TODO exercise 11.2: selectBlocks");
}

// 11.3 · A lightning indexer · 4 points · medium
/**
 * DeepSeek's indexer scores every key before attention reads a few. For one key, each of the query's index
 * heads gives its dot product with the key, and 0 where that is negative: such a head says nothing, not
 * "less". The score is the sum of what the heads give, each times its weight. Weights are used as they come:
 * negative ones are meant, and all constants are in them already.
 * @param q [H, d] the index heads of one query, one a row
 * @param w one weight for each head
 * @param K [T, d] one index key a token, the same for all heads
 * @returns one score for each key
 * (The reference takes 7 lines.)
 */
export function indexScores(q: Matrix, w: ArrayLike<number>, K: Matrix): Float64Array {
  throw new Error("TODO exercise 11.3: indexScores");
}

// 11.4 · The k best of the past · 4 points · medium
/**
 * Which keys does query t read? Of the keys 0 to t, itself among them, the k with the largest scores; all of
 * them while there are no more than k. Of equal scores the earlier key is read. Later keys have scores in
 * the list, too, but lie in the future. Leave `scores` as they are.
 * @param scores one for each key, of either sign
 * @param t the query's place, from 0
 * @param k how many keys are read at most, at least 1
 * @returns the keys that are read, ascending
 * (The reference takes 4 lines.)
 */
export function topKCausal(scores: readonly number[], t: number, k: number): number[] {
  throw new Error("TODO exercise 11.4: topKCausal");
}

// 11.5 · Kept, read, scanned · 5 points · medium
/**
 * Compressing and selecting are two savings, and three counts tell them apart. Every layer keeps the rows of
 * its newest W tokens as they are, and reads them. A csa layer keeps one more row for every m tokens, the
 * first ones and the newest alike, once all m are there; to choose, it scores all of these, and reads the k
 * best, or all while there are no more. An hca layer keeps and reads one more row for every M tokens, once
 * all M are there.
 * @param model how many layers there are of each kind, and the sizes m, M, k and W
 * @param T tokens so far, at least 1
 * @returns of all layers together: rows kept in memory, rows read by a step, and rows scored in order to
 * choose
 * (The reference takes 8 lines.)
 */
export function rowsAt(model: TwoRatios, T: number): { kept: number; read: number; scanned: number } {
  throw new Error("TODO exercise 11.5: rowsAt");
}
