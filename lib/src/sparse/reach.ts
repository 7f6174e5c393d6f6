/**
 * How far information travels when a pattern is applied layer after layer. Each token keeps what it has
 * (the residual connection), so after k layers query i knows of the tokens that are at most k hops away.
 */
import { dimension } from "../tensor/check.js";
import { isSquare } from "./check.js";
import { keyLists } from "./measure.js";
import type { Pattern } from "./pattern.js";

/**
 * After how many layers query i first knows of each token: 0 for itself, Infinity for never.
 * @returns T numbers
 */
export function layersToReach(p: Pattern, i: number): number[] {
  isSquare("layersToReach", p);
  dimension("layersToReach", "i", i, 0);
  if (i >= p.T) throw new RangeError(`layersToReach: there is no query ${i} among ${p.T}`);
  return hops((k) => p.keys(k), p.T, i);
}

/**
 * How many tokens each query knows of, layer by layer.
 * @param layers how many; by default until nothing new arrives
 * @returns layers + 1 rows of T counts; row 0, before any layer, is all 1
 */
export function reachByLayer(p: Pattern, layers?: number): number[][] {
  isSquare("reachByLayer", p);
  if (layers !== undefined) dimension("reachByLayer", "layers", layers, 0);
  const first = allHops(p);
  const last = first.flat().reduce((most, k) => (k < Infinity ? Math.max(most, k) : most), 0);
  return Array.from({ length: (layers ?? last) + 1 }, (_, layer) =>
    first.map((row) => row.filter((k) => k <= layer).length),
  );
}

/**
 * After how many layers every query knows of every token; Infinity when that never happens.
 * @param options causal: of every token up to itself, which is all that a causal pattern can promise
 */
export function layersToFullReach(
  p: Pattern,
  { causal = false }: { readonly causal?: boolean } = {},
): number {
  isSquare("layersToFullReach", p);
  return allHops(p).reduce(
    (most, row, i) => row.slice(0, causal ? i + 1 : p.T).reduce((a, b) => Math.max(a, b), most),
    0,
  );
}

function allHops(p: Pattern): number[][] {
  const lists = keyLists(p);
  return lists.map((_, i) => hops((k) => lists[k]!, p.T, i));
}

/** Breadth-first search from query i along the keys. */
function hops(keys: (i: number) => readonly number[], T: number, i: number): number[] {
  const first = new Array<number>(T).fill(Infinity);
  first[i] = 0;
  const queue = [i];
  for (const k of queue)
    for (const j of keys(k))
      if (first[j] === Infinity) {
        first[j] = first[k]! + 1;
        queue.push(j);
      }
  return first;
}
