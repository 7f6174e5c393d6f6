import { attention, attentionBackward } from "long-attention/attention";
import { kernelGrid } from "long-attention/flash";
import { type Device, type GridKernel, type HbmArray, hazards } from "long-attention/gpu";
import { walkTensors } from "long-attention/tensor";
import { describe, expect, it } from "vitest";
import { forward1 } from "../../../grader/src/checks/07-flash-attention/forward1.ts";
import { algorithm1 } from "../../../lib/src/flash/algorithm1.ts";
import { algorithm2 } from "../../../lib/src/flash/algorithm2.ts";
import { flash2Forward, flashForward } from "../../../solutions/07-flash-attention.ts";

const [N, d, Br, Bc] = [20, 4, 6, 8];
const rowBlocks = Math.ceil(N / Br);
const keyBlocks = Math.ceil(N / Bc);
const scale = 1 / Math.sqrt(d);
const { Q: q, K: k, V: v } = walkTensors(N, d);

const rowsOf = (A: HbmArray, from: number, to: number): HbmArray => ({
  ...A,
  rows: to - from,
  data: A.data.subarray(from * A.cols, to * A.cols),
});
const laid = (device: Device) => ({
  Q: device.input("Q", [N, d], q.data as Float64Array),
  K: device.input("K", [N, d], k.data as Float64Array),
  V: device.input("V", [N, d], v.data as Float64Array),
  O: device.reserve("O", [N, d]),
});
type Laid = ReturnType<typeof laid>;

/** A library kernel whose row blocks are a grid; what they leave is kept to be held against exact attention. */
const byRows = (
  algorithm: typeof algorithm1 | typeof algorithm2,
  more: { causal?: boolean; visits?: (i: number, j: number) => boolean },
  left?: { O?: HbmArray },
): GridKernel<Laid> => ({
  arrays: (device) => {
    const arrays = laid(device);
    if (left) left.O ??= arrays.O;
    return arrays;
  },
  launches: [
    {
      run(device, { Q, K, V, O }, b) {
        const [from, to] = [b * Br, Math.min((b + 1) * Br, N)];
        const keys = more.causal ? to : N; // a row block of a causal kernel needs no later keys
        const { visits } = more;
        const result = algorithm(
          device,
          { Q: rowsOf(Q, from, to), K: rowsOf(K, 0, keys), V: rowsOf(V, 0, keys) },
          {
            Br,
            Bc,
            scale,
            causal: more.causal ?? false,
            ...(visits && { visits: (_: number, j: number) => visits(b, j) }),
          },
        );
        device.store(device.load(result.O), O, { from, to });
      },
    },
  ],
});

describe("hazards(kernel) raises no alarm on", () => {
  it.each([
    ["the solution of 07.3", flashForward],
    ["the solution of 07.4", flash2Forward],
  ] as const)("%s, split by queries, also with short last blocks", (_, solution) => {
    for (const run of [{}, { N: 20, d: 4, Br: 6, Bc: 8 }])
      expect(hazards(kernelGrid(solution, "queries", run))).toEqual([]);
  });

  it.each([
    ["algorithm1", algorithm1, {}],
    ["algorithm2", algorithm2, {}],
    ["algorithm1, causal", algorithm1, { causal: true }],
    ["algorithm2, causal", algorithm2, { causal: true }],
    ["algorithm2, block-sparse", algorithm2, { visits: (i: number, j: number) => (i + j) % 2 === 0 }],
  ] as const)("%s by row blocks, whose result is exact", (_, algorithm, more) => {
    const left: { O?: HbmArray } = {};
    expect(hazards(byRows(algorithm, more, left), { blocks: rowBlocks })).toEqual([]);
    if ("visits" in more) return;
    const exact = attention(q, k, v, more).data as Float64Array;
    left.O!.data.forEach((x, t) => expect(x).toBeCloseTo(exact[t]!, 10));
  });

  it("split-K: partial results in rows of their own, merged in a second launch", () => {
    const left: { O?: HbmArray } = {};
    expect(hazards(splitK({ apart: true, left }), { blocks: keyBlocks })).toEqual([]);
    const exact = attention(q, k, v).data as Float64Array;
    left.O!.data.forEach((x, t) => expect(x).toBeCloseTo(exact[t]!, 10));
  });

  it("the backward pass in two launches: dK and dV by key blocks, dQ by row blocks", () => {
    const left: Kept = {};
    expect(hazards(backward("two launches", left), { blocks: keyBlocks })).toEqual([]);
    const exact = attentionBackward(q, k, v, v);
    for (const name of ["dQ", "dK", "dV"] as const)
      left[name]!.data.forEach((x, t) => expect(x).toBeCloseTo((exact[name].data as Float64Array)[t]!, 10));
  });
});

