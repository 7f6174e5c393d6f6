import { dimension, isMatrix } from "../tensor/check.js";
import { type Matrix, rowMajor, zeros } from "../tensor/matrix.js";

/**
 * How often a tensor core is called for C [m, n] = A [m, k] B [k, n]: ⌈m/t⌉ ⌈n/t⌉ ⌈k/t⌉.
 * A tile that sticks out over an edge costs a whole call.
 */
export function tileCalls(m: number, n: number, k: number, tile = 4): number {
  for (const [name, value] of Object.entries({ m, n, k, tile })) dimension("tileCalls", name, value);
  return Math.ceil(m / tile) * Math.ceil(n / tile) * Math.ceil(k / tile);
}

/**
 * C = A B as a tensor core does it: one call takes a tile of A and a tile of B and adds their product to
 * a tile of C, which keeps what the earlier calls added.
 * @param A [m, k]  @param B [k, n]  @param tile edge of the square tiles, 4 in NVIDIA's guide
 * @returns C [m, n] and the number of calls
 * @throws RangeError naming both shapes when the inner sizes differ
 * @see NVIDIA, GPU Performance Background User's Guide
 */
export function tiledMatmul(A: Matrix, B: Matrix, tile = 4): { C: Matrix; calls: number } {
  isMatrix("tiledMatmul", "A", A);
  isMatrix("tiledMatmul", "B", B);
  dimension("tiledMatmul", "tile", tile);
  const [m, k] = A.shape as [number, number];
  const [inner, n] = B.shape as [number, number];
  if (k !== inner)
    throw new RangeError(
      `tiledMatmul: A is [${A.shape}] and B is [${B.shape}]; A's columns must equal B's rows`,
    );
  const [a, b, C] = [rowMajor(A), rowMajor(B), zeros([m, n])];
  let calls = 0;
  for (let i0 = 0; i0 < m; i0 += tile)
    for (let j0 = 0; j0 < n; j0 += tile)
      for (let k0 = 0; k0 < k; k0 += tile) {
        multiplyAccumulate(i0, j0, k0);
        calls++;
      }
  return { C, calls };

  function multiplyAccumulate(i0: number, j0: number, k0: number): void {
    const [i1, j1, k1] = [Math.min(i0 + tile, m), Math.min(j0 + tile, n), Math.min(k0 + tile, k)];
    for (let i = i0; i < i1; i++)
      for (let j = j0; j < j1; j++)
        for (let t = k0; t < k1; t++) C.data[i * n + j]! += a[i * k + t]! * b[t * n + j]!;
  }
}
