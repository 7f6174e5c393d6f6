/**
 * What a recorded kernel did otherwise than exact attention, and what it moved for nothing. Values are held against
 * the softmax of the keys that a row block has seen so far, so any order of the tiles is right that is right at the end.
 */

import { number, rowsOf } from "../gpu/words.js";
import { block, blockCount } from "./blocks.js";
import { differs, exact, tolerance, wrongLogarithm } from "./differs.js";
import type { Finding } from "./finding.js";
import type { KernelTrace } from "./kernel-trace.js";
import { wasted } from "./wasted.js";

/** Everything to know about a run, what is to be mended first. */
export function findings(trace: KernelTrace): readonly Finding[] {
  const last = Math.max(0, trace.steps.length - 1);
  const right: Finding = { kind: "right", text: "Every row of O is exact.", steps: [last] };
  const stop = trace.stopped;
  const stopped: Finding = { kind: "stopped", text: `It stopped here: ${stop}`, steps: [last] };
  const off = wrongOutput(trace);
  const wrong =
    stop !== undefined ? [stopped, differs(trace)] : [differs(trace), skipped(trace), neverStored(trace)];
  const found = (off || stop !== undefined ? wrong : [wrongLogarithm(trace)]).filter(
    (one) => one !== undefined,
  );
  if (off && found.length === 0) found.push(off);
  found.push(...wasted(trace));
  return [...found, ...(off || stop !== undefined ? [] : [right]), peak(trace)];
}

/** The first wrong number of O in HBM. */
function wrongOutput(trace: KernelTrace): Finding | undefined {
  const { N, d, Br, Bc } = trace.config;
  const all = Array.from({ length: blockCount(N, Bc) }, (_, j) => j);
  for (let row = 0; row < N; row++) {
    const { out } = exact(trace, row, all);
    const k = out.findIndex((x, t) => !(Math.abs(trace.O[row * d + t]! - x) <= tolerance));
    if (k < 0) continue;
    const i = Math.floor(row / Br);
    return {
      kind: "differs",
      text: `O of row ${row}, column ${k}, should end as ${number(out[k]!)}, but is ${number(trace.O[row * d + k]!)}.`,
      steps: [
        Math.max(
          0,
          trace.steps.findLastIndex((s) => s.phase === "write" && s.i === i),
        ),
      ],
      row,
      array: "O",
    };
  }
  return undefined;
}

function skipped({ config: { N, Br, Bc }, steps }: KernelTrace): Finding | undefined {
  const visited = new Set(steps.filter(({ phase }) => phase === "score").map(({ i, j }) => `${i},${j}`));
  const tiles = Array.from({ length: blockCount(N, Br) }, (_, i) =>
    Array.from({ length: blockCount(N, Bc) }, (_, j) => [i, j] as const),
  )
    .flat()
    .filter(([i, j]) => !visited.has(`${i},${j}`));
  const [first] = tiles;
  if (!first) return undefined;
  const [i, j] = first;
  const more =
    tiles.length > 1 ? `, nor ${tiles.length === 2 ? "was 1 more" : `were ${tiles.length - 1} more`}` : "";
  const [queries, keys] = [block(i, Br, N), block(j, Bc, N)].map(rowsOf);
  return {
    kind: "skipped",
    text: `Tile (i = ${i}, j = ${j}) was never computed${more}: ${queries} of Q never met ${keys} of K.`,
    steps: [nearest(steps, i, j)],
    tiles,
    row: i * Br,
  };
}

/** The step after which tile (i, j) should have come: the last one of the tile before it. */
function nearest(steps: KernelTrace["steps"], i: number, j: number): number {
  const at = steps.findLastIndex((s) => s.phase === "update" && (s.i === i ? s.j < j : s.j === j && s.i < i));
  return Math.max(0, at);
}

function neverStored({ config: { N, d }, O, steps }: KernelTrace): Finding | undefined {
  const rows = Array.from({ length: N }, (_, r) => r).filter((r) =>
    O.subarray(r * d, (r + 1) * d).every(Number.isNaN),
  );
  const stored = steps.some(({ phase }) => phase === "write");
  if (rows.length === 0 || (rows.length === N && stored)) return undefined;
  const others = rows.length > 1 && rows.length < N ? `, nor were ${rows.length - 1} others` : "";
  const text = `${rows.length === N ? "O" : `Row ${rows[0]} of O`} was never stored${others}.`;
  return { kind: "never-stored", text, steps: [Math.max(0, steps.length - 1)], row: rows[0]!, array: "O" };
}

const peak = ({ peak, sramElements }: KernelTrace): Finding => ({
  kind: "peak",
  text: `SRAM holds most in step ${peak.step + 1}: ${peak.elements} elements. The algorithm's own tiles are ${sramElements}.`,
  steps: [peak.step],
});
