// %% [markdown]
// # 06 · Locality-sensitive hashing
//
// *You are here:* [start](start.ipynb) · [05 The graph view](05-graph-view.ipynb) → **06 Locality-sensitive hashing** → [07 FlashAttention, tile by tile](07-flash-attention.ipynb).
// *Time:* 40 minutes. *You need:* softmax attention (00), reading only some of the pairs (04), angles and dot products.
//
// After this notebook you can
// - hash a vector by hand, and fill a table of buckets;
// - say how likely two vectors at an angle θ are to meet, in one round and in several;
// - follow Reformer's attention from end to end: hash, sort, cut into chunks, attend, combine rounds;
// - measure what the approximation loses, and what it costs.

// %% tags=hide-input
import { legend } from "long-attention/notebook";

legend("06");

// %% [markdown]
// ## 1. Most of the weight is near
//
// The patterns of notebook 04 choose pairs by position, before they have seen a single word. This notebook lets the *content*
// choose. For that we need tokens that are about something: vectors around a few topics, each the centre of its topic plus some
// noise of its own, in random order.

// %%
import { fromFunction, permutation, randn, rng } from "long-attention/tensor";

const [T, d, topics] = [256, 16, 8]; // tokens, numbers in a vector, topics
const order = permutation(T, rng(1));
const [centre, noise] = [randn([topics, d], rng(2)), randn([T, d], rng(3))];
const QK = fromFunction([T, d], (i, k) => {
  const topic = order[i]! % topics;
  return 2 * centre.get(topic, k) + 0.8 * noise.get(i, k);
});

// %% [markdown]
// These ${T} vectors are queries and keys at once; only as keys they are scaled to length one, $k_j = q_j / \lVert q_j \rVert$.
// (So does **Reformer**, the model of this notebook; section 6 says why.) A score is then $q_i \cdot k_j = \lVert q_i \rVert \cos\theta_{ij}$: within a row, nothing
// but the angle $\theta_{ij}$ decides. So how is a row's weight shared out among near keys and far ones?

// %%
import { attentionWeights } from "long-attention/attention";
import { unitRows } from "long-attention/lsh";
import { matmul, transpose } from "long-attention/tensor";

const K = unitRows(QK);
const others = fromFunction([T, T], (i, j) => (i === j ? 0 : 1)); // everyone but oneself
const P = attentionWeights(QK, K, { mask: others, scale: 1 });
const cosine = matmul(K, transpose(K));

// %%
const within = (degrees: number) => {
  const least = Math.cos((degrees * Math.PI) / 180);
  let [keys, weight] = [0, 0];
  for (let i = 0; i < T; i++)
    for (let j = 0; j < T; j++)
      if (i !== j && cosine.get(i, j) >= least) {
        keys += 1 / (T * (T - 1));
        weight += P.get(i, j) / T;
      }
  return { keys, weight };
};

// %% tags=hide-input
import { percent, predict } from "long-attention/notebook";

predict({
  question: `Within 60° of a query lie ${percent(within(60).keys, 1)} of the keys, on average. Which share of its weight do they get, in percent?`,
  answer: Math.round(100 * within(60).weight),
  unit: "%",
  tolerance: 0.05,
  because:
    "The exponential favours the largest scores, and those belong to the smallest angles. Everybody else shares the crumbs.",
});

// %%
import { table } from "long-attention/notebook";

table(
  [30, 60, 90, 180].map((degrees) => ({
    "keys within": `${degrees}°`,
    "share of the keys": percent(within(degrees).keys, 1),
    "share of the weight": percent(within(degrees).weight, 1),
  })),
);

// %% [markdown]
// If somebody told each query *who is near*, it could leave out the rest and hardly notice. But finding out by computing all the
// angles is the very $T^2$ that we want to avoid. We need something that brings near vectors together without comparing any two.

