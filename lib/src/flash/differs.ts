/** Where the numbers of a recorded kernel first leave those of exact attention. */
import { rescale, softmaxStats } from "../attention/online-softmax.js";
import { number } from "../gpu/words.js";
import { block, blockCount } from "./blocks.js";
import type { Finding } from "./finding.js";
import type { KernelTrace } from "./kernel-trace.js";
import { scoreRow } from "./trace.js";

export const tolerance = 1e-6;
const same = (x: number | undefined, y: number) =>
  x !== undefined && (x === y || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y)));

const known = new WeakMap<KernelTrace, Float64Array[]>();

/** Row r of the scores, computed once for each run. */
function scoresOf(trace: KernelTrace, r: number): Float64Array {
  const rows = known.get(trace) ?? [];
  known.set(trace, rows);
  rows[r] ??= scoreRow(trace, r);
  return rows[r];
}

/** Exact attention of row r over some blocks of keys: its output, and log Σ exp of its scores. */
export function exact(trace: KernelTrace, r: number, blocks: Iterable<number>) {
  const { N, d, Bc } = trace.config;
  const keys = [...blocks].flatMap((j) => {
    const { from, to } = block(j, Bc, N);
    return Array.from({ length: to - from }, (_, c) => from + c);
  });
  const scores = scoresOf(trace, r);
  const { m, l } = softmaxStats(keys.map((key) => scores[key]!));
  const out = new Float64Array(d);
  for (const key of keys)
    for (let k = 0; k < d; k++) out[k]! += (rescale(scores[key]!, m) / l) * trace.inputs.V.data[key * d + k]!;
  return { out, logSum: m + Math.log(l) };
}

/** The first step after which a tile's numbers are not what they should be. */
export function differs(trace: KernelTrace): Finding | undefined {
  const { steps, config } = trace;
  const seen = new Map<number, Set<number>>();
  for (const [k, { phase, i, j }] of steps.entries()) {
    if (phase === "score") seen.set(i, (seen.get(i) ?? new Set()).add(j));
    const blocks = seen.get(i);
    if (!blocks) continue;
    const next = steps[k + 1];
    const ends =
      (phase === "softmax" || phase === "update") &&
      (next?.i !== i || next.j !== j || next.phase === "write");
    const off: Off | undefined =
      phase === "score"
        ? wrongScores(trace, k)
        : ends || (phase === "loadQ" && config.order === "kv-outer") || phase === "write"
          ? wrongResults(trace, k, blocks)
          : undefined;
    if (off === undefined) continue;
    const key = j >= 0 ? j : [...blocks].at(-1)!;
    return {
      kind: "differs",
      text: `The first difference, in tile (i = ${i}, j = ${key}): ${off.text}.`,
      steps: [k],
      tiles: [[i, key]],
      row: off.row,
    };
  }
  return undefined;
}

/** A row of which a number is wrong, and the sentence that says so. */
interface Off {
  readonly row: number;
  readonly text: string;
}

function wrongScores(trace: KernelTrace, k: number): Off | undefined {
  const { N, Br, Bc } = trace.config;
  const { i, j, chip } = trace.steps[k]!;
  const [rows, cols] = [block(i, Br, N), block(j, Bc, N)];
  const width = cols.to - cols.from;
  if (chip.S?.length !== (rows.to - rows.from) * width) return undefined; // tiles of another shape are no mistake yet
  for (let r = rows.from; r < rows.to; r++) {
    const scores = scoresOf(trace, r);
    for (let c = 0; c < width; c++) {
      const is = chip.S[(r - rows.from) * width + c]!;
      const should = scores[cols.from + c]!;
      if (!same(is, should))
        return {
          row: r,
          text: `the score of row ${r} and key ${cols.from + c} should be ${number(should)}, but is ${number(is)}`,
        };
    }
  }
  return undefined;
}

/** m, ℓ and O on chip against the keys seen. O may be a finished softmax, or a sum that waits to be divided by ℓ. */
function wrongResults(trace: KernelTrace, k: number, blocks: Set<number>): Off | undefined {
  const { N, d, Br, Bc, order } = trace.config;
  const { i, phase, chip } = trace.steps[k]!;
  const rows = block(i, Br, N);
  const count = rows.to - rows.from;
  const keys = [...blocks].reduce((sum, j) => sum + block(j, Bc, N).to - block(j, Bc, N).from, 0);
  const after = `${phase === "loadQ" ? "as HBM holds it " : ""}after ${keys} keys`;
  const asL = phase === "write" && order === "q-outer"; // ℓ has become L
  const column = (name: "m" | "l") => (chip[name]?.length === count && !asL ? chip[name] : undefined);
  for (let r = 0; r < count; r++) {
    const row = rows.from + r;
    const { out, logSum } = exact(trace, row, blocks);
    const [m, l] = [column("m")?.[r], column("l")?.[r]];
    if (m === -Infinity) return { row, text: `m of row ${row}, ${after}, is still −∞` };
    if (m !== undefined && l !== undefined && !same(m + Math.log(l), logSum))
      return { row, text: `ℓ of row ${row}, ${after}, ${shouldBe(l, m, logSum)}` };
    if (chip.O?.length !== count * d) continue;
    const divisor = l !== undefined && Number.isFinite(l) ? l : 1;
    for (let t = 0; t < d; t++) {
      const is = chip.O[r * d + t]!;
      if (same(is, out[t]!) || same(is / divisor, out[t]!)) continue;
      const should = order === "q-outer" ? out[t]! * divisor : out[t]!;
      return {
        row,
        text: `O of row ${row}, column ${t}, ${after}, should be ${number(should)}, but is ${number(is)}${m === undefined || l === undefined ? "" : "; its m and ℓ are right"}`,
      };
    }
  }
  return undefined;
}

/** A sum that vanishes says nothing; then the largest score does. */
function shouldBe(l: number, m: number, logSum: number): string {
  const sum = Math.exp(logSum - m);
  return sum === 0 || sum === Infinity
    ? `is ${number(l)} under m = ${number(m)}, though the logarithm of its whole sum is ${number(logSum)}: m is not its largest score`
    : `should be ${number(sum)} under m = ${number(m)}, but is ${number(l)}`;
}

/** The first wrong number of L, where the kernel stored one. */
export function wrongLogarithm(trace: KernelTrace): Finding | undefined {
  const { config, steps, L } = trace;
  if (L.every(Number.isNaN)) return undefined;
  const all = Array.from({ length: blockCount(config.N, config.Bc) }, (_, j) => j);
  const row = L.findIndex((x, r) => !same(x, exact(trace, r, all).logSum));
  if (row < 0) return undefined;
  const should = number(exact(trace, row, all).logSum);
  const i = Math.floor(row / config.Br);
  const step = steps.findLastIndex((s) => s.phase === "write" && s.i === i);
  return {
    kind: "differs",
    text: `O is exact, but L of row ${row} should be m + ln ℓ = ${should}, and is ${number(L[row]!)}.`,
    steps: [Math.max(0, step)],
    row,
    array: "L",
  };
}
