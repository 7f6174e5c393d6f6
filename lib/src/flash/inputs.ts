import type { Device, HbmArray } from "../gpu/memory.js";
import { finite } from "../tensor/check.js";
import { type BlockSizes, checkBlocks, sramElements } from "./blocks.js";

/** Q [N, d], K [M, d] and V [M, dv], all in HBM. */
export interface FlashInputs {
  readonly Q: HbmArray;
  readonly K: HbmArray;
  readonly V: HbmArray;
}

/** Block sizes, scale and mask of one run. */
export interface FlashSettings extends BlockSizes {
  /** Factor on QKᵀ. */
  readonly scale: number;
  /** Query i reads keys j ≤ i + (M − N). */
  readonly causal: boolean;
  /** Block-sparse attention: whether tile (i, j) is visited at all. Default: every tile. */
  readonly visits?: (i: number, j: number) => boolean;
}

/**
 * Checks block sizes, scale and whether one inner step's tiles fit the device.
 * @throws RangeError saying how many SRAM elements are missing
 */
export function checkFlash(
  where: string,
  device: Device,
  { Q, K, V }: FlashInputs,
  settings: FlashSettings,
): void {
  checkSettings(where, Q.rows, K.rows, settings);
  const blocks = { Br: Math.min(settings.Br, Q.rows), Bc: Math.min(settings.Bc, K.rows) };
  const need = sramElements(blocks, Q.cols, V.cols);
  if (need > device.sramElements)
    throw new RangeError(
      `${where}: tiles of Br=${blocks.Br}, Bc=${blocks.Bc}, d=${Q.cols} need ${need} SRAM elements but the device has ${device.sramElements}, so ${need - device.sramElements} are missing; choose smaller blocks`,
    );
}

/** Checks block sizes, scale, and that a causal mask has its N queries among the M keys. */
export function checkSettings(where: string, N: number, M: number, settings: FlashSettings): void {
  checkBlocks(where, settings);
  finite(where, "scale", settings.scale, { sign: "any" });
  if (settings.causal && M < N)
    throw new RangeError(
      `${where}: causal attention needs at least as many keys as queries, not ${M} for ${N}`,
    );
}