// %% [markdown]
// ## 2. One hash, by hand
//
// A **hash** gives every vector a number, its **bucket**, so that near vectors often get the same one. Ours needs three steps
// (Andoni et al. 2015; Reformer §2):
// 1. *Rotate:* multiply x by a matrix R of d rows and b/2 columns of random numbers. Each entry of xR says how far x points along one random direction.
// 2. *Concatenate:* write xR and −xR one behind the other. That makes b numbers: along each direction, and against it.
// 3. *Argmax:* the place of the largest, counted from 0, is the bucket. On a tie the first one wins.
//
// By hand, then: a query and a key, hashed into b = 4 buckets.

// %%
import { lshHash, rotate, handExample } from "long-attention/lsh";
import { list } from "long-attention/notebook";
import { toRows } from "long-attention/tensor";

const { R1, R2 } = handExample;
const q1 = toRows(handExample.Q)[0]!;
const k2 = toRows(handExample.K)[1]!;
const worked = (vector: string, x: number[]) => ({
  vector,
  x: list(x),
  "xR, −xR": list(rotate(x, R1)),
  bucket: lshHash(x, R1),
});
table([worked("q₁", q1), worked("k₂", k2)]);

// %% [markdown]
// Query 1 lands in bucket ${lshHash(q1, R1)}, key 2 in bucket ${lshHash(k2, R1)}: different buckets, so this query never looks at that key.

// %% tags=hide-input
predict({
  question: `With b = 4 buckets, q₁ is in bucket ${lshHash(q1, R1)}. Where is −q₁, which points the opposite way?`,
  answer: lshHash(
    q1.map((x) => -x),
    R1,
  ),
  tolerance: 0,
  because:
    "Turning x round swaps the two halves of the list, so the largest moves by b/2 places: h(−x) = (h(x) + b/2) mod b.",
});

// %%
const times = (factor: number) => q1.map((x) => factor * x);
table([worked("q₁", q1), worked("100 q₁", times(100)), worked("−q₁", times(-1))]);

// %% [markdown]
// Length plays no part, only direction. In the plane, that makes a picture: a rotation cuts the circle into sectors, one for each
// bucket. Below, the same two vectors x and y under three rotations. Look where the borders fall.

// %%
import { randomRotation } from "long-attention/lsh";
import { show } from "long-attention/notebook";
import { hashCircles } from "long-attention/plots";

const at = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)] as const;
};
const draws = rng(3);
const rotations = [1, 2, 3].map(() => randomRotation(2, 4, draws)); // d = 2, b = 4
const vectors = [
  { name: "x", x: at(20) },
  { name: "y", x: at(60) },
];
show(hashCircles({ rotations, vectors }));

// %% [markdown]
// The first two rotations put x and y together; the third draws a border between them, although nothing about the vectors has
// changed. And the second shows the other side: everything from one border to the next shares a bucket, near or not.
// *Same bucket* is a hint that two vectors are near. It is no proof, and *different buckets* is no proof of the contrary.

// %% [markdown]
// ## 3. Eight vectors, two rounds
//
// Four keys, four queries, two rotations: here is every bucket, key by key and query by query.

// %%
import { hashTable } from "long-attention/lsh";

const keyBuckets = toRows(hashTable(handExample.K, [R1, R2]));
const queryBuckets = toRows(hashTable(handExample.Q, [R1, R2]));
const lines = (letter: string, rows: number[][]) =>
  rows.map(([R1, R2], i) => ({ vector: letter + "₁₂₃₄"[i], R1, R2 }));
table([...lines("k", keyBuckets), ...lines("q", queryBuckets)]);

// %% [markdown]
// Now attention: a query reads the keys that share its bucket. In round 1, q₁ to q₃ read k₁, k₃ and k₄, while q₄ has only k₂ to read.
// That is 10 of the 16 pairs. A second round with the rotation R2 is to find what the first one missed.

// %%
import { sameBucketMask } from "long-attention/lsh";

