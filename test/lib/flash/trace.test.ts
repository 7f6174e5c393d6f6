import { attentionScores } from "long-attention/attention";
import { flashTrace, scoreRow, type Trace } from "long-attention/flash";
import { toRows, walkTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import golden from "./walk.json" with { type: "json" };

const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-12);
const phases = (t: Trace) => t.steps.map(({ phase }) => phase);
const count = (t: Trace, phase: string) => phases(t).filter((p) => p === phase).length;

describe("flashTrace() on the walk tensors, K and V outside", () => {
  it("flashTrace() passes the golden m, ℓ and O of rows 0, 32, 64 and 127 after every key block", () => {
    const trace = flashTrace();
    for (const { j, rows } of golden.trace)
      for (const { i, m, l, O0, O15 } of rows) {
        const step = trace.steps.find(
          (s) => s.phase === "update" && s.j === j && s.i === Math.floor(i / 32),
        )!;
        const r = i % 32;
        near(step.chip.m![r]!, m);
        near(step.chip.l![r]!, l);
        near(step.chip.O![r * 16]!, O0);
        near(step.chip.O![r * 16 + 15]!, O15);
      }
  });

  it("flashTrace() raises the running maximum in 873 of 896 row-steps after the first key block", () => {
    const trace = flashTrace();
    let raised = 0;
    for (const step of trace.steps.filter((s) => s.phase === "softmax" && s.j > 0)) {
      const before = trace.steps.find((s) => s.phase === "loadQ" && s.j === step.j && s.i === step.i)!;
      raised += step.chip.m!.filter((m, r) => m > before.chip.m![r]!).length;
    }
    expect(raised).toBe(873);
  });

  it("flashTrace() follows the storyboard: frame 7 ends with 1,600 elements read and 576 written", () => {
    const trace = flashTrace();
    expect(phases(trace).slice(0, 6)).toEqual(["loadKV", "loadQ", "score", "softmax", "update", "write"]);
    expect(trace.steps[0]).toMatchObject({ reads: 512, j: 0, i: -1 });
    expect(trace.steps[1]).toMatchObject({ reads: 1088, i: 0 });
    expect(trace.steps[5]).toMatchObject({ readsSoFar: 1600, writesSoFar: 576 });
  });

  it("flashTrace() takes 32 inner steps and ends with 57,344 accesses of 73,728", () => {
    const trace = flashTrace();
    expect(count(trace, "update")).toBe(32);
    expect(trace.accesses).toBe(57_344);
    expect(trace.standardAccesses).toBe(73_728);
    expect(trace.sramElements).toBe(2_112);
    const last = trace.steps.at(-1)!;
    expect(last.readsSoFar + last.writesSoFar).toBe(trace.accesses);
  });
});

/** "update 0 1 KOQSVlm": phase, i, j, and what is on chip after the step. */
const storyboard = (t: Trace) =>
  t.steps.map(({ phase, i, j, chip }) => `${phase} ${i} ${j} ${Object.keys(chip).sort().join("")}`);

describe("flashTrace() says what is on chip after every step", () => {
  const small = { N: 4, d: 2, Br: 2, Bc: 2 };

  it("flashTrace({ order: 'kv-outer' }) keeps K and V for all row blocks, and gives up everything else", () => {
    const tile = (i: number, j: number) => [
      `loadQ ${i} ${j} KOQVlm`,
      ...["score", "softmax", "update", "write"].map((phase) => `${phase} ${i} ${j} KOQSVlm`),
    ];
    expect(storyboard(flashTrace({ ...small, order: "kv-outer" }))).toEqual(
      [0, 1].flatMap((j) => [`loadKV -1 ${j} KV`, ...tile(0, j), ...tile(1, j)]),
    );
  });

  it("flashTrace({ order: 'q-outer' }) keeps Q, O, l and m for all key blocks, and writes them once", () => {
    expect(storyboard(flashTrace({ ...small, order: "q-outer" }))).toEqual(
      [0, 1].flatMap((i) => [
        `loadQ ${i} -1 Q`,
        `loadKV ${i} 0 KQV`,
        `score ${i} 0 KQSV`,
        `softmax ${i} 0 KQSVlm`,
        `update ${i} 0 KOQSVlm`,
        `loadKV ${i} 1 KOQVlm`,
        ...["score", "softmax", "update"].map((phase) => `${phase} ${i} 1 KOQSVlm`),
        `write ${i} -1 OQlm`,
      ]),
    );
  });

  it("flashTrace() adds up reads and writes step by step", () => {
    for (const order of ["kv-outer", "q-outer"] as const) {
      let [reads, writes] = [0, 0];
      for (const step of flashTrace({ ...small, order }).steps) {
        [reads, writes] = [reads + step.reads, writes + step.writes];
        expect([step.readsSoFar, step.writesSoFar]).toEqual([reads, writes]);
        expect(Math.min(step.reads, step.writes)).toBe(0);
      }
    }
  });
});

describe("flashTrace({ order: 'q-outer' })", () => {
  it("writes each row block once and ends with 20,608 accesses", () => {
    const trace = flashTrace({ order: "q-outer" });
    expect(count(trace, "write")).toBe(4);
    expect(trace.accesses).toBe(20_608);
    expect(trace.steps[0]).toMatchObject({ phase: "loadQ", reads: 512, i: 0, j: -1 });
  });
  it("gives the same O as the other order, to 1e-12", () => {
    const trace = flashTrace({ order: "q-outer" });
    const other = flashTrace();
    trace.O.forEach((x, t) => near(x, other.O[t]!));
  });
});

it("flashTrace({ causal: true }) visits 20 tiles", () => {
  expect(count(flashTrace({ causal: true }), "score")).toBe(20);
});

it("flashTrace({ Br: 48, Bc: 20 }) keeps short last blocks short", () => {
  const trace = flashTrace({ Br: 48, Bc: 20 });
  const last = trace.steps.filter((s) => s.phase === "score").at(-1)!;
  expect(last.chip.S!.length).toBe(32 * 8);
  expect([last.i, last.j]).toEqual([2, 6]);
});

it("scoreRow(trace, i) is row i of the scores, −∞ in the future when causal", () => {
  const { Q, K } = walkTensors();
  for (const causal of [false, true]) {
    const S = toRows(attentionScores(Q, K, { causal }));
    const trace = flashTrace({ causal });
    for (const i of [0, 37, 127]) expect([...scoreRow(trace, i)]).toEqual(S[i]);
  }
});

it("flashTrace() shows on chip just what SRAM holds when results are written", () => {
  const names = (order: "kv-outer" | "q-outer") =>
    Object.keys(flashTrace({ order }).steps.find((s) => s.phase === "write")!.chip).sort();
  expect(names("kv-outer")).toEqual(["K", "O", "Q", "S", "V", "l", "m"]);
  expect(names("q-outer")).toEqual(["O", "Q", "l", "m"]);
});
