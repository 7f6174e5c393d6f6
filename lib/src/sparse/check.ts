/** What the sparse floor checks before it computes, each in one clear sentence. */
import { dimension } from "../tensor/check.js";
import type { Rng } from "../tensor/random.js";
import type { Pattern } from "./pattern.js";

/** An odd width, so that a window has as many keys before its query as after it. */
export function oddWidth(where: string, name: string, c: number): void {
  dimension(where, name, c);
  if (c % 2 === 0)
    throw new RangeError(
      `${where}: ${name} must be odd, as many keys on each side of the query, not ${c}; take ${c - 1} or ${c + 1}`,
    );
}

/** T tokens, a window of c keys, each `dilation` apart. */
export function windowSizes(where: string, T: number, c: number, dilation = 1): void {
  dimension(where, "T", T);
  oddWidth(where, "c", c);
  dimension(where, "dilation", dilation);
}

/** A window over T tokens, and g tokens before them. */
export function etcSizes(where: string, T: number, c: number, g: number): void {
  windowSizes(where, T, c);
  dimension(where, "g", g, 0);
}

/** T tokens of which the first g and the newest L stay in sight. */
export function lambdaSizes(where: string, T: number, g: number, L: number): void {
  dimension(where, "T", T);
  dimension(where, "g", g, 0);
  dimension(where, "L", L);
}

/** n equal blocks of T tokens, and an order of these blocks if one is given. */
export function blockSizes(where: string, T: number, n: number, perm?: readonly number[]): void {
  dimension(where, "T", T);
  dimension(where, "n", n);
  if (T % n !== 0)
    throw new RangeError(`${where}: ${T} tokens do not split into ${n} equal blocks; n must divide T`);
  if (perm === undefined) return;
  if (!Array.isArray(perm))
    throw new TypeError(`${where}: perm must be a list of block numbers, such as [1, 0], not ${perm}`);
  const once = new Set(perm).size === perm.length && perm.length === n;
  if (!once || perm.some((b) => !Number.isInteger(b) || b < 0 || b >= n))
    throw new RangeError(
      `${where}: perm [${perm}] is no permutation; each of 0 to ${n - 1} must stand in it exactly once`,
    );
}

/** A source of random numbers that somebody seeded. */
export function isRng(where: string, random: Rng): void {
  if (typeof random !== "function")
    throw new TypeError(`${where}: the last argument must be a random source such as rng(1), not ${random}`);
}

/** Something that tells the keys of each query. */
export function isPattern(where: string, p: Pattern): void {
  if (typeof p?.keys !== "function")
    throw new TypeError(`${where}: expected a pattern, such as windowPattern(6, 3) or patternFromMask(mask)`);
}

/** As many keys as queries: only then can an output be read by the next layer. */
export function isSquare(where: string, p: Pattern): void {
  isPattern(where, p);
  if (p.T !== p.M)
    throw new RangeError(
      `${where}: the pattern has ${p.T} queries but ${p.M} keys; it needs as many of one as of the other`,
    );
}

/** N queries and M keys, as the tensors have. */
export function patternFits(where: string, p: Pattern, N: number, M: number): void {
  isPattern(where, p);
  if (p.T !== N || p.M !== M)
    throw new RangeError(
      `${where}: Q has ${N} rows and K has ${M}, but the pattern "${p.name}" has ${p.T} queries and ${p.M} keys`,
    );
}
