// %% [prose]
import { int } from "long-attention/notebook";

// %% [markdown]
// # 05 · The graph view
//
// *You are here:* [start](start.ipynb) · [04 Sparse patterns](04-sparse-patterns.ipynb) → **05 The graph view** → [06 Locality-sensitive hashing](06-lsh.ipynb).
// *Time:* 25 minutes. *You need:* the patterns of notebook 04. No graph theory: every notion is built here.
//
// After this notebook you can
// - read any attention mask as a graph, and say whether it hangs together;
// - measure path length, clustering and the spectral gap, and say what each means for a transformer;
// - explain why a few random keys do so much, and where they fail;
// - state what BigBird's theorems promise, and what they do not.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("05");

// %% [markdown]
// ## 1. A mask is a graph
//
// Draw a dot for every token, and an arrow from i to j when query i reads key j. A mask *is* such a **graph**: dots are **vertices**, arrows are **arcs**. Full
// attention is the complete graph, every dot joined to every other. So sparse attention asks an old question: which few edges of the complete graph can stand
// in for all of them? It has a name, *graph sparsification* (Zaheer et al. 2020, §2).
//
// Two things would be good to keep:
// - **short paths**, so that news crosses the text in few layers;
// - **locality**, because neighbouring words matter to each other.
//
// The arrows' direction matters when we ask who is ever read. For everything else we use the undirected graph: i and j are joined when either reads the other.
// A token that reads itself is left out: a loop says nothing about paths.
//
// In BigBird's view an edge has a weight, too: how similar query and key are. Softmax turns these scores into shares, and the graph is the matrix of weights,
// drawn another way. Find the thickest arc, then its cell.

// %%
import { attentionWeights } from "long-attention/attention";
import { show } from "long-attention/notebook";
import { weightedGraph } from "long-attention/plots";
import { testTensors } from "long-attention/tensor";

const words = "Our planet is a lonely speck".split(" ");
const six = testTensors(6, 4);
show(weightedGraph(attentionWeights(six.Q, six.K), { words: words }));

// %% [markdown]
// A sparse pattern takes edges away, whatever their weight. From here on we ask only which edges there are.

// %% [markdown]
// ## 2. Does it hang together?
//
// News can only travel along edges. A **component** is a part whose vertices can all reach each other, arrows walked either way.

// %% tags=hide-input
import { components, graphOf } from "long-attention/graph";
import { predict } from "long-attention/notebook";
import { blockPattern, cyclicShift } from "long-attention/sparse";

predict({
  question:
    "Sixteen tokens in four blocks, each block reads only itself. How many components does the graph have?",
  answer: components(graphOf(blockPattern(16, 4))).count,
  tolerance: 0,
  because: "Nothing leads from one block to another: four separate parts.",
});

// %%
import { table } from "long-attention/notebook";
import { windowPattern } from "long-attention/sparse";

const candidates = [
  blockPattern(16, 4),
  blockPattern(16, 4, cyclicShift(4)),
  windowPattern(16, 3, { dilation: 2 }),
  windowPattern(16, 3),
];
table(
  candidates.map((p) => ({ pattern: p.name, components: components(graphOf(p)).count })),
);

// %% [markdown]
// ## 3. Edges at random
//
// How many edges does it take, if we do not choose them at all? Join every pair with probability p, by a coin: that is the **Erdős–Rényi** graph G(n, p). (It has n vertices.) The number
// of edges at a vertex is its **degree**; on average it is about np.
//
// The last thing to disappear as p grows are lonely vertices, and that happens near $\ln n$ edges each. Around there, with degree $\ln n + c$, the chance of
// being connected approaches $e^{-e^{-c}}$ (Erdős and Rényi 1959). Look at two things: how narrow the step is against all degrees that a graph might have,
// and how little it moves when n grows eightfold, and eightfold again.

// %%
import { erdosRenyi, isConnected } from "long-attention/graph";
import { connectivityCurve } from "long-attention/plots";
import { rng } from "long-attention/tensor";

const [n, runs] = [256, 100];
const random = rng(1);
const share = (n: number, degree: number) => {
  const draw = () => erdosRenyi(n, degree / (n - 1), random);
  const graphs = Array.from({ length: runs }, draw);
  return { degree, connected: graphs.filter(isConnected).length / runs };
};
const degrees = [1, 3, 4, 5, 6, 7, 8, 9, 11, 14, 18];
const points = (n: number) => degrees.filter((d) => d < n).map((d) => share(n, d));
const series = [16, 128, 1024].map((n) => ({ n, points: points(n) }));
show(connectivityCurve({ runs, series }));

// %% [prose]
import { fixed } from "long-attention/notebook";

