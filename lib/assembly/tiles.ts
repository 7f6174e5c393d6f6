/**
 * Rungs 4 and 5: the tile operations of lib/src/fast/tiles-typescript.ts on four 32-bit floats at a time, and
 * decoding. Every argument that is called like a matrix is an address in bytes, every stride a number of floats.
 * `npm run build:wasm` compiles this file twice, without and with relaxed SIMD.
 */
import { exp4, madd, max4, sum4, sums4 } from "./simd";

/**
 * C[0…3, 0…7] = A B, or += A B: a block whose 32 sums stay in eight registers.
 * @param A [4, n] with stride lda  @param B [n, 8] with stride ldb  @param C [4, 8] with stride ldc
 */
// @ts-ignore: decorator
@inline
function block4x8(
  A: usize, lda: usize, B: usize, ldb: usize, C: usize, ldc: usize, n: usize, add: bool,
): void {
  const A1 = A + 4 * lda, A2 = A1 + 4 * lda, A3 = A2 + 4 * lda;
  const C1 = C + 4 * ldc, C2 = C1 + 4 * ldc, C3 = C2 + 4 * ldc;
  const zero = f32x4.splat(0);
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero;
  let c10 = add ? v128.load(C1) : zero, c11 = add ? v128.load(C1, 16) : zero;
  let c20 = add ? v128.load(C2) : zero, c21 = add ? v128.load(C2, 16) : zero;
  let c30 = add ? v128.load(C3) : zero, c31 = add ? v128.load(C3, 16) : zero;
  for (let p: usize = 0; p < 4 * n; p += 4) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    B += 4 * ldb;
    const a0 = v128.load32_splat(A + p);
    c00 = madd(a0, b0, c00);
    c01 = madd(a0, b1, c01);
    const a1 = v128.load32_splat(A1 + p);
    c10 = madd(a1, b0, c10);
    c11 = madd(a1, b1, c11);
    const a2 = v128.load32_splat(A2 + p);
    c20 = madd(a2, b0, c20);
    c21 = madd(a2, b1, c21);
    const a3 = v128.load32_splat(A3 + p);
    c30 = madd(a3, b0, c30);
    c31 = madd(a3, b1, c31);
  }
  v128.store(C, c00);
  v128.store(C, c01, 16);
  v128.store(C1, c10);
  v128.store(C1, c11, 16);
  v128.store(C2, c20);
  v128.store(C2, c21, 16);
  v128.store(C3, c30);
  v128.store(C3, c31, 16);
}

/**
 * A tile of keys upright: Kt[p, r] = K[r, p].
 * @param K [Bc, d]  @param Kt [d, Bc]
 */
export function uprightTile(K: usize, Kt: usize, Bc: usize, d: usize): void {
  for (let r: usize = 0; r < Bc; r++, K += 4 * d)
    for (let p: usize = 0; p < d; p++) f32.store(Kt + 4 * (p * Bc + r), f32.load(K + 4 * p));
}

/** n floats times a factor. n in fours */
export function scaleAll(A: usize, n: usize, factor: f32): void {
  scaleRow(A, n, f32x4.splat(factor));
}

/**
 * S = Q Kᵀ. The keys of a tile stand upright, so that eight neighbours in memory belong to eight keys.
 * @param Q [Br, d]  @param Kt [d, Bc]  @param S [Br, Bc]; Br in fours, Bc in eights
 */
export function scoreTile(Q: usize, Kt: usize, S: usize, Br: usize, Bc: usize, d: usize): void {
  for (let r: usize = 0; r < Br; r += 4)
    for (let c: usize = 0; c < Bc; c += 8)
      block4x8(Q + 4 * r * d, d, Kt + 4 * c, Bc, S + 4 * (r * Bc + c), Bc, d, false);
}

/**
 * m_new = max(m, rowmax S), S becomes exp(S − m_new); ℓ and O shrink by exp(m − m_new), ℓ grows by the row's sum.
 * @param S [Br, Bc]  @param O [Br, dv]  @param m [Br]  @param l [Br]; Bc in sixteens, dv in fours
 */
export function softmaxTile(S: usize, O: usize, m: usize, l: usize, Br: usize, Bc: usize, dv: usize): void {
  for (let r: usize = 0; r < Br; r++, S += 4 * Bc, O += 4 * dv, m += 4, l += 4) {
    const mOld = v128.load32_splat(m);
    const mNew = f32x4.pmax(mOld, rowMax(S, Bc));
    if (f32x4.extract_lane(mNew, 0) == -Infinity) {
      memory.fill(S, 0, 4 * Bc); // this query has seen nothing yet
      continue;
    }
    let sum = f32x4.splat(0);
    for (let t: usize = 0; t < 4 * Bc; t += 16) {
      const p = exp4(f32x4.sub(v128.load(S + t), mNew));
      v128.store(S + t, p);
      sum = f32x4.add(sum, p);
    }
    const rowSum = sum4(sum);
    if (f32x4.extract_lane(mNew, 0) != f32x4.extract_lane(mOld, 0)) {
      const shrink = exp4(f32x4.sub(mOld, mNew));
      scaleRow(O, dv, shrink);
      f32.store(l, f32.load(l) * f32x4.extract_lane(shrink, 0));
      f32.store(m, f32x4.extract_lane(mNew, 0));
    }
    f32.store(l, f32.load(l) + rowSum);
  }
}

