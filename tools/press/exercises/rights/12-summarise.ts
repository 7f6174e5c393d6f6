/** Right answers in other styles than the reference's. */
import { deltaStep } from "long-attention/linear";
import { dot, fromFunction, type Matrix, matmul, matrix, toRows, transpose } from "long-attention/tensor";

type Phi = (x: number) => number;
interface Hybrid {
  readonly heads: number;
  readonly dk: number;
  readonly dv: number;
  readonly stateBytes: number;
  readonly rowBytes: number;
  readonly linear: number;
  readonly full: number;
}

const mapped = (A: Matrix, phi: Phi) => toRows(A).map((row) => row.map((x) => phi(x)));

/** Token by token, with a new state each time. */
function faded(Q: Matrix, K: Matrix, V: Matrix, alpha: readonly number[]) {
  let S = matrix(toRows(transpose(K)).map(() => toRows(V)[0]!.map(() => 0)));
  const O = toRows(Q).map((q, t) => {
    const old = S;
    S = fromFunction(old.shape, (a, e) => alpha[t]! * old.get(a, e) + K.get(t, a) * V.get(t, e));
    return toRows(matmul(matrix([q]), S))[0]!;
  });
  return { O, S: toRows(S) };
}

/** One token at a time by the library's step. */
function stepByStep(
  S: Matrix,
  Q: Matrix,
  K: Matrix,
  V: Matrix,
  alpha: readonly number[],
  beta: readonly number[],
  scale: number,
) {
  let state = S;
  const O = toRows(Q).map((q, t) => {
    state = deltaStep(state, toRows(K)[t]!, toRows(V)[t]!, alpha[t]!, beta[t]!);
    return toRows(matmul(matrix([q]), state))[0]!.map((o) => scale * o);
  });
  return { O, S: toRows(state) };
}

