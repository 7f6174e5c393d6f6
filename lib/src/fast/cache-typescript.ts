import type { CacheRows, Decoded } from "./cache-rows.js";
import { expBelowZero } from "./exp-below-zero.js";

/** A cache in TypeScript, of 64-bit floats. */
export class TypeScriptCache implements CacheRows {
  readonly #K: Float64Array;
  readonly #V: Float64Array;

  constructor(
    capacity: number,
    readonly d: number,
    readonly dv: number,
  ) {
    this.#K = new Float64Array(capacity * d);
    this.#V = new Float64Array(capacity * dv);
  }

  write(row: number, k: ArrayLike<number>, v: ArrayLike<number>): void {
    this.#K.set(k, row * this.d);
    this.#V.set(v, row * this.dv);
  }

  read(q: ArrayLike<number>, rows: number, scale: number): Decoded {
    const { d, dv } = this;
    const [K, V] = [this.#K, this.#V];
    const x = Float64Array.from(q, (value) => scale * value);
    const s = new Float64Array(rows);
    for (let j = 0, t = 0; j < rows; j++) {
      let sum = 0;
      for (let p = 0; p < d; p++, t++) sum += x[p]! * K[t]!;
      s[j] = sum;
    }
    const m = s.reduce((a, b) => Math.max(a, b), -Infinity);
    const o = new Float64Array(dv);
    let l = 0;
    for (let j = 0, t = 0; j < rows; j++) {
      const p = expBelowZero(s[j]! - m);
      l += p;
      for (let c = 0; c < dv; c++, t++) o[c]! += p * V[t]!;
    }
    return { o: o.map((value) => value / l), L: m + Math.log(l) };
  }
}
