import { figure } from "@long-attention/figures";
import { describe, expect, it } from "vitest";
import { listing, runningLines, shownRow } from "../../figures/src/flash-stepper/listing.ts";
import { current, init } from "../../figures/src/flash-stepper/state.ts";

const lit = (props: object) => listing(init({ ...props })).flatMap(({ lit }, k) => (lit ? [k + 1] : []));

describe("listing(state), the algorithm beside the stepper", () => {
  it("lights the lines of each phase, K and V outside", () => {
    expect([0, 1, 2, 3, 4, 5].map((step) => lit({ step }))).toEqual([[3], [5], [6], [7, 8, 9], [10], [11]]);
  });

  it("lights the lines of each phase, Q outside", () => {
    const order = "q-outer";
    expect([0, 1, 2, 3, 4].map((step) => lit({ step, order }))).toEqual([[2], [4], [5], [6, 7, 8], [9]]);
    expect(lit({ step: 33, order })).toEqual([10]);
  });

  it("names each variable with the library's numbers of the shown row", () => {
    const state = init({ step: 56, row: 64 });
    const { m, l, O } = current(state).chip;
    const values = listing(state).map((line) => line.values);
    expect(values.slice(1, 5)).toEqual(["j = 2", "rows 32 to 47", "i = 2", "rows 64 to 95"]);
    expect(values[7]).toMatch(new RegExp(`^max\\(1\\.055, ${m![0]!.toFixed(3)}\\) = ${m![0]!.toFixed(3)}$`));
    const [, shrink, before, grow, sum, now] = /^(.*) · (.*) \+ (.*) · (.*) = (.*)$/
      .exec(values[8]!)!
      .map(Number);
    expect(shrink! * before! + grow! * sum!).toBeCloseTo(now!, 1);
    expect(values[8]).toMatch(new RegExp(`= ${l![0]!.toFixed(3)}$`));
    expect(values[9]).toBe(`O[64][0] = ${O![0]!.toFixed(3)}`);
  });

  it("takes the masked scores of a tile on the diagonal", () => {
    const state = init({ step: 3, row: 0, causal: true });
    expect(listing(state)[6]!.values).toBe(`m̃ = ${current(state).chip.m![0]!.toFixed(3)}, ℓ̃ = 1.000`);
  });

  it("says no numbers of what has not run", () => {
    expect(listing(init({ step: 0 })).map(({ values }) => values)).toEqual([
      "",
      "j = 0",
      "rows 0 to 15",
      ...Array(8).fill(""),
    ]);
  });
});

it("shownRow(state) is the red row, or the first of the row block on chip", () => {
  expect([shownRow(init({ step: 7, row: 37 })), shownRow(init({ step: 2, row: 37 }))]).toEqual([37, 0]);
  expect(shownRow(init({ step: 0 }))).toBeUndefined();
});

it("runningLines(state) says which lines run, with their numbers", () => {
  expect(runningLines(init({ step: 2 }))).toBe(
    "Line 6 of Algorithm 1 (FlashAttention): S = Qᵢ Kⱼᵀ / √d, here 32 × 16 scores.",
  );
  expect(runningLines(init({ step: 3 }))).toMatch(/^Lines 7 to 9 of Algorithm 1/);
});

it("figure('flash-stepper') lists the algorithm in its text and its picture, too", () => {
  const { svg, alt } = figure("flash-stepper", { step: 2, order: "kv-outer" });
  expect(svg).toContain("ℓ_new = e^(mᵢ − m_new) ℓᵢ + e^(m̃ − m_new) ℓ̃");
  expect(alt).toContain("Line 6 of Algorithm 1");
  expect(svg.length).toBeLessThan(150_000);
});