export const rights: Record<string, Record<string, unknown>> = {
  "12.1": {
    "a masked product": (Q: Matrix, K: Matrix, V: Matrix, phi: Phi) => {
      const [queries, keys, values] = [mapped(Q, phi), mapped(K, phi), toRows(V)];
      return queries.map((q, t) => {
        const weights = keys.slice(0, t + 1).map((k) => dot(q, k));
        const total = weights.reduce((a, b) => a + b, 0);
        return values[0]!.map((_, e) => weights.reduce((sum, w, j) => sum + (w / total) * values[j]![e]!, 0));
      });
    },
    "z as one more column": (Q: Matrix, K: Matrix, V: Matrix, phi: Phi) => {
      const [queries, keys] = [mapped(Q, phi), mapped(K, phi)];
      const values = toRows(V).map((v) => [...v, 1]);
      const S = keys[0]!.map(() => values[0]!.map(() => 0));
      return queries.map((q, t) => {
        keys[t]!.forEach((k, a) => {
          values[t]!.forEach((v, e) => {
            S[a]![e]! += k * v;
          });
        });
        const o = values[t]!.map((_, e) => q.reduce((sum, x, a) => sum + x * S[a]![e]!, 0));
        return o.slice(0, -1).map((x) => x / o.at(-1)!);
      });
    },
    "matrices, and a promise": async (Q: Matrix, K: Matrix, V: Matrix, phi: Phi) => {
      const A = matmul(matrix(mapped(Q, phi)), transpose(matrix(mapped(K, phi))));
      const lower = toRows(A).map((row, i) => row.map((w, j) => (j <= i ? w : 0)));
      const weights = lower.map((row) => row.map((w) => w / row.reduce((a, b) => a + b, 0)));
      return toRows(matmul(matrix(weights), V));
    },
  },
  "12.2": {
    "token by token": faded,
    "chunks, and running products": (
      Q: Matrix,
      K: Matrix,
      V: Matrix,
      alpha: readonly number[],
      c: number,
    ) => {
      const [queries, keys, values] = [toRows(Q), toRows(K), toRows(V)];
      const product = (from: number, to: number) => alpha.slice(from, to).reduce((a, b) => a * b, 1);
      let S = keys[0]!.map(() => values[0]!.map(() => 0));
      const O: number[][] = [];
      for (let from = 0; from < queries.length; from += c) {
        const to = Math.min(from + c, queries.length);
        for (let i = from; i < to; i++) {
          const o = values[i]!.map(
            (_, e) => product(from, i + 1) * queries[i]!.reduce((sum, x, a) => sum + x * S[a]![e]!, 0),
          );
          for (let j = from; j <= i; j++) {
            const w = product(j + 1, i + 1) * dot(queries[i]!, keys[j]!);
            values[j]!.forEach((v, e) => {
              o[e]! += w * v;
            });
          }
          O.push(o);
        }
        S = S.map((row, a) =>
          row.map((s, e) => {
            let sum = product(from, to) * s;
            for (let j = from; j < to; j++) sum += product(j + 1, to) * keys[j]![a]! * values[j]![e]!;
            return sum;
          }),
        );
      }
      return { O, S };
    },
    "all in one chunk, as matrices": (Q: Matrix, K: Matrix, V: Matrix, alpha: readonly number[]) => {
      const T = alpha.length;
      const b = alpha.map((_, i) => alpha.slice(0, i + 1).reduce((sum, a) => sum + Math.log(a), 0));
      const A = matmul(Q, transpose(K));
      const W = fromFunction([T, T], (i, j) => (j > i ? 0 : Math.exp(b[i]! - b[j]!) * A.get(i, j)));
      const kept = fromFunction(K.shape, (j, a) => Math.exp(b[T - 1]! - b[j]!) * K.get(j, a));
      return { O: toRows(matmul(W, V)), S: toRows(matmul(transpose(kept), V)) };
    },
  },
  "12.3": {
    "the library's": (...input: Parameters<typeof deltaStep>) => toRows(deltaStep(...input)),
    "with matrices": (S: Matrix, k: readonly number[], v: readonly number[], alpha: number, beta: number) => {
      const old = fromFunction(S.shape, (a, e) => alpha * S.get(a, e));
      const found = toRows(matmul(matrix([[...k]]), old))[0]!;
      return toRows(fromFunction(S.shape, (a, e) => old.get(a, e) + beta * k[a]! * (v[e]! - found[e]!)));
    },
    "shrink along k, then add": (
      S: Matrix,
      k: readonly number[],
      v: readonly number[],
      alpha: number,
      beta: number,
    ) => {
      const shrink = fromFunction(
        [k.length, k.length],
        (a, c) => alpha * (Number(a === c) - beta * k[a]! * k[c]!),
      );
      return toRows(matmul(shrink, S)).map((row, a) => row.map((s, e) => s + beta * k[a]! * v[e]!));
    },
  },
  "12.4": {
    "step by step": stepByStep,
    "two chunks of half the length": (
      S: Matrix,
      Q: Matrix,
      K: Matrix,
      V: Matrix,
      alpha: readonly number[],
      beta: readonly number[],
      scale: number,
    ) => {
      const half = Math.ceil(alpha.length / 2);
      const part = (A: Matrix, from: number, to?: number) => matrix(toRows(A).slice(from, to));
      const first = stepByStep(
        S,
        part(Q, 0, half),
        part(K, 0, half),
        part(V, 0, half),
        alpha.slice(0, half),
        beta,
        scale,
      );
      if (half === alpha.length) return first;
      const second = stepByStep(
        matrix(first.S),
        part(Q, half),
        part(K, half),
        part(V, half),
        alpha.slice(half),
        beta.slice(half),
        scale,
      );
      return { O: [...first.O, ...second.O], S: second.S };
    },
    "the errors column by column": (
      S: Matrix,
      Q: Matrix,
      K: Matrix,
      V: Matrix,
      alpha: readonly number[],
      beta: readonly number[],
      scale: number,
    ) => {
      const columns = toRows(transpose(V)).map((v, e) => {
        const column = matrix(toRows(S).map((row) => [row[e]!]));
        return stepByStep(column, Q, K, matrix(v.map((x) => [x])), alpha, beta, scale);
      });
      const beside = (of: "O" | "S") =>
        columns[0]![of].map((_, i) => columns.map((column) => column[of][i]![0]!));
      return { O: beside("O"), S: beside("S") };
    },
  },
  "12.5": {
    "by counting up": ({ heads, dk, dv, stateBytes, rowBytes, linear, full }: Hybrid) => {
      const state = heads * dk * dv * stateBytes;
      const least = (bytes: number, row: number) => {
        let T = Math.floor(bytes / row);
        while (T * row < bytes) T++;
        return T;
      };
      return {
        layer: least(state, rowBytes),
        traffic: least(2 * state, rowBytes),
        model: least(linear * state, full * rowBytes),
      };
    },
    "by remainders": ({ heads, dk, dv, stateBytes, rowBytes, linear, full }: Hybrid) => {
      const up = (a: number, b: number) => (a - (a % b)) / b + (a % b === 0 ? 0 : 1);
      const state = dv * dk * heads * stateBytes;
      return {
        model: up(linear * state, full * rowBytes),
        traffic: up(state + state, rowBytes),
        layer: up(state, rowBytes),
      };
    },
    "minus the floor of the minus": (m: Hybrid) => {
      const up = (x: number) => -Math.floor(-x);
      const rows = (m.heads * m.dk * m.dv * m.stateBytes) / m.rowBytes;
      return {
        layer: up(rows),
        traffic: up(2 * rows),
        model: up((m.linear * (m.heads * m.dk * m.dv * m.stateBytes)) / (m.full * m.rowBytes)),
      };
    },
  },
};