/** The largest of n floats, in each lane; four lines of comparisons do not wait for each other. n in sixteens */
// @ts-ignore: decorator
@inline
function rowMax(row: usize, n: usize): v128 {
  let m0 = v128.load(row), m1 = v128.load(row, 16), m2 = v128.load(row, 32), m3 = v128.load(row, 48);
  for (let t: usize = 64; t < 4 * n; t += 64) {
    m0 = f32x4.pmax(m0, v128.load(row + t));
    m1 = f32x4.pmax(m1, v128.load(row + t, 16));
    m2 = f32x4.pmax(m2, v128.load(row + t, 32));
    m3 = f32x4.pmax(m3, v128.load(row + t, 48));
  }
  return max4(f32x4.pmax(f32x4.pmax(m0, m1), f32x4.pmax(m2, m3)));
}

/** A row of n floats times a factor. */
// @ts-ignore: decorator
@inline
function scaleRow(row: usize, n: usize, factor: v128): void {
  for (let t: usize = 0; t < 4 * n; t += 16) v128.store(row + t, f32x4.mul(factor, v128.load(row + t)));
}

/**
 * O += P V.
 * @param P [Br, Bc]  @param V [Bc, dv]  @param O [Br, dv]; Br in fours, dv in eights
 */
export function addTile(P: usize, V: usize, O: usize, Br: usize, Bc: usize, dv: usize): void {
  for (let r: usize = 0; r < Br; r += 4)
    for (let c: usize = 0; c < dv; c += 8)
      block4x8(P + 4 * r * Bc, Bc, V + 4 * c, dv, O + 4 * (r * dv + c), dv, Bc, true);
}

/** Keys that decoding takes at a time. So few that K and V stream in together: with 64 it is a third slower. */
const BLOCK: usize = 16;

/**
 * One query over n cached keys and values, as they lie in the cache, in one pass: o = exp(q Kᵀ − m) V with its m and ℓ.
 * Every number of the cache is used once, so memory sets the pace.
 * @param q [d], times the scale  @param K [n, d]  @param V [n, dv]  @param o [dv], not yet divided by ℓ
 * @param S scratch of 16 floats, in whose first m is left; d and dv in eights, and room for n in fours
 * @returns ℓ
 */
export function decode(
  q: usize, K: usize, V: usize, o: usize, S: usize, n: usize, d: usize, dv: usize,
): f32 {
  let m: f32 = -Infinity, l: f32 = 0;
  memory.fill(o, 0, 4 * dv);
  for (let j: usize = 0; j < n; j += BLOCK) {
    const rows = min(BLOCK, n - j);
    const mBlock = scoreRow(q, K + 4 * j * d, S, rows, d);
    if (mBlock > m) {
      const shrink = exp4(f32x4.splat(m - mBlock));
      scaleRow(o, dv, shrink);
      l *= f32x4.extract_lane(shrink, 0);
      m = mBlock;
    }
    let sum = f32x4.splat(0);
    for (let t: usize = 0; t < 4 * BLOCK; t += 16) {
      const p = exp4(f32x4.sub(v128.load(S + t), f32x4.splat(m))); // 0 after the last key
      v128.store(S + t, p);
      sum = f32x4.add(sum, p);
    }
    l += sum4(sum);
    addRow(S, V + 4 * j * dv, o, rows, dv);
  }
  f32.store(S, m);
  return l;
}

/** S[j] = q · Kⱼ for four keys at a time, −∞ after the last key. @returns the largest */
// @ts-ignore: decorator
@inline
function scoreRow(q: usize, K: usize, S: usize, rows: usize, d: usize): f32 {
  for (let j: usize = 0; j < rows; j += 4) {
    const K1 = K + 4 * d, K2 = K1 + 4 * d, K3 = K2 + 4 * d;
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
    for (let t: usize = 0; t < 4 * d; t += 32) {
      const x = v128.load(q + t), y = v128.load(q + t, 16);
      s0 = madd(x, v128.load(K + t), s0);
      s1 = madd(x, v128.load(K1 + t), s1);
      s2 = madd(x, v128.load(K2 + t), s2);
      s3 = madd(x, v128.load(K3 + t), s3);
      s0 = madd(y, v128.load(K + t, 16), s0);
      s1 = madd(y, v128.load(K1 + t, 16), s1);
      s2 = madd(y, v128.load(K2 + t, 16), s2);
      s3 = madd(y, v128.load(K3 + t, 16), s3);
    }
    v128.store(S + 4 * j, sums4(s0, s1, s2, s3));
    K = K3 + 4 * d;
  }
  for (let j = rows; j < BLOCK; j++) f32.store(S + 4 * j, -Infinity);
  return f32x4.extract_lane(rowMax(S, BLOCK), 0);
}

/** o += P V for one row of weights, four rows of V at a time; weights after the last key are 0. */
// @ts-ignore: decorator
@inline
function addRow(P: usize, V: usize, o: usize, rows: usize, dv: usize): void {
  for (let j: usize = 0; j < rows; j += 4) {
    const V1 = V + 4 * dv, V2 = V1 + 4 * dv, V3 = V2 + 4 * dv;
    const p0 = v128.load32_splat(P + 4 * j), p1 = v128.load32_splat(P + 4 * j, 4);
    const p2 = v128.load32_splat(P + 4 * j, 8), p3 = v128.load32_splat(P + 4 * j, 12);
    for (let t: usize = 0; t < 4 * dv; t += 32) {
      let x = v128.load(o + t), y = v128.load(o + t, 16);
      x = madd(p0, v128.load(V + t), x);
      y = madd(p0, v128.load(V + t, 16), y);
      x = madd(p1, v128.load(V1 + t), x);
      y = madd(p1, v128.load(V1 + t, 16), y);
      x = madd(p2, v128.load(V2 + t), x);
      y = madd(p2, v128.load(V2 + t, 16), y);
      v128.store(o + t, madd(p3, v128.load(V3 + t), x));
      v128.store(o + t, madd(p3, v128.load(V3 + t, 16), y), 16);
    }
    V = V3 + 4 * dv;
  }
}