describe("hazards(kernel) names", () => {
  it("Algorithm 1's outer loop made a grid: every block of keys works on the same O, ℓ and m", () => {
    const found = hazards(kernelGrid(flashForward, "keys"));
    expect(found.slice(0, 3)).toEqual(
      ["O", "l", "m"].map(
        (name) => `Blocks 0 to 7 all write rows 0 to 63 of ${name}, and nothing orders them.`,
      ),
    );
    expect(found.slice(3).map((text) => text.slice(0, 48))).toEqual(
      ["O", "l", "m"].map((name) => `The order of the blocks decides row 0 of ${name} (and `.slice(0, 48)),
    );
  });

  it("m and ℓ that were never filled", () => {
    const kernel = (mem: Parameters<typeof flashForward>[0], br: number, bc: number) => {
      const fill = mem.fill.bind(mem);
      mem.fill = (array, value) => array !== mem.m && fill(array, value);
      flashForward(mem, br, bc);
    };
    expect(hazards(kernelGrid(kernel, "queries", { N: 20, d: 4, Br: 10, Bc: 20 }))).toEqual([
      "Block 0 reads rows 0 to 9 of m, which nobody has written before.",
      "Block 1 reads rows 10 to 19 of m, which nobody has written before.",
    ]);
  });

  it("m that is never stored, since the next pass reads what was filled: no hazard, though wrong", () => {
    expect(hazards(kernelGrid(forward1({ storesMaximum: false }), "queries"))).toEqual([]);
  });

  it("split-K whose parts share their rows", () => {
    const found = hazards(splitK({ apart: false, left: {} }), { blocks: keyBlocks });
    expect(found[0]).toBe(
      "In launch 0, blocks 0, 1 and 2 all write rows 0 to 19 of parts, and nothing orders them.",
    );
    expect(found[1]).toBe(
      "In launch 1, block 0 reads rows 20 to 59 of parts, which nobody has written before.",
    );
  });

  it("the backward pass in one launch: key blocks add to the same rows of dQ", () => {
    expect(hazards(backward("one launch", {}), { blocks: keyBlocks })).toEqual([
      "Blocks 0, 1 and 2 all write rows 0 to 19 of dQ, and nothing orders them.",
    ]);
  });
});

/** Split-K: block b attends to its own keys; then one block merges. A row of `parts`: its output, m and ℓ. */
function splitK({
  apart,
  left,
}: {
  apart: boolean;
  left: { O?: HbmArray };
}): GridKernel<Laid & { parts: HbmArray }> {
  const width = d + 2;
  return {
    arrays: (device) => {
      const arrays = { ...laid(device), parts: device.reserve("parts", [keyBlocks * N, width]) };
      left.O ??= arrays.O;
      return arrays;
    },
    launches: [
      {
        run(device, { Q, K, V, parts }, b) {
          const [from, to] = [b * Bc, Math.min((b + 1) * Bc, N)];
          const inputs = { Q, K: rowsOf(K, from, to), V: rowsOf(V, from, to) };
          const { O, l, m } = algorithm1(device, inputs, { Br, Bc, scale, causal: false });
          const tile = device.alloc("part", [N, width]);
          const [o, sums, maxima] = [device.load(O), device.load(l), device.load(m)];
          for (let r = 0; r < N; r++)
            tile.data.set(
              [...o.data.subarray(r * d, (r + 1) * d), maxima.data[r]!, sums.data[r]!],
              r * width,
            );
          const at = apart ? b * N : 0;
          device.store(tile, parts, { from: at, to: at + N });
        },
      },
      {
        blocks: 1,
        run(device, { O, parts }) {
          const all = Array.from(
            { length: keyBlocks },
            (_, b) => device.load(parts, { from: b * N, to: (b + 1) * N }).data,
          );
          const tile = device.alloc("O", [N, d]);
          for (let r = 0; r < N; r++) {
            const at = (part: Float64Array, c: number) => part[r * width + c]!;
            const m = Math.max(...all.map((part) => at(part, d)));
            const weights = all.map((part) => Math.exp(at(part, d) - m) * at(part, d + 1));
            const sum = weights.reduce((x, y) => x + y, 0);
            for (let c = 0; c < d; c++)
              tile.data[r * d + c] = all.reduce((x, part, b) => x + (weights[b]! / sum) * at(part, c), 0);
          }
          device.store(tile, O);
        },
      },
    ],
  };
}

