/** Right answers in other styles than the reference's. */
import ndarray from "ndarray";
import { fromFunction, type Matrix, matmul } from "../../../../lib/src/tensor/index.ts";

interface Limits {
  readonly warps: number;
  readonly registers: number;
  readonly sharedBytes: number;
  readonly blocks: number;
}

interface Kernel {
  readonly threads: number;
  readonly registersPerThread: number;
  readonly sharedBytes: number;
}

/** Wave by wave, as the machine does. */
function played(blocks: number, sms: number, perSm: number) {
  let [left, waves, tail] = [blocks, 0, 0];
  while (left > 0) {
    tail = Math.min(left, sms * perSm);
    left -= tail;
    waves++;
  }
  return { util: blocks / waves / sms / perSm, tail, waves };
}

const byRemainder = (blocks: number, sms: number, perSm = 1) => {
  const places = sms * perSm;
  const rest = blocks % places;
  const waves = (blocks - rest) / places + (rest > 0 ? 1 : 0);
  return { waves, tail: rest || places, util: ((waves - 1) * places + (rest || places)) / (waves * places) };
};

class Sm {
  static holds(limits: Limits, kernel: Kernel): number {
    const sm = new Sm(limits);
    let blocks = 0;
    while (sm.takes(kernel)) blocks++;
    return blocks;
  }
  #left: { warps: number; registers: number; sharedBytes: number; blocks: number };
  constructor(limits: Limits) {
    this.#left = { ...limits };
  }
  takes({ threads, registersPerThread, sharedBytes }: Kernel): boolean {
    const warps = Math.ceil(threads / 32);
    const { warps: w, registers: r, sharedBytes: s, blocks: b } = this.#left;
    this.#left = {
      warps: w - warps,
      registers: r - warps * 32 * registersPerThread,
      sharedBytes: s - sharedBytes,
      blocks: b - 1,
    };
    return Object.values(this.#left).every((left) => left >= 0);
  }
}

/** Any order of the three loops over tiles. */
function tiled(A: Matrix, B: Matrix, tile: number, depthFirst: boolean) {
  const [m, k, n] = [A.shape[0]!, A.shape[1]!, B.shape[1]!];
  const C = Array.from({ length: m }, () => new Float64Array(n));
  let calls = 0;
  const call = (i0: number, j0: number, t0: number) => {
    calls += 1;
    for (let t = t0; t < t0 + tile && t < k; t++)
      for (let i = i0; i < i0 + tile && i < m; i++)
        for (let j = j0; j < j0 + tile && j < n; j++) C[i]![j]! += A.get(i, t) * B.get(t, j);
  };
  const steps = (end: number) => Array.from({ length: Math.ceil(end / tile) }, (_, s) => s * tile);
  for (const a of depthFirst ? steps(k) : steps(n))
    for (const b of steps(m))
      for (const c of depthFirst ? steps(n) : steps(k)) depthFirst ? call(b, c, a) : call(b, a, c);
  return { C: C.map((row) => [...row]), calls };
}

