import { expect, it } from "vitest";
import { inTurns, median, timesLonger } from "../../bench/src/measure.ts";
import { markdown, passes } from "../../bench/src/report.ts";

it("median([…]) is the middle, or the mean of the two in the middle", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});

it("inTurns runs the candidates in turn, and counts no warm-up", async () => {
  const order: string[] = [];
  const candidate = (name: string, cpuMs: number) => () => {
    order.push(name);
    return { cpuMs };
  };
  const times = await inTurns({ a: candidate("a", 6), b: candidate("b", 2) }, 2, 1);
  expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
  expect(times).toEqual({ a: [6, 6], b: [2, 2] });
});

it("timesLonger(a, b) takes the ratio within each round, so that a slow round does not count twice", () => {
  expect(timesLonger([10, 200, 30], [5, 100, 10])).toBe(2);
});

it("passes(figure) judges by the gate, whichever way is better, and leaves alone what was not measured", () => {
  expect(passes({ name: "speed", value: 1.2, gate: 1.2 })).toBe(true);
  expect(passes({ name: "speed", value: 1.1, gate: 1.2 })).toBe(false);
  expect(passes({ name: "exponent", value: 1.2, gate: 1.1, less: true })).toBe(false);
  expect(passes({ name: "threads", value: 1, aim: 1.9 })).toBeUndefined();
  expect(passes({ name: "peer", gate: 1 })).toBeUndefined();
});

it("markdown(results) says what is below its gate and what was not measured", () => {
  const text = markdown(
    {
      figures: [
        { name: "slow", value: 1, aim: 3, gate: 2 },
        { name: "absent", gate: 2 },
      ],
      rates: [{ name: "wasm", ms: 10, flopsPerSecond: 3e10 }],
      absent: ["torch: not installed"],
      machine: { scalar: 1e9, simd: 2e9, read: 3e9 },
      rungs: [{ name: "ndarray", intensity: 1, flopsPerSecond: 1e8 }],
    },
    ["1", "2"],
  );
  expect(text).toContain("| slow | 1.00 | 3 | 2 | BELOW THE GATE |");
  expect(text).toContain("| absent | – | – | 2 | not measured here |");
  expect(text).toContain("Not running here: torch: not installed.");
});
