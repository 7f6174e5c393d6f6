import fc from "fast-check";
import { findings, flashTrace, isAlarm, type Kernel, tellingRuns, traceKernel } from "long-attention/flash";
import type { TileMemory } from "long-attention/gpu";
import { describe, expect, it } from "vitest";
import { flashForward as set3 } from "../../../grader/src/checks/07-flash-attention/flash-forward.ts";
import { flash2Forward as set4 } from "../../../grader/src/checks/07-flash-attention/flash2-forward.ts";
import { algorithm1 } from "../../../lib/src/flash/algorithm1.ts";
import { algorithm2 } from "../../../lib/src/flash/algorithm2.ts";
import { flash2Forward, flashForward } from "../../../solutions/07-flash-attention.ts";

const references: readonly (readonly [string, Kernel])[] = [
  ["the solution of 07.3", flashForward],
  ["the solution of 07.4", flash2Forward],
  ["algorithm1", { onDevice: algorithm1 }],
  ["algorithm2", { onDevice: algorithm2 }],
];

const alarms = (kernel: Kernel, run = {}) => findings(traceKernel(kernel, run)).filter(isAlarm);
/** The first run that shows something, as the figure chooses it. */
const first = (kernel: Kernel) =>
  tellingRuns.map((run) => alarms(kernel, run)).find((found) => found.length > 0);

describe("traceKernel() records a kernel as flashTrace() records the library's own", () => {
  it.each([
    ["kv-outer", flashForward],
    ["q-outer", flash2Forward],
  ] as const)(
    "traceKernel() of the solution, %s, has flashTrace()'s steps, traffic and numbers",
    (order, kernel) => {
      const sizes = { N: 20, d: 4, Br: 6, Bc: 8 };
      const [own, reference] = [traceKernel(kernel, sizes), flashTrace({ ...sizes, order })];
      const told = ({ phase, i, j, readsSoFar, writesSoFar }: (typeof own.steps)[number]) =>
        `${phase} ${i} ${j} ${readsSoFar} ${writesSoFar}`;
      expect(own.config).toEqual(reference.config);
      expect(own.steps.map(told)).toEqual(reference.steps.map(told));
      for (const [k, { phase, chip }] of own.steps.entries())
        if (phase !== "softmax" && phase !== "score" && chip.O)
          chip.O.forEach((x, t) => expect(x).toBeCloseTo(reference.steps[k]!.chip.O![t]!, 10));
    },
  );

  it("traceKernel() keeps the steps of a kernel that throws, and its sentence", () => {
    const trace = traceKernel((mem: TileMemory) => {
      mem.matmul(mem.load(mem.Q, 0, 4), mem.load(mem.K, 0, 4));
    });
    expect(trace.steps.map(({ phase }) => phase)).toEqual(["loadQ", "loadKV"]);
    expect(findings(trace)[0]).toMatchObject({ kind: "stopped", steps: [1] });
    expect(trace.stopped).toMatch(/^mem\.matmul: the tiles are \[4,8\] and \[4,8\]/);
  });

  it("traceKernel() puts interleaved arithmetic into the phases of its tile", () => {
    const trace = traceKernel((mem: TileMemory) => {
      const [Q, K, V] = [mem.load(mem.Q, 0, 4), mem.load(mem.K, 0, 4), mem.load(mem.V, 0, 4)];
      const S = mem.matmulT(Q, K);
      const PV = mem.matmul(S, V); // before the exponentials
      mem.exp(S);
      mem.store(PV, mem.O, 0, 4);
    });
    expect(trace.steps.map(({ phase }) => phase)).toEqual([
      "loadQ",
      "loadKV",
      "score",
      "softmax",
      "update",
      "write",
    ]);
  });
});

describe("findings() of a right kernel", () => {
  it.each(references)("findings(traceKernel()) has nothing to mend in %s", (_, kernel) => {
    for (const run of tellingRuns) expect(alarms(kernel, run)).toEqual([]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 13 }),
        fc.integer({ min: 1, max: 13 }),
        (N, d, Br, Bc) => {
          expect(alarms(kernel, { N, d, Br, Bc })).toEqual([]);
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });

  it("findings(traceKernel()) says when SRAM held most", () => {
    const found = findings(traceKernel(flash2Forward)).find(({ kind }) => kind === "peak");
    expect(found).toMatchObject({ steps: [4] });
    expect(found!.text).toContain("720 elements");
  });
});