// %% [markdown]
// For ${int(n)} tokens ln n is ${fixed(Math.log(n), 1)}; for a million it is only ${fixed(Math.log(1e6), 1)}. Connectedness is cheap. Dots scatter about the
// curves because each is a share of ${int(runs)} graphs, and n is finite.

// %% [markdown]
// ## 4. BigBird does not flip coins
//
// In BigBird *each query picks r keys*. Every vertex then has r arcs going out, and none is lonely. That is a different graph, called **r-out**.

// %% tags=hide-input
import { rOut } from "long-attention/graph";

const connectedShare = (r: number) => {
  const random = rng(2);
  const graphs = Array.from({ length: runs }, () => rOut(n, r, random));
  return graphs.filter(isConnected).length / runs;
};
predict({
  question:
    "Each of 256 queries picks *one* random key. Is the graph usually connected (arrows walked either way)?",
  choices: ["usually connected", "usually not"],
  answer: connectedShare(1) > 0.5 ? "usually connected" : "usually not",
  remarks: {
    "usually connected":
      "Nobody is lonely, but two who pick each other may stay by themselves.",
  },
  because:
    "Nobody is lonely, but small groups close up: a picks b, b picks a, and a few others pick them. With two keys each, such closed groups become very unlikely.",
});

// %%
import { expectedUnread, unreadFraction } from "long-attention/graph";
import { percent } from "long-attention/notebook";
import { keyLists, randomPattern } from "long-attention/sparse";

const mean = (x: number[]) => x.reduce((a, b) => a + b) / x.length;
const seeds = Array.from({ length: 20 }, (_, seed) => seed);
const unread = (r: number, seed: number) =>
  unreadFraction(keyLists(randomPattern(n, r, rng(seed))), n);
table(
  [1, 2, 3].map((r) => ({
    r,
    "connected, of the graphs": percent(connectedShare(r)),
    "keys that nobody reads": percent(mean(seeds.map((seed) => unread(r, seed))), 1),
    expected: percent(expectedUnread(n, r), 1),
  })),
);

// %% [markdown]
// Two keys each connect everything: a mean degree of four, below the ln n that coins would need. But *connected* means with arrows walked either way. The last two
// columns ask another question: which keys does no query pick? Their values reach no one in this layer. A query misses a given key with probability $1 - r/(n-1)$,
// and all $n-1$ others miss it together with probability $(1 - r/(n-1))^{n-1}$, close to $e^{-r}$. (BigBird-base has three random *blocks*, which is another matter.)
// The window sees to it that nobody stays unread for good; random keys alone would not.

// %% [markdown]
// ## 5. How far apart, how local?
//
// The **distance** of two vertices is the number of hops on a shortest path; the mean over all pairs is the **average path length** L, the largest is the
// **diameter**. In a transformer, hops are layers.
//
// Locality should mean: my neighbours are neighbours of each other. The **clustering** of a vertex is the part of its neighbours' pairs that are joined themselves;
// the graph's clustering C is the mean.

// %% tags=hide-input
import { clustering } from "long-attention/graph";

predict({
  question: "The window of three is as local as can be. What is its clustering?",
  answer: clustering(graphOf(windowPattern(64, 3))),
  tolerance: 0,
  because:
    "A word's two neighbours are the one before and the one after, and these two do not read each other. No triangles at all.",
});

// %%
import { connectivityThreshold, pathStats, star } from "long-attention/graph";

const p = connectivityThreshold(n, 6);
const examples = [
  { graph: "window, c = 3", G: graphOf(windowPattern(n, 3)) },
  { graph: "window, c = 5", G: graphOf(windowPattern(n, 5)) },
  { graph: "hub: one global token", G: star(n) },
  { graph: "coins", G: erdosRenyi(n, p, rng(3)) },
];
table(
  examples.map(({ graph, G }) => {
    const { apl: L, diameter } = pathStats(G);
    return { graph, L, diameter, C: clustering(G) };
  }),
);

// %% [prose]
import { erPathLength } from "long-attention/graph";

// %% [markdown]
// The window of three has a mean path of exactly $(n+1)/3$: it grows with the text. The *hub* stays below two. Coins come close to
// $(\ln n - 0.5772)/\ln(np) + \frac12$, here ${fixed(erPathLength(n, p), 2)}: growing, but so slowly that nobody will notice.
// With clustering it is the other way round: it begins with c = 5, and coins have hardly any, because they join a pair with probability p, whoever they are.

// %% [markdown]
// ## 6. A small world
//
// Short paths or clustering: must we choose? Watts and Strogatz (1998) took a ring in which everybody knows their K nearest, and moved a part β of the edges to a random
// other end. Look for the range in which one curve has fallen and the other has not.

// %%
import { ringLattice, wattsStrogatz } from "long-attention/graph";
import { smallWorld } from "long-attention/plots";

