import { expBelowZero } from "./exp-below-zero.js";
import type { Floats } from "./inputs.js";
import { addValues2x4, scores2x4 } from "./register-blocks.js";
import type { TileResult, Tiles } from "./tiles.js";

/** Rung 3: tile operations in TypeScript, on tiles of 64-bit floats that stay in the processor's cache. */
export class TypeScriptTiles implements Tiles {
  static readonly Br = 32;
  readonly Br = TypeScriptTiles.Br;
  readonly Bc = 64;
  private readonly S = new Float64Array(this.Br * this.Bc);
  private readonly m = new Float64Array(this.Br);
  private readonly l = new Float64Array(this.Br);
  private Q = new Float64Array();
  private K = new Float64Array();
  private V = new Float64Array();
  private O = new Float64Array();
  private k: Floats = this.K;
  private v: Floats = this.V;
  private M = 0;
  private d = 0;
  private dv = 0;
  /** dv in whole register blocks. */
  private stride = 0;

  keys(k: Floats, v: Floats, M: number, d: number, dv: number): void {
    Object.assign(this, { k, v, M, d, dv, stride: 4 * Math.ceil(dv / 4) });
    this.Q = new Float64Array(this.Br * d);
    this.K = new Float64Array(this.Bc * d);
    this.V = new Float64Array(this.Bc * this.stride);
    this.O = new Float64Array(this.Br * this.stride);
  }

  begin(q: Floats, i: number, rows: number, scale: number): void {
    const { d, Q } = this;
    for (let t = 0; t < rows * d; t++) Q[t] = scale * q[i * d + t]!;
    Q.fill(0, rows * d);
    this.O.fill(0);
    this.l.fill(0);
    this.m.fill(-Infinity);
  }

  score(j: number): Float64Array {
    const { Br, Bc, d, Q, K, S } = this;
    copyTile(K, d, this.k, d, j, this.M);
    for (let r = 0; r < Br; r += 2)
      for (let c = 0; c < Bc; c += 4) scores2x4(Q, r * d, K, c * d, d, S, r * Bc + c, Bc);
    return S;
  }

  softmax(): void {
    const { Br, Bc, S, O, m, l, stride } = this;
    for (let r = 0; r < Br; r++) {
      const [from, to] = [r * Bc, (r + 1) * Bc];
      let mNew = m[r]!;
      for (let t = from; t < to; t++) if (S[t]! > mNew) mNew = S[t]!;
      if (mNew === -Infinity) {
        S.fill(0, from, to); // this query has seen nothing yet
        continue;
      }
      let sum = 0;
      for (let t = from; t < to; t++) sum += S[t] = expBelowZero(S[t]! - mNew);
      const shrink = Math.exp(m[r]! - mNew);
      if (shrink !== 1) for (let t = r * stride; t < (r + 1) * stride; t++) O[t]! *= shrink;
      l[r] = shrink * l[r]! + sum;
      m[r] = mNew;
    }
  }

  add(j: number): void {
    const { Br, Bc, S, V, O, stride } = this;
    copyTile(V, stride, this.v, this.dv, j, this.M);
    for (let r = 0; r < Br; r += 2)
      for (let c = 0; c < stride; c += 4) addValues2x4(S, r * Bc, Bc, V, c, stride, O, r * stride + c);
  }

  end(): TileResult {
    const { O, stride, m, l } = this;
    return { O, stride, m, l };
  }
}

/**
 * Rows j, j + 1, … of a matrix into a tile, zeros below them.
 * @param tile [Bc, stride], whose columns beyond `width` are zero and stay so
 * @param from [M, width]
 */
function copyTile(
  tile: Float64Array,
  stride: number,
  from: Floats,
  width: number,
  j: number,
  M: number,
): void {
  const rows = Math.min(tile.length / stride, M - j);
  if (stride === width) tile.set(from.subarray(j * width, (j + rows) * width));
  else
    for (let r = 0; r < rows; r++) tile.set(from.subarray((j + r) * width, (j + r + 1) * width), r * stride);
  tile.fill(0, rows * stride);
}
