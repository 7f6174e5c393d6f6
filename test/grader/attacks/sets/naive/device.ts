/** A simulated memory as a careless grader hands it out: numbers and counters lie open in the student's hands. */
import { type Matrix, rowMajor } from "long-attention/tensor";

interface Numbers {
  rows: number;
  cols: number;
  data: Float64Array;
}

export interface NaiveDevice {
  readonly counters: { reads: number; writes: number };
  readonly O: Numbers;
}

const array = (rows: number, cols: number, data = new Float64Array(rows * cols)): Numbers => ({
  rows,
  cols,
  data,
});

export function naiveDevice(Q: Matrix, K: Matrix, V: Matrix, sramElements: number): NaiveDevice {
  const [N, M, d, dv] = [Q.shape[0]!, K.shape[0]!, Q.shape[1]!, V.shape[1]!];
  const counters = { reads: 0, writes: 0 };
  const made = (rows: number, cols: number, f: (r: number, c: number) => number): Numbers =>
    array(
      rows,
      cols,
      Float64Array.from({ length: rows * cols }, (_, i) => f(Math.floor(i / cols), i % cols)),
    );
  const at = ({ rows, cols, data }: Numbers, r: number, c: number) =>
    data[(rows === 1 ? 0 : r) * cols + (cols === 1 ? 0 : c)]!;
  const inPlace = (f: (x: number, y: number) => number) => (a: Numbers, b: Numbers) => {
    for (let i = 0; i < a.data.length; i++)
      a.data[i] = f(a.data[i]!, at(b, Math.floor(i / a.cols), i % a.cols));
    return a;
  };
  const dot = (n: number, f: (k: number) => number) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += f(k);
    return sum;
  };
  const device = {
    counters,
    sramElements,
    Q: array(N, d, Float64Array.from(rowMajor(Q))),
    K: array(M, d, Float64Array.from(rowMajor(K))),
    V: array(M, dv, Float64Array.from(rowMajor(V))),
    O: array(N, dv),
    l: array(N, 1),
    m: array(N, 1),
    L: array(N, 1),
    fill: (a: Numbers, value: number) => void a.data.fill(value),
    load(a: Numbers, from: number, to: number) {
      counters.reads += (to - from) * a.cols;
      return array(to - from, a.cols, a.data.slice(from * a.cols, to * a.cols));
    },
    store(tile: Numbers, a: Numbers, from: number, to: number) {
      counters.writes += (to - from) * a.cols;
      a.data.set(tile.data, from * a.cols);
    },
    tile: (rows: number, cols: number, value = 0) => made(rows, cols, () => value),
    copy: (a: Numbers) => array(a.rows, a.cols, a.data.slice()),
    free: () => undefined,
    matmulT: (A: Numbers, B: Numbers, scale = 1) =>
      made(A.rows, B.rows, (r, c) => scale * dot(A.cols, (k) => at(A, r, k) * at(B, c, k))),
    matmul: (A: Numbers, B: Numbers) =>
      made(A.rows, B.cols, (r, c) => dot(A.cols, (k) => A.data[r * A.cols + k]! * B.data[k * B.cols + c]!)),
    rowMax: (A: Numbers) => made(A.rows, 1, (r) => Math.max(...A.data.slice(r * A.cols, (r + 1) * A.cols))),
    rowSum: (A: Numbers) => made(A.rows, 1, (r) => dot(A.cols, (k) => A.data[r * A.cols + k]!)),
    add: inPlace((x, y) => x + y),
    sub: inPlace((x, y) => x - y),
    mul: inPlace((x, y) => x * y),
    div: inPlace((x, y) => x / y),
    max: inPlace(Math.max),
    exp: (a: Numbers) => inPlace(Math.exp)(a, a),
    log: (a: Numbers) => inPlace(Math.log)(a, a),
  };
  return device;
}
