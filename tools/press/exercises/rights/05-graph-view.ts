/** Right answers to set 05 in other styles than the reference's. */
import { fromFunction, type Matrix, toRows, zeros } from "long-attention/tensor";

type Random = () => number;

const range = (n: number) => [...Array(n).keys()];
const isArc = (adj: Matrix, i: number, j: number) => i !== j && adj.get(i, j) !== 0;

/** Vertices that i is joined to. */
const neighbours = (adj: Matrix, i: number) => range(adj.shape[0]!).filter((j) => isArc(adj, i, j));

/** Floyd and Warshall: all distances. */
function distances(adj: Matrix): number[][] {
  const n = adj.shape[0]!;
  const D = range(n).map((i) => range(n).map((j) => (i === j ? 0 : isArc(adj, i, j) ? 1 : Infinity)));
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) D[i]![j] = Math.min(D[i]![j]!, D[i]![k]! + D[k]![j]!);
  return D;
}

/** All eigenvalues by Jacobi's rotations. */
function jacobi(adj: Matrix): number[] {
  const A = toRows(adj).map((row) => [...row]);
  const n = A.length;
  for (let sweep = 0; sweep < 60; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(A[p]![q]!) < 1e-12) continue;
        const angle = Math.atan2(2 * A[p]![q]!, A[q]![q]! - A[p]![p]!) / 2;
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (let k = 0; k < n; k++) {
          const [x, y] = [A[k]![p]!, A[k]![q]!];
          [A[k]![p], A[k]![q]] = [c * x - s * y, s * x + c * y];
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [A[p]![k]!, A[q]![k]!];
          [A[p]![k], A[q]![k]] = [c * x - s * y, s * x + c * y];
        }
      }
  return range(n)
    .map((i) => A[i]![i]!)
    .sort((a, b) => b - a);
}

/** Power iteration on adj + shift, kept orthogonal to `known`. */
function strongest(
  A: number[][],
  shift: number,
  known: number[][],
  seed: number,
): { value: number; vector: number[] } {
  let x = A.map((_, i) => Math.cos(seed + 7.3 * i * i + i));
  let value = 0;
  for (let step = 0; step < 3000; step++) {
    for (const v of known) {
      const share = x.reduce((sum, xi, i) => sum + xi * v[i]!, 0);
      x = x.map((xi, i) => xi - share * v[i]!);
    }
    const norm = Math.hypot(...x);
    x = x.map((xi) => xi / norm);
    const y = A.map((row, i) => row.reduce((sum, a, j) => sum + a * x[j]!, shift * x[i]!));
    value = y.reduce((sum, yi, i) => sum + yi * x[i]!, 0) - shift;
    if (step < 2999) x = y;
  }
  return { value, vector: x };
}

/** A small world on sets of neighbours. */
class World {
  readonly of: Set<number>[];
  constructor(n: number, K: number) {
    this.of = range(n).map(() => new Set<number>());
    for (let i = 0; i < n; i++) for (let k = 1; k <= K / 2; k++) this.join(i, (i + k) % n);
  }
  join(i: number, j: number) {
    this.of[i]!.add(j);
    this.of[j]!.add(i);
  }
  part(i: number, j: number) {
    this.of[i]!.delete(j);
    this.of[j]!.delete(i);
  }
  rows(): number[][] {
    return this.of.map((set) => this.of.map((_, j) => Number(set.has(j))));
  }
}

