import type { Floats } from "./inputs.js";
import type { TileResult, Tiles } from "./tiles.js";
import { checkBytes, ensureBytes, type WasmInstance } from "./web-assembly.js";

/** What lib/assembly/tiles.ts exports. Addresses are in bytes. */
export interface TileModule {
  uprightTile(K: number, Kt: number, Bc: number, d: number): void;
  scaleAll(A: number, n: number, factor: number): void;
  scoreTile(Q: number, Kt: number, S: number, Br: number, Bc: number, d: number): void;
  softmaxTile(S: number, O: number, m: number, l: number, Br: number, Bc: number, dv: number): void;
  addTile(P: number, V: number, O: number, Br: number, Bc: number, dv: number): void;
  decode(q: number, K: number, V: number, o: number, S: number, n: number, d: number, dv: number): number;
}

/** Bytes of a 32-bit float. */
const F32 = 4;
/** Queries and keys in a tile: Q, Kᵀ, V, S and O of 64 rows and columns are 80 KiB, which a core's own cache holds. */
const [Br, Bc] = [64, 64];

/** Rungs 4 and 5: tile operations in WebAssembly, on tiles of 32-bit floats in its memory. */
export class WasmTiles implements Tiles {
  static readonly Br = Br;
  readonly Br = Br;
  readonly Bc = Bc;
  private d = 0;
  private stride = 0;
  /** Addresses in bytes, and the same memory as numbers. */
  private at: Readonly<Record<Place, number>> = { Q: 0, K: 0, V: 0, S: 0, O: 0, m: 0, l: 0, rows: 0 };
  private Q = new Float32Array();
  private S = new Float32Array();
  private O = new Float32Array();
  private m = new Float32Array();
  private l = new Float32Array();

  constructor(private readonly wasm: WasmInstance<TileModule>) {}

  /** Copies the keys, each tile turned upright, and the values, their rows padded to whole register blocks. */
  keys(k: Floats, v: Floats, M: number, d: number, dv: number): void {
    const { wasm } = this;
    const { at, sizes, stride, padded, bytes } = layout(M, d, dv);
    ensureBytes("fastAttention", wasm.memory, bytes, contents(M, d, dv));
    const view = (name: Place) => new Float32Array(wasm.memory.buffer, at[name], sizes[name]);
    const V = view("V");
    Object.assign(this, {
      at,
      d,
      stride,
      Q: view("Q"),
      S: view("S"),
      O: view("O"),
      m: view("m"),
      l: view("l"),
    });
    const rows = view("rows");
    for (let j = 0; j < padded; j += Bc) {
      rows.set(k.subarray(j * d, (j + Bc) * d));
      if (j + Bc > M) rows.fill(0, (M - j) * d);
      wasm.uprightTile(at.rows, at.K + F32 * j * d, Bc, d);
    }
    if (stride === dv) V.set(v);
    else {
      V.fill(0);
      for (let j = 0; j < M; j++) V.set(v.subarray(j * dv, (j + 1) * dv), j * stride);
    }
    V.fill(0, M * stride); // there may be −∞ from before, and 0 · −∞ is NaN
  }

  begin(q: Floats, i: number, rows: number, scale: number): void {
    const { d, Q } = this;
    Q.set(q.subarray(i * d, (i + rows) * d));
    Q.fill(0, rows * d);
    this.wasm.scaleAll(this.at.Q, Br * d, scale);
    this.O.fill(0);
    this.l.fill(0);
    this.m.fill(-Infinity);
  }

  score(j: number): Float32Array {
    const { at, d } = this;
    this.wasm.scoreTile(at.Q, at.K + F32 * j * d, at.S, Br, Bc, d);
    return this.S;
  }

  softmax(): void {
    const { at, stride } = this;
    this.wasm.softmaxTile(at.S, at.O, at.m, at.l, Br, Bc, stride);
  }

  add(j: number): void {
    const { at, stride } = this;
    this.wasm.addTile(at.S, at.V + F32 * j * stride, at.O, Br, Bc, stride);
  }

  end(): TileResult {
    const { O, stride, m, l } = this;
    return { O, stride, m, l };
  }
}

type Place = "Q" | "K" | "V" | "S" | "O" | "m" | "l" | "rows";

/** Where everything lies in the module's memory: all keys and values, and one tile of the rest. */
function layout(M: number, d: number, dv: number) {
  const stride = 8 * Math.ceil(dv / 8);
  const padded = Bc * Math.ceil(M / Bc);
  const sizes = {
    S: Br * Bc,
    rows: Bc * d,
    Q: Br * d,
    O: Br * stride,
    m: Br,
    l: Br,
    K: padded * d,
    V: padded * stride,
  };
  const at = { Q: 0, K: 0, V: 0, S: 0, O: 0, m: 0, l: 0, rows: 0 };
  let bytes = 0;
  for (const name of Object.keys(sizes) as Place[]) {
    at[name] = bytes;
    bytes += 64 * Math.ceil((F32 * sizes[name]) / 64);
  }
  return { at, sizes, stride, padded, bytes };
}

/**
 * Whether M keys and values, and what else tiles need, are within WebAssembly's reach.
 * @throws RangeError with the limit when they are not
 */
export function checkRoom(where: string, M: number, d: number, dv: number): void {
  checkBytes(where, layout(M, d, dv).bytes, contents(M, d, dv));
}

const contents = (M: number, d: number, dv: number) => `${M} keys of ${d} and values of ${dv} numbers`;