export const rights: Record<string, Record<string, unknown>> = {
  "02.1": {
    "an arrow": (fmaPerClk: number, ghz: number, sms: number) => 2 * fmaPerClk * sms * ghz * 1e-3,
    "in FLOPs per second": (fmaPerClk: number, ghz: number, sms: number) =>
      (fmaPerClk * 2 * (ghz * 1e9) * sms) / 1e12,
    "SM by SM": (fmaPerClk: number, ghz: number, sms: number) => {
      let rate = 0;
      for (let sm = 0; sm < sms; sm++) rate += 2 * fmaPerClk * ghz;
      return rate / 1000;
    },
    async: async (...factors: number[]) => factors.reduce((a, b) => a * b, 2) / 1000,
  },
  "02.2": {
    "wave by wave": played,
    "by the remainder": byRemainder,
    truncated: (blocks: number, sms: number, perSm: number) => {
      const waves = Math.trunc((blocks - 1) / (sms * perSm)) + 1;
      return { waves, tail: ((blocks - 1) % (sms * perSm)) + 1, util: blocks / waves / (sms * perSm) };
    },
    recursion: function run(
      blocks: number,
      sms: number,
      perSm: number,
    ): { waves: number; tail: number; util: number } {
      const places = sms * perSm;
      if (blocks <= places) return { waves: 1, tail: blocks, util: blocks / places };
      const { waves, tail } = run(blocks - places, sms, perSm);
      return { waves: waves + 1, tail, util: blocks / ((waves + 1) * places) };
    },
  },
  "02.3": {
    "block by block, in a class": Sm.holds,
    "rounded once, at the end": (limits: Limits, { threads, registersPerThread, sharedBytes }: Kernel) => {
      const warps = (threads + 31 - ((threads + 31) % 32)) / 32;
      return Math.floor(
        Math.min(
          limits.warps / warps,
          limits.registers / (warps * 32 * registersPerThread),
          limits.sharedBytes / sharedBytes,
          limits.blocks,
        ),
      );
    },
    "with a list of limits": (limits: Limits, kernel: Kernel) => {
      const warps = Math.ceil(kernel.threads / 32);
      const each: [number, number][] = [
        [limits.warps, warps],
        [limits.registers, 32 * warps * kernel.registersPerThread],
        [limits.blocks, 1],
      ];
      if (kernel.sharedBytes > 0) each.push([limits.sharedBytes, kernel.sharedBytes]);
      return each.map(([has, needs]) => Math.trunc(has / needs)).sort((a, b) => a - b)[0];
    },
    "the largest number that fits": (limits: Limits, kernel: Kernel) => {
      const warps = (kernel.threads + 31) >> 5;
      for (let b = limits.blocks; b > 0; b--)
        if (
          b * warps <= limits.warps &&
          b * warps * 32 * kernel.registersPerThread <= limits.registers &&
          b * kernel.sharedBytes <= limits.sharedBytes
        )
          return b;
      return 0;
    },
  },
  "02.4": {
    "wave by wave": (B: number, H: number, N: number, Br: number, sms: number, algo: string) => {
      const blocks = B * H * (algo === "fa2" ? Math.ceil(N / Br) : 1);
      return { blocks, ...played(blocks, sms, 1) };
    },
    "counted piece by piece": (B: number, H: number, N: number, Br: number, sms: number, algo: string) => {
      let blocks = 0;
      for (let b = 0; b < B; b++)
        for (let h = 0; h < H; h++)
          if (algo === "fa1") blocks++;
          else for (let row = 0; row < N; row += Br) blocks++;
      return Object.assign(byRemainder(blocks, sms), { blocks });
    },
    "a table of algorithms": (
      B: number,
      H: number,
      N: number,
      Br: number,
      sms: number,
      algo: "fa1" | "fa2",
    ) => {
      const pieces = { fa1: () => 1, fa2: () => Math.floor((N + Br - 1) / Br) };
      const blocks = [B, H, pieces[algo]()].reduce((a, b) => a * b);
      return { ...played(blocks, sms, 1), blocks };
    },
    async: async (B: number, H: number, N: number, Br: number, sms: number, algo: string) => {
      const rows = algo === "fa1" ? N : Br;
      const blocks = B * H * Math.trunc((N - 1) / rows + 1);
      return { blocks, ...byRemainder(blocks, sms) };
    },
  },
  "02.5": {
    "the depth outermost, nested rows": (A: Matrix, B: Matrix, tile: number) => tiled(A, B, tile, true),
    "columns of tiles first, nested rows": (A: Matrix, B: Matrix, tile: number) => tiled(A, B, tile, false),
    "whole tiles, padded with zeros": (A: Matrix, B: Matrix, tile: number) => {
      const up = (x: number) => Math.ceil(x / tile);
      const [m, k, n] = [A.shape[0]!, A.shape[1]!, B.shape[1]!];
      const padded = (X: Matrix) =>
        fromFunction([up(X.shape[0]!) * tile, up(X.shape[1]!) * tile], (i, j) =>
          i < X.shape[0]! && j < X.shape[1]! ? X.get(i, j) : 0,
        );
      const whole = matmul(padded(A), padded(B));
      return { C: fromFunction([m, n], (i, j) => whole.get(i, j)), calls: up(m) * up(k) * up(n) };
    },
    "an ndarray, while loops": (A: Matrix, B: Matrix, tile: number) => {
      const [m, k, n] = [A.shape[0]!, A.shape[1]!, B.shape[1]!];
      const C = ndarray(new Float64Array(m * n), [m, n]);
      let [i0, calls] = [0, 0];
      while (i0 < m) {
        let j0 = 0;
        while (j0 < n) {
          let t0 = 0;
          while (t0 < k) {
            for (let i = i0; i < Math.min(m, i0 + tile); i++)
              for (let j = j0; j < Math.min(n, j0 + tile); j++) {
                let sum = C.get(i, j);
                for (let t = t0; t < Math.min(k, t0 + tile); t++) sum += A.get(i, t) * B.get(t, j);
                C.set(i, j, sum);
              }
            calls++;
            t0 += tile;
          }
          j0 += tile;
        }
        i0 += tile;
      }
      return { calls, C };
    },
  },
};