export const rights: Record<string, Record<string, unknown>> = {
  "05.1": {
    "union and find": (adj: Matrix) => {
      const parent = range(adj.shape[0]!);
      const root = (i: number): number => (parent[i] === i ? i : root(parent[i]!));
      for (const i of parent.keys()) for (const j of neighbours(adj, i)) parent[root(i)] = root(j);
      return parent.filter((p, i) => p === i).length;
    },
    "recursion over rows": (adj: Matrix) => {
      const rows = toRows(adj);
      const seen = new Array<boolean>(rows.length).fill(false);
      const visit = (i: number) => {
        seen[i] = true;
        rows.forEach((row, j) => {
          if (!seen[j] && (row[i] || rows[i]![j])) visit(j);
        });
      };
      let count = 0;
      for (let i = rows.length - 1; i >= 0; i--)
        if (!seen[i]) {
          count++;
          visit(i);
        }
      return count;
    },
    "labels that spread": (adj: Matrix) => {
      const label = range(adj.shape[0]!);
      for (const _ of label)
        for (const i of label.keys())
          for (const j of label.keys())
            if (adj.get(i, j) === 1) label[i] = label[j] = Math.min(label[i]!, label[j]!);
      return new Set(label).size;
    },
    "queue, async": async (adj: Matrix) => {
      let left = range(adj.shape[0]!);
      let parts = 0;
      while (left.length > 0) {
        parts++;
        const queue = [left[0]!];
        left = left.slice(1);
        while (queue.length > 0) {
          const i = queue.shift()!;
          const next = left.filter((j) => adj.get(i, j) || adj.get(j, i));
          queue.push(...next);
          left = left.filter((j) => !next.includes(j));
        }
      }
      return parts;
    },
  },
  "05.2": {
    "Floyd and Warshall": (adj: Matrix) => {
      const n = adj.shape[0]!;
      if (n === 1) return { apl: 0, diameter: 0, reachable: 1 };
      const all = distances(adj).flatMap((row, i) => row.filter((_, j) => j !== i));
      const found = all.filter(Number.isFinite);
      return {
        apl: found.length ? found.reduce((a, b) => a + b) / found.length : Infinity,
        diameter: Math.max(...all),
        reachable: found.length / all.length,
      };
    },
    "queues with an early exit": (adj: Matrix) => {
      const n = adj.shape[0]!;
      let [sum, pairs, diameter] = [0, 0, 0];
      for (let s = n - 1; s >= 0; s--) {
        const hops = new Map([[s, 0]]);
        for (const [i, h] of hops) for (const j of neighbours(adj, i)) if (!hops.has(j)) hops.set(j, h + 1);
        for (const h of hops.values()) sum += h;
        pairs += hops.size - 1;
        diameter = hops.size < n ? Infinity : Math.max(diameter, ...hops.values());
      }
      if (n === 1) return { reachable: 1, diameter: 0, apl: 0 };
      return { reachable: pairs / (n * n - n), diameter, apl: pairs ? sum / pairs : Infinity };
    },
    "levels of a matrix's powers": (adj: Matrix) => {
      const n = adj.shape[0]!;
      const D = range(n).map((i) => range(n).map((j): number => (i === j ? 0 : -1)));
      for (let hops = 1; hops < n; hops++)
        for (const row of D) {
          const last = range(n).filter((j) => row[j] === hops - 1);
          for (const i of last) for (const j of neighbours(adj, i)) if (row[j] === -1) row[j] = hops;
        }
      const found = D.flat().filter((h) => h > 0);
      const pairs = n * (n - 1);
      return {
        apl: n === 1 ? 0 : found.length === 0 ? Infinity : found.reduce((a, b) => a + b, 0) / found.length,
        diameter: found.length < pairs ? Infinity : Math.max(0, ...found),
        reachable: n === 1 ? 1 : found.length / pairs,
      };
    },
  },
  "05.3": {
    "every ordered pair": (adj: Matrix) => {
      const shares = range(adj.shape[0]!).map((i) => {
        const near = neighbours(adj, i);
        if (near.length < 2) return 0;
        const closed = near.flatMap((a) => near.filter((b) => isArc(adj, a, b))).length;
        return closed / near.length / (near.length - 1);
      });
      return shares.reduce((a, b) => a + b, 0) / shares.length;
    },
    sets: (adj: Matrix) => {
      const near = range(adj.shape[0]!).map((i) => new Set(neighbours(adj, i)));
      let sum = 0;
      for (const of of near) {
        let closed = 0;
        for (const a of of) for (const b of near[a]!) if (of.has(b)) closed++;
        if (of.size > 1) sum += closed / (of.size * (of.size - 1));
      }
      return sum / near.length;
    },
    "three loops": (adj: Matrix) => {
      const n = adj.shape[0]!;
      let total = 0;
      for (let i = n - 1; i >= 0; i--) {
        let [k, e] = [0, 0];
        for (let a = 0; a < n; a++) {
          if (!isArc(adj, i, a)) continue;
          k++;
          for (let b = 0; b < a; b++) if (isArc(adj, i, b) && isArc(adj, a, b)) e++;
        }
        total += k < 2 ? 0 : e / ((k * (k - 1)) / 2);
      }
      return total / n;
    },
    async: async (adj: Matrix) => {
      const rows = toRows(adj).map((row, i) => row.map((x, j) => (i === j ? 0 : x)));
      const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
      return mean(
        rows.map((row) => {
          const near = row.flatMap((x, j) => (x ? [j] : []));
          const pairs = near.flatMap((a, t) => near.slice(t + 1).map((b) => rows[a]![b]!));
          return pairs.length === 0 ? 0 : mean(pairs);
        }),
      );
    },
  },
  "05.4": {
    "Jacobi's rotations": (adj: Matrix) => jacobi(adj)[1],
    "power iteration with deflation": (adj: Matrix) => {
      const A = toRows(adj);
      const shift = A.length;
      const first = strongest(A, shift, [], 1);
      return strongest(A, shift, [first.vector], 2).value;
    },
    "a block of two vectors": (adj: Matrix) => {
      const A = toRows(adj);
      const known: number[][] = [];
      let last = 0;
      for (const seed of [3, 11]) {
        const { value, vector } = strongest(A, A.length + 1, known, seed);
        known.push(vector);
        last = value;
      }
      return last;
    },
    "Jacobi, sorted the other way": (adj: Matrix) => jacobi(adj).reverse().at(-2),
  },
  "05.5": {
    "sets of neighbours": (n: number, K: number, beta: number, rng: Random) => {
      const world = new World(n, K);
      for (let k = 1; k <= K / 2; k++)
        for (let i = 0; i < n; i++) {
          if (rng() >= beta) continue;
          const free = range(n).filter((j) => j !== i && !world.of[i]!.has(j));
          if (free.length === 0) continue;
          world.part(i, (i + k) % n);
          world.join(i, free[Math.floor(rng() * free.length)]!);
        }
      return world.rows();
    },
    "vertex by vertex, drawing until it is free": (n: number, K: number, beta: number, rng: Random) => {
      const A = zeros([n, n]);
      const set = (i: number, j: number, x: number) => {
        A.set(i, j, x);
        A.set(j, i, x);
      };
      for (let i = 0; i < n; i++) for (let k = 1; k <= K / 2; k++) set(i, (i + k) % n, 1);
      for (let i = 0; i < n; i++)
        for (let k = 1; k <= K / 2; k++) {
          if (!(rng() < beta) || toRows(A)[i]!.reduce((a, b) => a + b, 0) === n - 1) continue;
          let end = i;
          while (end === i || A.get(i, end) === 1) end = Math.floor(rng() * n);
          set(i, (i + k) % n, 0);
          set(i, end, 1);
        }
      return A;
    },
    "the edges that move are chosen first": (n: number, K: number, beta: number, rng: Random) => {
      const world = new World(n, K);
      const edges = range(n).flatMap((i) => range(K / 2).map((k) => [i, (i + k + 1) % n] as const));
      for (const [i, old] of edges.filter(() => rng() < beta)) {
        const free = range(n).filter((j) => j !== i && !world.of[i]!.has(j));
        if (free.length === 0) continue;
        world.join(i, free[Math.trunc(free.length * rng())]!);
        world.part(i, old);
      }
      return world.rows().map((row) => Float64Array.from(row));
    },
    async: async (n: number, K: number, beta: number, rng: Random) => {
      const world = new World(n, K);
      for (let i = n - 1; i >= 0; i--)
        for (let k = K / 2; k >= 1; k--) {
          if (rng() > 1 - beta === false) continue;
          const free = range(n).filter((j) => j !== i && !world.of[i]!.has(j));
          if (free.length === 0) continue;
          world.part(i, (i + k) % n);
          world.join(i, free[Math.floor(rng() * free.length)]!);
        }
      const rows = world.rows();
      return fromFunction([n, n], (i, j) => rows[i]![j]!);
    },
  },
  "05.6": {
    "a list of marks": (keys: number[][], n: number) => {
      const isRead = new Array<boolean>(n).fill(false);
      keys.forEach((list, i) => {
        for (const j of list) if (j !== i) isRead[j] = true;
      });
      return isRead.filter((x) => !x).length / n;
    },
    "key by key": (keys: number[][], n: number) =>
      range(n).filter((j) => !keys.some((list, i) => i !== j && list.includes(j))).length / n,
    "counters in a typed list": (keys: number[][], n: number) => {
      const readers = new Uint32Array(n);
      for (let i = 0; i < keys.length; i++) for (const j of keys[i]!) readers[j]! += Number(i !== j);
      return readers.reduce((sum, count) => sum + (count === 0 ? 1 : 0), 0) / n;
    },
    async: async (keys: number[][], n: number) => {
      const unread = new Set(range(n));
      for (const [i, list] of keys.entries()) for (const j of list) if (i !== j) unread.delete(j);
      return unread.size / n;
    },
  },
};
