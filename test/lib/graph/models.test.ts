/** Random graphs: what is always so, and published quantities as ranges over several seeds. */
import fc from "fast-check";
import {
  adjacency,
  arcCount,
  clustering,
  complete,
  components,
  connectedLimit,
  connectivityThreshold,
  degrees,
  edgeCount,
  erdosRenyi,
  erEigenvalues,
  erPathLength,
  expectedIsolated,
  expectedUnread,
  friedmanBound,
  type Graph,
  graphOf,
  isConnected,
  largestEigenvalues,
  neighbours,
  pathStats,
  randomRegular,
  ringLattice,
  rOut,
  smallestEigenvalues,
  spectralGap,
  undirected,
  unreadFraction,
  wattsStrogatz,
  wattsStrogatzClustering,
} from "long-attention/graph";
import { bigBirdPattern, keyLists, localRandomPattern, randomPattern } from "long-attention/sparse";
import { rng, toRows } from "long-attention/tensor";
import { expect, it } from "vitest";
import { meanOver } from "./random-graphs.js";

const seeds = fc.integer();
const seeded = { seed: 7, numRuns: 60 };
const within = (x: number, centre: number, width: number) =>
  expect(Math.abs(x - centre), `${x} lies more than ${width} from ${centre}`).toBeLessThanOrEqual(width);

const simple = (G: Graph) => {
  const A = toRows(adjacency(G));
  A.forEach((row, i) => {
    expect(row[i]).toBe(0);
    expect(row).toEqual(A.map((other) => other[i]));
  });
};

it("erdosRenyi(n, 0) has no edge and erdosRenyi(n, 1) every one", () => {
  expect(edgeCount(erdosRenyi(20, 0, rng(1)))).toBe(0);
  expect(erdosRenyi(20, 1, rng(1))).toEqual(complete(20));
  expect(edgeCount(erdosRenyi(20, 1e-300, rng(1)))).toBe(0);
});

it("erdosRenyi(n, p) has each pair with probability p, within 4.5σ", () => {
  const [n, p, runs] = [7, 0.3, 4000];
  const counts = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const random = rng(3);
  for (let run = 0; run < runs; run++) {
    const G = erdosRenyi(n, p, random);
    for (let i = 0; i < n; i++) for (const j of neighbours(G, i)) counts[i]![j]!++;
  }
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      within(count / runs, i === j ? 0 : p, 4.5 * Math.sqrt((p * (1 - p)) / runs));
    });
  });
});

it("erdosRenyi, wattsStrogatz and randomRegular are simple and undirected, and the seed decides", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      seeds,
      (m, p, seed) => {
        const n = 2 * m + 5;
        const models = [
          (s: number) => erdosRenyi(n, p, rng(s)),
          (s: number) => wattsStrogatz(n, 4, p, rng(s)),
          (s: number) => randomRegular(n, 4, rng(s)),
        ];
        for (const model of models) {
          simple(model(seed));
          expect(model(seed)).toEqual(model(seed));
        }
      },
    ),
    seeded,
  );
});

it("erdosRenyi(512, (ln n + c)/n) is connected as often as published: 0.0625, 0.390, 0.6975, 0.8925, 0.970", () => {
  const published = [0.0625, 0.39, 0.6975, 0.8925, 0.97];
  [-1, 0, 1, 2, 3].forEach((c, k) => {
    const p = connectivityThreshold(512, c);
    const share = meanOver(160, (random) => Number(isConnected(erdosRenyi(512, p, random))));
    const sigma = Math.sqrt(connectedLimit(c) * (1 - connectedLimit(c)));
    within(share, published[k]!, 4 * sigma * Math.sqrt(1 / 160 + 1 / 400));
    within(share, connectedLimit(c), (4 * sigma) / Math.sqrt(160) + 0.02);
  });
});

it("erdosRenyi(512, ln n / n) leaves expectedIsolated vertices alone, within 4σ", () => {
  const p = connectivityThreshold(512);
  const alone = meanOver(300, (random) => degrees(erdosRenyi(512, p, random)).filter((k) => k === 0).length);
  within(alone, expectedIsolated(512, p), 4 / Math.sqrt(300));
});

