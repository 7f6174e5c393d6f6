import { fromFunction, type Matrix, toRows } from "long-attention/tensor";

export interface PlainOptions {
  /** Whether query i may read key j. Default: always. */
  readonly reads?: (i: number, j: number) => boolean;
  readonly scale?: number;
}

/**
 * Attention in nested loops over plain lists: the reference of these tests, which shares no step with the
 * library's. It sums over the keys a query may read, so nothing is ever masked with −∞.
 */
export function plainAttention(Q: Matrix, K: Matrix, V: Matrix, options: PlainOptions = {}): Matrix {
  const [q, k, v] = [toRows(Q), toRows(K), toRows(V)];
  const { reads = () => true, scale = 1 / Math.sqrt(q[0]!.length) } = options;
  return fromFunction([q.length, v[0]!.length], (i, c) => {
    const keys = k.map((_, j) => j).filter((j) => reads(i, j));
    const scores = keys.map((j) => scale * q[i]!.reduce((sum, x, t) => sum + x * k[j]![t]!, 0));
    const most = Math.max(...scores);
    const e = scores.map((s) => Math.exp(s - most));
    const total = e.reduce((a, b) => a + b, 0);
    return keys.reduce((sum, j, n) => sum + (e[n]! / total) * v[j]![c]!, 0);
  });
}
