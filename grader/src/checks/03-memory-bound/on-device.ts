/**
 * The same traffic, not computed but counted: the steps run on the simulated device, which sees every element
 * that crosses between HBM and the chip. Formulas and counts have to agree.
 */
import { Device, type HbmArray, type Op, type Tile } from "long-attention/gpu";
import { rowMajor, softmax, testTensors } from "long-attention/tensor";

/** Runs element-wise operations on arrays of one element, each as its own kernel and all as one. */
export function countedFusion(ops: readonly Op[], keep: readonly string[]) {
  return { unfused: counted(ops, keep, false), fused: counted(ops, keep, true) };
}

function counted(ops: readonly Op[], keep: readonly string[], fused: boolean): number {
  const device = new Device();
  const inHbm = new Map<string, HbmArray>();
  const hbm = (name: string) => {
    if (!inHbm.has(name)) inHbm.set(name, device.input(name, [1, 1], Float64Array.of(1)));
    return inHbm.get(name)!;
  };
  const needed = new Set(ops.flatMap((op) => op.in));
  const onChip = new Map<string, Tile>();
  for (const { in: inputs, out } of ops) {
    if (!fused) {
      device.free(...onChip.values());
      onChip.clear();
    }
    for (const name of inputs) if (!onChip.has(name)) onChip.set(name, device.load(hbm(name)));
    const result = device.alloc(out, [1, 1]);
    result.data[0] = inputs.reduce((product, name) => product * onChip.get(name)!.data[0]!, 1);
    onChip.set(out, result);
    if (!fused || !needed.has(out) || keep.includes(out)) device.store(result, hbm(out));
  }
  return device.accesses;
}

/** Runs naive attention, one kernel per step; the chip is emptied between two. */
export function countedAttention(N: number, d: number) {
  const device = new Device();
  const { Q, K, V } = testTensors(N, d);
  const input = (name: string, data: Float64Array) => device.input(name, [N, d], data.slice());
  const [q, k, v] = [input("Q", rowMajor(Q)), input("K", rowMajor(K)), input("V", rowMajor(V))];
  const [S, P, O] = [device.reserve("S", [N, N]), device.reserve("P", [N, N]), device.reserve("O", [N, d])];

  const step = (inputs: readonly HbmArray[], output: HbmArray, compute: (...tiles: Tile[]) => Tile) => {
    const before = { reads: device.reads, writes: device.writes };
    const tiles = inputs.map((array) => device.load(array));
    const result = compute(...tiles);
    device.store(result, output);
    device.free(...tiles, result);
    return { reads: device.reads - before.reads, writes: device.writes - before.writes };
  };
  const product = (A: Tile, B: Tile, cols: number, b: (t: number, j: number) => number) => {
    const C = device.alloc("A B", [A.rows, cols]);
    for (let i = 0; i < A.rows; i++)
      for (let j = 0; j < cols; j++)
        for (let t = 0; t < A.cols; t++) C.data[i * cols + j]! += A.data[i * A.cols + t]! * B.data[b(t, j)]!;
    return C;
  };
  const scores = step([q, k], S, (Q, K) => product(Q!, K!, N, (t, j) => j * d + t));
  const softmaxed = step([S], P, (S) => {
    const P = device.alloc("P", [N, N]);
    for (let i = 0; i < N; i++) P.data.set(softmax(S!.data.subarray(i * N, (i + 1) * N)), i * N);
    return P;
  });
  const output = step([P, v], O, (P, V) => product(P!, V!, d, (t, j) => t * d + j));
  return { scores, softmax: softmaxed, output, total: device.accesses };
}
