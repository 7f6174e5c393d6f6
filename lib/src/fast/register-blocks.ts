/**
 * The two products of a tile, a small block of the result at a time. A block's sums stay in registers, so a
 * number that is loaded once serves a whole row or column of the block: 2 × 4 sums take 6 loads for 8
 * multiply-adds, where one sum alone takes 2 loads for each. JavaScript's own numbers are 64 bits wide.
 */

/**
 * S[0…1, 0…3] = two rows of Q times four rows of K.
 * @param q, k, s where the first row of each block starts  @param d length of a row  @param Bc stride of S
 */
export function scores2x4(
  Q: Float64Array,
  q: number,
  K: Float64Array,
  k: number,
  d: number,
  S: Float64Array,
  s: number,
  Bc: number,
): void {
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  const q1 = q + d,
    k1 = k + d,
    k2 = k1 + d,
    k3 = k2 + d;
  for (let p = 0; p < d; p++) {
    const x0 = Q[q + p]!,
      x1 = Q[q1 + p]!;
    const y0 = K[k + p]!,
      y1 = K[k1 + p]!,
      y2 = K[k2 + p]!,
      y3 = K[k3 + p]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  S[s] = s00;
  S[s + 1] = s01;
  S[s + 2] = s02;
  S[s + 3] = s03;
  S[s + Bc] = s10;
  S[s + Bc + 1] = s11;
  S[s + Bc + 2] = s12;
  S[s + Bc + 3] = s13;
}

/**
 * O[0…1, 0…3] += two rows of P times four columns of V.
 * @param p, v, o where each block starts  @param Bc length of a row of P  @param dv stride of V and of O
 */
export function addValues2x4(
  P: Float64Array,
  p: number,
  Bc: number,
  V: Float64Array,
  v: number,
  dv: number,
  O: Float64Array,
  o: number,
): void {
  const p1 = p + Bc,
    o1 = o + dv;
  let o00 = O[o]!,
    o01 = O[o + 1]!,
    o02 = O[o + 2]!,
    o03 = O[o + 3]!;
  let o10 = O[o1]!,
    o11 = O[o1 + 1]!,
    o12 = O[o1 + 2]!,
    o13 = O[o1 + 3]!;
  for (let j = 0, y = v; j < Bc; j++, y += dv) {
    const x0 = P[p + j]!,
      x1 = P[p1 + j]!;
    const y0 = V[y]!,
      y1 = V[y + 1]!,
      y2 = V[y + 2]!,
      y3 = V[y + 3]!;
    o00 += x0 * y0;
    o01 += x0 * y1;
    o02 += x0 * y2;
    o03 += x0 * y3;
    o10 += x1 * y0;
    o11 += x1 * y1;
    o12 += x1 * y2;
    o13 += x1 * y3;
  }
  O[o] = o00;
  O[o + 1] = o01;
  O[o + 2] = o02;
  O[o + 3] = o03;
  O[o1] = o10;
  O[o1 + 1] = o11;
  O[o1 + 2] = o12;
  O[o1 + 3] = o13;
}
