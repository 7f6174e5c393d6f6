import { dimension } from "../tensor/check.js";
import { type Backend, isTiled } from "./backend.js";
import { TypeScriptTiles } from "./tiles-typescript.js";
import { WasmTiles } from "./tiles-wasm.js";

/** Arithmetic of full attention, and the bytes that must travel for it. */
export interface Work {
  /** 4 N² d, the two products. */
  readonly flops: number;
  readonly bytes: number;
}

/**
 * What a rung computes and moves for N tokens of d numbers, after FlashAttention's count of accesses: a processor's
 * cache stands where a GPU's SRAM stands. The naive rungs write the N × N matrix, read and write it for the
 * softmax and read it again; tiles read Q and write O once, and K and V once for each tile of queries.
 */
export function attentionWork(backend: Backend, N: number, d: number): Work {
  dimension("attentionWork", "N", N);
  dimension("attentionWork", "d", d);
  const flops = 4 * N * N * d;
  if (!isTiled(backend)) return { flops, bytes: 8 * (4 * N * N + 4 * N * d) };
  const [Br, size] = backend === "typescript" ? [TypeScriptTiles.Br, 8] : [WasmTiles.Br, 4];
  return { flops, bytes: size * (2 * N * d + 2 * N * d * Math.ceil(N / Br)) };
}
