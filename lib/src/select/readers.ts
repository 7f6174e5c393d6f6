/** Ways to choose the keys that one query reads, the last of T tokens, each with its price. */
import { lshHash } from "../lsh/hash.js";
import { dimension, isMatrix } from "../tensor/check.js";
import { matmul } from "../tensor/matmul.js";
import { columns, type Matrix, matrix, rowMajor } from "../tensor/matrix.js";
import { best } from "./best.js";
import { compress } from "./compress.js";
import { dots } from "./planted.js";

/** What a query reads, and what finding it costs. */
export interface Reading {
  /** Ascending. */
  readonly keys: readonly number[];
  /** Keys, entries or buckets that were looked at to choose. */
  readonly scanned: number;
  /** Numbers of the keys, values and index keys that were moved. */
  readonly elements: number;
}

/** A method, ready for any query over the same keys. */
export type Reader = (q: Float64Array, order: readonly number[]) => Reading;

/** Keys and values of so many tokens of d numbers. */
const reading = (keys: readonly number[], scanned: number, perScan: number, d: number): Reading => ({
  keys,
  scanned,
  elements: scanned * perScan + keys.length * 2 * d,
});

const all = (T: number) => Array.from({ length: T }, (_, j) => j);

/** The newest k. @param K [T, d] */
export function windowReader(K: Matrix, k: number): Reader {
  const [T, d] = sizes("windowReader", K, k);
  return () => reading(all(T).slice(-k), 0, 0, d);
}

/** BigBird over tokens: the first g, the newest w, and r others in the query's random order. @param K [T, d] */
export function bigBirdReader(K: Matrix, { g, w, r }: { g: number; w: number; r: number }): Reader {
  const [T, d] = sizes("bigBirdReader", K, g + w + r);
  return (_, order) => {
    const drawn = order.filter((j) => j >= g && j < T - w).slice(0, r);
    const keys = [...all(g), ...drawn, ...all(T).slice(T - w)].sort((a, b) => a - b);
    return reading(keys, 0, 0, d);
  };
}

/** Hashing, one round: the keys in the query's bucket. Every token's bucket is looked at, one number each. */
export function lshReader(K: Matrix, R: Matrix): Reader {
  const [T, d] = sizes("lshReader", K, 1);
  const k = rowMajor(K);
  const buckets = all(T).map((j) => lshHash(k.subarray(j * d, (j + 1) * d), R));
  return (q) => {
    const own = lshHash(q, R);
    return reading(
      all(T).filter((j) => buckets[j] === own),
      T,
      1,
      d,
    );
  };
}

/** Signposts: the mean key of every block is scored; the best blocks and the newest are read, k keys in all. */
export function blockReader(K: Matrix, size: number, k: number): Reader {
  const [T, d] = sizes("blockReader", K, k);
  dimension("blockReader", "size", size);
  if (T % size !== 0 || k % size !== 0)
    throw new RangeError(
      `blockReader: T = ${T} and k = ${k} must be whole blocks of ${size}; give multiples of it`,
    );
  const means = compress(K, { l: size, s: size });
  const newest = T / size - 1;
  return (q) => {
    const chosen = [...best(all(newest), dots(q, means), k / size - 1), newest];
    const keys = chosen.flatMap((block) => all(size).map((j) => block * size + j));
    return reading(keys, newest + 1, d, d);
  };
}

/** One index head of dI numbers: ReLU(qΠ · kΠ) of every token, and the k best are read. @param projection [d, ≥ dI] */
export function indexReader(K: Matrix, projection: Matrix, dI: number, k: number): Reader {
  const [T, d] = sizes("indexReader", K, k);
  const P = columns(projection, 0, dI);
  const small = matmul(K, P);
  return (q) => {
    const scores = dots(rowMajor(matmul(matrix([q]), P)), small).map((s) => Math.max(0, s));
    return reading(best(all(T), scores, k), T, dI, d);
  };
}

/** The k keys that full attention weighs most: nobody can do better with k. Every key is read to know. */
export function exactReader(K: Matrix, k: number): Reader {
  const [T, d] = sizes("exactReader", K, k);
  return (q) => {
    const keys = best(all(T), dots(q, K), k);
    // Keys are read once, to be scored; only the chosen ones' values follow.
    return { keys, scanned: T, elements: T * d + k * d };
  };
}

function sizes(where: string, K: Matrix, k: number): readonly [T: number, d: number] {
  isMatrix(where, "K", K);
  const [T, d] = K.shape as [number, number];
  dimension(where, "k", k);
  if (k > T)
    throw new RangeError(
      `${where}: k is ${k} but there are only ${T} keys; read at most as many as there are`,
    );
  return [T, d];
}
