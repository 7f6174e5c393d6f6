import { tiles, tilesFma } from "./generated/wasm.js";
import type { Inputs, Lengths } from "./inputs.js";
import type { Tiles } from "./tiles.js";
import { TypeScriptTiles } from "./tiles-typescript.js";
import { checkRoom, type TileModule, WasmTiles } from "./tiles-wasm.js";
import { canRun, instantiate, type WasmInstance } from "./web-assembly.js";

/** The rungs of the ladder, the slowest first; all give the same result. */
export const backends = ["ndarray", "typed", "typescript", "wasm", "wasm-fma"] as const;

/** One rung of the ladder. */
export type Backend = (typeof backends)[number];

/** A rung that works on tiles. */
export type TiledBackend = Exclude<Backend, "ndarray" | "typed">;

/** Whether a rung works on tiles, and never makes an N × M matrix. */
export const isTiled = (backend: Backend): backend is TiledBackend =>
  backend !== "ndarray" && backend !== "typed";

/** A rung that runs in WebAssembly, and the module it runs. */
const MODULES: Readonly<Partial<Record<Backend, string>>> = { wasm: tiles, "wasm-fma": tilesFma };

/** The WebAssembly module that a rung runs, if it does. */
export const tileModule = (backend: Backend): string | undefined => MODULES[backend];

/** The rungs that this engine can climb: all with TypeScript, those with WebAssembly where it knows the instructions. */
export function availableBackends(): Backend[] {
  return backends.filter((backend) => canRun(MODULES[backend] ?? tiles) || !(backend in MODULES));
}

/** A score of size s is known to s · 2⁻²⁴ in 32 bits, and its weight to e to the power of that. */
const LARGEST_F32_SCORE = 64;
/** Beyond this, sums of 32-bit floats may overflow; below its inverse, entries lose digits. */
const LARGEST_F32 = 2 ** 100;

/** Whether 32 bits can hold queries, keys, values and scores of these lengths, and whether they do so exactly enough. */
export function in32Bits(
  { q, k, v }: Lengths,
  scale: number,
): { readonly fit: boolean; readonly exact: boolean } {
  const largest = Math.abs(scale) * q * k; // no score is larger (Cauchy and Schwarz)
  const fits = (x: number) => x === 0 || (x >= 1 / LARGEST_F32 && x <= LARGEST_F32);
  const fit = [q, k, v, scale, scale * q].every((x) => fits(Math.abs(x))) && largest <= LARGEST_F32;
  return { fit, exact: fit && largest <= LARGEST_F32_SCORE };
}

/**
 * What was asked for, if there is such a thing here and the keys fit into its memory.
 * @throws RangeError when there is no such backend, here or at all, or with the limit of WebAssembly's memory
 */
export function checkBackend(
  where: string,
  wanted: Backend | "auto",
  { M, d, dv }: Pick<Inputs, "M" | "d" | "dv">,
): void {
  const here = availableBackends();
  if (wanted !== "auto" && !backends.includes(wanted))
    throw new RangeError(
      `${where}: there is no backend ${JSON.stringify(wanted)}; choose from auto, ${backends.join(", ")}`,
    );
  if (wanted !== "auto" && !here.includes(wanted))
    throw new RangeError(
      `${where}: backend "${wanted}" needs ${wanted === "wasm" ? "SIMD" : "relaxed SIMD"} in WebAssembly, which this engine lacks; choose from auto, ${here.join(", ")}`,
    );
  if ((wanted === "auto" ? here.at(-1)! : wanted) in MODULES) checkRoom(where, M, d, dv);
}

/**
 * The backend that was asked for, or the fastest that is exact enough for these inputs.
 * @param lengths of the longest query, key and value
 * @throws RangeError when the inputs are too large or too small for the backend's 32 bits
 */
export function chooseBackend(
  where: string,
  wanted: Backend | "auto",
  lengths: Lengths,
  scale: number,
): Backend {
  if (wanted !== "auto" && !(wanted in MODULES)) return wanted;
  const { fit, exact } = in32Bits(lengths, scale);
  if (wanted === "auto") return exact ? availableBackends().at(-1)! : "typescript";
  if (!fit)
    throw new RangeError(
      `${where}: rows of Q, K and V of length ${[lengths.q, lengths.k, lengths.v].map(short).join(", ")} with scale ${short(scale)} are too large or too small for the 32 bits of backend "${wanted}"; use "typescript"`,
    );
  return wanted;
}

const short = (x: number) => String(Number(x.toPrecision(2)));

/** Instances wait for the next call, unless their memory has grown beyond this. */
const KEPT_BYTES = 64 * 2 ** 20;
const kept = new Map<string, WasmInstance<TileModule>>();

/** The tile operations of a backend. */
export function tilesFor(backend: TiledBackend): Tiles {
  const code = MODULES[backend];
  if (code === undefined) return new TypeScriptTiles();
  let wasm = kept.get(code);
  if (!wasm || wasm.memory.buffer.byteLength > KEPT_BYTES) wasm = instantiate<TileModule>(code);
  kept.set(code, wasm);
  return new WasmTiles(wasm);
}
