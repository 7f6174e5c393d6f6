import fc from "fast-check";
import { fusionSchedule, fusionTraffic } from "long-attention/gpu";
import { expect, test } from "vitest";

const chain = [
  { in: ["a", "b"], out: "c" },
  { in: ["c"], out: "d" },
];
const words = (fused: boolean) =>
  fusionSchedule(chain, { fused }).map(({ kind, name, kernel }) => `${kernel}: ${kind} ${name}`);

test("fusionSchedule(multiply, root) sends c out and back; fused, c never travels", () => {
  expect(words(false)).toEqual(["0: read a", "0: read b", "0: write c", "1: read c", "1: write d"]);
  expect(words(true)).toEqual(["0: read a", "0: read b", "0: write d"]);
});

test("fusionSchedule(ops) has as many reads and writes as fusionTraffic(ops) counts", () => {
  // Operation k reads any of the inputs x, y and the results before it.
  const graph = fc
    .array(fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 7 })
    .map((reads) =>
      reads.map((picks, k) => ({
        in: picks.map((pick) => ["x", "y", ...Array.from({ length: k }, (_, j) => `r${j}`)][pick % (k + 2)]!),
        out: `r${k}`,
      })),
    );
  fc.assert(
    fc.property(graph, (ops) => {
      const { reads, writes } = fusionTraffic(ops);
      for (const version of ["unfused", "fused"] as const) {
        const schedule = fusionSchedule(ops, { fused: version === "fused" });
        expect(schedule.filter(({ kind }) => kind === "read").length).toBe(reads[version]);
        expect(schedule.filter(({ kind }) => kind === "write").length).toBe(writes[version]);
      }
    }),
    { seed: 7, numRuns: 50 },
  );
});

test("fusionSchedule refuses what fusionTraffic refuses", () => {
  expect(() => fusionSchedule([])).toThrow("fusionTraffic: ops is empty");
});
