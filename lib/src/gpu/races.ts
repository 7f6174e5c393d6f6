import type { Access, GridRun, Memory } from "./grid-run.js";
import type { Range } from "./memory.js";

/** Rows of one array that several blocks of one launch touch, at least one of them to write. */
export interface Race {
  readonly launch: number;
  readonly memory: Memory;
  readonly rows: Range;
  /** Blocks that write these rows, and blocks that only read them. */
  readonly writers: readonly number[];
  readonly readers: readonly number[];
}

/** Every race of a run: what two blocks of one launch touch has no order, whatever order this run took. */
export function races({ accesses, memories }: GridRun): readonly Race[] {
  const launches = [...new Set(accesses.map(({ launch }) => launch))];
  return launches.flatMap((launch) =>
    memories.flatMap((memory) =>
      joined(
        rowsTouched(accesses.filter((a) => a.launch === launch && a.memory === memory))
          .filter(({ writers, readers }) => writers.length > 0 && writers.length + readers.length > 1)
          .map((row) => ({ launch, memory, ...row })),
      ),
    ),
  );
}

/** Of each row that was touched, in order, who wrote it and who only read it. */
function rowsTouched(accesses: readonly Access[]) {
  const byRow = new Map<number, { writes: Set<number>; reads: Set<number> }>();
  for (const { op, block, rows } of accesses)
    for (let row = rows.from; row < rows.to; row++) {
      const who = byRow.get(row) ?? { writes: new Set(), reads: new Set() };
      byRow.set(row, who);
      (op === "write" ? who.writes : who.reads).add(block);
    }
  const sorted = (blocks: Iterable<number>) => [...blocks].sort((a, b) => a - b);
  return [...byRow]
    .sort(([a], [b]) => a - b)
    .map(([row, { writes, reads }]) => ({
      rows: { from: row, to: row + 1 },
      writers: sorted(writes),
      readers: sorted([...reads].filter((block) => !writes.has(block))),
    }));
}

/** Neighbouring rows with the same blocks as one. */
function joined(rows: readonly Race[]): Race[] {
  const races: Race[] = [];
  for (const row of rows) {
    const last = races.at(-1);
    const same =
      last?.rows.to === row.rows.from &&
      String([last.writers, "|", last.readers]) === String([row.writers, "|", row.readers]);
    if (same) races[races.length - 1] = { ...last, rows: { from: last.rows.from, to: row.rows.to } };
    else races.push(row);
  }
  return races;
}
