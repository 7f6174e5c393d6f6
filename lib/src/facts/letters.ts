/** The papers' letters: what each stands for, and in which notebooks. A test holds every line against the notebooks' prose. */

/** A letter in one of its meanings. Several papers met here, so some letters have several. */
export interface Letter {
  readonly letter: string;
  /** In Markdown. */
  readonly means: string;
  /** Numbers of the notebooks that use it so; the first one says it in words. */
  readonly notebooks: readonly string[];
}

const row = (letter: string, means: string, ...notebooks: string[]): Letter => ({ letter, means, notebooks });

const rows: readonly Letter[] = [
  row("q", "a query: what a token looks for", "00", "04", "06", "07", "08"),
  row("k", "a key: what a token offers to those who look", "00", "04", "06", "07"),
  row("k", "how many steps or layers", "05"),
  row("k", "how many pieces are found and read", "10"),
  row("k", "how many keys are read", "11"),
  row("v", "a value: what a token hands over when it is read", "00", "04", "07"),
  row("Q", "all queries, one row per token", "00", "03", "04", "07"),
  row("K", "all keys, one row per token", "00", "03", "04", "07", "08"),
  row("K", "a thousand, or 1024", "01"),
  row("K", "how many nearest neighbours a vertex has on a ring", "05"),
  row("V", "all values, one row per token", "00", "03", "04", "07", "08"),
  row("T", "tokens in the text", "00", "01", "03", "04", "06", "07", "08", "09", "11"),
  row("N", "tokens in the text, as papers on GPUs call them: the T of 00", "03", "07", "07b"),
  row("N", "N with i and j: how many rounds found a pair", "06"),
  row("d", "head dimension: numbers in a query or a key", "00", "03", "04", "06", "07"),
  row("d", "how many neighbours every vertex of a regular graph has", "05"),
  row("d_model", "numbers of a token between layers, for all heads together", "00"),
  row("H", "how many heads, or query heads, there are", "00", "08"),
  row("G", "a random graph, G(n, p)", "05"),
  row("G", "groups: heads of keys and values that query heads share", "08"),
  row("S", "scores QKᵀ / √d, one for each query and key", "00", "03", "07"),
  row("s", "one score", "00", "03", "04", "06", "07b"),
  row("s", "dilation: a window takes every s-th key", "04"),
  row("s", "size of a window of text, in tokens", "10"),
  row("s", "tokens from the start of a signpost's block to the start of the next", "11"),
  row("P", "weights: the softmax of S, row by row", "00", "03", "07"),
  row("P", "the probability of sharing a bucket in one round", "06"),
  row("p", "one weight", "00", "04", "11"),
  row("p", "the probability of an edge", "05"),
  row("p", "the probability of a document, or of a token", "10"),
  row("O", "output PV, one row per token", "00", "03", "07"),
  row("O", "at most about", "04"),
  row("m", "the largest score of a row", "00", "07", "08"),
  row("m", "length of a chunk, 2T / b", "06"),
  row("m", "tokens of a compressed row", "11"),
  row("ℓ", "the sum of a row's exponentials, $e^{s - m}$", "00", "07", "08"),
  row("x", "a matrix that is doubled", "03"),
  row("x", "a vector that is hashed", "06"),
  row("x", "scores that are split into parts", "07"),
  row("y", "what comes out of y = 2x", "03"),
  row("y", "a second vector that is hashed", "06"),
  row("y", "a token of an answer", "10"),
  row("b", "one of two long lists, a and b, that are multiplied", "03"),
  row("b", "how many buckets a rotation makes", "06"),
  row("c", "the product of two lists, a and b, that nobody asked for", "03"),
  row("c", "width of a window in keys, the query's own included; it is odd", "04"),
  row("c", "how far a mean degree is above ln n", "05"),
  row("c", "a short vector, cached in the place of a key and a value", "08"),
  row("c", "how many activations become one", "10"),
  row("g", "query heads that share a key-value head", "03"),
  row("g", "sinks: the first tokens, which the Λ keeps", "09"),
  row("T_math", "how long the arithmetic of a kernel takes at peak rate", "03"),
  row("T_mem", "how long the traffic of a kernel takes at full bandwidth", "03"),
  row("n", "equal blocks that a text is cut into", "04"),
  row("n", "vertices of a graph, that is, tokens", "05"),
  row("n", "rounds of hashing", "06"),
  row("n", "blocks that a query reads", "11"),
  row("h", "how far a window reaches to each side", "04"),
  row("h", "h(x): the hash of x, its bucket", "06"),
  row("h", "which query head", "08"),
  row("r", "random keys for each query", "04", "05"),
  row("w", "width of a window that looks back only", "04", "11"),
  row("l", "stride, and length of the window beside it", "04"),
  row("l", "tokens of a signpost; with a stroke, l′, of a block that is read whole", "11"),
  row("π", "a permutation of blocks", "04"),
  row("nnz", "non-zeros: how many pairs of a mask are allowed", "04"),
  row("B", "queries that share as many keys", "04"),
  row("L", "average path length, in hops", "05"),
  row("L", "m + ln ℓ of a row, all that the backward pass needs of both", "07"),
  row("L", "length of the recent window, in tokens", "09"),
  row("C", "clustering: how many of a vertex's neighbours are neighbours of each other", "05"),
  row("β", "the part of a ring's edges that is moved", "05"),
  row("β", "the factor that makes a partial softmax part of the whole one", "07"),
  row("λ₁", "the largest eigenvalue of an adjacency matrix", "05"),
  row("λ₂", "the second largest", "05"),
  row("θ", "the angle between two vectors", "06"),
  row("R", "a random rotation, d rows and b/2 columns", "06"),
  row("B_r", "rows of Q in a block", "02", "07"),
  row("B_c", "rows of K and V in a block", "07"),
  row("T_r", "blocks of Q: N / B_r, rounded up", "07"),
  row("T_c", "blocks of K and V: N / B_c, rounded up", "07"),
  row("M", "room in SRAM, in elements", "07"),
  row("M", "tokens of a compressed row of the larger ratio", "11"),
  row("f", "exponentials of a part, with the part's own maximum", "07"),
  row("m̃", "the row maxima of one tile", "07"),
  row("P̃", "the exponentials of one tile", "07"),
  row("ℓ̃", "the row sums of one tile", "07"),
  row("W", "window of a cache, in tokens", "08", "11"),
  row("U", "the matrix that makes a key of the short vector", "08"),
  row("z", "a document", "10"),
  row("n_m", "places in memory", "10"),
  row("n_cm", "places in compressed memory", "10"),
];

/**
 * The letters of the course, in the order in which they come.
 * @param notebook only those of this notebook, such as "07"; default all
 * @throws RangeError when no notebook of this number uses letters
 */
export function letters(notebook?: string): readonly Letter[] {
  if (notebook === undefined) return rows;
  const own = rows.filter(({ notebooks }) => notebooks.includes(notebook));
  if (own.length === 0)
    throw new RangeError(`letters: notebook ${notebook} has none; give its number, as in letters("07")`);
  return own;
}
