import ndarray from "ndarray";
import { Device, type HbmArray } from "../gpu/memory.js";
import { attentionShapes } from "../tensor/check.js";
import { type Matrix, rowMajor, type Vector } from "../tensor/matrix.js";
import { algorithm1 } from "./algorithm1.js";
import { algorithm2 } from "./algorithm2.js";
import { checkFlash, type FlashInputs, type FlashSettings } from "./inputs.js";

/** Block sizes, scale and mask, and the device that counts. */
export interface FlashOptions extends Partial<FlashSettings> {
  /** Where it runs and what counts the traffic. Default: a fresh device without an SRAM limit. */
  readonly device?: Device;
}

/**
 * FlashAttention with the outer loop over K and V blocks (Dao et al. 2022, Algorithm 1): exact attention
 * that never stores the score matrix in HBM.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param options Br and Bc default to 32 rows; scale to 1/√d; causal to false
 * @returns O [N, dv]; row sums ℓ [N] and row maxima m [N] of the softmax
 * @throws RangeError naming both shapes, a bad block size, or how many SRAM elements are missing
 */
export function flashAttention1(Q: Matrix, K: Matrix, V: Matrix, options: FlashOptions = {}) {
  const { device, inputs, settings } = place("flashAttention1", Q, K, V, options);
  const { O, l, m } = algorithm1(device, inputs, settings);
  return { O: toMatrix(O), l: toVector(l), m: toVector(m) };
}

/**
 * FlashAttention-2's loop order (Dao 2023, Algorithm 1): the outer loop over Q blocks, O written once.
 * @param Q [N, d]  @param K [M, d]  @param V [M, dv]
 * @param options as for `flashAttention1`
 * @returns O [N, dv] and L = m + ln ℓ [N], which the backward pass needs
 * @throws as `flashAttention1`
 */
export function flashAttention2(Q: Matrix, K: Matrix, V: Matrix, options: FlashOptions = {}) {
  const { device, inputs, settings } = place("flashAttention2", Q, K, V, options);
  const { O, L } = algorithm2(device, inputs, settings);
  return { O: toMatrix(O), L: toVector(L) };
}

/** Attention by tiles, in FlashAttention-2's order; equals `attention(Q, K, V)`. @returns O [N, dv] */
export function flashAttention(Q: Matrix, K: Matrix, V: Matrix, options: FlashOptions = {}): Matrix {
  return flashAttention2(Q, K, V, options).O;
}

function place(where: string, Q: Matrix, K: Matrix, V: Matrix, options: FlashOptions) {
  const { N, d, M, dv } = attentionShapes(where, Q, K, V);
  const { Br = 32, Bc = 32, scale = 1 / Math.sqrt(d), causal = false, device = new Device() } = options;
  const inputs: FlashInputs = {
    Q: device.input("Q", [N, d], rowMajor(Q)),
    K: device.input("K", [M, d], rowMajor(K)),
    V: device.input("V", [M, dv], rowMajor(V)),
  };
  const settings = { Br, Bc, scale, causal, ...(options.visits && { visits: options.visits }) };
  checkFlash(where, device, inputs, settings);
  return { device, inputs, settings };
}

const toMatrix = ({ data, rows, cols }: HbmArray): Matrix => ndarray(data, [rows, cols]);
const toVector = ({ data, rows }: HbmArray): Vector => ndarray(data, [rows]);