const kept = (rounds: (typeof R1)[]) => {
  const mask = sameBucketMask(
    hashTable(handExample.Q, rounds),
    hashTable(handExample.K, rounds),
  );
  return toRows(mask)
    .flat()
    .filter((bit) => bit === 1).length;
};

// %% tags=hide-input
predict({
  question:
    "A pair counts if *either* round finds it. Look at the column R2: how many of the 16 pairs do the two rounds find, taken together?",
  answer: kept([R1, R2]),
  tolerance: 0,
  because:
    "R2 puts all eight vectors into bucket 2. They share one large component, and R2 happens to look along it, so it separates nothing.",
});

// %%
import { attention } from "long-attention/attention";
import { sameBucketAttention } from "long-attention/lsh";

const { Q: Q4, K: K4, V: V4 } = handExample;
const round = (name: string, Rs: (typeof R1)[]) => {
  const [o1, , , o4] = toRows(sameBucketAttention(Q4, K4, V4, Rs));
  return { round: name, pairs: kept(Rs), "o₁": list(o1!, 4), "o₄": list(o4!, 4) };
};
const [o1, , , o4] = toRows(attention(Q4, K4, V4));
table([
  round("R1", [R1]),
  round("R2", [R2]),
  round("R1 or R2", [R1, R2]),
  { round: "full attention", pairs: 16, "o₁": list(o1!, 4), "o₄": list(o4!, 4) },
]);

// %% [markdown]
// R2 is a bad rotation, and that is instructive: the result is exact, only nothing was saved. An unlucky rotation that lumps
// everything together costs *work*. One that splits neighbours costs *accuracy*: query 4 in round 1 sees one key and copies its value.

// %% [markdown]
// ## 4. How likely do two vectors meet?
//
// Draw R afresh many times and count how often x and y share a bucket. The answer depends on their angle θ and on b, on nothing else.

// %% tags=hide-input
import { collisionProbability } from "long-attention/lsh";

predict({
  question:
    "Two vectors at a right angle, b = 8 buckets. How likely do they share a bucket, on a scale from 0 to 1?",
  answer: collisionProbability(Math.PI / 2, 8),
  tolerance: 0.01,
  because:
    "At 90° the random projections of x tell nothing about those of y, so y falls into any of the b buckets alike: 1/b, for every b.",
});

// %%
import { collision } from "long-attention/lsh";
import { collisionCurves } from "long-attention/plots";

const angles = Array.from({ length: 19 }, (_, k) => (k * Math.PI) / 18);
const exact = (b: number) =>
  angles.map((theta) => ({ theta, P: collisionProbability(theta, b) }));
const measured = (b: number) =>
  angles.map((theta) => ({ theta, P: collision(theta, b, rng(7), 2000) }));
show(
  collisionCurves([
    { name: "b = 2: 1 − θ/π", line: exact(2), dots: measured(2) },
    { name: "b = 4: (1 − θ/π)²", line: exact(4), dots: measured(4) },
    { name: "b = 8, measured", line: measured(8), dots: measured(8) },
    { name: "b = 16, measured", line: measured(16), dots: measured(16) },
  ]),
);

// %% [markdown]
// Dots are experiments, the upper two lines are formulas:
// - **b = 2** is one random line through the origin; x and y are parted when it passes between them: $1 - \theta/\pi$.
// - **b = 4** is, turned by 45°, two such lines drawn independently, and both must miss the gap: $(1 - \theta/\pi)^2$.
// - For more buckets no such simple formula is known, so we measure. At 90° all curves pass through 1/b.
//
// More buckets are more selective, and that cuts both ways: fewer strangers, but also more friends missed. At 30°,
// 16 buckets bring a pair together in only ${percent(measured(16)[3]!.P)} of the rounds.

// %% [markdown]
// ## 5. One round is not enough
//
// The remedy is to repeat. With n independent rounds, a pair that meets with probability P in one round meets at least once with
// probability $1 - (1 - P)^n$.

