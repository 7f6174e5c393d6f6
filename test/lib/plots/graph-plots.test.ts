import {
  clustering,
  connectivityThreshold,
  erdosRenyi,
  friedmanBound,
  isConnected,
  pathStats,
  randomRegular,
  ringLattice,
  spectrum,
  unreadFraction,
  wattsStrogatz,
} from "long-attention/graph";
import { connectivityCurve, smallWorld, spectrumHistogram, unreadKeys } from "long-attention/plots";
import { keyLists, randomPattern } from "long-attention/sparse";
import { rng } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("connectivityCurve(n = 128) lays the measured dots on exp(−e^{−c})", async () => {
  const points = [-2, -1, 0, 1, 2, 3, 4].map((c) => {
    const random = rng(c + 10);
    const graphs = Array.from({ length: 50 }, () => erdosRenyi(128, connectivityThreshold(128, c), random));
    return { c, connected: graphs.filter(isConnected).length / 50 };
  });
  await checkPicture("connectivity-curve", () => connectivityCurve({ n: 128, runs: 50, points }), [
    "(limit 0.37)",
    "c = 4.0",
  ]);
});

test("smallWorld(n = 128, K = 8) shows paths falling before clustering", async () => {
  const lattice = ringLattice(128, 8);
  const [C0, L0] = [clustering(lattice), pathStats(lattice).apl];
  const points = [0.001, 0.01, 0.1, 1].map((beta) => {
    const G = wattsStrogatz(128, 8, beta, rng(1));
    return { beta, C: clustering(G) / C0, L: pathStats(G).apl / L0 };
  });
  await checkPicture("small-world", () => smallWorld({ n: 128, K: 8, points }), ["β = 0.001: C 1.00"]);
});

test("spectrumHistogram(ring lattice, random regular) names λ₁ and λ₂", async () => {
  const rows = [
    { label: "ring lattice", values: spectrum(ringLattice(64, 8)) },
    { label: "random regular", values: spectrum(randomRegular(64, 8, rng(1))) },
  ];
  const draw = () => spectrumHistogram(rows, { bound: friedmanBound(8) });
  await checkPicture("spectrum-histogram", draw, ["ring lattice: λ₁ 8.00, λ₂ 7.71", "Dashed lines at ±5.29"]);
});

test("unreadKeys(n = 128) expects 36.6 % at r = 1", async () => {
  const points = [1, 2, 3].map((r) => ({
    r,
    unread: [1, 2, 3, 4].map((seed) => unreadFraction(keyLists(randomPattern(128, r, rng(seed))), 128)),
  }));
  await checkPicture("unread-keys", () => unreadKeys({ n: 128, points }), ["(expected 36.6 %)"]);
});

test("the graph plots say what is missing or out of range", () => {
  expect(() => connectivityCurve({ n: 8, runs: 1, points: [{ c: 0, connected: 1 }] })).toThrow(
    "at least two",
  );
  const [low, high] = [
    { c: 0, connected: 2 },
    { c: 1, connected: 1 },
  ];
  expect(() => connectivityCurve({ n: 8, runs: 1, points: [low, high] })).toThrow(
    "connectivityCurve: connected at c = 0 must lie between 0 and 1, not 2",
  );
  expect(() => smallWorld({ n: 8, K: 2, points: [] })).toThrow("smallWorld: points needs at least two");
  expect(() => spectrumHistogram([])).toThrow("spectrumHistogram: there are no rows");
  expect(() => spectrumHistogram([{ label: "a", values: [1, 2] }])).toThrow("must come largest first");
  expect(() => unreadKeys({ n: 8, points: [{ r: 1, unread: [0.2] }] })).toThrow("at least two values of r");
  expect(() =>
    unreadKeys({
      n: 8,
      points: [
        { r: 1, unread: [] },
        { r: 2, unread: [0] },
      ],
    }),
  ).toThrow("the number of runs at r = 1");
});
