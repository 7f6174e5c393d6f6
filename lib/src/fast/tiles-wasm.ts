import type { Floats } from "./inputs.js";
import type { TileResult, Tiles } from "./tiles.js";
import { ensureBytes, type WasmInstance } from "./web-assembly.js";

/** What lib/assembly/tiles.ts exports. Addresses are in bytes. */
export interface TileModule {
  scoreTile(Q: number, Kt: number, S: number, Br: number, Bc: number, d: number): void;
  softmaxTile(S: number, O: number, m: number, l: number, Br: number, Bc: number, dv: number): void;
  addTile(P: number, V: number, O: number, Br: number, Bc: number, dv: number): void;
  decode(q: number, K: number, V: number, o: number, S: number, n: number, d: number, dv: number): number;
}

/** Bytes of a 32-bit float. */
const F32 = 4;

/** Rungs 4 and 5: tile operations in WebAssembly, on tiles of 32-bit floats in its memory. */
export class WasmTiles implements Tiles {
  readonly Br = 64;
  readonly Bc = 64;
  private d = 0;
  private stride = 0;
  /** Addresses in bytes, and the same memory as numbers. */
  private at = { Q: 0, K: 0, V: 0, S: 0, O: 0, m: 0, l: 0 };
  private Q = new Float32Array();
  private S = new Float32Array();
  private O = new Float32Array();
  private m = new Float32Array();
  private l = new Float32Array();

  constructor(private readonly wasm: WasmInstance<TileModule>) {}

  /** Copies the keys, each tile turned upright, and the values, their rows padded to whole register blocks. */
  keys(k: Floats, v: Floats, M: number, d: number, dv: number): void {
    const { Br, Bc, wasm, at } = this;
    const stride = 8 * Math.ceil(dv / 8);
    const padded = Bc * Math.ceil(M / Bc);
    const sizes = { S: Br * Bc, Q: Br * d, O: Br * stride, m: Br, l: Br, K: padded * d, V: padded * stride };
    let bytes = 0;
    for (const [name, size] of Object.entries(sizes)) {
      at[name as keyof typeof at] = bytes;
      bytes += 64 * Math.ceil((F32 * size) / 64);
    }
    ensureBytes("fastAttention", wasm.memory, bytes, `${M} keys and values of ${d} and ${dv} numbers`);
    const view = (name: keyof typeof at) => new Float32Array(wasm.memory.buffer, at[name], sizes[name]);
    const [K, V] = [view("K"), view("V")];
    Object.assign(this, {
      M,
      d,
      stride,
      Q: view("Q"),
      S: view("S"),
      O: view("O"),
      m: view("m"),
      l: view("l"),
    });
    for (let j = 0; j < padded; j += Bc)
      transpose(K.subarray(j * d, (j + Bc) * d), Bc, k, j, Math.min(Bc, M - j), d);
    if (stride === dv) V.set(v);
    else {
      V.fill(0);
      for (let j = 0; j < M; j++) V.set(v.subarray(j * dv, (j + 1) * dv), j * stride);
    }
    V.fill(0, M * stride);
  }

  begin(q: Floats, i: number, rows: number, scale: number): void {
    const { d, Q } = this;
    for (let t = 0; t < rows * d; t++) Q[t] = scale * q[i * d + t]!;
    Q.fill(0, rows * d);
    this.O.fill(0);
    this.l.fill(0);
    this.m.fill(-Infinity);
  }

  score(j: number): Float32Array {
    const { at, Br, Bc, d } = this;
    this.wasm.scoreTile(at.Q, at.K + F32 * j * d, at.S, Br, Bc, d);
    return this.S;
  }

  softmax(): void {
    const { at, Br, Bc, stride } = this;
    this.wasm.softmaxTile(at.S, at.O, at.m, at.l, Br, Bc, stride);
  }

  add(j: number): void {
    const { at, Br, Bc, stride } = this;
    this.wasm.addTile(at.S, at.V + F32 * j * stride, at.O, Br, Bc, stride);
  }

  end(): TileResult {
    const { O, stride, m, l } = this;
    return { O, stride, m, l };
  }
}

/** Rows j … j + rows − 1 of k [M, d] as the columns of a tile [d, Bc]; columns without a row are zeros. */
function transpose(tile: Float32Array, Bc: number, k: Floats, j: number, rows: number, d: number): void {
  if (rows < Bc) tile.fill(0);
  for (let r = 0; r < rows; r++)
    for (let p = 0, from = (j + r) * d, to = r; p < d; p++, from++, to += Bc) tile[to] = k[from]!;
}