interface Gradients {
  readonly dQ: HbmArray;
  readonly dK: HbmArray;
  readonly dV: HbmArray;
}

/** The gradients that the first run leaves. */
type Kept = { -readonly [name in keyof Gradients]?: Gradients[name] };

/** FlashAttention-2's backward pass for dO = V, with the weights computed again from L. */
function backward(form: "one launch" | "two launches", left: Kept): GridKernel<Laid & Gradients> {
  const L = Array.from({ length: N }, (_, r) => {
    const s = Array.from(
      { length: N },
      (_, c) => dot(q.data as Float64Array, r, k.data as Float64Array, c) * scale,
    );
    const m = Math.max(...s);
    return m + Math.log(s.reduce((sum, x) => sum + Math.exp(x - m), 0));
  });
  const O = attention(q, k, v).data as Float64Array;
  const D = Array.from({ length: N }, (_, r) => dot(v.data as Float64Array, r, O, r));
  /** Every pair of a row r and a key c of a range, with P and dS. */
  const pairs = (
    [Qt, Kt, Vt]: readonly Float64Array[],
    rows: readonly [number, number],
    keys: readonly [number, number],
    each: (r: number, c: number, p: number, dS: number) => void,
  ) => {
    for (let r = rows[0]; r < rows[1]; r++)
      for (let c = keys[0]; c < keys[1]; c++) {
        const p = Math.exp(scale * dot(Qt!, r, Kt!, c) - L[r]!);
        each(r, c, p, scale * p * (dot(v.data as Float64Array, r, Vt!, c) - D[r]!));
      }
  };
  const byKeys = (device: Device, a: Laid & Gradients, b: number) => {
    const [from, to] = [b * Bc, Math.min((b + 1) * Bc, N)];
    const tiles = [device.load(a.Q).data, device.load(a.K).data, device.load(a.V).data];
    const [dK, dV] = [device.alloc("dK", [to - from, d]), device.alloc("dV", [to - from, d])];
    const dQ = form === "one launch" ? device.load(a.dQ) : undefined;
    pairs(tiles, [0, N], [from, to], (r, c, p, dS) => {
      for (let t = 0; t < d; t++) {
        dV.data[(c - from) * d + t]! += p * (v.data as Float64Array)[r * d + t]!;
        dK.data[(c - from) * d + t]! += dS * tiles[0]![r * d + t]!;
        if (dQ) dQ.data[r * d + t]! += dS * tiles[1]![c * d + t]!;
      }
    });
    device.store(dK, a.dK, { from, to });
    device.store(dV, a.dV, { from, to });
    if (dQ) device.store(dQ, a.dQ);
  };
  const byRowBlocks = (device: Device, a: Laid & Gradients, b: number) => {
    const [from, to] = [b * Br, Math.min((b + 1) * Br, N)];
    const tiles = [device.load(a.Q).data, device.load(a.K).data, device.load(a.V).data];
    const dQ = device.alloc("dQ", [to - from, d]);
    pairs(tiles, [from, to], [0, N], (r, c, _p, dS) => {
      for (let t = 0; t < d; t++) dQ.data[(r - from) * d + t]! += dS * tiles[1]![c * d + t]!;
    });
    device.store(dQ, a.dQ, { from, to });
  };
  return {
    arrays: (device) => {
      const arrays = {
        ...laid(device),
        dQ: device.fill("dQ", [N, d], 0),
        dK: device.reserve("dK", [N, d]),
        dV: device.reserve("dV", [N, d]),
      };
      left.dQ ??= arrays.dQ;
      left.dK ??= arrays.dK;
      left.dV ??= arrays.dV;
      return arrays;
    },
    launches: [
      { run: byKeys },
      ...(form === "two launches" ? [{ blocks: rowBlocks, run: byRowBlocks }] : []),
    ],
  };
}

function dot(A: Float64Array, r: number, B: Float64Array, c: number): number {
  let sum = 0;
  for (let t = 0; t < d; t++) sum += A[r * d + t]! * B[c * d + t]!;
  return sum;
}
