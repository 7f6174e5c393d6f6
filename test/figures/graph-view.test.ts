import { bfs, clustering, pathStats, ringLattice, ringLatticeSpectrum } from "long-attention/graph";
import { expect, test } from "vitest";
import { init, measure, mostExtra, n, settle, waveOf } from "../../figures/src/graph-view/state.ts";

test("measure(the ring alone) equals the ring lattice of the library", () => {
  for (const K of [2, 4]) {
    const now = measure(init({ K }));
    const lattice = ringLattice(n, K);
    expect(now.G).toEqual(lattice);
    expect(now.paths).toEqual(pathStats(lattice));
    expect(now.clustering).toBe(clustering(lattice));
    const exact = ringLatticeSpectrum(n, K);
    expect(Math.max(...now.values.map((value, k) => Math.abs(value - exact[k]!)))).toBeLessThan(1e-9);
  }
});

test("measure(counts) holds every pair once, and its mean is the mean path", () => {
  const { counts, paths } = measure(init({ extra: 11 }));
  const pairs = counts.reduce((sum, c) => sum + c, 0);
  expect(pairs).toBe((n * (n - 1)) / 2);
  expect(counts.reduce((sum, c, k) => sum + c * k, 0) / pairs).toBeCloseTo(paths.apl, 12);
  expect(counts.length - 1).toBe(paths.diameter);
});

test("measure(extra + 1) keeps the random edges it had and adds one that is new", () => {
  for (const seed of [1, 2, 3])
    for (const extra of [0, 5, mostExtra - 1]) {
      const [before, after] = [measure(init({ seed, extra })), measure(init({ seed, extra: extra + 1 }))];
      expect(after.chords.slice(0, extra)).toEqual(before.chords);
      expect(after.edges).toBe(before.edges + 1);
      expect(after.edges).toBe(n + extra + 1); // none is a loop, on the ring already, or there twice
    }
});

test("measure(hub) brings everything within two hops", () => {
  const now = measure(init({ hub: true }));
  expect(now.paths.diameter).toBe(2);
  expect(now.edges).toBe(n + n - 1 - 2);
});

test("settle(a wave) stops when everything is reached", () => {
  const state = settle({ ...init({ extra: 20 }), wave: 99 });
  expect(state.wave).toBe(waveOf(state).layers);
  expect(waveOf(state).hops).toEqual(bfs(measure(state).G, state.source));
});

test("init(props out of range) clamps them and says so", () => {
  expect(init({ extra: 1000, source: -1 })).toMatchObject({ extra: mostExtra, source: 0 });
  expect(init({ K: 3 }).note).toBe("K: 3 is out of range, showing 2.");
});
