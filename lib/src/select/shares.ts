import { deepseekV32 } from "./dsa-cost.js";
import { rowsAt, type TwoRatios } from "./rows-at.js";

/** Bytes of a cache at T tokens: rows, and index keys of what is scanned. */
export function twoRatioBytes(model: TwoRatios, T: number, rowBytes: number, indexBytes: number): number {
  const { kept, scanned } = rowsAt(model, T);
  return kept * rowBytes + scanned * indexBytes;
}

/** The same of DeepSeek-V3.2, which keeps and scans a row for every token in each of its 61 layers. */
export const v32Bytes = (T: number, rowBytes: number, indexBytes: number): number =>
  v32Layers * T * (rowBytes + indexBytes);

/** Layers of DeepSeek-V3.2. @see source "deepseek-v3.2" */
export const v32Layers = 61;

/** Multiply-adds of one decode step: attention, index scores, and the parameters that a token visits. */
export interface StepMacs {
  readonly attention: number;
  readonly index: number;
  readonly parameters: number;
}

/** DeepSeek-V3.2 at T tokens; 37 billion active parameters. */
export const v32Macs = (T: number): StepMacs => ({
  attention: v32Layers * deepseekV32.attentionMacs * Math.min(T, deepseekV32.k),
  index: v32Layers * deepseekV32.indexMacs * T,
  parameters: 37e9,
});

/**
 * A model of two ratios at T tokens: a row of 512 numbers is key and value of all heads, an index key has 128 numbers for
 * 64 index heads.
 * @param heads query heads  @param parameters active ones
 */
export function twoRatioMacs(model: TwoRatios, T: number, heads: number, parameters: number): StepMacs {
  const { read, scanned } = rowsAt(model, T);
  return { attention: read * heads * 2 * 512, index: scanned * 64 * 128, parameters };
}

/** Multiply-adds, each weighed by its format: 1 for 8 bits, 2 for 16, ½ for 4. */
export const weighedMacs = (
  { attention, index, parameters }: StepMacs,
  weights: { readonly attention: number; readonly index: number },
): number => weights.attention * attention + weights.index * index + parameters;
