import type { Pattern } from "./pattern.js";

/** A key that a query reads, and the letter of the part of the pattern that reads it. */
export interface LetteredKey {
  readonly j: number;
  /** Undefined where no part reads the pair. */
  readonly letter: string | undefined;
}

/** The keys of every query with their letters: of the parts that read a pair, the first names it. */
export function letteredKeys(p: Pattern, parts: Readonly<Record<string, Pattern>>): LetteredKey[][] {
  return Array.from({ length: p.T }, (_, i) => {
    const reads = Object.entries(parts).map(([letter, part]) => ({ letter, keys: new Set(part.keys(i)) }));
    return p.keys(i).map((j) => ({ j, letter: reads.find(({ keys }) => keys.has(j))?.letter }));
  });
}