/** What each mistake that the grader knows shows first: its kind, phase and tile. */
const shown: Readonly<Record<string, string>> = {
  "07.3 no-short-block": "skipped, update, tile 0,7",
  "07.3 no-rescale": "differs, update, tile 0,1",
  "07.3 output-not-shrunk": "differs, update, tile 0,1",
  "07.3 tile-not-shrunk": "differs, update, tile 0,1",
  "07.3 block-maximum": "differs, update, tile 0,1",
  "07.3 never-divides": "differs, update, tile 0,1",
  "07.3 forgets-to-store-m": "differs, loadQ, tile 0,1",
  "07.3 mean-of-blocks": "differs, update, tile 0,1",
  "07.3 maximum-starts-at-zero": "differs, update, tile 0,0",
  "07.3 forgets-old-sum": "differs, update, tile 0,1",
  "07.3 loops-swapped": "again, loadQ, of Q",
  "07.3 no-scale": "differs, score, tile 0,0",
  "07.3 scale-by-d": "differs, score, tile 0,0",
  "07.3 sum-not-shrunk": "differs, update, tile 0,1",
  "07.4 printed-inverse": "differs, update, tile 0,1",
  "07.4 log-without-maximum": "differs, write, of L",
  "07.4 divides-each-step": "differs, update, tile 0,1",
  "07.4 never-divides": "differs, write, tile 0,7",
  "07.4 no-rescale": "differs, update, tile 0,1",
  "07.4 output-not-shrunk": "differs, update, tile 0,1",
  "07.4 sum-not-shrunk": "differs, update, tile 0,1",
  "07.4 block-maximum": "differs, update, tile 0,1",
  "07.4 logarithm-first": "differs, write, tile 0,7",
  "07.4 no-scale": "differs, score, tile 0,0",
  "07.4 maximum-starts-at-zero": "differs, update, tile 0,0",
  "07.4 reloads-queries": "again, loadQ, of Q",
  "07.4 no-short-block": "skipped, update, tile 0,7",
  "07.4 logarithm-as-sum": "differs, write, of L",
  "07.4 logarithm-of-two": "differs, write, of L",
  "07.4 maximum-as-logarithm": "differs, write, of L",
};

describe("findings() of the mistakes that the grader knows", () => {
  const mutants = [set3, set4].flatMap(({ id, mutants }) =>
    mutants
      .filter((mutant) => mutant.id !== "scale-by-dv") // here V is as wide as Q
      .map((mutant) => [`${id} ${mutant.id}`, mutant.solution as Kernel] as const),
  );

  it.each(mutants)("findings(traceKernel()) shows %s first where it begins", (name, kernel) => {
    const run = tellingRuns.find((run) => alarms(kernel, run).length > 0)!;
    const trace = traceKernel(kernel, run);
    const [found] = findings(trace).filter(isAlarm);
    const where = found!.tiles ? `tile ${found!.tiles[0]}` : `of ${found!.array}`;
    expect(`${found!.kind}, ${trace.steps[found!.steps[0]!]!.phase}, ${where}`).toBe(shown[name]);
  });

  it("findings() names the row, the right number and the wrong one", () => {
    const mutant = mutants.find(([name]) => name === "07.4 output-not-shrunk")![1];
    expect(first(mutant)![0]!.text).toBe(
      "The first difference, in tile (i = 0, j = 1): O of row 3, column 0, after 16 keys, should be 0.01085, but is −0.08117; its m and ℓ are right.",
    );
  });
});

describe("findings() of loads for nothing", () => {
  const twice = (mem: TileMemory, Br: number, Bc: number) => {
    const load = mem.load.bind(mem);
    mem.load = (array, from, to) => {
      if (array === mem.K) mem.free(load(array, from, to));
      return load(array, from, to);
    };
    flash2Forward(mem, Br, Bc);
  };

  it("findings() names K loaded twice, and the load that nothing read", () => {
    expect(alarms(twice).map(({ text }) => text)).toEqual([
      "Rows 0 to 7 of K are loaded 8 times, where this loop order loads them 4 times. In all, 2048 elements of K are read again for nothing.",
      "Rows 0 to 7 of K are loaded, but nothing reads them, and so are 31 more loads of K.",
    ]);
  });

  it("findings() names V that is loaded and never read", () => {
    const kernel = (mem: TileMemory, Br: number, Bc: number) => {
      mem.free(mem.load(mem.V, 0, Bc));
      flashForward(mem, Br, Bc);
    };
    expect(alarms(kernel).map(({ kind, array, steps }) => [kind, array, steps[0]])).toEqual([
      ["again", "V", 0],
      ["unread", "V", 0],
    ]);
  });
});
