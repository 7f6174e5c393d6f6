import { dimension, finite, isList } from "../tensor/check.js";
import { availableBackends, type Backend, isTiled, type TiledBackend, tileModule } from "./backend.js";
import type { CacheRows, Decoded } from "./cache-rows.js";
import { TypeScriptCache } from "./cache-typescript.js";
import { WasmCache } from "./cache-wasm.js";

/** Products of two such numbers, and sums of these, are within 32-bit floats. */
const LARGEST = 2 ** 55;

/** The sizes of a cache, and who computes. */
export interface FastCacheOptions {
  /** Tokens it has room for. */
  readonly capacity: number;
  /** Numbers in a key. */
  readonly d: number;
  /** Numbers in a value. Default d. */
  readonly dv?: number;
  /** A rung that works on tiles. Default "auto": the fastest that this engine has. */
  readonly backend?: TiledBackend | "auto";
}

/**
 * A key-value cache that lies where the kernel reads it, so that a step of decoding copies one token and no
 * more. Each number of it is used once a step: memory sets the pace, and tiling has nothing to save.
 * Precision as in `fastAttention`: "typescript" keeps 64 bits, the others keep and compute in 32.
 */
export class FastCache {
  /** The rung that computes. */
  readonly backend: Backend;
  readonly #sizes: Required<Pick<FastCacheOptions, "capacity" | "d" | "dv">>;
  readonly #rows: CacheRows;
  #length = 0;

  /**
   * @throws RangeError when a size is not a whole number, the backend is not there, or with the limit of
   *   WebAssembly's memory
   */
  constructor({ capacity, d, dv = d, backend = "auto" }: FastCacheOptions) {
    dimension("FastCache", "capacity", capacity);
    dimension("FastCache", "d", d);
    dimension("FastCache", "dv", dv);
    const here = availableBackends().filter(isTiled);
    const chosen = backend === "auto" ? here.at(-1)! : backend;
    if (!here.includes(chosen))
      throw new RangeError(
        `FastCache: there is no backend ${JSON.stringify(backend)} here; choose from auto, ${here.join(", ")}`,
      );
    const module = tileModule(chosen);
    this.backend = chosen;
    this.#sizes = { capacity, d, dv };
    this.#rows = module ? new WasmCache(module, capacity, d, dv) : new TypeScriptCache(capacity, d, dv);
  }

  /** Tokens in it. */
  get length(): number {
    return this.#length;
  }

  /**
   * Takes the next token.
   * @param k [d]  @param v [dv]
   * @throws RangeError when it is full, or k or v has another length
   */
  append(k: ArrayLike<number>, v: ArrayLike<number>): void {
    const { capacity, d, dv } = this.#sizes;
    this.#check("k", k, d);
    this.#check("v", v, dv);
    if (this.#length === capacity)
      throw new RangeError(
        `FastCache: it is full at ${capacity} tokens; make one with a larger capacity, or evict tokens first`,
      );
    this.#rows.write(this.#length++, k, v);
  }

  /**
   * The newest query over all tokens, o = softmax(q Kᵀ · scale) V.
   * @param q [d]  @param scale default 1/√d
   */
  attend(q: ArrayLike<number>, scale = 1 / Math.sqrt(this.#sizes.d)): Decoded {
    this.#check("q", q, this.#sizes.d);
    finite("FastCache", "scale", scale, { sign: "any" });
    if (this.#length === 0) return { o: new Float64Array(this.#sizes.dv), L: -Infinity };
    return this.#rows.read(q, this.#length, scale);
  }

  #check(name: string, row: ArrayLike<number>, length: number): void {
    isList("FastCache", name, row);
    if (row.length !== length)
      throw new RangeError(`FastCache: ${name} has ${row.length} numbers but the cache takes ${length}`);
    for (let t = 0; t < length; t++) {
      finite("FastCache", `${name}[${t}]`, row[t]!, { sign: "any" });
      if (this.backend !== "typescript" && Math.abs(row[t]!) > LARGEST)
        throw new RangeError(
          `FastCache: ${name}[${t}] is ${row[t]}, too large for the 32 bits of backend "${this.backend}"; use "typescript"`,
        );
    }
  }
}
