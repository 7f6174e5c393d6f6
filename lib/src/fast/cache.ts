import { dimension, finite, isList } from "../tensor/check.js";
import { availableBackends, in32Bits, isTiled, type TiledBackend, tileModule } from "./backend.js";
import type { CacheRows, Decoded } from "./cache-rows.js";
import { TypeScriptCache } from "./cache-typescript.js";
import { WasmCache } from "./cache-wasm.js";
import { longestRow } from "./inputs.js";

/** The sizes of a cache, and who computes. */
export interface FastCacheOptions {
  /** Tokens it has room for. */
  readonly capacity: number;
  /** Numbers in a key. */
  readonly d: number;
  /** Numbers in a value. Default d. */
  readonly dv?: number;
  /** A rung that works on tiles. Default "auto": the fastest that this engine has and that is exact enough. */
  readonly backend?: TiledBackend | "auto";
}

/** What one query read, and the rung that computed it. */
export interface FastDecoded extends Decoded {
  readonly backend: TiledBackend;
}

/**
 * A key-value cache that lies where the kernel reads it, so that a step of decoding copies one token and no
 * more. Each number of it is used once a step: memory sets the pace, and tiling has nothing to save.
 *
 * Precision as in `fastAttention`: "typescript" keeps and computes in 64 bits, "wasm" and "wasm-fma" in 32. "auto" keeps
 * both, 12 bytes per number, and turns to "typescript" for a query whose scores may grow beyond 64, or whose numbers 32
 * bits cannot hold. Every later query reads every token, so tokens must be finite.
 */
export class FastCache {
  readonly #sizes: Required<Pick<FastCacheOptions, "capacity" | "d" | "dv">>;
  readonly #rows: Partial<Record<TiledBackend, CacheRows>> = {};
  readonly #wanted: TiledBackend | "auto";
  readonly #fastest: TiledBackend;
  #longest = { k: 0, v: 0 };
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
    if (backend !== "auto" && !here.includes(backend))
      throw new RangeError(
        `FastCache: there is no backend ${JSON.stringify(backend)} here; choose from auto, ${here.join(", ")}`,
      );
    this.#wanted = backend;
    this.#fastest = backend === "auto" ? here.at(-1)! : backend;
    this.#sizes = { capacity, d, dv };
    for (const rung of backend === "auto" ? ["typescript" as const, this.#fastest] : [backend]) {
      const module = tileModule(rung);
      this.#rows[rung] = module
        ? new WasmCache(module, capacity, d, dv)
        : new TypeScriptCache(capacity, d, dv);
    }
  }

  /** Tokens in it. */
  get length(): number {
    return this.#length;
  }

  /**
   * Takes the next token.
   * @param k [d]  @param v [dv]
   * @throws RangeError when it is full, k or v has another length, or 32 bits were asked for and cannot hold them
   */
  append(k: ArrayLike<number>, v: ArrayLike<number>): void {
    const { capacity, d, dv } = this.#sizes;
    check("k", k, d);
    check("v", v, dv);
    if (this.#length === capacity)
      throw new RangeError(
        `FastCache: it is full at ${capacity} tokens; make one with a larger capacity, or evict tokens first`,
      );
    const longest = {
      k: Math.max(this.#longest.k, longestRow(Float64Array.from(k), d)),
      v: Math.max(this.#longest.v, longestRow(Float64Array.from(v), dv)),
    };
    if (this.#wanted !== "auto") this.#mustFit({ q: 0, ...longest }, 1);
    this.#longest = longest;
    for (const rows of Object.values(this.#rows)) rows.write(this.#length, k, v);
    this.#length++;
  }

  /**
   * The newest query over all tokens, o = softmax(q Kᵀ · scale) V.
   * @param q [d]  @param scale default 1/√d
   * @throws RangeError when q has another length, or 32 bits were asked for and cannot hold its scores
   */
  attend(q: ArrayLike<number>, scale = 1 / Math.sqrt(this.#sizes.d)): FastDecoded {
    const { d, dv } = this.#sizes;
    check("q", q, d);
    finite("FastCache", "scale", scale, { sign: "any" });
    const lengths = { q: longestRow(Float64Array.from(q), d), ...this.#longest };
    const auto = this.#wanted === "auto";
    if (!auto) this.#mustFit(lengths, scale);
    const backend = auto && !in32Bits(lengths, scale).exact ? "typescript" : this.#fastest;
    if (this.#length === 0) return { o: new Float64Array(dv), L: -Infinity, backend };
    return { ...this.#rows[backend]!.read(q, this.#length, scale), backend };
  }

  #mustFit(lengths: { q: number; k: number; v: number }, scale: number): void {
    if (this.#fastest === "typescript" || in32Bits(lengths, scale).fit) return;
    const { q, k, v } = lengths;
    throw new RangeError(
      `FastCache: a query of length ${q}, keys of up to ${k} and values of up to ${v} with scale ${scale} are too large or too small for the 32 bits of backend "${this.#fastest}"; use "typescript"`,
    );
  }
}

function check(name: string, row: ArrayLike<number>, length: number): void {
  isList("FastCache", name, row);
  if (row.length !== length)
    throw new RangeError(`FastCache: ${name} has ${row.length} numbers but the cache takes ${length}`);
  for (let t = 0; t < length; t++) finite("FastCache", `${name}[${t}]`, row[t]!, { sign: "any" });
}
