/** Generated from solutions/*.ts by npm run exercises; change it there. */

/** What `hint` and the feedback say about an exercise. */
export interface ExerciseText {
  readonly name: string;
  /** Such as `sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix`. */
  readonly signature: string;
  /** Of the answer, such as "6 lines". */
  readonly size: string;
  /** What the answer calls of the library and of other exercises. */
  readonly calls: readonly string[];
  /** Markdown with TeX between dollar signs. */
  readonly hint: string;
}

export const texts: Readonly<Record<string, ExerciseText>> = {
  "00.1": {
    "name": "stableSoftmax",
    "signature": "stableSoftmax(x: Float64Array): Float64Array",
    "size": "4 lines",
    "calls": [],
    "hint": "Adding the same number to every score changes no weight. Which number makes the largest exponent 0?"
  },
  "00.2": {
    "name": "sdpa",
    "signature": "sdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix",
    "size": "9 lines",
    "calls": [
      "matmul",
      "transpose",
      "zeros",
      "stableSoftmax"
    ],
    "hint": "`matmul(Q, transpose(K))` holds all the scores. Each row of it belongs to one query."
  },
  "00.3": {
    "name": "causalSdpa",
    "signature": "causalSdpa(Q: Matrix, K: Matrix, V: Matrix): Matrix",
    "size": "9 lines",
    "calls": [
      "matmul",
      "transpose",
      "zeros",
      "stableSoftmax"
    ],
    "hint": "A masked score is −∞ before the softmax: then its weight is exactly 0, and the others still sum to 1."
  },
  "00.4": {
    "name": "mha",
    "signature": "mha(Q: Matrix, K: Matrix, V: Matrix, heads: number): Matrix",
    "size": "4 lines",
    "calls": [
      "fromFunction",
      "sdpa"
    ],
    "hint": "Cut the three matrices into slices with `fromFunction`, call `sdpa` for each head, and put column k of the result back at column h·d + k."
  },
  "00.5": {
    "name": "attentionFlops",
    "signature": "attentionFlops(T: number, d: number, causal: boolean): number",
    "size": "2 lines",
    "calls": [],
    "hint": "One pair (i, j) costs d multiply-adds for its score and d more for adding its value. How many pairs are there, with the diagonal?"
  },
  "00.6": {
    "name": "tellingScores",
    "signature": "tellingScores(): number[][]",
    "size": "5 lines",
    "calls": [],
    "hint": "Where does $e^x$ overflow, and where does it vanish? Think of somebody who subtracts the first score, the mean, or 1000: which list proves them wrong?"
  },
  "01.1": {
    "name": "parseContext",
    "signature": "parseContext(label: string, base: 1000 | 1024): number",
    "size": "4 lines",
    "calls": [],
    "hint": "Lower the case and take the commas out. Then `/^([\\d.]+)\\s*([a-z]*)$/.exec(text)` gives the number and the unit apart."
  },
  "01.2": {
    "name": "scoreMatrixBytes",
    "signature": "scoreMatrixBytes(T: number, bytes: number, heads: number, layers: number): number",
    "size": "1 line",
    "calls": [],
    "hint": "How many squares are there, and how many numbers in each?"
  },
  "01.3": {
    "name": "maxContext",
    "signature": "maxContext(mem: number, bytes: number, heads: number, layers: number): number",
    "size": "1 line",
    "calls": [],
    "hint": "Write down the inequality for T, with everything that T² is multiplied by. Then solve it, and think about which way to round."
  },
  "01.4": {
    "name": "claimsAsOf",
    "signature": "claimsAsOf(claims: readonly Claim[], model: string, date: string): Partial<Record<Tier, Claim>>",
    "size": "7 lines",
    "calls": [],
    "hint": "Walk through the claims once. Skip what is about another model or comes later; of the others keep the one with the latest date in its tier."
  },
  "01.5": {
    "name": "doublingMonths",
    "signature": "doublingMonths(points: readonly GrowthPoint[]): number",
    "size": "7 lines",
    "calls": [],
    "hint": "The slope is Σ (t − t̄)(y − ȳ) / Σ (t − t̄)², with y = log₂ tokens and a bar for the mean over all points."
  },
  "02.1": {
    "name": "peakTflops",
    "signature": "peakTflops(fmaPerClk: number, ghz: number, sms: number): number",
    "size": "1 line",
    "calls": [],
    "hint": "10⁹ clocks per second and 10¹² FLOPs per second: what is left of the two powers of ten?"
  },
  "02.2": {
    "name": "waves",
    "signature": "waves(blocks: number, sms: number, perSm: number): Waves",
    "size": "4 lines",
    "calls": [],
    "hint": "Begin with how many blocks a full wave holds. All waves but the last are full."
  },
  "02.3": {
    "name": "residentBlocks",
    "signature": "residentBlocks(limits: SmLimits, kernel: KernelNeeds): number",
    "size": "8 lines",
    "calls": [],
    "hint": "For each of the four, ask how many blocks it would allow if it were the only limit. In JavaScript x / 0 is Infinity, which is just right for a kernel without shared memory."
  },
  "02.4": {
    "name": "attentionGrid",
    "signature": "attentionGrid(B: number, H: number, N: number, Br: number, sms: number, algo: \"fa1\" | \"fa2\"): AttentionGrid",
    "size": "3 lines",
    "calls": [
      "waves"
    ],
    "hint": "Count the blocks, then let your `waves(blocks, sms, 1)` say the rest: `{ blocks, ...waves(blocks, sms, 1) }`."
  },
  "02.5": {
    "name": "tiledMatmul",
    "signature": "tiledMatmul(A: Matrix, B: Matrix, tile: number): TiledProduct",
    "size": "14 lines",
    "calls": [
      "zeros"
    ],
    "hint": "Three loops over where a tile begins, in steps of `tile`, and three inside it, each up to `Math.min(begin + tile, end)`. Which of the two threes counts a call?"
  },
  "03.1": {
    "name": "matmulIntensity",
    "signature": "matmulIntensity(m: number, k: number, n: number, bytes: number, countWrites: boolean): number",
    "size": "3 lines",
    "calls": [],
    "hint": "Each of the m · n results is a dot product of length k. How many numbers do A, B and C have?"
  },
  "03.2": {
    "name": "roofline",
    "signature": "roofline(flops: number, bytes: number, peak: number, bw: number): Roofline",
    "size": "5 lines",
    "calls": [],
    "hint": "A rate is work over time. Which work, and which of the three times? Where the two times are equal, the bound is \"memory\"."
  },
  "03.3": {
    "name": "fusionTraffic",
    "signature": "fusionTraffic(ops: readonly Op[], keep: readonly string[]): FusionTraffic",
    "size": "6 lines",
    "calls": [],
    "hint": "`new Set(names)` takes each name once. Collect two sets first: all names that are made, and all names that are read."
  },
  "03.4": {
    "name": "naiveAttentionTraffic",
    "signature": "naiveAttentionTraffic(N: number, d: number): AttentionTraffic",
    "size": "5 lines",
    "calls": [],
    "hint": "Write down the shape of each of the six matrices. Each of them is an input or a result of one step or of two."
  },
  "03.5": {
    "name": "minBatch",
    "signature": "minBatch(dIn: number, dOut: number, bytes: number, opsPerByte: number): number",
    "size": "4 lines",
    "calls": [],
    "hint": "The intensity is 2 · b · dIn · dOut / (bytes · (b · dIn + dIn · dOut + b · dOut)). Solve \"> opsPerByte\" for b, and look at the sign of what b is multiplied by."
  },
  "04.1": {
    "name": "windowMask",
    "signature": "windowMask(T: number, c: number, { dilation, causal }: WindowOptions): Matrix",
    "size": "5 lines",
    "calls": [
      "fromFunction"
    ],
    "hint": "Two conditions on i − j: how large may it be, and what must divide it?"
  },
  "04.2": {
    "name": "bandNnz",
    "signature": "bandNnz(T: number, c: number): number",
    "size": "2 lines",
    "calls": [],
    "hint": "At one end, the first word lacks h keys, the second h − 1, and so on. What is the largest h that the text has room for?"
  },
  "04.3": {
    "name": "etcMask",
    "signature": "etcMask(T: number, c: number, g: number): Matrix",
    "size": "3 lines",
    "calls": [
      "fromFunction"
    ],
    "hint": "A pair is allowed when either of the two is a new token, or when the two words are near each other."
  },
  "04.4": {
    "name": "blockMask",
    "signature": "blockMask(T: number, n: number, perm: number[]): Matrix",
    "size": "3 lines",
    "calls": [
      "fromFunction"
    ],
    "hint": "How many words are in a block? Then: which block is query i in, and which is key j in?"
  },
  "04.5": {
    "name": "randomKeys",
    "signature": "randomKeys(T: number, w: number, g: number, r: number, rng: () => number): number[][]",
    "size": "10 lines",
    "calls": [],
    "hint": "List the legal keys of one query first. Then draw from the list r times, never the same place twice."
  },
  "04.6": {
    "name": "sparseAttention",
    "signature": "sparseAttention(Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: (x: ArrayLike<number>, y: ArrayLike<number>) => number): Matrix",
    "size": "14 lines",
    "calls": [
      "zeros"
    ],
    "hint": "Turn the loops round: for each query, first the scores of its keys (a short list), then the softmax of that list, then the sum."
  },
  "05.1": {
    "name": "components",
    "signature": "components(adj: Matrix): number",
    "size": "16 lines",
    "calls": [],
    "hint": "Start at a vertex that has not been seen, mark everything that can be reached from it, and count how often you must start."
  },
  "05.2": {
    "name": "pathStats",
    "signature": "pathStats(adj: Matrix): PathStats",
    "size": "24 lines",
    "calls": [],
    "hint": "Breadth-first search from every vertex: the wave of distance k + 1 is what the wave of distance k reads and nobody has reached before."
  },
  "05.3": {
    "name": "clustering",
    "signature": "clustering(adj: Matrix): number",
    "size": "11 lines",
    "calls": [],
    "hint": "For each vertex, list its neighbours; then look at each pair from the list once."
  },
  "05.4": {
    "name": "secondEigenvalue",
    "signature": "secondEigenvalue(adj: Matrix): number",
    "size": "26 lines",
    "calls": [
      "toRows",
      "dot"
    ],
    "hint": "Power iteration finds the eigenvalue of largest *absolute* value. Add s to the diagonal and all eigenvalues grow by s: with s above the largest degree none is negative. For the second one, take the first eigenvector's share out of the vector in every step. Start each time from another vector, without symmetry."
  },
  "05.5": {
    "name": "wattsStrogatz",
    "signature": "wattsStrogatz(n: number, K: number, beta: number, rng: () => number): Matrix",
    "size": "17 lines",
    "calls": [
      "fromFunction"
    ],
    "hint": "Write two tiny helpers that set and clear an edge in both directions at once."
  },
  "05.6": {
    "name": "unreadFraction",
    "signature": "unreadFraction(keys: number[][], n: number): number",
    "size": "2 lines",
    "calls": [],
    "hint": "Collect every key that is read by somebody else in a set."
  },
  "06.1": {
    "name": "lshHash",
    "signature": "lshHash(x: Float64Array, R: Matrix): number",
    "size": "5 lines",
    "calls": [],
    "hint": "The list has b numbers though R has only b/2 columns: compute xR, then append the same numbers with the sign turned."
  },
  "06.2": {
    "name": "hashTable",
    "signature": "hashTable(X: Matrix, Rs: readonly Matrix[]): Matrix",
    "size": "2 lines",
    "calls": [
      "toRows",
      "fromFunction",
      "lshHash"
    ],
    "hint": "`toRows(X)` gives the vectors as lists. Entry (i, r) is the hash of vector i with `Rs[r]`."
  },
  "06.3": {
    "name": "sortByBucket",
    "signature": "sortByBucket(b: readonly number[]): BucketOrder",
    "size": "6 lines",
    "calls": [],
    "hint": "Sort positions, not buckets, with a comparison of your own: without one, JavaScript sorts numbers as text and puts 10 before 2."
  },
  "06.4": {
    "name": "lshTargets",
    "signature": "lshTargets(perm: readonly number[], b: readonly number[], m: number, causal: boolean): number[][]",
    "size": "8 lines",
    "calls": [],
    "hint": "Position perm[s] is in chunk ⌊s/m⌋. Take the places from the start of the chunk before to the end of its own, look up their positions, then filter."
  },
  "06.5": {
    "name": "combineRounds",
    "signature": "combineRounds(outs: readonly Matrix[], lse: readonly Float64Array[]): Matrix",
    "size": "8 lines",
    "calls": [
      "fromFunction"
    ],
    "hint": "Each row has a softmax of its own, over as many numbers as there are rounds. Subtract the largest first, and look out for −∞ − (−∞)."
  },
  "06.6": {
    "name": "collision",
    "signature": "collision(theta: number, b: number, rng: Rng, n: number): number",
    "size": "7 lines",
    "calls": [
      "randn",
      "lshHash"
    ],
    "hint": "(1, 0) and (cos θ, sin θ) are at the angle θ. In each trial both meet the same rotation, and the next trial draws a new one."
  },
  "07.1": {
    "name": "mergeStats",
    "signature": "mergeStats(a: SoftmaxStats, b: SoftmaxStats): SoftmaxStats",
    "size": "3 lines",
    "calls": [],
    "hint": "A sum taken under the maximum $m_a$ becomes a sum under a larger m by multiplying it with $e^{m_a - m}$. What is −∞ − (−∞)?"
  },
  "07.2": {
    "name": "blockSizes",
    "signature": "blockSizes(M: number, d: number): { Br: number; Bc: number }",
    "size": "2 lines",
    "calls": [],
    "hint": "Both use the same rounded-up quotient; only one of them is capped."
  },
  "07.3": {
    "name": "flashForward",
    "signature": "flashForward(mem: Hbm, Br: number, Bc: number): void",
    "size": "31 lines",
    "calls": [],
    "hint": "Of each tile: $S = Q_i K_j^\\top / \\sqrt{d}$, its row maxima $\\tilde m$, $P = e^{S - \\tilde m}$, its row sums $\\tilde\\ell$. Then $m_{new} = \\max(m, \\tilde m)$, $\\ell_{new} = e^{m - m_{new}} \\ell + e^{\\tilde m - m_{new}} \\tilde\\ell$, and $O \\leftarrow (e^{m - m_{new}} \\ell O + e^{\\tilde m - m_{new}} P V_j) / \\ell_{new}$. Each of `mem.max`, `mem.exp`, `mem.mul` … overwrites its first tile: take a `mem.copy` of what you need again."
  },
  "07.4": {
    "name": "flash2Forward",
    "signature": "flash2Forward(mem: Hbm, Br: number, Bc: number): void",
    "size": "28 lines",
    "calls": [],
    "hint": "Start with `mem.tile(rows, 1, -Infinity)` for m. Of each tile: $m_{new}$ is the larger of m and the row maxima of S, $P = e^{S - m_{new}}$, then $\\ell \\leftarrow e^{m - m_{new}} \\ell$ plus the row sums of P, and $O \\leftarrow e^{m - m_{new}} O + P V_j$. `mem.max` overwrites its first tile: copy m before it rises, and divide O by ℓ before `mem.log` overwrites ℓ."
  },
  "07.5": {
    "name": "hbmAccesses",
    "signature": "hbmAccesses(N: number, d: number, Br: number, Bc: number, algorithm: Algorithm): { reads: number; writes: number }",
    "size": "5 lines",
    "calls": [],
    "hint": "Who is read once in all, and who once for every pass of the outer loop? Algorithm 1 makes ⌈N/Bc⌉ passes, FlashAttention-2 ⌈N/Br⌉."
  },
  "07.6": {
    "name": "causalBlocks",
    "signature": "causalBlocks(N: number, Br: number, Bc: number): { visited: number; masked: number; skipped: number }",
    "size": "11 lines",
    "calls": [],
    "hint": "A tile is skipped when its first key comes after its last query. It needs no mask when its last key comes no later than its first query."
  },
  "07.7": {
    "name": "tellingTiles",
    "signature": "tellingTiles(): [N: number, Br: number, Bc: number][]",
    "size": "4 lines",
    "calls": [],
    "hint": "Blocks that divide N hide one kind of bug, square tiles another. One input can be free of both."
  },
  "08.1": {
    "name": "kvBytesPerToken",
    "signature": "kvBytesPerToken(cfg: KvConfig): number",
    "size": "1 line",
    "calls": [],
    "hint": "Multiply five numbers; one of them is not in the configuration."
  },
  "08.2": {
    "name": "kvCacheBytes",
    "signature": "kvCacheBytes(cfg: KvConfig, T: number): number",
    "size": "6 lines",
    "calls": [
      "kvBytesPerToken"
    ],
    "hint": "Sum over the layers: layer l keeps min(T, its window) tokens, and its window is `windows[l % windows.length]`. What should null count as?"
  },
  "08.3": {
    "name": "RollingCache",
    "signature": "class RollingCache<T> { constructor(readonly W: number); push(item: T): void; items(): T[] }",
    "size": "6 lines",
    "calls": [],
    "hint": "Count how many tokens have come. Once all slots are taken, the oldest token lies where the next one will go."
  },
  "08.4": {
    "name": "gqa",
    "signature": "gqa(Q: Matrix, K: Matrix, V: Matrix, H: number, G: number): Matrix",
    "size": "15 lines",
    "calls": [
      "matmul",
      "columns",
      "transpose",
      "zeros",
      "sideBySide"
    ],
    "hint": "Of K's columns, key-value head g has g·d to (g+1)·d; `columns(K, from, to)` cuts them out, `sideBySide(list)` joins the outputs."
  },
  "08.5": {
    "name": "decodeStep",
    "signature": "decodeStep(cache: KvCache, q: Float64Array, k: Float64Array, v: Float64Array): Float64Array",
    "size": "3 lines",
    "calls": [
      "rowMajor",
      "gqa",
      "matrix"
    ],
    "hint": "The future is not in the cache yet, so no mask is needed. One query head and one key-value head: have you written that attention already?"
  },
  "08.6": {
    "name": "maxBatch",
    "signature": "maxBatch(gpuBytes: number, weightBytes: number, cfg: KvConfig, T: number): number",
    "size": "2 lines",
    "calls": [
      "kvCacheBytes"
    ],
    "hint": "What do the weights leave free? Part of a cache is of no use."
  },
  "09.1": {
    "name": "lambdaMask",
    "signature": "lambdaMask(T: number, g: number, L: number): Matrix",
    "size": "1 line",
    "calls": [
      "fromFunction"
    ],
    "hint": "Write down when key j is one of the first, when it is one of the newest for query i, and when it is not in the future."
  },
  "09.2": {
    "name": "evict",
    "signature": "evict(len: number, sinks: number, recent: number, incoming = 0): number[]",
    "size": "2 lines",
    "calls": [],
    "hint": "What is the first index, after the sinks, that stays? Try evict(8, 4, 4, 1), then evict(3, 4, 4) and evict(8, 4, 4, 4)."
  },
  "09.3": {
    "name": "relativeDistances",
    "signature": "relativeDistances(mode: DistanceMode, keys: readonly number[], i: number, limit: number): number[]",
    "size": "1 line",
    "calls": [],
    "hint": "In the cache, the query's own key lies at place keys.length − 1. How many places before it lies another?"
  },
  "09.4": {
    "name": "sinkSoftmax",
    "signature": "sinkSoftmax(scores: Float64Array, sink: number): Float64Array",
    "size": "4 lines",
    "calls": [],
    "hint": "Treat the sink as one more score, also when you look for the largest; leave it out only at the end."
  },
  "09.5": {
    "name": "lambdaNnz",
    "signature": "lambdaNnz(T: number, g: number, L: number): number",
    "size": "2 lines",
    "calls": [],
    "hint": "Row i of the full causal mask has i + 1 keys. From which row on does the Λ have fewer, and how many then?"
  },
  "10.1": {
    "name": "topK",
    "signature": "topK(scores: number[], k: number): number[]",
    "size": "3 lines",
    "calls": [],
    "hint": "Sort the indices, not the scores; and remember that `sort` without a comparison sorts texts."
  },
  "10.2": {
    "name": "ragMarginal",
    "signature": "ragMarginal(pz: number[], py: number[][], mode: \"sequence\" | \"token\"): number",
    "size": "4 lines",
    "calls": [],
    "hint": "Both are a sum and a product. What differs is which of them stands outside."
  },
  "10.3": {
    "name": "compressStep",
    "signature": "compressStep(state: CompressiveState, segment: number[][], { nm, ncm, c }: MemorySizes): CompressiveState",
    "size": "8 lines",
    "calls": [],
    "hint": "Put memory and segment into one list. How many of its first entries are too many?"
  },
  "10.4": {
    "name": "chunk",
    "signature": "chunk(tokens: string[], size: number, overlap: number): string[][]",
    "size": "8 lines",
    "calls": [],
    "hint": "Windows begin at 0, step, 2·step, … What is the step? And when has a window reached the end of the text?"
  },
  "11.1": {
    "name": "compress",
    "signature": "compress(K: Matrix, l: number, s: number): number[][]",
    "size": "7 lines",
    "calls": [
      "toRows"
    ],
    "hint": "The last complete block starts at or before row T − l. `toRows(K)` gives the rows as lists."
  },
  "11.2": {
    "name": "selectBlocks",
    "signature": "selectBlocks(p: ArrayLike<number>, t: number, cfg: BlockSizes): number[]",
    "size": "14 lines",
    "calls": [],
    "hint": "Entry i ends with token i·s + l − 1. Two ranges of tokens share as many as lie from the later start to the earlier end, and never fewer than 0."
  },
  "11.3": {
    "name": "indexScores",
    "signature": "indexScores(q: Matrix, w: ArrayLike<number>, K: Matrix): Float64Array",
    "size": "7 lines",
    "calls": [
      "toRows"
    ],
    "hint": "Cut each head's product at 0 before you weigh and add it."
  },
  "11.4": {
    "name": "topKCausal",
    "signature": "topKCausal(scores: readonly number[], t: number, k: number): number[]",
    "size": "4 lines",
    "calls": [],
    "hint": "Make a list of the indices 0 … t and sort that, with a comparison of scores; then sort what you keep as numbers."
  },
  "11.5": {
    "name": "rowsAt",
    "signature": "rowsAt(model: TwoRatios, T: number): { kept: number; read: number; scanned: number }",
    "size": "8 lines",
    "calls": [],
    "hint": "Count one layer of each kind first. What is not chosen now may be chosen at the next step."
  },
  "12.1": {
    "name": "linearAttention",
    "signature": "linearAttention(Q: Matrix, K: Matrix, V: Matrix, phi: (x: number) => number): number[][]",
    "size": "13 lines",
    "calls": [
      "toRows",
      "dot"
    ],
    "hint": "S has d rows of dv numbers; row a gains φ(k)[a] times v."
  },
  "12.2": {
    "name": "decayedChunks",
    "signature": "decayedChunks(Q: Matrix, K: Matrix, V: Matrix, alpha: readonly number[], c: number): { O: number[][]; S: number[][] }",
    "size": "22 lines",
    "calls": [
      "toRows",
      "dot"
    ],
    "hint": "With b_i the sum of ln α from the chunk's start to i, a value written at j has faded by exp(b_i − b_j)."
  },
  "12.3": {
    "name": "deltaStep",
    "signature": "deltaStep(S: Matrix, k: readonly number[], v: readonly number[], alpha: number, beta: number): number[][]",
    "size": "3 lines",
    "calls": [
      "toRows"
    ],
    "hint": "Two steps: the difference as a list of dv numbers, then every entry of the new state."
  },
  "12.4": {
    "name": "deltaChunk",
    "signature": "deltaChunk(S: Matrix, Q: Matrix, K: Matrix, V: Matrix, alpha: readonly number[], beta: readonly number[], scale: number): { O: number[][]; S: number[][] }",
    "size": "22 lines",
    "calls": [
      "toRows",
      "dot"
    ],
    "hint": "Find u_0, then u_1, and so on: each needs only those before it."
  },
  "12.5": {
    "name": "crossing",
    "signature": "crossing(m: Hybrid): { layer: number; traffic: number; model: number }",
    "size": "6 lines",
    "calls": [],
    "hint": "Divide bytes by bytes a token, and round up."
  },
};
