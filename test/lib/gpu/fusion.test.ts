import fc from "fast-check";
import { A100_80GB, elementwiseIntensity, fusionTraffic, type Op, roofline } from "long-attention/gpu";
import { expect, test } from "vitest";

const chain: Op[] = [
  { in: ["a", "b"], out: "c" },
  { in: ["c"], out: "d" },
];

test("fusionTraffic(c = a·b, d = √c) is 5 accesses unfused and 3 fused", () => {
  expect(fusionTraffic(chain, ["d"])).toEqual({
    unfused: 5,
    fused: 3,
    reads: { unfused: 3, fused: 2 },
    writes: { unfused: 2, fused: 1 },
  });
});

test('fusionTraffic(ops) writes final results without being told: keep = [] equals keep = ["d"]', () => {
  expect(fusionTraffic(chain)).toEqual(fusionTraffic(chain, ["d"]));
});

test('fusionTraffic(ops, ["c", "d"]) writes a kept intermediate too', () => {
  expect(fusionTraffic(chain, ["c", "d"])).toMatchObject({ unfused: 5, fused: 4 });
});

test("fusionTraffic(diamond) reads a shared input once and no intermediate at all", () => {
  const diamond: Op[] = [
    { in: ["x"], out: "l" },
    { in: ["x"], out: "r" },
    { in: ["l", "r", "x"], out: "y" },
  ];
  expect(fusionTraffic(diamond, ["y"])).toMatchObject({ unfused: 8, fused: 2 });
});

test("fusionTraffic(y = x·x) reads x once", () => {
  expect(fusionTraffic([{ in: ["x", "x"], out: "y" }])).toMatchObject({ unfused: 2, fused: 2 });
});

test("elementwiseIntensity(2, accesses, 4) of the fusion example goes from 0.1 to 0.1667", () => {
  const { unfused, fused } = fusionTraffic(chain);
  expect(elementwiseIntensity(2, unfused, 4)).toBeCloseTo(0.1, 12);
  expect(elementwiseIntensity(2, fused, 4)).toBeCloseTo(0.1667, 4);
});

test("roofline(2n, bytes, …) of the fusion example takes 9.81 µs unfused and 5.89 µs fused for n = 10⁶", () => {
  const n = 1e6;
  const { unfused, fused } = fusionTraffic(chain);
  const run = (accesses: number) => roofline(2 * n, accesses * 4 * n, 19.5e12, A100_80GB.hbmBytesPerSecond);
  expect(run(unfused).total * 1e6).toBeCloseTo(9.81, 2);
  expect(run(fused).total * 1e6).toBeCloseTo(5.89, 2);
  expect(run(fused).bound).toBe("memory");
});

/** A random graph: operation k reads any of three inputs and the results before it. */
const graph = fc
  .array(fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
  .map((picks) =>
    picks.map((pick, k): Op => {
      const names = ["x", "y", "z", ...Array.from({ length: k }, (_, i) => `t${i}`)];
      return { in: pick.map((p) => names[p % names.length]!), out: `t${k}` };
    }),
  );

test("fusionTraffic(ops, keep) never moves more fused than unfused", () => {
  fc.assert(
    fc.property(graph, fc.array(fc.nat(), { maxLength: 3 }), (ops, picks) => {
      const keep = picks.map((p) => ops[p % ops.length]!.out);
      const { unfused, fused } = fusionTraffic(ops, keep);
      expect(fused).toBeLessThanOrEqual(unfused);
    }),
    { seed: 7, numRuns: 100 },
  );
});

test("fusionTraffic(ops, keep) of a single operation gains nothing by fusion", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1 }), (names) => {
      const { unfused, fused } = fusionTraffic([{ in: names, out: "y" }]);
      expect(fused).toBe(unfused);
    }),
    { seed: 7, numRuns: 50 },
  );
});
