import type { GridRun, Memory } from "./grid-run.js";
import type { Range } from "./memory.js";

/** Rows that a block read before anybody had written them. */
export interface Unwritten {
  readonly launch: number;
  readonly block: number;
  readonly memory: Memory;
  readonly rows: Range;
}

/** Every such read of a run. Where another block of the same launch writes the rows, that is a race, not this. */
export function unwritten({ accesses, empty }: GridRun): readonly Unwritten[] {
  const found: Unwritten[] = [];
  for (const [k, { launch, block, op, memory, rows }] of accesses.entries()) {
    if (op === "write" || !empty.has(memory)) continue;
    const writes = accesses.filter(
      (a, at) =>
        a.op === "write" &&
        a.memory === memory &&
        a.launch <= launch &&
        (a.block !== block || at < k || a.launch < launch),
    );
    const written = (row: number) => writes.some((a) => a.rows.from <= row && row < a.rows.to);
    for (let row = rows.from; row < rows.to; row++) {
      if (written(row)) continue;
      const last = found.at(-1);
      const same = last?.launch === launch && last.block === block && last.memory === memory;
      if (same && last.rows.from <= row && row < last.rows.to) continue; // read twice
      if (same && last.rows.to === row)
        found[found.length - 1] = { ...last, rows: { from: last.rows.from, to: row + 1 } };
      else found.push({ launch, block, memory, rows: { from: row, to: row + 1 } });
    }
  }
  return found;
}
