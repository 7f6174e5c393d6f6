/** The algorithm beside the figure: its lines, which of them run in this step, and what their names stand for. */
import { rescale, softmaxStats } from "long-attention/attention";
import { type LoopOrder, type Phase, scoreRow } from "long-attention/flash";
import { fixed } from "long-attention/ink/format.js";
import { blockRows, current, isKvOuter, latest, type State } from "./state.js";

/** One line of the algorithm. */
export interface Line {
  /** How deep it stands in the loops. */
  readonly depth: number;
  readonly code: string;
  /** Whether this step runs it. */
  readonly lit: boolean;
  /** What its names stand for now, such as "j = 2"; "" where there is nothing to say. */
  readonly values: string;
}

/** The phase that runs a line; the heads of the loops and what comes before them belong to none. */
type Written = readonly [depth: number, code: string, phase: Phase | "i" | "j" | "start"];

const written: Readonly<Record<LoopOrder, readonly Written[]>> = {
  "kv-outer": [
    [0, "O = 0, ℓ = 0, m = −∞ in HBM", "start"],
    [0, "for each block j of K, V:", "j"],
    [1, "load Kⱼ, Vⱼ", "loadKV"],
    [1, "for each block i of Q:", "i"],
    [2, "load Qᵢ, Oᵢ, ℓᵢ, mᵢ", "loadQ"],
    [2, "S = Qᵢ Kⱼᵀ / √d", "score"],
    [2, "m̃ = rowmax(S); P̃ = exp(S − m̃); ℓ̃ = rowsum(P̃)", "softmax"],
    [2, "m_new = max(mᵢ, m̃)", "softmax"],
    [2, "ℓ_new = e^(mᵢ − m_new) ℓᵢ + e^(m̃ − m_new) ℓ̃", "softmax"],
    [2, "Oᵢ = (e^(mᵢ − m_new) ℓᵢ Oᵢ + e^(m̃ − m_new) P̃ Vⱼ) / ℓ_new", "update"],
    [2, "store Oᵢ, ℓᵢ = ℓ_new, mᵢ = m_new", "write"],
  ],
  "q-outer": [
    [0, "for each block i of Q:", "i"],
    [1, "load Qᵢ; on chip Oᵢ = 0, ℓᵢ = 0, mᵢ = −∞", "loadQ"],
    [1, "for each block j of K, V:", "j"],
    [2, "load Kⱼ, Vⱼ", "loadKV"],
    [2, "S = Qᵢ Kⱼᵀ / √d", "score"],
    [2, "m_new = max(mᵢ, rowmax(S))", "softmax"],
    [2, "P̃ = exp(S − m_new)", "softmax"],
    [2, "ℓᵢ = e^(mᵢ − m_new) ℓᵢ + rowsum(P̃)", "softmax"],
    [2, "Oᵢ = e^(mᵢ − m_new) Oᵢ + P̃ Vⱼ; mᵢ = m_new", "update"],
    [1, "store Oᵢ = Oᵢ / ℓᵢ and Lᵢ = mᵢ + ln ℓᵢ", "write"],
  ],
};

/** The algorithm of this loop order, by its name. */
export const titleOf = (state: State): string =>
  isKvOuter(state) ? "Algorithm 1 (FlashAttention)" : "Algorithm 1 of FlashAttention-2";

/** Every line at this step. */
export function listing(state: State): readonly Line[] {
  const { phase } = current(state);
  const values = valuesOf(state);
  return written[state.trace.config.order].map(([depth, code, ran], k) => ({
    depth,
    code,
    lit: ran === phase,
    values: values[k] ?? "",
  }));
}

/** The lines that run, as a sentence: "Lines 7 to 9: …". */
export function runningLines(state: State): string {
  const lines = listing(state);
  const at = lines.flatMap(({ lit }, k) => (lit ? [k] : []));
  const [first, last] = [at[0]! + 1, at.at(-1)! + 1];
  const which = first === last ? `Line ${first}` : `Lines ${first} to ${last}`;
  return `${which} of ${titleOf(state)}: ${at.map((k) => [lines[k]!.code, lines[k]!.values].filter(Boolean).join(", here ")).join("; ")}.`;
}

