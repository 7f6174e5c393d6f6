/** Right answers to set 04 in other styles than the reference's. */
import {
  fromFunction,
  type Matrix,
  matrix,
  dot as product,
  softmax,
  toRows,
  zeros,
} from "long-attention/tensor";

interface Options {
  dilation: number;
  causal: boolean;
}
type Random = () => number;
type Dot = (x: ArrayLike<number>, y: ArrayLike<number>) => number;

const range = (n: number) => [...Array(n).keys()];

/** Legal random keys of query i. */
const legal = (T: number, w: number, g: number, i: number) =>
  range(T).filter((j) => j >= g && (j < i - (w - 1) / 2 || j > i + (w - 1) / 2));

/** Lists for every query that is not global. */
const lists = (T: number, g: number, draw: (i: number) => number[]) =>
  range(T).map((i) => (i < g ? [] : draw(i)));

class Band {
  constructor(
    readonly T: number,
    readonly h: number,
  ) {}
  get count(): number {
    let pairs = 0;
    for (let i = 0; i < this.T; i++) pairs += Math.min(this.T - 1, i + this.h) - Math.max(0, i - this.h) + 1;
    return pairs;
  }
}

export const rights: Record<string, Record<string, unknown>> = {
  "04.1": {
    "rows of numbers, key by key": (T: number, c: number, { dilation, causal }: Options) => {
      const rows = range(T).map(() => range(T).map(() => 0));
      for (let i = 0; i < T; i++)
        for (let step = -(c - 1) / 2; step <= (causal ? 0 : (c - 1) / 2); step++) {
          const j = i + step * dilation;
          if (j >= 0 && j < T) rows[i]![j] = 1;
        }
      return rows;
    },
    "typed rows": (T: number, c: number, options: Options) =>
      range(T).map((i) =>
        Uint8Array.from(range(T), (j) => {
          const steps = (j - i) / options.dilation;
          return Number(Number.isInteger(steps) && 2 * Math.abs(steps) < c && (!options.causal || j <= i));
        }),
      ),
    "a matrix that is filled, columns first": (T: number, c: number, o: Options) => {
      const M = zeros([T, T]);
      for (let j = 0; j < T; j++)
        for (let i = 0; i < T; i++) {
          const far = Math.abs(i - j);
          if (far % o.dilation > 0 || far / o.dilation > (c - 1) / 2) continue;
          if (!o.causal || i >= j) M.set(i, j, 1);
        }
      return M;
    },
    async: async (T: number, c: number, { dilation: s = 1, causal = false }: Partial<Options> = {}) =>
      fromFunction([T, T], (i, j) => {
        for (let k = 0; k <= (c - 1) / 2; k++) if (j === i - k * s || (!causal && j === i + k * s)) return 1;
        return 0;
      }),
  },
  "04.2": {
    "a class that adds row by row": (T: number, c: number) => new Band(T, (c - 1) / 2).count,
    "diagonal by diagonal": (T: number, c: number) => {
      let pairs = T;
      for (let k = 1; k <= Math.min((c - 1) / 2, T - 1); k++) pairs += 2 * (T - k);
      return pairs;
    },
    "two formulas": (T: number, c: number) => {
      const h = (c - 1) / 2;
      if (h >= T - 1) return T ** 2;
      return c * T - (h * h + h);
    },
    "the square less its two corners": (T: number, c: number) => {
      const left = Math.max(0, T - 1 - (c - 1) / 2);
      return T * T - left * (left + 1);
    },
  },
  "04.3": {
    "nested rows": (T: number, c: number, g: number) =>
      range(T + g).map((i) => range(T + g).map((j) => (Math.min(i, j) < g ? 1 : +(2 * Math.abs(i - j) < c)))),
    "ones, and zeros where words are far apart": (T: number, c: number, g: number) => {
      const M = fromFunction([T + g, T + g], () => 1);
      for (let i = 0; i < T; i++)
        for (let j = 0; j < T; j++) if (Math.abs(i - j) > (c - 1) / 2) M.set(g + i, g + j, 0);
      return M;
    },
    "default parameter": (T: number, c: number, g = 0) => {
      const isNew = (x: number) => x < g;
      return matrix(
        range(T + g).map((i) =>
          range(T + g).map((j) => (isNew(i) || isNew(j) || (i - j) ** 2 <= ((c - 1) / 2) ** 2 ? 1 : 0)),
        ),
      );
    },
    "booleans made numbers": (T: number, c: number, g: number) =>
      fromFunction([T + g, T + g], (i, j) => Number(i < g || j < g || !(Math.abs(j - i) * 2 > c - 1))),
  },
  "04.4": {
    "nested rows": (T: number, n: number, perm: number[]) =>
      range(T).map((i) => range(T).map((j) => +(perm[Math.floor((i * n) / T)] === Math.floor((j * n) / T)))),
    "block by block": (T: number, n: number, perm: number[]) => {
      const M = zeros([T, T]);
      const size = T / n;
      perm.forEach((b, a) => {
        for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) M.set(a * size + i, b * size + j, 1);
      });
      return M;
    },
    "whole numbers by a bit operator": (T: number, n: number, perm: number[]) =>
      fromFunction([T, T], (i, j) => (perm[(i / (T / n)) | 0] === ((j / (T / n)) | 0) ? 1 : 0)),
    "where the block begins": (T: number, n: number, perm: number[]) => {
      const size = T / n;
      const rows: number[][] = [];
      for (const b of perm)
        for (let k = 0; k < size; k++)
          rows.push(range(T).map((j) => (j >= b * size && j < (b + 1) * size ? 1 : 0)));
      return rows;
    },
  },
  "04.5": {
    "draw again until it is legal": (T: number, w: number, g: number, r: number, rng: Random) =>
      lists(T, g, (i) => {
        const keys = new Set<number>();
        while (keys.size < r) {
          const j = Math.floor(rng() * T);
          if (j >= g && Math.abs(i - j) > (w - 1) / 2) keys.add(j);
        }
        return [...keys];
      }),
    "a whole shuffle from the end": (T: number, w: number, g: number, r: number, rng: Random) =>
      lists(T, g, (i) => {
        const keys = legal(T, w, g, i);
        for (let t = keys.length - 1; t > 0; t--) {
          const u = Math.floor(rng() * (t + 1));
          const kept = keys[t]!;
          keys[t] = keys[u]!;
          keys[u] = kept;
        }
        return keys.slice(0, r);
      }),
    "a random number for each key, sorted": (T: number, w: number, g: number, r: number, rng: Random) =>
      lists(T, g, (i) =>
        legal(T, w, g, i)
          .map((j) => [rng(), j] as const)
          .sort(([a], [b]) => a - b)
          .slice(0, r)
          .map(([, j]) => j),
      ),
    "one pass that takes or leaves (selection sampling), in typed lists": (
      T: number,
      w: number,
      g: number,
      r: number,
      rng: Random,
    ) =>
      lists(T, g, (i) => {
        const keys = legal(T, w, g, i);
        const taken: number[] = [];
        keys.forEach((j, t) => {
          if (rng() * (keys.length - t) < r - taken.length) taken.push(j);
        });
        return Int32Array.from(taken) as unknown as number[];
      }),
    "splice, last query first": (T: number, w: number, g: number, r: number, rng: Random) => {
      const all: number[][] = range(T).map(() => []);
      for (let i = T - 1; i >= g; i--) {
        const keys = legal(T, w, g, i);
        while (all[i]!.length < r) all[i]!.push(...keys.splice(Math.trunc(rng() * keys.length), 1));
      }
      return all;
    },
  },
  "04.6": {
    "nested rows and the library's softmax": (
      Q: Matrix,
      K: Matrix,
      V: Matrix,
      keys: number[][],
      dot: Dot,
    ) => {
      const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
      return keys.map((J, i) => {
        const p = softmax(J.map((j) => dot(q[i]!, k[j]!) / Math.sqrt(q[i]!.length)));
        return v[0]!.map((_, c) => J.reduce((sum, j, t) => sum + p[t]! * v[j]![c]!, 0));
      });
    },
    "keys first, queries scaled before": (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) => {
      const O = zeros([Q.shape[0]!, V.shape[1]!]);
      const scaled = toRows(Q).map((row) => row.map((x) => x / Math.sqrt(row.length)));
      for (let i = keys.length - 1; i >= 0; i--) {
        const scores = new Map(keys[i]!.map((j) => [j, dot(toRows(K)[j]!, scaled[i]!)]));
        const m = Math.max(...scores.values());
        let l = 0;
        for (const s of scores.values()) l += Math.exp(s - m);
        for (const [j, s] of scores)
          for (let c = 0; c < V.shape[1]!; c++)
            O.set(i, c, O.get(i, c) + (Math.exp(s - m) / l) * V.get(j, c));
      }
      return O;
    },
    "one pass with a running maximum": (Q: Matrix, K: Matrix, V: Matrix, keys: number[][], dot: Dot) =>
      keys.map((J, i) => {
        let [m, l] = [-Infinity, 0];
        let o = toRows(V)[0]!.map(() => 0);
        for (const j of J) {
          const s =
            dot(Float64Array.from(toRows(Q)[i]!), Float64Array.from(toRows(K)[j]!)) / Math.sqrt(Q.shape[1]!);
          const next = Math.max(m, s);
          const [old, now] = [Math.exp(m - next), Math.exp(s - next)];
          o = o.map((x, c) => x * old + now * V.get(j, c));
          [m, l] = [next, l * old + now];
        }
        return l === 0 ? o : o.map((x) => x / l);
      }),
    "async, with dot from the lists backwards": async (
      Q: Matrix,
      K: Matrix,
      V: Matrix,
      keys: number[][],
      dot: Dot,
    ) =>
      matrix(
        keys.map((list, i) => {
          const J = [...list].reverse();
          const p = softmax(J.map((j) => dot(toRows(Q)[i]!, toRows(K)[j]!) * Q.shape[1]! ** -0.5));
          return range(V.shape[1]!).map((c) =>
            product(
              p,
              Float64Array.from(J, (j) => V.get(j, c)),
            ),
          );
        }),
      ),
  },
};
