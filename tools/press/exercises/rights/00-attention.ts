/** Right answers in other styles than the reference's. */
import ndarray from "ndarray";
import { fromFunction, type Matrix, matmul, transpose } from "../../../../lib/src/tensor/index.ts";

type Rows = number[][];

const rowsOf = (A: Matrix): Rows =>
  Array.from({ length: A.shape[0]! }, (_, i) => Array.from({ length: A.shape[1]! }, (_, k) => A.get(i, k)));

const weightsOf = (scores: readonly number[]): number[] => {
  const m = scores.reduce((a, b) => (a > b ? a : b), -Infinity);
  const e = scores.map((s) => Math.exp(s - m));
  const l = e.reduce((a, b) => a + b);
  return e.map((part) => part / l);
};

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

const columns = (A: Matrix, from: number, to: number): Rows => rowsOf(A).map((row) => row.slice(from, to));

/** In nested rows; `sees` says which keys a query may read. */
function attend(Q: Rows, K: Rows, V: Rows, sees: (i: number, j: number) => boolean = () => true): Rows {
  return Q.map((q, i) => {
    const w = weightsOf(K.map((k, j) => (sees(i, j) ? dot(q, k) / Math.sqrt(q.length) : -Infinity)));
    return V[0]!.map((_, c) => w.reduce((sum, weight, j) => sum + weight * V[j]![c]!, 0));
  });
}

/** The running maximum and sum of online softmax, one key after the other. */
function online(Q: Matrix, K: Matrix, V: Matrix, keys: (i: number, M: number) => number): Matrix {
  const [N, d, M, dv] = [Q.shape[0]!, Q.shape[1]!, K.shape[0]!, V.shape[1]!];
  const O = ndarray(new Float64Array(N * dv), [N, dv]);
  for (let i = 0; i < N; i++) {
    let [m, l] = [-Infinity, 0];
    const o = new Float64Array(dv);
    for (let j = 0; j < keys(i, M); j++) {
      let s = 0;
      for (let k = 0; k < d; k++) s += (Q.get(i, k) / Math.sqrt(d)) * K.get(j, k);
      const next = Math.max(m, s);
      const [old, now] = [Math.exp(m - next), Math.exp(s - next)];
      l = l * old + now;
      for (let c = 0; c < dv; c++) o[c] = o[c]! * old + now * V.get(j, c);
      m = next;
    }
    for (let c = 0; c < dv; c++) O.set(i, c, o[c]! / l);
  }
  return O;
}