it("erdosRenyi(512, p) has the path length of the formula within 3 %, for 1.5 ln n ≤ np ≤ 3 ln n", () => {
  for (const times of [1.5, 2, 3])
    for (const seed of [1, 2, 3]) {
      const p = (times * Math.log(512)) / 512;
      const { apl } = pathStats(erdosRenyi(512, p, rng(seed)));
      expect(Math.abs(apl / erPathLength(512, p) - 1)).toBeLessThan(0.03);
    }
});

it("erPathLength(512, 2 ln n / n) is 2.7430, and measured it is 2.7405 within 0.05", () => {
  const p = (2 * Math.log(512)) / 512;
  expect((512 * p).toFixed(2)).toBe("12.48");
  expect(erPathLength(512, p).toFixed(4)).toBe("2.7430");
  within(
    meanOver(5, (random) => pathStats(erdosRenyi(512, p, random)).apl),
    2.7405,
    0.05,
  );
});

it("erdosRenyi(512, p) has clustering near p and λ₁ near np + 1", () => {
  const p = (3 * Math.log(512)) / 512;
  within(
    meanOver(5, (random) => clustering(erdosRenyi(512, p, random))),
    p,
    0.004,
  );
  const lambda1 = meanOver(5, (random) => largestEigenvalues(erdosRenyi(512, p, random), 1)[0]!);
  within(lambda1, erEigenvalues(512, p).lambda1, 0.5);
});

it("erdosRenyi(512, np = 18.7) has λ₂ near 8.508 where the formula gives 8.493", () => {
  const p = (3 * Math.log(512)) / 512;
  expect((512 * p).toFixed(1)).toBe("18.7");
  expect(erEigenvalues(512, p).lambda2.toFixed(3)).toBe("8.493");
  for (const seed of [1, 2, 3]) within(spectralGap(erdosRenyi(512, p, rng(seed))).lambda2, 8.508, 0.35);
});

it("rOut(n, r) points from every vertex to r different others, each as likely as any", () => {
  const G = rOut(50, 3, rng(1));
  expect(new Set(degrees(G))).toEqual(new Set([3]));
  const counts = new Array<number>(6).fill(0);
  const random = rng(2);
  for (let run = 0; run < 5000; run++) for (const j of neighbours(rOut(6, 2, random), 3)) counts[j]!++;
  counts.forEach((count, j) => {
    within(count, j === 3 ? 0 : 2000, j === 3 ? 0 : 4 * Math.sqrt(5000 * 0.4 * 0.6));
  });
});

it("rOut(256, 1) is connected in about 23.5 % of runs and has about 2.34 components", () => {
  const share = meanOver(200, (random) => Number(isConnected(rOut(256, 1, random))));
  const parts = meanOver(200, (random) => components(rOut(256, 1, random)).count);
  within(share, 0.235, 4 * Math.SQRT2 * Math.sqrt((0.235 * 0.765) / 200));
  within(parts, 2.34, 0.4);
});

it("rOut(256, r) is connected in 200 of 200 runs for r = 2 and 3", () => {
  for (const r of [2, 3])
    expect(meanOver(200, (random) => Number(isConnected(rOut(256, r, random))))).toBe(1);
});

it("unreadFraction of random keys is near (1 − r/(n−1))^{n−1} for r = 1, 2, 3", () => {
  for (const r of [1, 2, 3]) {
    const share = meanOver(40, (random) => unreadFraction(keyLists(randomPattern(256, r, random)), 256));
    within(share, expectedUnread(256, r), 0.015);
    within(expectedUnread(256, r), Math.exp(-r), 0.002);
  }
});

it("wattsStrogatz(n, K, 0) is the ring lattice, and any β keeps nK/2 edges", () => {
  expect(wattsStrogatz(20, 6, 0, rng(1))).toEqual(ringLattice(20, 6));
  for (const beta of [0.01, 0.3, 1])
    for (const [n, K] of [
      [20, 6],
      [5, 4],
      [7, 2],
      [9, 0],
    ] as const)
      expect(edgeCount(wattsStrogatz(n, K, beta, rng(n)))).toBe((n * K) / 2);
});

it("wattsStrogatz(512, 8, β) keeps clustering as published: C/C₀ 0.990, 0.969, 0.737, 0.351", () => {
  const C0 = clustering(ringLattice(512, 8));
  [
    [0.003, 0.99],
    [0.01, 0.969],
    [0.1, 0.737],
    [0.3, 0.351],
  ].forEach(([beta, published]) => {
    const kept = meanOver(6, (random) => clustering(wattsStrogatz(512, 8, beta!, random)) / C0);
    within(kept, published!, 0.03);
    within(kept, wattsStrogatzClustering(beta!), 0.04);
  });
});

