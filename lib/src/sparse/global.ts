import { dimension } from "../tensor/check.js";
import { windowSizes } from "./check.js";
import { mergeAscending } from "./combine.js";
import { range } from "./full.js";
import { type Pattern, pattern } from "./pattern.js";
import { windowPattern } from "./window.js";

/**
 * Global tokens alone: pairs with i ∈ G or j ∈ G. nnz = 2gT − g².
 * @param T tokens  @param G their positions, each once
 */
export function globalPattern(T: number, G: readonly number[]): Pattern {
  const sorted = positions("globalPattern", T, G);
  const reads = new Set(sorted);
  const g = sorted.length;
  return pattern(`global, g=${g}`, [T, T], 2 * g * T - g * g, (i) =>
    reads.has(i) ? range(0, T) : [...sorted],
  );
}

/**
 * Internal transformer construction (ITC): tokens of the sequence become global, the others keep their
 * window of c keys; i ∈ G or j ∈ G or |i − j| ≤ h. nnz = 2gT − g² + bandNnz(T, c) − overlap, where the
 * overlap is the band's pairs that touch G: the rows and columns of G in it, less those counted twice.
 * @param T tokens  @param c odd  @param G positions of the global tokens, each once
 * @see BigBird (Zaheer et al. 2020), §2; Longformer's global attention
 */
export function itcPattern(T: number, c: number, G: readonly number[]): Pattern {
  windowSizes("itcPattern", T, c);
  const near = windowPattern(T, c);
  const sorted = positions("itcPattern", T, G);
  const far = globalPattern(T, sorted);
  const h = (c - 1) / 2;
  const touching = sorted.reduce((sum, a) => sum + 2 * near.keys(a).length, 0);
  const twice = sorted.reduce((sum, a) => sum + sorted.filter((b) => Math.abs(a - b) <= h).length, 0);
  const nnz = far.nnz + near.nnz - touching + twice;
  return pattern(`ITC, c=${c}, g=${sorted.length}`, [T, T], nnz, (i) =>
    mergeAscending(far.keys(i), near.keys(i)),
  );
}

function positions(where: string, T: number, G: readonly number[]): number[] {
  dimension(where, "T", T);
  if (!Array.isArray(G))
    throw new TypeError(`${where}: G must be a list of positions, such as [0] for the first token, not ${G}`);
  if (new Set(G).size < G.length || G.some((i) => !Number.isInteger(i) || i < 0 || i >= T))
    throw new RangeError(`${where}: G [${G}] must name tokens from 0 to ${T - 1}, each at most once`);
  return [...G].sort((a, b) => a - b);
}