class Softmax {
  static of(x: Float64Array): Float64Array {
    return new Softmax(x).weights();
  }
  readonly #x: Float64Array;
  constructor(x: Float64Array) {
    this.#x = x;
  }
  weights(): Float64Array {
    let largest = this.#x[0]!;
    for (const score of this.#x) if (score > largest) largest = score;
    const e = this.#x.map((score) => Math.exp(score - largest));
    let sum = 0;
    for (const part of e) sum += part;
    return e.map((part) => part / sum);
  }
}

function headsInRows(Q: Matrix, K: Matrix, V: Matrix, H: number): Rows {
  const d = Q.shape[1]! / H;
  const heads = Array.from({ length: H }, (_, h) => h * d).map((from) =>
    attend(columns(Q, from, from + d), columns(K, from, from + d), columns(V, from, from + d)),
  );
  return rowsOf(Q).map((_, i) => heads.flatMap((rows) => rows[i]!));
}

export const rights: Record<string, Record<string, unknown>> = {
  "00.1": {
    "an arrow over a list": (x: Float64Array) => weightsOf([...x]),
    "a class with a static method": Softmax.of,
    "by the log of the sum": (x: Float64Array) => {
      const m = x.toSorted().at(-1)!;
      const lse = m + Math.log(x.reduce((sum, score) => sum + Math.exp(score - m), 0));
      return x.map((score) => Math.exp(score - lse));
    },
    "a sigmoid of differences": (x: Float64Array) =>
      Array.from(x, (a) => 1 / x.reduce((sum, b) => sum + Math.exp(b - a), 0)),
    async: async (x: Float64Array) => weightsOf([...x]),
  },
  "00.2": {
    "nested rows": (Q: Matrix, K: Matrix, V: Matrix) => attend(rowsOf(Q), rowsOf(K), rowsOf(V)),
    "online, one key after the other": (Q: Matrix, K: Matrix, V: Matrix) => online(Q, K, V, (_, M) => M),
    "default parameters": (Q: Matrix, K: Matrix, V: Matrix, scale = Q.shape[1]! ** -0.5) => {
      const S = matmul(Q, transpose(K));
      const P = rowsOf(S).map((row) => weightsOf(row.map((s) => s * scale)));
      return matmul(
        fromFunction([Q.shape[0]!, K.shape[0]!], (i, j) => P[i]![j]!),
        V,
      );
    },
    "keys in the outer loop": (Q: Matrix, K: Matrix, V: Matrix) => {
      const S = rowsOf(matmul(K, transpose(Q)));
      return rowsOf(Q).map((q, i) => {
        const w = weightsOf(S.map((row) => row[i]! / Math.sqrt(q.length)));
        return Array.from({ length: V.shape[1]! }, (_, c) =>
          dot(
            w,
            rowsOf(V).map((row) => row[c]!),
          ),
        );
      });
    },
  },
  "00.3": {
    "nested rows": (Q: Matrix, K: Matrix, V: Matrix) =>
      attend(rowsOf(Q), rowsOf(K), rowsOf(V), (i, j) => j <= i),
    "online, up to the diagonal": (Q: Matrix, K: Matrix, V: Matrix) => online(Q, K, V, (i) => i + 1),
    "each row from the keys so far": (Q: Matrix, K: Matrix, V: Matrix) =>
      rowsOf(Q).map((q, i) => attend([q], rowsOf(K).slice(0, i + 1), rowsOf(V).slice(0, i + 1))[0]!),
    recursion: function causal(Q: Matrix, K: Matrix, V: Matrix): Rows {
      const row = (i: number): Rows =>
        i < 0
          ? []
          : [
              ...row(i - 1),
              attend([rowsOf(Q)[i]!], rowsOf(K).slice(0, i + 1), rowsOf(V).slice(0, i + 1))[0]!,
            ];
      return row(Q.shape[0]! - 1);
    },
  },
  "00.4": {
    "nested rows": headsInRows,
    async: async (Q: Matrix, K: Matrix, V: Matrix, H: number) => headsInRows(Q, K, V, H),
    "an ndarray, head by head": (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
      const [N, width] = Q.shape as [number, number];
      const d = width / H;
      const O = ndarray(new Float64Array(N * width), [N, width]);
      const slice = (A: Matrix, h: number) => fromFunction([A.shape[0]!, d], (i, k) => A.get(i, h * d + k));
      for (let h = H - 1; h >= 0; h--) {
        const out = online(slice(Q, h), slice(K, h), slice(V, h), (_, M) => M);
        for (let k = 0; k < d; k++) for (let i = 0; i < N; i++) O.set(i, h * d + k, out.get(i, k));
      }
      return O;
    },
    "query by query": (Q: Matrix, K: Matrix, V: Matrix, H: number) => {
      const d = Q.shape[1]! / H;
      return rowsOf(Q).map((q) =>
        q.map((_, c) => {
          const from = Math.floor(c / d) * d;
          const [keys, values] = [columns(K, from, from + d), columns(V, c, c + 1)];
          return attend([q.slice(from, from + d)], keys, values)[0]![0]!;
        }),
      );
    },
  },
  "00.5": {
    "one line": (T: number, d: number, causal: boolean) => (causal ? 2 * T * (T + 1) : 4 * T ** 2) * d,
    "product by product": (T: number, d: number, causal = false) => {
      let pairs = T * T;
      if (causal) pairs = (pairs - T) / 2 + T;
      const scores = 2 * d * pairs;
      const output = 2 * pairs * d;
      return scores + output;
    },
    "big integers": (T: number, d: number, causal: boolean) => {
      const t = BigInt(T);
      return Number(4n * BigInt(d) * (causal ? (t * (t + 1n)) / 2n : t * t));
    },
    "row by row": (T: number, d: number, causal: boolean) => {
      let pairs = 0;
      for (let i = 0; i < T; i++) pairs += causal ? i + 1 : T;
      return 4 * d * pairs;
    },
  },
  "00.6": {
    "typed arrays": () => [Float64Array.of(2, 4000), Float64Array.of(-4000, -4001), Float64Array.of(0, 1, 2)],
    "one list for two purposes": () => [
      [-3000, 3000],
      [-3000, -3001],
    ],
    async: async () => [
      [0, 10_000],
      [-9000, -9000.5],
      [3, 2],
    ],
    "many scores": () => [
      Array.from({ length: 20 }, (_, k) => 500 * k),
      Array.from({ length: 20 }, (_, k) => -800 - k),
      [0.5, 2],
    ],
  },
};
