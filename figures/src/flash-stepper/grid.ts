import type { Trace } from "long-attention/flash";

/** Where the score grid begins, how large it is, and how thick Q, K, V and O are drawn beside it. */
export const grid = { x: 88, y: 110, size: 256, thick: 32 } as const;

/** The size of one token. */
export const tokenOf = ({ config }: Trace): number => grid.size / config.N;
