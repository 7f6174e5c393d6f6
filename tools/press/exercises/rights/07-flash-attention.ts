/** Right answers in other styles than the reference's. */
import type { Hbm, Tile } from "@long-attention/grader";

interface Stats {
  readonly m: number;
  readonly l: number;
}

/** Algorithm 1, with the order of both loops and how much is held at once left open. */
function flash1(mem: Hbm, Br: number, Bc: number, order: (starts: number[]) => number[]): void {
  mem.fill(mem.m, -Infinity);
  mem.fill(mem.l, 0);
  mem.fill(mem.O, 0);
  const starts = (n: number, B: number) => Array.from({ length: Math.ceil(n / B) }, (_, i) => i * B);
  for (const j of order(starts(mem.K.rows, Bc))) {
    const last = Math.min(mem.K.rows, j + Bc);
    const [Vj, Kj] = [mem.load(mem.V, j, last), mem.load(mem.K, j, last)];
    for (const i of order(starts(mem.Q.rows, Br))) step(mem, Kj, Vj, i, Math.min(mem.Q.rows, i + Br));
    mem.free(Vj);
    mem.free(Kj);
  }
}

/** Everything under the new maximum at once, instead of under the tile's first. */
function step(mem: Hbm, Kj: Tile, Vj: Tile, from: number, to: number): void {
  const Qi = mem.load(mem.Q, from, to);
  const S = mem.matmulT(Qi, Kj, mem.Q.cols ** -0.5);
  mem.free(Qi);
  const top = mem.rowMax(S);
  const old = mem.load(mem.m, from, to);
  mem.max(top, old);
  mem.store(top, mem.m, from, to);
  mem.exp(mem.sub(S, top));
  mem.exp(mem.sub(old, top));
  mem.free(top);
  const l = mem.mul(mem.load(mem.l, from, to), old);
  mem.free(old);
  const O = mem.mul(mem.load(mem.O, from, to), l);
  const sums = mem.rowSum(S);
  mem.add(l, sums);
  mem.free(sums);
  const PV = mem.matmul(S, Vj);
  mem.free(S);
  mem.div(mem.add(O, PV), l);
  mem.free(PV);
  mem.store(O, mem.O, from, to);
  mem.store(l, mem.l, from, to);
  mem.free(O, l);
}

/** FlashAttention-2 that starts from its first block, and not from −∞. */
function flash2(mem: Hbm, Br: number, Bc: number, order: (starts: number[]) => number[]): void {
  const starts = (n: number, B: number) => Array.from({ length: Math.ceil(n / B) }, (_, i) => i * B);
  for (const from of order(starts(mem.Q.rows, Br))) {
    const to = Math.min(from + Br, mem.Q.rows);
    const q = mem.load(mem.Q, from, to);
    let state: { m: Tile; l: Tile; o: Tile } | undefined;
    for (const j of order(starts(mem.K.rows, Bc))) {
      const end = Math.min(j + Bc, mem.K.rows);
      const k = mem.load(mem.K, j, end);
      const p = mem.matmulT(q, k, 1 / Math.sqrt(mem.K.cols));
      mem.free(k);
      const m = mem.rowMax(p);
      if (state) mem.max(m, state.m);
      mem.exp(mem.sub(p, m));
      const l = mem.rowSum(p);
      const v = mem.load(mem.V, j, end);
      const o = mem.matmul(p, v);
      mem.free(v, p);
      if (state) {
        const shrink = mem.exp(mem.sub(state.m, m));
        mem.add(l, mem.mul(state.l, shrink));
        mem.add(o, mem.mul(state.o, shrink));
        mem.free(state.m, state.l, state.o);
      }
      state = { m, l, o };
    }
    mem.store(mem.div(state!.o, state!.l), mem.O, from, to);
    mem.add(state!.m, mem.log(state!.l));
    mem.store(state!.m, mem.L, from, to);
    mem.free(q, state!.m, state!.l, state!.o);
  }
}

const passes = (N: number, B: number): number => (N <= 0 ? 0 : 1 + passes(N - B, B));