// %% tags=hide-input
import { anyRound } from "long-attention/lsh";

predict({
  question:
    "P = 0.3 in a single round. How likely does the pair meet at least once in 8 rounds, from 0 to 1?",
  answer: anyRound(0.3, 8),
  tolerance: 0.02,
  because: "It is missed eight times in a row with probability 0.7⁸, which is small.",
});

// %%
const eight = collisionCurves(
  [1, 2, 4, 8].map((n) => ({
    name: n === 1 ? "1 round" : `${n} rounds`,
    line: measured(8).map(({ theta, P }) => ({ theta, P: anyRound(P, n) })),
  })),
  {
    title: "Rounds make a step out of a slope",
    subtitle: "At least one meeting, b = 8 buckets",
  },
);
show(eight);

// %% [markdown]
// Many rounds with many buckets behave like a threshold: near pairs are found almost surely, far ones seldom. The price stands at
// the right end of the curves, where strangers meet, and in the bill, which grows with every round.

// %% [markdown]
// ## 6. Sort, cut, look back
//
// Buckets say who should meet. To make it fast, members of a bucket should also lie side by side in memory, in pieces of equal size,
// because that is what a GPU is good at. But queries and keys hashed apart may fill a bucket with five queries and no key at all. Hence
// **shared queries and keys**: one vector for both, one bucket for both. (And unit length for keys changes no bucket: only direction counts.)
//
// Then, in each round:
// 1. **sort** the positions by bucket, and inside a bucket by position;
// 2. **cut** the sorted list into chunks of $m = 2T/b$, twice the average bucket;
// 3. each query looks at **its own chunk and the one before it**, so that the parts of a bucket that straddles a border still meet, the later with the earlier;
// 4. inside, everything from **another bucket is masked**.
//
// Here are the eight vectors of section 3 as one sequence, k₁ to k₄ and then q₁ to q₄, with chunks of four.

// %%
import { bucketsOfRound, sharedExample, sortByBucket } from "long-attention/lsh";

const { QK: small, V: smallV, m } = sharedExample;
const buckets = bucketsOfRound(hashTable(small, [R1]), 0);
const { perm } = sortByBucket(buckets);
table(
  perm.map((position, place) => ({
    place,
    position,
    bucket: buckets[position]!,
    chunk: Math.floor(place / m),
  })),
);

// %% [markdown]
// The same on a sequence large enough to see it happen: the first 32 of our topic vectors, one round, b = 8. Look first at the left
// picture: pairs of equal buckets lie scattered all over. Then at the right one.

// %%
import { chunkLength } from "long-attention/lsh";
import { bucketMatrix } from "long-attention/plots";
import { rows } from "long-attention/tensor";

const R = randomRotation(d, 8, rng(5));
const first = bucketsOfRound(hashTable(rows(QK, 0, 32), [R]), 0);
show(bucketMatrix({ buckets: first, m: chunkLength(32, 8) }));

// %% [markdown]
// Sorting has moved the pairs into squares along the diagonal, and a staircase of chunks covers most of them. Hatched pairs share a
// bucket but are out of reach: their bucket straddles a border, and a chunk looks back but not ahead. No chunk is larger than another, whatever
// the buckets do; that is the deal.

// %% [markdown]
// ## 7. The past only, and not oneself
//
// Two masks are left, and both speak of *original* positions, not of places after sorting:
// - **causal:** query i reads key j only if j stood before i in the text;
// - **not oneself:** with shared queries and keys, a vector's best match is always itself, at angle 0. Left in, it would drown
//   everyone else. It stays only when nothing else is left, so that no row is empty.

// %% tags=hide-input
import { lshTargets } from "long-attention/lsh";