const K = 8;
const lattice = ringLattice(n, K);
const [C0, L0] = [clustering(lattice), pathStats(lattice).apl];
const worlds = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1].map((beta) => {
  const graphs = [1, 2, 3].map((seed) => wattsStrogatz(n, K, beta, rng(seed)));
  const L = mean(graphs.map((G) => pathStats(G).apl)) / L0;
  return { beta, C: mean(graphs.map(clustering)) / C0, L };
});
show(smallWorld({ n: n, K, points: worlds }));

// %% [prose]
const tenth = worlds.find(({ beta }) => beta === 0.03)!;

// %% [markdown]
// With ${percent(tenth.beta)} of the edges moved, paths have shrunk to ${percent(tenth.L)} of the ring's, while ${percent(tenth.C)} of the clustering is left, close to $(1-\beta)^3$: a triangle survives when none of its
// three edges moved. This is the idea behind *window plus random keys*. (BigBird adds random edges and moves none, so it loses no clustering by taking edges away.)

// %% [markdown]
// Now try it on a ring of ${int(64)} tokens. Step the wave, or click a token to send its news round. How few random edges halve the mean path? And what does the global token do to the bars, and to
// the strip of eigenvalues below them? (Eigenvalues are the next section; watch the gap.)

// %%
import { figure } from "@long-attention/figures";

figure("graph-view", { extra: 6, source: 16, wave: 4 });

// %% [markdown]
// ## 7. The second eigenvalue, and all of it in one table
//
// Is there *one* number for "news spreads fast"? Write the graph as its **adjacency matrix**: 1 where two vertices are joined. Multiply a list of numbers on the vertices by it, and every vertex
// gets the sum of its neighbours. Do it again and again, and one pattern wins: the one that grows by the largest factor, the largest **eigenvalue**, λ₁. Everything else fades beside it,
// a pattern with eigenvalue λ as $(|\lambda|/\lambda_1)^k$ after k steps. As a rule the slowest of them is the one of λ₂, with λ₂ the second largest eigenvalue. So a λ₂ far below λ₁ means: after few steps,
// where the news began is forgotten. It is everywhere.

// %% tags=hide-input
import { complete, secondEigenvalue } from "long-attention/graph";

predict({
  question: "Full attention on 64 tokens has λ₁ = 63, its degree. What is λ₂?",
  answer: secondEigenvalue(complete(64)),
  tolerance: 0.01,
  because:
    "The sum of a vertex's neighbours is the sum of all, minus itself. For numbers that add up to zero, that is −1 times the number: one step, and only the mean is left.",
});

// %% [markdown]
// One step, and the news is everywhere. The other extreme is four blocks that read only themselves: there λ₁ comes four times, no gap at all, and news never leaves its block.
//
// When every vertex has d neighbours, λ₁ = d, and λ₂ of a large graph cannot stay much below $2\sqrt{d-1}$ (Alon and Boppana). The surprise is that *random* graphs
// nearly reach that (Friedman). Graphs with such a gap are called **expanders**.
//
// Now everything at once, at ${int(n)} tokens. Ask of each row: how many edges, how far apart, how clustered, and is there a gap between λ₁ and λ₂?

// %%
import { edgeCount, type Graph, spectralGap } from "long-attention/graph";
import { significant } from "long-attention/notebook";

const measure = (graph: string, G: Graph) => {
  const { apl, diameter } = pathStats(G);
  const { lambda1, lambda2 } = spectralGap(G);
  const short = [apl, clustering(G), lambda1, lambda2].map((x) => significant(x, 4));
  const [L, C, λ1, λ2] = short;
  return { graph, edges: edgeCount(G), L, diameter, C, λ1, λ2 };
};

// %%
import { randomRegular } from "long-attention/graph";
import * as sparse from "long-attention/sparse";

const { localRandomPattern: near, itcPattern, bigBirdPattern, fullPattern } = sparse;
table([
  measure("window 3", graphOf(windowPattern(n, 3))),
  measure("2 random", graphOf(randomPattern(n, 2, rng(5)))),
  measure("window 3, 1 random", graphOf(near(n, 3, 1, rng(5)))),
  measure("window 5, 2 random", graphOf(near(n, 5, 2, rng(5)))),
  measure("window 3, 1 global", graphOf(itcPattern(n, 3, [0]))),
  measure("BigBird: window 3, 2 random, 2 global", graphOf(bigBirdPattern(n, {}, rng(5)))),
  measure("ring, 8 neighbours each", lattice),
  measure("at random, 8 neighbours each", randomRegular(n, K, rng(1))),
  measure("full", graphOf(fullPattern(n))),
]);

// %% [prose]
import { friedmanBound } from "long-attention/graph";

