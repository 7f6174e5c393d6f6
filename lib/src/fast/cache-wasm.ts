import type { CacheRows, Decoded } from "./cache-rows.js";
import type { TileModule } from "./tiles-wasm.js";
import { ensureBytes, instantiate, type WasmInstance } from "./web-assembly.js";

const F32 = 4;
/** Scores that the kernel works on at a time. */
const SCRATCH = 16;
/** The kernel takes eight floats of a row at a time. */
const whole = (width: number) => 8 * Math.ceil(width / 8);
/** And four rows. */
const wholeRows = (rows: number) => 4 * Math.ceil(rows / 4);

/** A cache in WebAssembly's memory, of 32-bit floats, each row padded with zeros to whole steps of the kernel. */
export class WasmCache implements CacheRows {
  readonly #wasm: WasmInstance<TileModule>;
  readonly #at: {
    readonly S: number;
    readonly q: number;
    readonly o: number;
    readonly K: number;
    readonly V: number;
  };
  readonly #numbers: Float32Array;

  constructor(
    code: string,
    capacity: number,
    readonly d: number,
    readonly dv: number,
  ) {
    this.#wasm = instantiate<TileModule>(code);
    const [S, q] = [0, SCRATCH];
    const o = q + whole(d);
    const K = o + whole(dv);
    const V = K + wholeRows(capacity) * whole(d);
    this.#at = { S, q, o, K, V };
    const size = V + wholeRows(capacity) * whole(dv);
    const what = `${capacity} keys of ${d} and values of ${dv} numbers`;
    ensureBytes("FastCache", this.#wasm.memory, F32 * size, what);
    this.#numbers = new Float32Array(this.#wasm.memory.buffer, 0, size);
  }

  write(row: number, k: ArrayLike<number>, v: ArrayLike<number>): void {
    this.#numbers.set(k, this.#at.K + row * whole(this.d));
    this.#numbers.set(v, this.#at.V + row * whole(this.dv));
  }

  read(q: ArrayLike<number>, rows: number, scale: number): Decoded {
    const [x, { S, q: at, o, K, V }] = [this.#numbers, this.#at];
    for (let t = 0; t < this.d; t++) x[at + t] = scale * q[t]!;
    const [d, dv] = [whole(this.d), whole(this.dv)];
    const l = this.#wasm.decode(F32 * at, F32 * K, F32 * V, F32 * o, F32 * S, rows, d, dv);
    const m = x[S]!; // the kernel leaves it there
    return { o: Float64Array.from(x.subarray(o, o + this.dv), (sum) => sum / l), L: m + Math.log(l) };
  }
}