const causalTargets = lshTargets(perm, buckets, m, { causal: true });
predict({
  question:
    "Position 1 is alone in bucket 3, but for position 7. With the causal mask, which positions does it read?",
  choices: ["7", "1, itself", "none"],
  answer: "1, itself",
  remarks: {
    "7": "Position 7 stands later in the text, and the mask is causal.",
    none: "Then its row would be empty; for that case oneself is allowed.",
  },
  because:
    "Position 7 is in its future, so nothing else is left. Position 7 in turn may read position 1.",
});

// %%
import { lshAttention } from "long-attention/lsh";

const options = { rotations: [R1], m: m, causal: true };
const smallO = toRows(lshAttention(small, smallV, options));
table(
  causalTargets.map((keys, position) => ({
    position,
    bucket: buckets[position]!,
    reads: list(keys),
    output: list(smallO[position]!, 3),
  })),
);

// %% [markdown]
// Reformer's published code takes two liberties that we do not: it does not mask other buckets inside a chunk, and the first chunk of a round
// looks back at the last chunk of the round before. Both find a few more pairs, and through the second one a pair can count twice; neither is needed to understand the method.

// %% [markdown]
// ## 8. Putting the rounds together
//
// Each round gives an output and, for every row, the logarithm of its softmax's denominator, $\mathrm{lse} = \ln \sum_j e^{s_j}$: how much
// weight that round has seen. The rounds are averaged with weights softmax(lse), the same trick that merges the blocks of FlashAttention (07).
//
// One thing needs care: a pair found by three rounds would count three times. So its score is lowered by $\ln N_{ij}$, where $N_{ij}$
// says how many rounds found it. Does it matter?

// %%
import { lshRounds, randomRotations, weightRecall } from "long-attention/lsh";
import { rowMajor } from "long-attention/tensor";

const V = randn([T, d], rng(4));
const full = rowMajor(attention(QK, K, V, { mask: others, scale: 1 }));
const run = (rounds: number, b: number, multiplicity = true) => {
  const rotations = randomRotations(rounds, d, b, rng(5));
  const options = { rotations, m: chunkLength(T, b), scale: 1, multiplicity };
  const gaps = rowMajor(lshAttention(QK, V, options)).map((o, k) => Math.abs(o - full[k]!));
  const targets = lshRounds(QK, V, options).map(({ targets }) => targets);
  const error = gaps.reduce((a, b) => a + b) / gaps.length;
  return { rounds, recall: weightRecall(P, targets), error, targets };
};

// %%
table([
  {
    "4 rounds, b = 8": "each round counts a pair again",
    "mean error": run(4, 8, false).error,
  },
  { "4 rounds, b = 8": "each pair counts once", "mean error": run(4, 8).error },
]);

// %% [markdown]
// It does. Now more rounds. **Recall** is the share of full attention's weight that fell on keys LSH looked at in any round; the error
// is the mean distance of an output's entry from what full attention gives.

// %%
import { recallCurve } from "long-attention/plots";

const curve = (b: number) => ({
  name: `b = ${b}`,
  points: [1, 2, 4, 8].map((rounds) => run(rounds, b)),
});
show(recallCurve([curve(4), curve(8), curve(16)]));

// %% [markdown]
// One round with 16 buckets finds ${percent(run(1, 16).recall)} of the weight, eight rounds find ${percent(run(8, 16).recall)}. Fewer
// buckets find more at once, and read more: b = 4 with chunks of ${chunkLength(T, 4)} is hardly sparse. The art is to
// have buckets enough to be cheap and rounds enough to be right.

// %% [markdown]
// ## 9. What it costs
//
// Every query looks at two chunks: $T \cdot 2m$ scores per round, with $m = 2T/b$. Let b grow with T, so that chunks keep their length,
// and the scores grow in proportion to T; sorting adds T log T.

// %% tags=hide-input
import { lshCost } from "long-attention/lsh";
import { int } from "long-attention/notebook";

