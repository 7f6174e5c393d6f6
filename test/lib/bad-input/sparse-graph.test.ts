/** What the sparse and graph floors refuse, and in which words. */
import * as graph from "long-attention/graph";
import * as sparse from "long-attention/sparse";
import { matrix, rng, testTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";

const { Q, K, V } = testTensors(6, 4);
const random = rng(1);
const wide = sparse.patternFromKeys([[0, 4]], 5);
const oneWay = graph.digraph([[1], []]);
const none = undefined as never;
const whole = (name: string, least: number, value: string) =>
  `${name} must be a whole number of at least ${least}, not ${value}`;
const even = (name: string, c: number) =>
  `${name} must be odd, as many keys on each side of the query, not ${c}; take ${c - 1} or ${c + 1}`;

describe("sparse", () => {
  it.each<[string, () => unknown, string]>([
    ["windowPattern(6, 4)", () => sparse.windowPattern(6, 4), `windowPattern: ${even("c", 4)}`],
    ["windowPattern(6, 0)", () => sparse.windowPattern(6, 0), `windowPattern: ${whole("c", 1, "0")}`],
    ["windowPattern(0, 3)", () => sparse.windowPattern(0, 3), `windowPattern: ${whole("T", 1, "0")}`],
    ["windowPattern(2.5, 3)", () => sparse.windowPattern(2.5, 3), `windowPattern: ${whole("T", 1, "2.5")}`],
    [
      "windowPattern with dilation 0",
      () => sparse.windowPattern(6, 3, { dilation: 0 }),
      `windowPattern: ${whole("dilation", 1, "0")}`,
    ],
    ["windowMask(6, 2)", () => sparse.windowMask(6, 2), `windowMask: ${even("c", 2)}`],
    ["windowMask(6, NaN)", () => sparse.windowMask(6, NaN), `windowMask: ${whole("c", 1, "NaN")}`],
    ["bandNnz(6, 4)", () => sparse.bandNnz(6, 4), `bandNnz: ${even("c", 4)}`],
    ["bandNnz(-1, 3)", () => sparse.bandNnz(-1, 3), `bandNnz: ${whole("T", 1, "-1")}`],
    [
      "causalWindowPattern(6, 0)",
      () => sparse.causalWindowPattern(6, 0),
      `causalWindowPattern: ${whole("w", 1, "0")}`,
    ],
    ["fullPattern(0)", () => sparse.fullPattern(0), `fullPattern: ${whole("T", 1, "0")}`],
    ["fullPattern(3, 0)", () => sparse.fullPattern(3, 0), `fullPattern: ${whole("M", 1, "0")}`],
    ["causalPattern(0)", () => sparse.causalPattern(0), `causalPattern: ${whole("T", 1, "0")}`],
    ["stridedPattern(16, 0)", () => sparse.stridedPattern(16, 0), `stridedPattern: ${whole("l", 1, "0")}`],
    [
      "globalPattern(6, [6])",
      () => sparse.globalPattern(6, [6]),
      "globalPattern: G [6] must name tokens from 0 to 5, each at most once",
    ],
    [
      "itcPattern with a token twice",
      () => sparse.itcPattern(6, 3, [1, 1]),
      "itcPattern: G [1,1] must name tokens from 0 to 5, each at most once",
    ],
    [
      "itcPattern with a number for G",
      () => sparse.itcPattern(6, 3, 1 as never),
      "itcPattern: G must be a list of positions, such as [0] for the first token, not 1",
    ],
    ["itcPattern(6, 4, [])", () => sparse.itcPattern(6, 4, []), `itcPattern: ${even("c", 4)}`],
    ["etcPattern(6, 4)", () => sparse.etcPattern(6, 4), `etcPattern: ${even("c", 4)}`],
    ["etcPattern(6, 3, -1)", () => sparse.etcPattern(6, 3, -1), `etcPattern: ${whole("g", 0, "-1")}`],
    ["etcMask(6, 3, 0.5)", () => sparse.etcMask(6, 3, 0.5), `etcMask: ${whole("g", 0, "0.5")}`],
    [
      "blockPattern(7, 2)",
      () => sparse.blockPattern(7, 2),
      "blockPattern: 7 tokens do not split into 2 equal blocks; n must divide T",
    ],
    ["blockPattern(6, 0)", () => sparse.blockPattern(6, 0), `blockPattern: ${whole("n", 1, "0")}`],
    [
      "blockMask(6, 2, [0, 0])",
      () => sparse.blockMask(6, 2, [0, 0]),
      "blockMask: perm [0,0] is no permutation; each of 0 to 1 must stand in it exactly once",
    ],
    [
      "blockMask(6, 2, [1, 2])",
      () => sparse.blockMask(6, 2, [1, 2]),
      "blockMask: perm [1,2] is no permutation",
    ],
    ["blockMask(6, 2, [0])", () => sparse.blockMask(6, 2, [0]), "blockMask: perm [0] is no permutation"],
    [
      "blockMask with a number for perm",
      () => sparse.blockMask(6, 2, 1 as never),
      "blockMask: perm must be a list of block numbers, such as [1, 0], not 1",
    ],
    [
      "cyclicShift(4, 0.5)",
      () => sparse.cyclicShift(4, 0.5),
      "cyclicShift: shift must be a whole number, not 0.5",
    ],
    ["cyclicShift(0)", () => sparse.cyclicShift(0), `cyclicShift: ${whole("n", 1, "0")}`],
    [
      "lambdaPattern(6, -1, 2)",
      () => sparse.lambdaPattern(6, -1, 2),
      `lambdaPattern: ${whole("g", 0, "-1")}`,
    ],
    ["lambdaMask(6, 1, 0)", () => sparse.lambdaMask(6, 1, 0), `lambdaMask: ${whole("L", 1, "0")}`],
    ["lambdaNnz(0, 1, 2)", () => sparse.lambdaNnz(0, 1, 2), `lambdaNnz: ${whole("T", 1, "0")}`],
    [
      "randomKeys with more keys than are legal",
      () => sparse.randomKeys(6, 3, 0, 4, random),
      "randomKeys: query 1 has 3 keys outside its window (w=3) and the globals (g=0), too few for r=4",
    ],
    [
      "randomKeys with an even window",
      () => sparse.randomKeys(6, 2, 0, 1, random),
      `randomKeys: ${even("w", 2)}`,
    ],
    [
      "randomKeys with r = −1",
      () => sparse.randomKeys(6, 3, 0, -1, random),
      `randomKeys: ${whole("r", 0, "-1")}`,
    ],
    [
      "randomKeys with more globals than tokens",
      () => sparse.randomKeys(6, 3, 7, 1, random),
      "randomKeys: g=7 global tokens but only T=6 tokens",
    ],
    [
      "randomKeys without a random source",
      () => sparse.randomKeys(6, 3, 0, 1, none),
      "randomKeys: the last argument must be a random source such as rng(1), not undefined",
    ],
    [
      "randomPattern with a seed for the source",
      () => sparse.randomPattern(6, 1, 42 as never),
      "randomPattern: the last argument must be a random source such as rng(1), not 42",
    ],
    [
      "localRandomPattern(6, 5, 2)",
      () => sparse.localRandomPattern(6, 5, 2, random),
      "localRandomPattern: query 2 has 1 keys outside its window (w=5) and the globals (g=0), too few for r=2",
    ],
    [
      "localRandomPattern(6, 4, 1)",
      () => sparse.localRandomPattern(6, 4, 1, random),
      `localRandomPattern: ${even("c", 4)}`,
    ],
    [
      "bigBirdPattern(5, {})",
      () => sparse.bigBirdPattern(5, {}, random),
      "bigBirdPattern: query 2 has 1 keys outside its window (w=3) and the globals (g=2), too few for r=2",
    ],
    [
      "bigBirdPattern(5, { g: 6 })",
      () => sparse.bigBirdPattern(5, { g: 6 }, random),
      "bigBirdPattern: g=6 global tokens but only T=5 tokens",
    ],
    [
      "sampleDistinct(3, 4)",
      () => sparse.sampleDistinct(3, 4, random),
      "sampleDistinct: 4 different numbers cannot come from only 3",
    ],
    ["inBlocks(p, 0)", () => sparse.inBlocks(wide, 0), `inBlocks: ${whole("size", 1, "0")}`],
    ["union()", () => sparse.union(), "union: no pattern was given; give at least one"],
    [
      "union of unlike shapes",
      () => sparse.union(sparse.fullPattern(5), wide),
      "union: full is [5,5] but given keys is [1,5]; all need one shape",
    ],
    [
      "union with a mask",
      () => sparse.union(matrix([[1]]) as never),
      "union: expected a pattern, such as windowPattern(6, 3) or patternFromMask(mask)",
    ],
    [
      "causalPart of 1 query and 5 keys",
      () => sparse.causalPart(wide),
      "causalPart: the pattern has 1 queries but 5 keys; it needs as many of one as of the other",
    ],
    [
      "patternFromKeys with a key out of range",
      () => sparse.patternFromKeys([[0], [2]]),
      "patternFromKeys: query 1 lists key 2; keys are distinct whole numbers from 0 to 1",
    ],
    ["patternFromKeys with a key twice", () => sparse.patternFromKeys([[0, 0]]), "query 0 lists key 0"],
    ["patternFromKeys with a negative key", () => sparse.patternFromKeys([[-1]]), "query 0 lists key -1"],
    [
      "patternFromKeys([])",
      () => sparse.patternFromKeys([]),
      `patternFromKeys: ${whole("the number of lists", 1, "0")}`,
    ],
    [
      "patternFromMask with a list",
      () => sparse.patternFromMask([[1]] as never),
      "patternFromMask: mask must be a matrix [rows, columns], not a list of length 1",
    ],
    [
      "p.keys(6) of 6 queries",
      () => sparse.windowPattern(6, 3).keys(6),
      "keys: local, c=3 has queries 0 to 5, there is no query 6",
    ],
    ["countNnz of a mask", () => sparse.countNnz(Q as never), "countNnz: expected a pattern"],
    ["keyLists of nothing", () => sparse.keyLists(none), "keyLists: expected a pattern"],
    ["density of nothing", () => sparse.density(none), "density: expected a pattern"],
    ["denseMask of a mask", () => sparse.denseMask(Q as never), "denseMask: expected a pattern"],
    ["sparseFlops with d = 0", () => sparse.sparseFlops(wide, 0), `sparseFlops: ${whole("d", 1, "0")}`],
    [
      "reachByLayer of 1 query and 5 keys",
      () => sparse.reachByLayer(wide),
      "reachByLayer: the pattern has 1 queries but 5 keys",
    ],
    [
      "reachByLayer with −1 layers",
      () => sparse.reachByLayer(sparse.fullPattern(2), -1),
      `reachByLayer: ${whole("layers", 0, "-1")}`,
    ],
    [
      "layersToReach(p, 2) of 2 queries",
      () => sparse.layersToReach(sparse.fullPattern(2), 2),
      "layersToReach: there is no query 2 among 2",
    ],
    [
      "layersToFullReach of 1 query and 5 keys",
      () => sparse.layersToFullReach(wide),
      "layersToFullReach: the pattern has 1 queries but 5 keys",
    ],
    [
      "sparseAttention with a pattern of another size",
      () => sparse.sparseAttention(Q, K, V, sparse.windowPattern(7, 3)),
      'sparseAttention: Q has 6 rows and K has 6, but the pattern "local, c=3" has 7 queries and 7 keys',
    ],
    [
      "sparseAttention with a mask for the pattern",
      () => sparse.sparseAttention(Q, K, V, sparse.windowMask(6, 3) as never),
      "sparseAttention: expected a pattern, such as windowPattern(6, 3) or patternFromMask(mask)",
    ],
    [
      "sparseAttention with K of other columns",
      () => sparse.sparseAttention(Q, testTensors(6, 3).K, V, sparse.fullPattern(6)),
      "sparseAttention: Q is [6,4] but K is [6,3]; they need the same number of columns d",
    ],
    [
      "sparseAttention with V of other rows",
      () => sparse.sparseAttention(Q, K, testTensors(5, 4).V, sparse.fullPattern(6)),
      "sparseAttention: K is [6,4] but V is [5,4]; they need the same number of rows",
    ],
    [
      "sparseAttention with scale = NaN",
      () => sparse.sparseAttention(Q, K, V, sparse.fullPattern(6), { scale: NaN }),
      "sparseAttention: scale must be a finite number, not NaN",
    ],
    [
      "sparseHeads with 3 heads over 4 columns",
      () =>
        sparse.sparseHeads(
          Q,
          K,
          V,
          [1, 2, 3].map(() => sparse.fullPattern(6)),
        ),
      "sparseHeads: 3 patterns for Q [6,4] and V [6,4]; the number of heads must divide both widths",
    ],
    ["sparseHeads without patterns", () => sparse.sparseHeads(Q, K, V, []), "sparseHeads: 0 patterns"],
    [
      "blockHeads with a list that is no permutation",
      () => sparse.blockHeads(Q, K, V, [[0, 2]]),
      "blockHeads: perm [0,2] is no permutation",
    ],
    [
      "blockHeads with 4 blocks of 6 tokens",
      () => sparse.blockHeads(Q, K, V, [[0, 1, 2, 3]]),
      "blockHeads: 6 tokens do not split into 4 equal blocks; n must divide T",
    ],
  ])("%s is refused", (_, run, words) => {
    expect(run).toThrow(words);
  });
});

describe("graph", () => {
  it.each<[string, () => unknown, string]>([
    ["digraph([[1]])", () => graph.digraph([[1]]), "digraph: vertex 0 points to 1, but vertices are 0 to 0"],
    ["digraph([])", () => graph.digraph([]), `digraph: ${whole("the number of vertices", 1, "0")}`],
    [
      "undirectedGraph(2, [[0, 2]])",
      () => graph.undirectedGraph(2, [[0, 2]]),
      "undirectedGraph: edge [0,2] leaves the vertices 0 to 1",
    ],
    [
      "fromAdjacency of a matrix [1, 2]",
      () => graph.fromAdjacency(matrix([[0, 1]])),
      "fromAdjacency: A is [1,2]; it needs as many rows as columns",
    ],
    [
      "fromPattern of 1 query and 5 keys",
      () => graph.fromPattern(wide),
      "fromPattern: the pattern has 1 queries but 5 keys",
    ],
    ["graphOf a mask", () => graph.graphOf(Q as never), "graphOf: expected a pattern"],
    ["neighbours(G, 2)", () => graph.neighbours(oneWay, 2), "neighbours: there is no vertex 2 among 2"],
    ["neighbours(G, −1)", () => graph.neighbours(oneWay, -1), "neighbours: there is no vertex -1 among 2"],
    [
      "components of a matrix",
      () => graph.components(Q as never),
      "components: expected a graph, such as graphOf(pattern) or fromAdjacency(A)",
    ],
    ["isConnected of a pattern", () => graph.isConnected(wide as never), "isConnected: expected a graph"],
    ["pathStats of a matrix", () => graph.pathStats(Q as never), "pathStats: expected a graph"],
    ["bfs of nothing", () => graph.bfs(none, 0), "bfs: expected a graph"],
    ["bfs from a vertex that is not there", () => graph.bfs(oneWay, 2), "bfs: there is no vertex 2 among 2"],
    ["degrees of a pattern", () => graph.degrees(wide as never), "degrees: expected a graph"],
    ["adjacency of a matrix", () => graph.adjacency(Q as never), "adjacency: expected a graph"],
    ["undirected of a pattern", () => graph.undirected(wide as never), "undirected: expected a graph"],
    ["arcCount of nothing", () => graph.arcCount(none), "arcCount: expected a graph"],
    [
      "edgeCount of a directed graph",
      () => graph.edgeCount(oneWay),
      "edgeCount: arc 0 → 1 has no way back; give it undirected(G)",
    ],
    [
      "clustering of a directed graph",
      () => graph.clustering(oneWay),
      "clustering: arc 0 → 1 has no way back",
    ],
    [
      "localClustering of a directed graph",
      () => graph.localClustering(oneWay),
      "localClustering: arc 0 → 1 has no way back",
    ],
    ["spectrum of a directed graph", () => graph.spectrum(oneWay), "spectrum: arc 0 → 1 has no way back"],
    [
      "secondEigenvalue of a directed graph",
      () => graph.secondEigenvalue(oneWay),
      "secondEigenvalue: arc 0 → 1 has no way back",
    ],
    [
      "secondEigenvalue of one vertex",
      () => graph.secondEigenvalue(graph.path(1)),
      "secondEigenvalue: it needs 2 eigenvalues, but a graph of 1 vertices has only 1",
    ],
    ["spectralGap of a matrix", () => graph.spectralGap(Q as never), "spectralGap: expected a graph"],
    [
      "largestEigenvalues(G, 0)",
      () => graph.largestEigenvalues(graph.path(3), 0),
      `largestEigenvalues: ${whole("count", 1, "0")}`,
    ],
    [
      "smallestEigenvalues(G, 4) of 3 vertices",
      () => graph.smallestEigenvalues(graph.path(3), 4),
      "smallestEigenvalues: it needs 4 eigenvalues, but a graph of 3 vertices has only 3",
    ],
    [
      "unreadFraction with a key out of range",
      () => graph.unreadFraction([[3]], 3),
      "unreadFraction: query 0 reads key 3, but keys are 0 to 2",
    ],
    ["unreadFraction([], 0)", () => graph.unreadFraction([], 0), `unreadFraction: ${whole("n", 1, "0")}`],
    ["path(0)", () => graph.path(0), `path: ${whole("n", 1, "0")}`],
    ["star(0)", () => graph.star(0), `star: ${whole("n", 1, "0")}`],
    ["complete(0)", () => graph.complete(0), `complete: ${whole("n", 1, "0")}`],
    ["ring(2)", () => graph.ring(2), `ring: ${whole("n", 3, "2")}`],
    [
      "ringLattice(8, 3)",
      () => graph.ringLattice(8, 3),
      "ringLattice: K must be even and smaller than n=8, half on each side, not 3",
    ],
    ["ringLattice(8, 8)", () => graph.ringLattice(8, 8), "ringLattice: K must be even and smaller than n=8"],
    [
      "erdosRenyi(5, 1.5)",
      () => graph.erdosRenyi(5, 1.5, random),
      "erdosRenyi: p must lie between 0 and 1, not 1.5",
    ],
    [
      "erdosRenyi(5, −0.1)",
      () => graph.erdosRenyi(5, -0.1, random),
      "erdosRenyi: p must lie between 0 and 1, not -0.1",
    ],
    ["erdosRenyi(5, NaN)", () => graph.erdosRenyi(5, NaN, random), "erdosRenyi: p must lie between 0 and 1"],
    [
      "erdosRenyi without a random source",
      () => graph.erdosRenyi(5, 0.5, none),
      "erdosRenyi: the last argument must be a random source such as rng(1), not undefined",
    ],
    ["rOut(5, 5)", () => graph.rOut(5, 5, random), "rOut: r=5 but a vertex has only 4 others to point to"],
    [
      "wattsStrogatz with β = 2",
      () => graph.wattsStrogatz(8, 4, 2, random),
      "wattsStrogatz: beta must lie between 0 and 1, not 2",
    ],
    [
      "wattsStrogatz with K = 3",
      () => graph.wattsStrogatz(8, 3, 0.1, random),
      "wattsStrogatz: K must be even and smaller than n=8, half on each side, not 3",
    ],
    [
      "randomRegular(5, 3)",
      () => graph.randomRegular(5, 3, random),
      "randomRegular: no graph of 5 vertices has all degrees 3; d < n and n·d even",
    ],
    ["randomRegular(4, 4)", () => graph.randomRegular(4, 4, random), "randomRegular: no graph of 4 vertices"],
    [
      "expectedUnread(5, 5)",
      () => graph.expectedUnread(5, 5),
      "expectedUnread: r=5 but there are only 4 other keys",
    ],
    [
      "erPathLength(10, 0.1)",
      () => graph.erPathLength(10, 0.1),
      "erPathLength: np is 1; the formula needs more than 1",
    ],
    [
      "expectedIsolated(10, 2)",
      () => graph.expectedIsolated(10, 2),
      "expectedIsolated: p must lie between 0 and 1, not 2",
    ],
    [
      "connectivityThreshold(2, 5)",
      () => graph.connectivityThreshold(2, 5),
      "connectivityThreshold: (ln 2 + c)/n with c=5 must lie between 0 and 1",
    ],
    [
      "friedmanBound(0)",
      () => graph.friedmanBound(0),
      "friedmanBound: d must be a whole number of at least 1",
    ],
    ["bandPathLength(5, 4)", () => graph.bandPathLength(5, 4), `bandPathLength: ${even("c", 4)}`],
    [
      "ringLatticeClustering(3)",
      () => graph.ringLatticeClustering(3),
      "ringLatticeClustering: K must be even, half on each side, not 3",
    ],
  ])("%s is refused", (_, run, words) => {
    expect(run).toThrow(words);
  });
});
