/** The patterns as dense masks [queries, keys] of 0 and 1, for pictures and for small attention. */
import type { Matrix } from "../tensor/matrix.js";
import { blockPattern } from "./block.js";
import { blockSizes, etcSizes, lambdaSizes, windowSizes } from "./check.js";
import { etcPattern } from "./etc.js";
import { lambdaPattern } from "./lambda.js";
import { denseMask } from "./measure.js";
import { type WindowOptions, windowPattern } from "./window.js";

/** [T, T] Query i reads c keys around itself, every `dilation`-th; with `causal` none after itself. */
export function windowMask(T: number, c: number, options: WindowOptions = {}): Matrix {
  windowSizes("windowMask", T, c, options.dilation);
  return denseMask(windowPattern(T, c, options));
}

/** [T+g, T+g] New global tokens, g of them, before a sequence with a window of c keys. */
export function etcMask(T: number, c: number, g = 1): Matrix {
  etcSizes("etcMask", T, c, g);
  return denseMask(etcPattern(T, c, g));
}

/** [T, T] Queries of block a read the keys of block `perm[a]`, of n equal blocks. */
export function blockMask(T: number, n: number, perm?: readonly number[]): Matrix {
  blockSizes("blockMask", T, n, perm);
  return denseMask(blockPattern(T, n, perm));
}

/** [T, T] The first g keys and the newest L, none after the query. */
export function lambdaMask(T: number, g: number, L: number): Matrix {
  lambdaSizes("lambdaMask", T, g, L);
  return denseMask(lambdaPattern(T, g, L));
}