// %% [markdown]
// Look first at the two rows with eight neighbours each: the ring has next to no gap, the random graph nearly the widest that there is, with λ₂ below
// $2\sqrt{7}$ = ${fixed(friedmanBound(K), 2)}.
//
// Then at the patterns. One random key for each query brings the diameter down from ${int(n - 1)} to a handful. And one *global* token brings it to two, with fewer edges still. Then why does BigBird want both? A global
// token is one place that everything must pass through: all the news of the text in one vector. Paths are short, but there is only one of them. Note its clustering, too: every edge makes a triangle
// with the hub, so the number is high, and says little about locality. Random edges spread the load. (How much that helps is open: BigBird's best model for questions draws no random keys.)

// %% [markdown]
// ## 8. What the theorems say
//
// Of earlier sparse approximations the BigBird paper remarks: "These approximations do not come with theoretical guarantees." It sets out to give some (§3):
//
// | claim | what it promises | what it does not |
// |---|---|---|
// | Theorem 1, universal approximation | sparse transformers whose graph contains the **star** can come as close as you like to any continuous function on sequences of one fixed length with entries in a bounded set (measured in the p-norm, 1 < p < ∞) | how many layers or how wide, or that training finds it. The star alone suffices: random edges play no part |
// | §3.3, Turing completeness | a sparse encoder and decoder can carry out any computation | it assumes arithmetic of arbitrary precision |
// | Proposition 1, no free lunch | for one task, finding for each vector the one *furthest* from it, one layer of full attention is enough, while with about n edges, Õ(n), nearly n layers, $\tilde\Omega(n^{1-o(1)})$, are needed (the tilde leaves out logarithms) | it rests on a conjecture (orthogonal vectors) that is believed and unproved |
//
// Read the third line twice. In words: whatever the pattern, if it is cheap in every layer, this task costs nearly as many layers as there are tokens. There is no pattern for everything.

// %% tags=hide-input
predict({
  question:
    "Theorem 1 covers every graph that contains a star. Does it explain why BigBird needs random keys?",
  choices: ["yes", "no"],
  answer: "no",
  remarks: {
    yes: "A theorem that holds without random keys cannot be a reason for them.",
  },
  because:
    "One global token makes a star. The theorem holds with random keys or without; the argument for them is the one of sections 3 to 7, and measurements.",
});

// %% [markdown]
// And measurements? The paper's Table 1 compares building blocks, without global tokens, on guessing masked words, ${int(512)} tokens at a time (higher is better):

// %%
import { reported } from "long-attention/facts";
import { fixed } from "long-attention/notebook";

const [bert, ...parts] = reported("BigBird, Table 1");
table(
  [bert!, ...parts].map(({ setting, value }) => ({
    pattern: setting,
    "masked words right, %": fixed(value, 1),
    "below full": fixed(bert!.value - value, 1),
  })),
);

// %% [markdown]
// Neither part is enough, together they come close, and something is still lost. That is the small world once more: short paths *and* locality.

// %% [markdown]
// ## Recap
//
// - A mask is a graph: hops are layers, components are walls.
// - Random graphs hang together from ln n edges per vertex on; with r = 2 picks each, nearly always. Yet some keys stay unread.
// - A window of three has long paths and no clustering. A few random edges shorten the paths and spoil little.
// - A gap between λ₁ and λ₂ means that news spreads fast. Random graphs have nearly the best gap that there is.
// - A global token gives short paths through one bottleneck. The theorems need only that; practice wants more.
//
// **The one picture to remember:** a ring with a few long chords.
//
// **Your turn:** [exercise set 05](../exercises/05-graph-view.ipynb) (components, paths, clustering, the second eigenvalue, rewiring, unread keys).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("05");

// %%
import { progress } from "@long-attention/grader";
progress("05");

// %% [markdown]
// **Next:** [06 Locality-sensitive hashing](06-lsh.ipynb). **Before:** [04 Sparse patterns](04-sparse-patterns.ipynb).
//
// Behind this notebook: [components.ts](../lib/src/graph/components.ts), [paths.ts](../lib/src/graph/paths.ts), [clustering.ts](../lib/src/graph/clustering.ts),
// [watts-strogatz.ts](../lib/src/graph/watts-strogatz.ts), [spectrum.ts](../lib/src/graph/spectrum.ts), [lanczos.ts](../lib/src/graph/lanczos.ts), [theory.ts](../lib/src/graph/theory.ts).
//
// **Sources.** Zaheer et al. 2020, *Big Bird: Transformers for Longer Sequences*, §2, §3 (Theorem 1, §3.3, Proposition 1), Table 1. Friedman's theorem on random regular graphs, with Alon and Boppana's bound.
// Erdős and Rényi 1959; Watts and Strogatz 1998, *Collective dynamics of "small-world" networks*; Fronczak, Fronczak and Hołyst 2004, on path lengths (these three we cite for their formulas, which we
// checked against our own measurements, not against their text).
