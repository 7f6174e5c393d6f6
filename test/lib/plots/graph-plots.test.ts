import {
  clustering,
  erdosRenyi,
  isConnected,
  pathStats,
  ringLattice,
  wattsStrogatz,
} from "long-attention/graph";
import { connectivityCurve, smallWorld } from "long-attention/plots";
import { rng } from "long-attention/tensor";
import { expect, test } from "vitest";
import { checkPicture } from "./check-picture.ts";

test("connectivityCurve(n = 32, 128) shows a step near ln n on an axis of degrees that begins at 0", async () => {
  const series = [32, 128].map((n) => {
    const random = rng(n);
    const points = [1, 3, 5, 7, 9].map((degree) => {
      const graphs = Array.from({ length: 50 }, () => erdosRenyi(n, degree / (n - 1), random));
      return { degree, connected: graphs.filter(isConnected).length / 50 };
    });
    return { n, points };
  });
  const draw = () => connectivityCurve({ runs: 50, series });
  await checkPicture("connectivity-curve", draw, ["n = 32: 0.00 at 1.0", "n = 128: 0.00 at 1.0"]);
  expect(draw().svg).toMatch(/n = 128: .*(0\.9\d|1\.00) at 9\.0/);
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

test("the graph plots say what is missing or out of range", () => {
  expect(() => connectivityCurve({ runs: 1, series: [] })).toThrow(
    "connectivityCurve: there are 0 sizes n; give one to 3",
  );
  const wrong = { n: 8, points: [{ degree: 3, connected: 2 }] };
  expect(() => connectivityCurve({ runs: 1, series: [wrong] })).toThrow(
    "connectivityCurve: connected at degree 3 must lie between 0 and 1, not 2",
  );
  expect(() => smallWorld({ n: 8, K: 2, points: [] })).toThrow("smallWorld: points needs at least two");
});