export const rights: Record<string, Record<string, unknown>> = {
  "07.1": {
    "case by case": (a: Stats, b: Stats) => {
      if (a.m === -Infinity) return b;
      if (b.m === -Infinity) return a;
      if (a.m > b.m) return { m: a.m, l: a.l + b.l * Math.exp(b.m - a.m) };
      return { m: b.m, l: b.l + a.l * Math.exp(a.m - b.m) };
    },
    "larger first": (...lists: Stats[]) => {
      const [x, y] = lists.toSorted((a, b) => b.m - a.m) as [Stats, Stats];
      return { m: x.m, l: x.l + (y.l && y.l / Math.exp(x.m - y.m)) };
    },
    "as a class": new (class {
      merge({ m: ma, l: la }: Stats, { m: mb, l: lb }: Stats) {
        const m = ma < mb ? mb : ma;
        const term = (at: number, l: number) => (l === 0 ? 0 : l * Math.exp(at - m));
        return { l: term(ma, la) + term(mb, lb), m };
      }
    })().merge,
    "NaN caught": (a: Stats, b: Stats) => {
      const m = Math.max(a.m, b.m);
      return { m, l: (a.l * Math.exp(a.m - m) || 0) + (b.l * Math.exp(b.m - m) || 0) };
    },
    awaited: async (a: Stats, b: Stats) => {
      const m = Math.max(a.m, b.m);
      const sum = [a, b]
        .filter(({ l }) => l > 0)
        .reduce((sum, { m: at, l }) => sum + l * Math.exp(at - m), 0);
      return { m, l: sum };
    },
  },
  "07.2": {
    "default parameters": (M: number, d: number, Bc = Math.ceil(M / 4 / d)) => ({ Br: Bc < d ? Bc : d, Bc }),
    "by remainder": (M: number, d: number) => {
      const rest = M % (4 * d);
      const Bc = (M - rest) / (4 * d) + (rest > 0 ? 1 : 0);
      return { Bc, Br: Bc > d ? d : Bc };
    },
    "minus and floor": (M: number, d: number) => {
      const Bc = -Math.floor(-M / (4 * d));
      return { Br: [Bc, d].sort((a, b) => a - b)[0], Bc };
    },
    "counted up": (M: number, d: number) => {
      let Bc = 0;
      while (Bc * 4 * d < M) Bc++;
      return { Br: Math.min(d, Bc), Bc };
    },
  },
  "07.3": {
    "under the new maximum": (mem: Hbm, Br: number, Bc: number) => flash1(mem, Br, Bc, (starts) => starts),
    "both loops backwards": (mem: Hbm, Br: number, Bc: number) =>
      flash1(mem, Br, Bc, (starts) => starts.toReversed()),
    "keys backwards": (mem: Hbm, Br: number, Bc: number) => {
      let calls = 0;
      flash1(mem, Br, Bc, (starts) => (calls++ === 0 ? starts.toReversed() : starts));
    },
    "queries backwards": (mem: Hbm, Br: number, Bc: number) => {
      let calls = 0;
      flash1(mem, Br, Bc, (starts) => (calls++ === 0 ? starts : starts.toReversed()));
    },
  },
  "07.4": {
    "from the first block": (mem: Hbm, Br: number, Bc: number) => flash2(mem, Br, Bc, (starts) => starts),
    "both loops backwards": (mem: Hbm, Br: number, Bc: number) =>
      flash2(mem, Br, Bc, (starts) => starts.toReversed()),
    "even blocks first": (mem: Hbm, Br: number, Bc: number) =>
      flash2(mem, Br, Bc, (starts) => [
        ...starts.filter((_, n) => n % 2 === 0),
        ...starts.filter((_, n) => n % 2 === 1),
      ]),
    "as a method": new (class {
      run(mem: Hbm, Br: number, Bc: number) {
        flash2(mem, Br, Bc, (starts) => [...starts]);
      }
    })().run,
  },
  "07.5": {
    "a switch": (N: number, d: number, Br: number, Bc: number, algorithm: string) => {
      switch (algorithm) {
        case "standard":
          return { reads: N * (3 * d + 2 * N), writes: N * (2 * N + d) };
        case "flash1":
          return {
            reads: 2 * N * d + Math.ceil(N / Bc) * 2 * N * (d + 1),
            writes: Math.ceil(N / Bc) * N * (d + 2),
          };
        default:
          return { writes: N * (d + 1), reads: N * d * (1 + 2 * Math.ceil(N / Br)) };
      }
    },
    "walks the loops": (N: number, d: number, Br: number, Bc: number, algorithm: string) => {
      let [reads, writes] = [0, 0];
      if (algorithm === "standard") {
        reads += 2 * N * d + N * N + (N * N + N * d);
        writes += N * N + N * N + N * d;
      } else if (algorithm === "flash1") {
        for (let j = 0; j < N; j += Bc) {
          reads += 2 * d * (Math.min(j + Bc, N) - j) + 2 * N * d + 2 * N;
          writes += N * d + 2 * N;
        }
      } else
        for (let i = 0; i < N; i += Br) {
          const rows = Math.min(i + Br, N) - i;
          reads += rows * d + 2 * N * d;
          writes += rows * (d + 1);
        }
      return { reads, writes };
    },
    recursion: (N: number, d: number, Br: number, Bc: number, algorithm: string) =>
      algorithm === "standard"
        ? { reads: 3 * N * d + 2 * N ** 2, writes: 2 * N ** 2 + N * d }
        : algorithm === "flash1"
          ? { reads: 2 * N * (d + passes(N, Bc) * (d + 1)), writes: passes(N, Bc) * N * (d + 2) }
          : { reads: N * d + 2 * N * d * passes(N, Br), writes: N * d + N },
    "a table": (
      N: number,
      d: number,
      Br: number,
      Bc: number,
      algorithm: "standard" | "flash1" | "flash2",
    ) => {
      const blocks = (B: number) => (N - (N % B)) / B + Number(N % B > 0);
      return {
        standard: { reads: 3 * N * d + 2 * N * N, writes: 2 * N * N + N * d },
        flash1: {
          reads: 2 * N * d + blocks(Bc) * (2 * N * d + 2 * N),
          writes: blocks(Bc) * (N * d + 2 * N),
        },
        flash2: { reads: N * d + 2 * N * d * blocks(Br), writes: N * d + N },
      }[algorithm];
    },
  },
  "07.6": {
    "block by block": (N: number, Br: number, Bc: number) => {
      const [rows, cols] = [Math.ceil(N / Br), Math.ceil(N / Bc)];
      let [visited, masked] = [0, 0];
      for (let i = 0; i < rows; i++) {
        const [first, last] = [i * Br, Math.min(N, (i + 1) * Br) - 1];
        const seen = Math.floor(last / Bc) + 1;
        visited += seen;
        for (let j = 0; j < seen; j++) if (Math.min(N, (j + 1) * Bc) - 1 > first) masked++;
      }
      return { visited, masked, skipped: rows * cols - visited };
    },
    "columns outside": (N: number, Br: number, Bc: number) => {
      const found = { masked: 0, skipped: 0, visited: 0 };
      for (let j = 0; j < N; j += Bc)
        for (let i = 0; i < N; i += Br)
          if (j >= Math.min(N, i + Br)) found.skipped += 1;
          else {
            found.visited += 1;
            found.masked += Math.min(N, j + Bc) - 1 > i ? 1 : 0;
          }
      return found;
    },
    "flat list": (N: number, Br: number, Bc: number) => {
      const starts = (B: number) => Array.from({ length: Math.ceil(N / B) }, (_, k) => k * B);
      const tiles = starts(Br).flatMap((i) => starts(Bc).map((j) => [i, j] as const));
      const visited = tiles.filter(([i, j]) => j < Math.min(i + Br, N));
      const masked = visited.filter(([i, j]) => Math.min(j + Bc, N) > i + 1);
      return {
        visited: visited.length,
        masked: masked.length,
        skipped: tiles.length - visited.length,
      };
    },
    "by difference": (N: number, Br: number, Bc: number) => {
      let [visited, free, all] = [0, 0, 0];
      for (let i = 0; i < N; i += Br) {
        all += Math.ceil(N / Bc);
        visited += Math.ceil(Math.min(i + Br, N) / Bc);
        free += i + 1 >= N ? Math.ceil(N / Bc) : Math.floor((i + 1) / Bc);
      }
      return { visited, masked: visited - free, skipped: all - visited };
    },
  },
  "07.7": {
    "one input": () => [[10, 3, 4]],
    "larger sizes": () => [
      [97, 32, 20],
      [97, 20, 32],
      [31, 4, 7],
    ],
    "typed arrays": () => [Int32Array.of(7, 3, 2), Int32Array.of(7, 2, 3)],
    async: async () => [
      [7, 2, 3],
      [12, 4, 2],
    ],
  },
};