predict({
  question: `T = ${int(65_536)} tokens and b = ${int(1024)} buckets. Which share of all T² scores does one round compute at most, in percent?`,
  answer: 100 * lshCost(65_536, 1024).fraction,
  unit: "%",
  tolerance: 0.05,
  because: "Chunks hold m = 2T/b = 128 positions, a query sees two of them: 256 of 65,536.",
});

// %%
table(
  [4096, 16_384, 65_536].map((T) => ({
    T,
    b: T / 64,
    m: lshCost(T, T / 64).m,
    "scores, one round": lshCost(T, T / 64).pairs,
    "of T²": percent(lshCost(T, T / 64).fraction, 2),
    "eight rounds": percent(lshCost(T, T / 64, 8).fraction, 2),
  })),
);

// %% [markdown]
// There is a trap: hashing into b buckets takes b/2 dot products for each vector, and if b grows with T, *that* is quadratic again. The
// way out: hash several times into few buckets and read the results as the digits of one number.

// %%
import { factorBuckets, hashFlops } from "long-attention/lsh";

table(
  [4096, 16_384, 65_536].map((T) => ({
    T,
    b: T / 64,
    "FLOPs, one hash": hashFlops(T, 64, [T / 64]),
    digits: factorBuckets(T / 64).join(" · "),
    "FLOPs, digits": hashFlops(T, 64, factorBuckets(T / 64)),
  })),
);

// %% [markdown]
// ## 10. Play with it
//
// Twelve vectors on a circle. Drag one, or use the sliders and arrow keys. Try to
// - bring 3 and 7 together with nothing but the rotation of round 1, and part them again;
// - find two vectors far apart in one bucket;
// - see in the table how many near keys one round misses, and how many rounds it takes to find all;
// - shorten the chunks: which pairs share a bucket and still do not meet?

// %%
import { figure } from "@long-attention/figures";

figure("lsh", { rounds: 4 });

// %% [markdown]
// (In a plane, a random direction may be so short that others beat it everywhere; then its two buckets have no sector. Where there
// are at least as many dimensions as random directions, that cannot happen.)

// %% [markdown]
// ## Recap
//
// - Softmax gives most of its weight to the keys at the smallest angles; hashing finds candidates for them without comparing pairs.
// - h(x) = argmax of [xR; −xR] depends on direction only. Near vectors share a bucket often, not always, and far ones sometimes.
// - Rounds raise the chance to meet to $1 - (1 - P)^n$; a bad rotation costs work, a lost neighbour costs accuracy.
// - Sorting turns buckets into neighbours, chunks of equal size make it regular, and log-sum-exp weighs the rounds against each other.
//
// **The one picture to remember:** scattered pairs that sorting gathers into squares along the diagonal.
//
// **Your turn:** [exercise set 06](../exercises/06-lsh.ipynb) (the hash, the table, the sorting, the targets of a query, the combination of rounds, the collision experiment).

// %% tags=hide-input
import { tally } from "long-attention/notebook";
tally("06");

// %%
import { progress } from "@long-attention/grader";
progress("06");

// %% [markdown]
// **Next:** [07 FlashAttention, tile by tile](07-flash-attention.ipynb). **Before:** [05 The graph view](05-graph-view.ipynb).
//
// Behind this notebook: [hash.ts](../lib/src/lsh/hash.ts), [targets.ts](../lib/src/lsh/targets.ts),
// [lsh-attention.ts](../lib/src/lsh/lsh-attention.ts), [combine-rounds.ts](../lib/src/lsh/combine-rounds.ts),
// [collision.ts](../lib/src/lsh/collision.ts), [factorised.ts](../lib/src/lsh/factorised.ts).
//
// **Sources.** Kitaev, Kaiser, Levskaya 2020, *Reformer: The Efficient Transformer*, §2, and its code in trax, `efficient_attention.py`.
// The same paper, eq. (16), corrects for pairs found by several rounds; our tests hold the correction against attention over the union.
// Andoni et al. 2015, *Practical and Optimal LSH for Angular Distance*.
