import { expect, test } from "vitest";
import { countsOf, crowd, patterns } from "../../../grader/src/checks/04-sparse-patterns/fair-keys.ts";
import { unfair } from "../../../grader/src/checks/chance.ts";
import { rng as seeded } from "../../../lib/src/tensor/index.ts";

const { T, g, r } = crowd;

/** Lists of legal keys of which one is drawn more often, by this share, than it should be. */
function pattern(which: number, bias: number, rng: () => number): number[][] {
  return Array.from({ length: T }, (_, i) => {
    if (i < g) return [];
    const legal = Array.from({ length: T }, (_, j) => j).filter((j) => j >= g && j !== i);
    const one = legal[which]!;
    const others = legal.filter((j) => j !== one);
    const list = rng() < (r / legal.length) * (1 + bias) ? [one] : [];
    while (list.length < r) list.push(...others.splice(Math.floor(rng() * others.length), 1));
    return list;
  });
}

const found = (bias: number, tries: number) =>
  Array.from({ length: tries }, (_, k) => seeded(k + 1)).filter(
    (rng, k) =>
      unfair(countsOf(Array.from({ length: patterns }, () => pattern(k % 10, bias, rng)))) !== undefined,
  ).length;

test("unfair(countsOf(drawn)) finds a key that is drawn 20 % more or less often, and nothing in fair draws", () => {
  expect(found(0, 12)).toBe(0);
  expect(found(0.2, 12)).toBeGreaterThanOrEqual(11);
  expect(found(-0.2, 12)).toBeGreaterThanOrEqual(11);
});