/** The row whose numbers stand beside the lines: the red one, or the first of a row block that does not hold it. */
export function shownRow(state: State): number | undefined {
  const { i } = current(state);
  const { N, Br } = state.trace.config;
  if (i < 0) return undefined;
  return Math.floor(state.row / Br) === i && state.row < N ? state.row : i * Br;
}

/** What the names of each line stand for, by the line's index; what ran earlier in this tile keeps its numbers. */
function valuesOf(state: State): Readonly<Record<number, string>> {
  const { phase, i, j, chip } = current(state);
  const { N, d, Br, Bc } = state.trace.config;
  const outer = isKvOuter(state);
  const span = (block: number, B: number) =>
    block < 0 ? "" : `rows ${block * B} to ${block * B + blockRows(block, B, N) - 1}`;
  const r = (shownRow(state) ?? 0) - Math.max(0, i) * Br;
  const done = (...phases: Phase[]) => phases.includes(phase);
  const only = (on: boolean, text: string) => (on ? text : "");
  const [m, l] = [number(chip.m?.[r]), number(chip.l?.[r])];
  const I = only(i >= 0, `i = ${i}`);
  const J = only(j >= 0, `j = ${j}`);
  const scores = only(
    done("score", "softmax", "update") || (outer && done("write")),
    `${blockRows(Math.max(0, i), Br, N)} × ${blockRows(Math.max(0, j), Bc, N)} scores`,
  );
  const t = scores && !done("score") ? rowNumbers(state) : undefined;
  const o = only(done("update", "write"), `O[${shownRow(state)}][0] = ${number(chip.O?.[r * d])}`);
  if (outer)
    return [
      "",
      J,
      span(j, Bc),
      I,
      only(i >= 0, span(i, Br) + only(done("loadQ"), `; m = ${m}, ℓ = ${l}`)),
      scores,
      t ? `m̃ = ${t.own}, ℓ̃ = ${t.sum}` : "",
      t ? `max(${t.before}, ${t.own}) = ${t.now}` : "",
      t ? `${t.shrink} · ${t.l} + ${t.grow} · ${t.sum} = ${t.lNew}` : "",
      o,
      only(done("write"), `ℓ = ${l}, m = ${m}`),
    ];
  return [
    I,
    span(i, Br),
    J,
    span(j, Bc),
    scores,
    t ? `max(${t.before}, ${t.own}) = ${t.now}` : "",
    t ? `rowsum(P̃) = ${t.sum}` : "",
    t ? `${t.shrink} · ${t.l} + ${t.sum} = ${t.lNew}` : "",
    only(done("update"), o),
    only(done("write"), `${o}, L = ${l}`),
  ];
}

/** What this tile's softmax step did to the shown row, each number as written beside the lines. */
function rowNumbers(state: State) {
  const { i, j } = current(state);
  const chip = latest(state, (s) => s.phase === "softmax" && s.i === i && s.j === j)?.chip ?? {};
  const { N, Br, Bc } = state.trace.config;
  const row = shownRow(state)!;
  const r = row - i * Br;
  const before = latest(state, (s) => s.phase === "softmax" && s.i === i && s.j !== j)?.chip;
  const own = softmaxStats(scoreRow(state.trace, row).slice(j * Bc, Math.min((j + 1) * Bc, N)));
  const [m, l] = before ? [before.m?.[r], before.l?.[r]] : [-Infinity, 0];
  const now = chip.m?.[r];
  const factor = (old: number | undefined) =>
    old === undefined || now === undefined ? undefined : rescale(old, now);
  const grow = factor(own.m);
  const sum = isKvOuter(state) || grow === undefined ? own.l : grow * own.l;
  return {
    before: number(m),
    own: number(own.m),
    now: number(now),
    shrink: number(factor(m)),
    grow: number(grow),
    sum: number(sum),
    l: number(l),
    lNew: number(chip.l?.[r]),
  };
}

/** A number beside a line; "?" where a recorded kernel keeps none that can be told. */
export const number = (x: number | undefined, digits = 3): string =>
  x === undefined ? "?" : Number.isNaN(x) ? "NaN" : fixed(x, digits);