it("wattsStrogatz(512, 8, β) shortens paths as published: L/L₀ 0.497, 0.274, 0.137, 0.110", () => {
  const L0 = pathStats(ringLattice(512, 8)).apl;
  [
    [0.003, 0.497, 0.2],
    [0.01, 0.274, 0.06],
    [0.1, 0.137, 0.01],
    [0.3, 0.11, 0.005],
  ].forEach(([beta, published, width]) => {
    within(
      meanOver(6, (random) => pathStats(wattsStrogatz(512, 8, beta!, random)).apl / L0),
      published!,
      width!,
    );
  });
});

it("randomRegular(n, d) has every degree d, for small and large d, up to the complete graph", () => {
  for (const [n, d] of [
    [10, 3],
    [9, 4],
    [30, 12],
    [8, 6],
    [7, 6],
    [5, 0],
    [6, 1],
  ] as const)
    for (const seed of [1, 2, 3])
      expect(new Set(degrees(randomRegular(n, d, rng(seed))))).toEqual(new Set([d]));
});

it("randomRegular(256, 4) keeps every other |λ| ≤ 2√(d−1) + 0.1", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const G = randomRegular(256, 4, rng(seed));
    const [first, second] = largestEigenvalues(G, 2);
    expect(first).toBeCloseTo(4, 9);
    expect(Math.max(second!, -smallestEigenvalues(G, 1)[0]!)).toBeLessThanOrEqual(friedmanBound(4) + 0.1);
    expect(second).toBeGreaterThan(3);
  }
});

/** Edges, APL, diameter, C, λ₁, λ₂ of three seeds, each within its width of the published row. */
const row = (make: (seed: number) => Graph, published: number[], widths: number[]) => {
  for (const seed of [1, 2, 3]) {
    const G = make(seed);
    const { apl, diameter } = pathStats(G);
    const { lambda1, lambda2 } = spectralGap(G);
    [edgeCount(G), apl, diameter, clustering(G), lambda1, lambda2].forEach((x, k) => {
      within(x, published[k]!, widths[k]!);
    });
  }
};

it("undirected(rOut(256, 2)) is near 511 edges, APL 4.230, diameter 7, C .0272, λ 4.615 and 3.952", () => {
  const widths = [8, 0.15, 2, 0.025, 0.3, 0.35];
  row((seed) => undirected(rOut(256, 2, rng(seed))), [511, 4.23, 7, 0.0272, 4.615, 3.952], widths);
});

it("graphOf(local c=3 + 1 random) at n=256 is near 506 edges, APL 4.341, diameter 8, C .0103, λ 4.290 and 3.713", () => {
  const widths = [6, 0.15, 1, 0.015, 0.25, 0.3];
  row(
    (seed) => graphOf(localRandomPattern(256, 3, 1, rng(seed))),
    [506, 4.341, 8, 0.0103, 4.29, 3.713],
    widths,
  );
});

it("graphOf(local c=5 + 2 random) at n=256 is near 1013 edges, APL 3.009, diameter 5, C .1403, λ 8.217 and 5.911", () => {
  const widths = [10, 0.08, 1, 0.03, 0.3, 0.5];
  row(
    (seed) => graphOf(localRandomPattern(256, 5, 2, rng(seed))),
    [1013, 3.009, 5, 0.1403, 8.217, 5.911],
    widths,
  );
});

it("graphOf(BigBird w=3, g=2, r=2) at n=256 is near 1263 edges, APL 1.961, diameter 2, C .487, λ 26.19 and 4.74", () => {
  const widths = [8, 0.002, 0, 0.03, 0.3, 0.6];
  row((seed) => graphOf(bigBirdPattern(256, {}, rng(seed))), [1263, 1.961, 2, 0.487, 26.19, 4.74], widths);
});

it("arcCount(rOut(n, r)) is nr, and its undirected union has fewer edges where two vertices chose each other", () => {
  const G = rOut(100, 5, rng(1));
  expect(arcCount(G)).toBe(500);
  expect(edgeCount(undirected(G))).toBeLessThan(500);
});
