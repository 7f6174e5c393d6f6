import { dimension } from "../tensor/check.js";

/** A model that keeps a window of raw rows in every layer, and compressed rows of two kinds in some. */
export interface TwoRatios {
  /** Layers with the window alone. */
  readonly window: number;
  /** Layers with a compressed row for every m tokens too, of which a step reads the k best. */
  readonly csa: number;
  /** Layers with a compressed row for every M tokens too, all of which a step reads. */
  readonly hca: number;
  readonly m: number;
  readonly M: number;
  readonly k: number;
  /** W, raw rows of every layer. */
  readonly W: number;
}

/** DeepSeek-V4-Flash: 43 layers. @see DeepSeek-V4 2026, and the published `compress_ratios` 0, 0, 4, 128, 4, … */
export const v4Flash: TwoRatios = { window: 2, csa: 21, hca: 20, m: 4, M: 128, k: 512, W: 128 };
/** DeepSeek-V4-Pro: 61 layers. @see DeepSeek-V4 2026, and the published `compress_ratios` 128, 128, 4, 128, … */
export const v4Pro: TwoRatios = { window: 0, csa: 30, hca: 31, m: 4, M: 128, k: 1024, W: 128 };

/** Rows of all layers at one length. */
export interface RowsAt {
  /** In memory. */
  readonly kept: number;
  /** Whose keys and values enter a step's softmax. */
  readonly read: number;
  /** That a step only scores, to choose. */
  readonly scanned: number;
}

/** How many rows T tokens leave in memory, and how many of them a decode step reads and scans. */
export function rowsAt(model: TwoRatios, T: number): RowsAt {
  dimension("rowsAt", "T", T);
  const { window, csa, hca, m, M, k, W } = model;
  for (const [name, count] of Object.entries({ window, csa, hca })) dimension("rowsAt", name, count, 0);
  for (const [name, size] of Object.entries({ m, M, k, W })) dimension("rowsAt", name, size);
  const [small, large] = [Math.floor(T / m), Math.floor(T / M)];
  const raw = (window + csa + hca) * Math.min(T, W);
  return {
    kept: raw + csa * small + hca * large,
    read: raw + csa * Math.min(k, small) + hca * large,
    scanned: csa * small,
  };
}

/** Rows that full attention keeps, and reads at every step: one a token and layer. */
export const denseRows = ({ window, csa, hca }: TwoRatios, T: number): number => (window + csa + hca) * T;
